package atoll.kernel;

import java.atoll.Batch;
import java.atoll.Calls;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The asynchronous form of a contract that {@link GateType} has checked: how entries are laid out, made and run. */
final class CallsType<C> {
    private static final List<String> KNOWN = List.of(
            "java.atoll.Calls",
            "java.atoll.Batch",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double");

    private final GateType<C> gates;
    private final MethodHandle make;
    private final Calls runner;

    /** Longs of an entry. */
    final int words;

    /** Objects of an entry. */
    final int references;

    /** The type of each method's result: the first letter of its descriptor. */
    private final char[] tags;

    /** The type of each method's result. */
    private final Class<?>[] results;

    private CallsType(GateType<C> gates, List<Method> methods, MethodHandle make) {
        this.gates = gates;
        this.make = make;
        this.words = CallsClass.words(methods);
        this.references = CallsClass.references(methods);
        this.tags = new char[methods.size()];
        this.results = new Class<?>[methods.size()];
        for (int i = 0; i < tags.length; i++) {
            results[i] = methods.get(i).getReturnType();
            tags[i] = results[i].descriptorString().charAt(0);
        }
        this.runner = make(new Nobody());
    }

    /** Not on a thread of a process. */
    static <C> CallsType<C> of(GateType<C> gates, Internals internals) {
        Class<C> contract = gates.contract();
        List<Method> methods = Methods.of(contract);
        try {
            byte[] bytes = CallsClass.bytes(contract, methods);
            MethodHandle make = GeneratedClass.define(contract, bytes, Calls.class, Batch.class, KNOWN, internals);
            return new CallsType<>(gates, methods, make);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no asynchronous form can be made for " + contract, e);
        }
    }

    GateType<C> gates() {
        return gates;
    }

    private Calls make(Batch batch) {
        try {
            return (Calls) make.invokeExact(batch);
        } catch (Throwable e) {
            throw new IllegalStateException("an asynchronous form of " + gates.contract() + " cannot be made", e);
        }
    }

    /** What gathers calls in the batch: an object of the contract. */
    C calls(Batch batch) {
        return gates.contract().cast(make(batch));
    }

    /** What makes calls, for the worker. */
    Calls runner() {
        return runner;
    }

    /** Of the entry whose references begin there; null for a method without regions. */
    @Nullable RingPassage passage(@Nullable Object[] all, int reference) {
        return references > CallsClass.FIRST_REFERENCE
                        && all[reference + CallsClass.FIRST_REFERENCE] instanceof RingPassage passage
                ? passage
                : null;
    }

    char tag(int method) {
        return tags[method];
    }

    Class<?> result(int method) {
        return results[method];
    }

    /** Of an object that only runs calls: it gathers none. */
    private static final class Nobody extends Batch {
        Nobody() {
            super(-1, 0, 0);
        }

        @Override
        protected void hold(int method) {
            throw new IllegalStateException("nobody calls here");
        }

        @Override
        public void pass(int method, Object[] arguments) {
            hold(method);
        }

        @Override
        public Object admit(Object message, Class<?> type) {
            throw new IllegalStateException("nobody calls here");
        }
    }
}
