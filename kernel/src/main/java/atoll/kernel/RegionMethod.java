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
    private final boolean[] regions;
    private final boolean[] open;

    /** No parameter but regions has to be looked into or copied. */
    final boolean plain;

    /** The result has to be. */
    final boolean resultOpen;

    /** Whether the result is a region. */
    final boolean returns;

    final Class<?> result;

    private RegionMethod(Method method) {
        parameters = method.getParameterTypes();
        lent = new boolean[parameters.length];
        regions = new boolean[parameters.length];
        open = new boolean[parameters.length];
        boolean opens = false;
        for (int i = 0; i < lent.length; i++) {
            lent[i] = isLent(method, i);
            regions[i] = parameters[i] == Region.class;
            open[i] = !regions[i] && Messages.isOpen(parameters[i]);
            opens |= open[i];
        }
        plain = !opens;
        result = method.getReturnType();
        returns = result == Region.class;
        resultOpen = !returns && Messages.isOpen(result);
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

    boolean isRegion(int parameter) {
        return regions[parameter];
    }

    /** Whether it has to be looked into or copied. */
    boolean isOpen(int parameter) {
        return open[parameter];
    }

    boolean isLent(int parameter) {
        return lent[parameter];
    }

    Class<?> parameter(int parameter) {
        return parameters[parameter];
    }
}
