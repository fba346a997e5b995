package guest;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Calls everything that rewritten code may call, with junk: it acts on this process alone. */
public final class Junk {
    private static final int SLOTS = 64;
    private static final Object[] OBJECTS = {null, "junk", 7, new Object(), Thread.currentThread(), String.class};
    private static final int[] NUMBERS = {Integer.MIN_VALUE, -1, 0, 1, 25, 1000, Integer.MAX_VALUE};

    private static int called;

    private Junk() {}

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < SLOTS; i++) {
            callAll(String.format("java.atoll.S%03d", i));
        }
        callAll("java.atoll.Sys");
        callAll("java.atoll.Own");
        for (String hidden :
                new String[] {"World", "Hook", "Identity", "MachineHook", "FileHook", "Slot", "WorldGroup"}) {
            try {
                Class.forName("java.atoll." + hidden);
                System.out.println("ESCAPED " + hidden);
            } catch (ClassNotFoundException e) {
                // As it should be.
            }
        }
        System.out.println("called " + called);
        Runtime.getRuntime().halt(0);
    }

    private static void callAll(String name) {
        Class<?> type;
        try {
            type = Class.forName(name);
        } catch (ClassNotFoundException e) {
            return;
        }
        for (Method method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())) {
                for (int i = 0; i < Math.max(OBJECTS.length, NUMBERS.length); i++) {
                    call(method, i);
                }
            }
        }
    }

    private static void call(Method method, int round) {
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(types[i], round + i);
        }
        if (method.getName().equals("await")) {
            return;
        }
        try {
            method.invoke(null, arguments);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // A refusal is harmless too.
        }
        called++;
    }

    private static Object argument(Class<?> type, int round) {
        if (type == int.class) {
            return NUMBERS[round % NUMBERS.length];
        }
        if (type == long.class) {
            return (long) NUMBERS[round % NUMBERS.length];
        }
        if (type == boolean.class) {
            return round % 2 == 0;
        }
        Object object = OBJECTS[round % OBJECTS.length];
        return type.isInstance(object) ? object : null;
    }
}
