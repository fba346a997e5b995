package guest;

import atoll.contract.Names;
import atoll.contract.Right;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;

/** A contract as a program sees it that looks at classes: what is public is there, as of any interface. */
final class Mirror {
    private Mirror() {}

    static void reflection(Probe probe) throws Exception {
        Checks.same(5, Probe.class.getMethod("add", int.class, int.class).invoke(probe, 2, 3));
        Checks.same(9, Probe.class.getDeclaredMethods().length);
        Checks.same(
                "write",
                Probe.class
                        .getMethod("write", String.class)
                        .getAnnotation(Right.class)
                        .value());
        Probe.Point point = Probe.Point.class
                .getConstructor(int.class, int.class, String.class)
                .newInstance(1, 2, "a");
        StringBuilder values = new StringBuilder();
        for (RecordComponent component : Probe.Point.class.getRecordComponents()) {
            values.append(component.getAccessor().invoke(point)).append(' ');
        }
        Checks.same("1 2 a ", values.toString());
        Checks.same("[RED, GREEN]", Arrays.toString(Probe.Colour.class.getEnumConstants()));
        try {
            Probe.class.getMethod("write", String.class).invoke(probe, "this");
            throw new AssertionError("returned");
        } catch (InvocationTargetException e) {
            Checks.same("no room for this", e.getCause().getMessage());
        }
    }

    static void handles(Probe probe) throws Exception {
        Function<String, String> act = probe::act;
        Checks.same("server", act.apply("who"));
        IntBinaryOperator add = probe::add;
        Checks.same(7, add.applyAsInt(3, 4));
        MethodHandle found = MethodHandles.lookup()
                .findVirtual(Probe.class, "act", MethodType.methodType(String.class, String.class));
        try {
            Checks.same("server", (String) found.invokeExact(probe, "who"));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        Function<Object[], String> record = Arrays::toString;
        Checks.same("[Point[x=1, y=1, name=]]", record.apply(new Object[] {new Probe.Point(1, 1, "")}));
    }

    static void proxy(Probe probe) {
        Object made = Proxy.newProxyInstance(
                Mirror.class.getClassLoader(), new Class<?>[] {Probe.class}, (p, method, arguments) -> {
                    Method same = Probe.class.getMethod(method.getName(), method.getParameterTypes());
                    return same.invoke(probe, arguments);
                });
        Checks.same("server", ((Probe) made).act("who"));
    }

    static void hidden() {
        Checks.same(0, Probe.Point.class.getDeclaredFields().length);
        Checks.same(0, Names.class.getDeclaredFields().length);
        Checks.same(0, Names.class.getDeclaredConstructors().length);
    }
}
