package atoll.kernel;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.HashMap;
import java.util.Map;

/**
 * What the classes of a contract may do, judged on their bytes before they are defined: nothing. Both sides of a call run
 * the code of its messages, so that code has no effect, keeps no state and ends soon, whatever it is given.
 *
 * <ul>
 *   <li>Interfaces have no code, and only constants that need none.
 *   <li>Enums are made by the compiler's own initialiser. Their fields are final, and primitive or strings.
 *   <li>Records have no static state, and each accessor returns its component: what crosses is data, and says the same each
 *       time it is asked.
 *   <li>Code has no jumps back, no recursion, no handlers, no locks, no natives, makes no arrays, and calls only its own
 *       class and {@code contract.table}. A method together with all that it calls has at most {@value ContractCalls#STEPS}
 *       instructions, and makes no string longer than {@value ContractCalls#GROWTH} times the longest that it was given or holds.
 *       (A
 *       chain of 60 methods, each calling the next twice, has no loop, and never ends.)
 *   <li>A constructor stores parameters and constants in its own fields and does nothing else with {@code this}. So the
 *       objects of a message never form a cycle, and no record changes after it was made. (The JVM lets a constructor write
 *       final fields of other objects of its class.)
 * </ul>
 *
 * <p>Unknown means no. HotSpot's verifier still judges the same bytes; this rule relies on it for types.
 */
public final class ContractBytes {
    private static final int ENUM_CONSTANT = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL | ClassFile.ACC_ENUM;

    private final ClassModel model;
    private final String type;
    private final String own;
    private final ContractCode.Kind kind;

    private ContractBytes(ClassModel model) {
        this.model = model;
        own = model.thisClass().asInternalName();
        type = own.replace('/', '.');
        kind = kind();
    }

    /**
     * Returns if {@code classFile} is a class that a contract may consist of.
     *
     * <p><b>Errors</b>: {@link ContractViolation} with the class, the member and the reason, also for bytes that are no class
     * file; nothing else is thrown. <b>Cost</b>: one pass over the code.
     */
    public static void check(byte[] classFile) {
        String type = "(unnamed)";
        try {
            ClassModel model = ClassFile.of(
                            ClassFile.DebugElementsOption.DROP_DEBUG, ClassFile.LineNumbersOption.DROP_LINE_NUMBERS)
                    .parse(classFile);
            type = model.thisClass().asInternalName().replace('/', '.');
            new ContractBytes(model).run();
        } catch (ContractViolation e) {
            throw e;
        } catch (RuntimeException e) {
            // The class file API reads lazily, and says so with exceptions of many kinds.
            throw new ContractViolation(type, "", "is not a well-formed class file: " + e.getMessage());
        }
    }

    private ContractCode.Kind kind() {
        int version = model.majorVersion();
        need(version >= ClassFile.JAVA_17_VERSION, "", "has class version " + version + ", older than Java 17");
        need(version <= ClassFile.latestMajorVersion(), "", "has class version " + version + ", newer than this JVM");
        need(model.minorVersion() == 0, "", "uses preview features");
        int flags = model.flags().flagsMask();
        String above = superclass();
        need((flags & ClassFile.ACC_MODULE) == 0, "", "is a module descriptor");
        if ((flags & ClassFile.ACC_INTERFACE) != 0) {
            need((flags & ClassFile.ACC_ANNOTATION) == 0, "", "is an annotation type");
            need(above.equals("java/lang/Object"), "", "is an interface that extends a class");
            return ContractCode.Kind.INTERFACE;
        }
        boolean isFinal = (flags & ClassFile.ACC_FINAL) != 0;
        if (above.equals("java/lang/Enum")) {
            need(isFinal && (flags & ClassFile.ACC_ENUM) != 0, "", "is an enum whose constants have bodies");
            return ContractCode.Kind.ENUM;
        }
        need(above.equals("java/lang/Record"), "", "is neither interface, record nor enum");
        need(isFinal && model.findAttribute(Attributes.record()).isPresent(), "", "is a record without components");
        return ContractCode.Kind.RECORD;
    }

    private String superclass() {
        return model.superclass().map(ClassEntry::asInternalName).orElse("");
    }

    private void run() {
        Map<String, String> accessors = new HashMap<>();
        for (FieldModel field : model.fields()) {
            String name = field.fieldName().stringValue();
            String descriptor = field.fieldType().stringValue();
            need(isField(field, descriptor), name, "is a field of type " + descriptor + " that would be shared state");
            if (kind == ContractCode.Kind.RECORD && !isStatic(field)) {
                accessors.put(name + "()" + descriptor, name);
            }
        }
        ContractCalls calls = new ContractCalls(type, superclass());
        for (MethodModel method : model.methods()) {
            String name = method.methodName().stringValue();
            String member = name + method.methodType().stringValue();
            need(
                    (method.flags().flagsMask() & (ClassFile.ACC_NATIVE | ClassFile.ACC_SYNCHRONIZED)) == 0,
                    member,
                    "is native or synchronized");
            need(!member.equals("finalize()V"), member, "would be run by the collector");
            method.findAttribute(Attributes.code()).ifPresent(code -> {
                need(kind != ContractCode.Kind.INTERFACE, member, interfaceReason(name));
                ContractCode judged = new ContractCode(type, own, kind, member, code);
                judged.check(calls);
                String component = accessors.remove(member);
                need(
                        component == null || judged.returnsField(component),
                        member,
                        "is an accessor that does more than return its component");
            });
        }
        need(accessors.isEmpty(), "", "is a record without the accessor " + accessors.keySet());
        calls.check();
    }

    private static String interfaceReason(String name) {
        return name.equals("<clinit>")
                ? "is a static initialiser; constants of a contract are known to the compiler"
                : "has code; the interfaces of a contract have none";
    }

    private boolean isField(FieldModel field, String descriptor) {
        int flags = field.flags().flagsMask();
        boolean plain = descriptor.length() == 1 || descriptor.equals("Ljava/lang/String;");
        if ((flags & ClassFile.ACC_FINAL) == 0) {
            return false;
        }
        if (isStatic(field) && plain) {
            return field.findAttribute(Attributes.constantValue()).isPresent();
        }
        return switch (kind) {
            case INTERFACE -> false;
            case RECORD -> !isStatic(field);
            case ENUM -> isStatic(field) ? isOfEnum(field, descriptor) : plain;
        };
    }

    /** An enum constant, or the array of them. */
    private boolean isOfEnum(FieldModel field, String descriptor) {
        int flags = field.flags().flagsMask();
        boolean constant = (flags & ENUM_CONSTANT) == ENUM_CONSTANT && descriptor.equals("L" + own + ";");
        boolean values = (flags & ClassFile.ACC_PRIVATE) != 0
                && field.fieldName().equalsString(ContractCode.VALUES)
                && descriptor.equals("[L" + own + ";");
        return constant || values;
    }

    private static boolean isStatic(FieldModel field) {
        return (field.flags().flagsMask() & ClassFile.ACC_STATIC) != 0;
    }

    private void need(boolean holds, String member, String reason) {
        if (!holds) {
            throw new ContractViolation(type, member, reason);
        }
    }
}
