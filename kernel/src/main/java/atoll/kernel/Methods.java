package atoll.kernel;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The methods of a contract in the order of their numbers: by name, then by descriptor. */
final class Methods {
    /** A capability keeps the methods that it allows in one {@code long}. */
    static final int MOST = 64;

    private Methods() {}

    static List<Method> of(Class<?> contract) {
        List<Method> methods = new ArrayList<>(Arrays.asList(contract.getMethods()));
        methods.sort(Comparator.comparing(Method::getName).thenComparing(Methods::descriptor));
        if (methods.size() > MOST) {
            throw new ContractViolation(
                    contract.getName(), "", "has " + methods.size() + " methods, and a gate counts to " + MOST);
        }
        return methods;
    }

    static String descriptor(Method method) {
        return java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }
}
