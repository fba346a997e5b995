package atoll.linker;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/** The hooks that woven code can call, by name and number of parameters; and the constants of the boundary. */
final class HookMembers {
    static final ClassDesc HOOK = ClassDesc.of("java.atoll.Hook");

    private final Map<String, Method> methods = new HashMap<>();
    private final ClassLoader loader;

    HookMembers(Class<?> hookClass) {
        loader = hookClass.getClassLoader() == null ? ClassLoader.getSystemClassLoader() : hookClass.getClassLoader();
        for (Method method : hookClass.getDeclaredMethods()) {
            methods.put(key(method.getName(), method.getParameterTypes()), method);
            methods.putIfAbsent(method.getName() + "/" + method.getParameterCount(), method);
        }
    }

    private static String key(String name, Class<?>[] parameters) {
        return parameters.length == 0 ? name + "()" : name + "(" + parameters[0].descriptorString();
    }

    /** The hook {@code name} with {@code count} parameters; {@code first} prefers an overload by its first parameter. */
    MethodTypeDesc type(String name, int count, ClassDesc first) {
        Method method = methods.get(name + "(" + first.descriptorString());
        if (method == null || method.getParameterCount() != count) {
            method = methods.get(name + "/" + count);
        }
        if (method == null) {
            throw new IllegalArgumentException("jdk.table names hook " + name + " with " + count
                    + " arguments, which java.atoll.Hook does not have");
        }
        return java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .describeConstable()
                .orElseThrow();
    }

    void call(CodeBuilder code, String name, MethodTypeDesc type) {
        code.invokestatic(HOOK, name, type);
    }

    /** A constant of {@code java.atoll.Call}, {@code Access} or {@code Own}. */
    int constant(String holder, String name) {
        try {
            return Class.forName("java.atoll." + holder, true, loader)
                    .getField(name)
                    .getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "jdk.table names " + name + ", which java.atoll." + holder + " lacks", e);
        }
    }
}
