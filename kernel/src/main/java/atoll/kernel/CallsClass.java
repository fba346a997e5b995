package atoll.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * The class of a contract's asynchronous form. Each method of the contract becomes
 *
 * <pre>{@code
 * argument = copied or admitted, where the JVM's types do not say enough
 * Batch batch = this.batch;
 * int place = batch.begin(I);                       // or throws, with nothing done
 * batch.words[place * WORDS + 2 + n] = argument;    // primitives, as the bits of a long
 * batch.references[place * REFERENCES + 1 + m] = argument;
 * batch.tail = batch.tail + 1;                      // no call: see Batch
 * return 0;
 * }</pre>
 *
 * <p>and a case of {@code run}, on the server's side, which reads them and leaves the result in {@code words[1]} or
 * {@code references[0]} of the entry. The arrays of an idempotent method are copied once more there: it may have to be
 * called again, and the server may have changed them.
 *
 * <p>A method that regions cross with is one call, {@code batch.pass(I, arguments)}: see {@link RingPassage}. It stands in the
 * first reference, and the worker makes the call as a gate does that is called on a thread of the server's.
 */
final class CallsClass {
    static final int RESULT_WORD = 1;
    static final int FIRST_WORD = 2;
    static final int RESULT_REFERENCE = 0;
    static final int FIRST_REFERENCE = 1;

    private static final ClassDesc CALLS = ClassDesc.of("java.atoll.Calls");
    private static final ClassDesc BATCH = ClassDesc.of("java.atoll.Batch");
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc OBJECTS = OBJECT.arrayType();
    private static final ClassDesc INT = ConstantDescs.CD_int;
    private static final ClassDesc LONG = ConstantDescs.CD_long;
    private static final ClassDesc LONGS = LONG.arrayType();
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT, INT, LONGS, INT, OBJECTS, INT);

    // The parameters of run.
    private static final int RUN_OBJECT = 1;
    private static final int RUN_METHOD = 2;
    private static final int RUN_WORDS = 3;
    private static final int RUN_WORD = 4;
    private static final int RUN_REFERENCES = 5;
    private static final int RUN_REFERENCE = 6;

    private final ClassDesc contract;
    private final int words;
    private final int references;

    private CallsClass(Class<?> contract, List<Method> methods) {
        this.contract = contract.describeConstable().orElseThrow();
        this.words = words(methods);
        this.references = references(methods);
    }

    /** Words of an entry. */
    static int words(List<Method> methods) {
        return FIRST_WORD + mostParameters(methods, true);
    }

    /** References of an entry. */
    static int references(List<Method> methods) {
        return FIRST_REFERENCE + mostParameters(methods, false);
    }

    private static int mostParameters(List<Method> methods, boolean primitive) {
        int most = 0;
        for (Method method : methods) {
            most = Math.max(most, RegionMethod.carries(method) ? primitive ? 0 : 1 : parameters(method, primitive));
        }
        return most;
    }

    private static int parameters(Method method, boolean primitive) {
        int count = 0;
        for (Class<?> parameter : method.getParameterTypes()) {
            count += parameter.isPrimitive() == primitive ? 1 : 0;
        }
        return count;
    }

    /** The class file; {@code methods} in the order of their numbers. */
    static byte[] bytes(Class<?> contract, List<Method> methods) {
        CallsClass calls = new CallsClass(contract, methods);
        return GeneratedClass.bytes(
                ClassDesc.of(contract.getName() + "$Calls"),
                CALLS,
                BATCH,
                contract,
                methods,
                calls::gather,
                c -> c.withMethodBody(
                        "run", RUN, ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL, code -> calls.run(code, methods)));
    }

    // -- the client's side

    private void gather(CodeBuilder code, Method method, int number) {
        Class<?>[] parameters = method.getParameterTypes();
        int[] from = new int[parameters.length];
        if (RegionMethod.carries(method)) {
            pass(code, method, number, from);
            return;
        }
        int batch = code.allocateLocal(TypeKind.REFERENCE);
        int place = code.allocateLocal(TypeKind.INT);
        code.aload(0).getfield(CALLS, "batch", BATCH).astore(batch);
        for (int i = 0; i < from.length; i++) {
            from[i] = code.parameterSlot(i);
            if (parameters[i].isArray() || Messages.isOpen(parameters[i])) {
                from[i] = code.allocateLocal(TypeKind.REFERENCE);
                admit(code, parameters[i], batch, code.parameterSlot(i), from[i]);
            }
        }
        code.aload(batch).loadConstant(number);
        code.invokevirtual(BATCH, "begin", MethodTypeDesc.of(INT, INT)).istore(place);
        int word = FIRST_WORD;
        int reference = FIRST_REFERENCE;
        for (int i = 0; i < from.length; i++) {
            ClassDesc type = parameters[i].describeConstable().orElseThrow();
            if (parameters[i].isPrimitive()) {
                code.aload(batch).getfield(BATCH, "words", LONGS);
                code.iload(place)
                        .loadConstant(words)
                        .imul()
                        .loadConstant(word++)
                        .iadd();
                code.loadLocal(TypeKind.from(type), from[i]);
                Words.toWord(code, parameters[i]);
                code.lastore();
            } else {
                code.aload(batch).getfield(BATCH, "references", OBJECTS);
                code.iload(place).loadConstant(references).imul().loadConstant(reference++);
                code.iadd().aload(from[i]).aastore();
            }
        }
        code.aload(batch).dup().getfield(BATCH, "tail", LONG);
        code.lconst_1().ladd().putfield(BATCH, "tail", LONG);
        nothing(code, TypeKind.from(method.getReturnType()));
    }

    private static void pass(CodeBuilder code, Method method, int number, int[] from) {
        for (int i = 0; i < from.length; i++) {
            from[i] = code.parameterSlot(i);
        }
        code.aload(0).getfield(CALLS, "batch", BATCH).loadConstant(number);
        Boxes.array(code, GeneratedClass.type(method), from);
        code.invokevirtual(BATCH, "pass", MethodTypeDesc.of(ConstantDescs.CD_void, INT, OBJECTS));
        nothing(code, TypeKind.from(method.getReturnType()));
    }

    /** As the gate does it. */
    private static void admit(CodeBuilder code, Class<?> declared, int batch, int from, int to) {
        ClassDesc desc = declared.describeConstable().orElseThrow();
        if (declared.isArray() && declared.getComponentType().isPrimitive()) {
            Label none = code.newLabel();
            code.aload(from).astore(to).aload(from).ifnull(none);
            code.aload(from).invokevirtual(desc, "clone", MethodTypeDesc.of(OBJECT));
            code.checkcast(desc).astore(to).labelBinding(none);
        } else {
            code.aload(batch).aload(from).loadConstant(desc);
            code.invokevirtual(BATCH, "admit", MethodTypeDesc.of(OBJECT, OBJECT, ConstantDescs.CD_Class));
            code.checkcast(desc).astore(to);
        }
    }

    private static void nothing(CodeBuilder code, TypeKind kind) {
        switch (kind.asLoadable()) {
            case VOID -> {
                // Nothing to return.
            }
            case LONG -> code.lconst_0();
            case FLOAT -> code.fconst_0();
            case DOUBLE -> code.dconst_0();
            case REFERENCE -> code.aconst_null();
            default -> code.iconst_0();
        }
        code.return_(kind);
    }

    // -- the server's side

    private void run(CodeBuilder code, List<Method> methods) {
        Label none = code.newLabel();
        List<SwitchCase> cases = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            cases.add(SwitchCase.of(i, code.newLabel()));
        }
        if (!cases.isEmpty()) {
            code.iload(RUN_METHOD).tableswitch(0, methods.size() - 1, none, cases);
        }
        for (int i = 0; i < methods.size(); i++) {
            code.labelBinding(cases.get(i).target());
            if (!RegionMethod.carries(methods.get(i))) {
                run(code, methods.get(i));
            }
            code.return_();
        }
        code.labelBinding(none).return_();
    }

    private void run(CodeBuilder code, Method method) {
        Class<?> result = method.getReturnType();
        if (result.isPrimitive() && result != void.class) {
            code.aload(RUN_WORDS).iload(RUN_WORD).loadConstant(RESULT_WORD).iadd();
        } else if (result != void.class) {
            code.aload(RUN_REFERENCES).iload(RUN_REFERENCE);
        }
        code.aload(RUN_OBJECT).checkcast(contract);
        boolean again = method.isAnnotationPresent(atoll.contract.Idempotent.class);
        int word = FIRST_WORD;
        int reference = FIRST_REFERENCE;
        for (Class<?> parameter : method.getParameterTypes()) {
            if (parameter.isPrimitive()) {
                code.aload(RUN_WORDS).iload(RUN_WORD).loadConstant(word++).iadd();
                code.laload();
                Words.fromWord(code, parameter);
            } else {
                code.aload(RUN_REFERENCES)
                        .iload(RUN_REFERENCE)
                        .loadConstant(reference++)
                        .iadd();
                code.aaload();
                if (again && parameter.isArray()) {
                    code.invokestatic(CALLS, "copy", MethodTypeDesc.of(OBJECT, OBJECT));
                }
                code.checkcast(parameter.describeConstable().orElseThrow());
            }
        }
        code.invokeinterface(contract, method.getName(), GeneratedClass.type(method));
        if (result.isPrimitive() && result != void.class) {
            Words.toWord(code, result);
            code.lastore();
        } else if (result != void.class) {
            code.aastore();
        }
    }
}
