package atoll.kernel;

import atoll.contract.Lent;
import atoll.contract.Region;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** A method of a contract that a region crosses with: where, and whether it is lent. */
final class RegionMethod {
    private final Class<?>[] parameters;
    private final boolean[] lent;

    /** Whether the result is a region. */
    final boolean returns;

    final Class<?> result;

    private RegionMethod(Method method) {
        parameters = method.getParameterTypes();
        lent = new boolean[parameters.length];
        for (int i = 0; i < lent.length; i++) {
            lent[i] = isLent(method, i);
        }
        result = method.getReturnType();
        returns = result == Region.class;
    }

    /** Null for a method without regions. */
    static @Nullable RegionMethod of(Method method) {
        return carries(method) ? new RegionMethod(method) : null;
    }

    static boolean carries(Method method) {
        boolean carries = method.getReturnType() == Region.class;
        for (Class<?> parameter : method.getParameterTypes()) {
            carries |= parameter == Region.class;
        }
        return carries;
    }

    static boolean isLent(Method method, int parameter) {
        for (Annotation annotation : method.getParameterAnnotations()[parameter]) {
            if (annotation instanceof Lent) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return parameters.length;
    }

    boolean isRegion(int parameter) {
        return parameters[parameter] == Region.class;
    }

    boolean isLent(int parameter) {
        return lent[parameter];
    }

    Class<?> parameter(int parameter) {
        return parameters[parameter];
    }
}
