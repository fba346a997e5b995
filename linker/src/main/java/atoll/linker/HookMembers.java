package atoll.linker;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The hooks that woven code can call, by name and number of parameters; and the constants of the boundary. */
final class HookMembers {
    static final ClassDesc HOOK = ClassDesc.of("java.atoll.Hook");

    /** Classes of hooks beside {@code Hook}, in its package. */
    private static final List<String> OTHERS = List.of(
            "FileHook",
            "MachineHook",
            "ConsoleHook",
            "NetworkHook",
            "Reach",
            "OwnThreads",
            "Standard",
            "ServedNio",
            "ServedIo",
            "ServedChannels",
            "Modules",
            "LookupHook",
            "Segments");

    private static final int MOST_OF_A_CASE = 2;

    private final Map<String, Method> methods = new HashMap<>();
    private final ClassLoader loader;

    HookMembers(Class<?> hookClass) {
        loader = hookClass.getClassLoader() == null ? ClassLoader.getSystemClassLoader() : hookClass.getClassLoader();
        add(hookClass);
        if (hookClass.getName().equals("java.atoll.Hook")) {
            OTHERS.forEach(name -> add(other(name)));
        }
    }

    private void add(Class<?> hookClass) {
        for (Method method : hookClass.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                methods.putIfAbsent(key(method.getName(), method.getParameterTypes()), method);
                methods.putIfAbsent(method.getName() + "/" + method.getParameterCount(), method);
            }
        }
    }

    private Class<?> other(String name) {
        try {
            return Class.forName("java.atoll." + name, true, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("java.atoll." + name + " is not on the boot class path", e);
        }
    }

    private static String key(String name, Class<?>[] parameters) {
        return parameters.length == 0 ? name + "()" : name + "(" + parameters[0].descriptorString();
    }

    /** The hook {@code name} with {@code count} parameters; {@code first} prefers an overload by its first parameter. */
    MethodTypeDesc type(String name, int count, ClassDesc first) {
        return java.lang.invoke.MethodType.methodType(
                        find(name, count, first).getReturnType(),
                        find(name, count, first).getParameterTypes())
                .describeConstable()
                .orElseThrow();
    }

    private Method find(String name, int count, ClassDesc first) {
        Method method = methods.get(name + "(" + first.descriptorString());
        if (method == null || method.getParameterCount() != count) {
            method = methods.get(name + "/" + count);
        }
        if (method == null) {
            throw new IllegalArgumentException(
                    "jdk.table names hook " + name + " with " + count + " arguments, which no hook class has");
        }
        return method;
    }

    /** How many parameters the case {@code name} looks at. */
    int looksAt(String name) {
        for (int count = 1; count <= MOST_OF_A_CASE; count++) {
            if (methods.containsKey(name + "/" + count)) {
                return count;
            }
        }
        throw new IllegalArgumentException("jdk.table names case " + name + ", which no hook class has");
    }

    void call(CodeBuilder code, String name, MethodTypeDesc type) {
        ClassDesc first = type.parameterCount() == 0 ? ConstantDescs.CD_void : type.parameterType(0);
        Method method = find(name, type.parameterCount(), first);
        code.invokestatic(ClassDesc.of(method.getDeclaringClass().getName()), name, type);
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
