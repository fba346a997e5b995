package atoll.kernel;

import atoll.contract.Region;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What may cross as data: primitives, strings, boxes, and messages. A message is a public record of such data, a public enum
 * whose constants have no bodies, or a public sealed interface whose permitted subclasses are messages. Records may hold
 * themselves. All of it is immutable, and so may be shared by both sides.
 *
 * <p>Records hold no arrays, which would be mutable state shared by both sides, and no endpoints: a gate sees and wraps the
 * parameters and the result, not what is inside them. Messages have no static state, and implement no interface but messages.
 */
final class MessageRule {
    private record Reason(Class<?> type, String why) {}

    private static final Set<Class<?>> NUMBERS = Set.of(
            byte.class,
            short.class,
            char.class,
            int.class,
            long.class,
            float.class,
            double.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class);

    private static final String CODE = "it would give code of one process to the other";
    private static final String COLLECTION = "a collection is mutable and holds anything; use an array, or a record";

    /** Why not, for types of the JDK: the first that fits. */
    private static final List<Reason> REASONS = List.of(
            new Reason(java.util.Optional.class, "it holds anything; use null or a sealed interface"),
            new Reason(java.util.Collection.class, COLLECTION),
            new Reason(java.util.Map.class, COLLECTION),
            new Reason(Iterable.class, COLLECTION),
            new Reason(java.util.Iterator.class, COLLECTION),
            new Reason(AnnotatedElement.class, CODE),
            new Reason(ClassLoader.class, CODE),
            new Reason(java.lang.invoke.MethodHandle.class, CODE),
            new Reason(Throwable.class, "it holds references into the process that made it"),
            new Reason(StringBuilder.class, "it is mutable; use String"),
            new Reason(StringBuffer.class, "it is mutable; use String"),
            new Reason(CharSequence.class, "it may be mutable; use String"),
            new Reason(Thread.class, "a thread belongs to one process"));

    private final Consumer<Class<?>> reach;

    /** Types that a message leads to are given to {@code reach}, to be checked in their turn. */
    MessageRule(Consumer<Class<?>> reach) {
        this.reach = reach;
    }

    static boolean isMessage(Class<?> type) {
        return type.isRecord() || isEnum(type) || type.isInterface() && type.isSealed();
    }

    private static boolean isEnum(Class<?> type) {
        return type.getSuperclass() == Enum.class;
    }

    static boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        String module = type.getModule().getName();
        return loader == null
                || loader == ClassLoader.getPlatformClassLoader()
                || module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    static boolean isNumber(Class<?> type) {
        return NUMBERS.contains(type);
    }

    static boolean isTruth(Class<?> type) {
        return type == boolean.class || type == Boolean.class;
    }

    private static boolean isScalar(Class<?> type) {
        return type.isPrimitive() || isNumber(type) || type == Boolean.class || type == String.class;
    }

    /** A static final field of primitive type or String. Whether it is a compile-time constant is seen in its bytes. */
    static boolean isConstant(Field field) {
        return Modifier.isStatic(field.getModifiers()) && isFinalPlain(field);
    }

    private static boolean isFinalPlain(Field field) {
        Class<?> type = field.getType();
        return Modifier.isFinal(field.getModifiers()) && (type.isPrimitive() || type == String.class);
    }

    boolean isEndpoint(Class<?> type) {
        return type.isInterface() && !type.isSealed() && !isJdk(type) && type != Region.class;
    }

    /** Why {@code type} cannot cross as data, or an empty string; a message is then still to be checked itself. */
    String refusal(Class<?> type) {
        if (isScalar(type)) {
            return "";
        }
        if (type.isArray()) {
            return "an array is mutable state that both sides would share; arrays cross as parameter or result";
        }
        if (isJdk(type)) {
            return jdkReason(type);
        }
        if (type == Region.class) {
            return "a region crosses as parameter or result of a method, where the gate sees it";
        }
        if (isEndpoint(type)) {
            return "an endpoint crosses as parameter or result, where the gate sees it";
        }
        if (!isMessage(type)) {
            return "a class; only records, enums and sealed interfaces of these are messages";
        }
        reach.accept(type);
        return "";
    }

    private static String jdkReason(Class<?> type) {
        if (type == Object.class) {
            return "it could be anything";
        }
        for (Reason reason : REASONS) {
            if (reason.type.isAssignableFrom(type)) {
                return reason.why;
            }
        }
        if (type.getPackageName().equals("java.util.stream")) {
            return COLLECTION;
        }
        if (type.isAnnotationPresent(FunctionalInterface.class)) {
            return CODE + "; use a contract";
        }
        return "a type of the JDK that is no message";
    }

    /** Throws {@link ContractViolation} unless {@code type}, for which {@link #isMessage} holds, follows the rule. */
    void check(Class<?> type) {
        need(Modifier.isPublic(type.getModifiers()), type, "", "is not public");
        need(!type.isHidden(), type, "", "is a hidden class");
        need(type.getTypeParameters().length == 0, type, "", "has type parameters");
        for (Class<?> above : type.getInterfaces()) {
            need(
                    !isJdk(above) && isMessage(above),
                    type,
                    "",
                    "implements " + above.getName() + ", which is no sealed interface of messages");
            reach.accept(above);
        }
        if (type.isRecord()) {
            record(type);
        } else if (isEnum(type)) {
            enumeration(type);
        } else {
            sealed(type);
        }
    }

    private void record(Class<?> type) {
        Set<String> components = new HashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.add(component.getName() + " " + component.getType().descriptorString());
            String refusal = refusal(component.getType());
            need(
                    refusal.isEmpty(),
                    type,
                    component.getName(),
                    "is " + component.getType().getTypeName() + ": " + refusal);
        }
        for (Field field : type.getDeclaredFields()) {
            boolean own =
                    components.remove(field.getName() + " " + field.getType().descriptorString());
            boolean state = !Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
            need(
                    own ? state : isConstant(field),
                    type,
                    field.getName(),
                    "is a field, and neither a component nor a constant of primitive type or String");
        }
        need(components.isEmpty(), type, "", "has components without a field");
    }

    private static void enumeration(Class<?> type) {
        need(Modifier.isFinal(type.getModifiers()), type, "", "has constants with bodies");
        for (Field field : type.getDeclaredFields()) {
            boolean constant = field.getType() == type && field.isEnumConstant();
            boolean values = field.getType().componentType() == type && field.isSynthetic();
            boolean finals = Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
            need(
                    isFinalPlain(field) || (constant || values) && finals,
                    type,
                    field.getName(),
                    "is a field, and neither a constant nor final and of primitive type or String");
        }
    }

    private void sealed(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            need(isConstant(field), type, field.getName(), "is a field, and no constant of primitive type or String");
        }
        for (Method method : type.getDeclaredMethods()) {
            need(
                    Modifier.isAbstract(method.getModifiers()),
                    type,
                    method.getName(),
                    "has code; the interface of a message has none");
            need(method.getTypeParameters().length == 0, type, method.getName(), "is generic");
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            need(
                    isMessage(permitted),
                    type,
                    "",
                    "permits " + permitted.getName() + ", which is neither record, enum nor sealed interface");
            reach.accept(permitted);
        }
    }

    private static void need(boolean holds, Class<?> type, String member, String reason) {
        if (!holds) {
            throw new ContractViolation(type.getName(), member, reason);
        }
    }
}
