package guest;

import atoll.contract.CallFailed;
import atoll.contract.Completion;
import atoll.contract.Ring;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The synchronous form of a contract on top of its asynchronous one: each call goes by a ring of its thread's own. */
public final class ByRing {
    private static final int DEPTH = 2;

    private ByRing() {}

    /** An object of the contract; {@code rings} makes a ring of at least {@link #depth} for the running thread. */
    public static <C> C of(Class<C> contract, Supplier<Ring<C>> rings) {
        ThreadLocal<Ring<C>> own = ThreadLocal.withInitial(rings);
        return contract.cast(Proxy.newProxyInstance(
                contract.getClassLoader(), new Class<?>[] {contract}, (self, method, arguments) -> {
                    return call(own.get(), method, arguments);
                }));
    }

    public static int depth() {
        return DEPTH;
    }

    private static @Nullable Object call(Ring<?> ring, Method method, Object[] arguments) throws Throwable {
        try {
            method.invoke(ring.calls(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        ring.submit();
        Completion completion = ring.take();
        Exception failure = completion.failure();
        if (failure instanceof CallFailed failed) {
            // Once more, as a client would find it.
            throw failed;
        }
        return completion.value();
    }
}
