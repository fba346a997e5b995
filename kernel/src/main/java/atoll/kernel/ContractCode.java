package atoll.kernel;

import java.lang.classfile.Attribute;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantValueEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One method of a message: each instruction is on the list below, or the method is refused. See {@link ContractBytes}. */
final class ContractCode {
    /** Instructions that touch nothing but the stack and local variables, or end the method. */
    private static final List<Class<? extends Instruction>> HARMLESS = List.of(
            LoadInstruction.class,
            StoreInstruction.class,
            IncrementInstruction.class,
            ConvertInstruction.class,
            OperatorInstruction.class,
            StackInstruction.class,
            ArrayLoadInstruction.class,
            ReturnInstruction.class,
            ThrowInstruction.class,
            NopInstruction.class);

    /** What the class is. */
    enum Kind {
        INTERFACE,
        RECORD,
        ENUM
    }

    /** The field in which the compiler keeps the constants of an enum. */
    static final String VALUES = "$VALUES";

    private static final int REF_GET_FIELD = 1;
    private static final int REF_INVOKE_STATIC = 6;
    private static final Set<String> PRINTABLE = Set.of(
            "Ljava/lang/String;",
            "Ljava/lang/Boolean;",
            "Ljava/lang/Byte;",
            "Ljava/lang/Short;",
            "Ljava/lang/Character;",
            "Ljava/lang/Integer;",
            "Ljava/lang/Long;",
            "Ljava/lang/Float;",
            "Ljava/lang/Double;");

    /** Others may be nested deeply, and the class file API reads them recursively. */
    private static final Set<String> ATTRIBUTES =
            Set.of("StackMapTable", "LineNumberTable", "LocalVariableTable", "LocalVariableTypeTable");

    private final String type;
    private final String own;
    private final Kind kind;
    private final String member;
    private final CodeAttribute code;
    private final HarmlessMembers harmless = HarmlessMembers.standard();

    /** Instructions, and the labels between them. */
    private final List<CodeElement> elements = new ArrayList<>();

    private final List<String> calls = new ArrayList<>();
    private int at;
    private int steps;
    private int growth = 1;

    ContractCode(String type, String own, Kind kind, String member, CodeAttribute code) {
        this.type = type;
        this.own = own;
        this.kind = kind;
        this.member = member;
        this.code = code;
    }

    void check(ContractCalls all) {
        need(kind == Kind.ENUM || !isInitialiser(), "is a static initialiser");
        need(code.exceptionHandlers().isEmpty(), "catches exceptions");
        for (Attribute<?> attribute : code.attributes()) {
            String name = attribute.attributeName().stringValue();
            need(ATTRIBUTES.contains(name), "has code with the attribute " + name);
        }
        for (CodeElement element : code) {
            if (element instanceof Instruction instruction) {
                steps++;
                instruction(instruction);
                at += instruction.sizeInBytes();
            }
        }
        // Again, because reading an instruction that jumps is what makes its label.
        for (CodeElement element : code) {
            if (element instanceof Instruction || element instanceof LabelTarget) {
                elements.add(element);
            }
        }
        if (member.startsWith("<init>(")) {
            String above = kind == Kind.ENUM ? "java/lang/Enum" : "java/lang/Record";
            String reason = new ContractConstructor(own, above, elements).refusal();
            need(reason.isEmpty(), reason);
        }
        all.add(member, steps, growth, calls);
    }

    /** Whether the method is exactly the return of the field. */
    boolean returnsField(String name) {
        return elements.size() == 3
                && elements.get(0) instanceof LoadInstruction load
                && load.slot() == 0
                && elements.get(1) instanceof FieldInstruction field
                && field.opcode() == Opcode.GETFIELD
                && field.name().equalsString(name)
                && elements.get(2) instanceof ReturnInstruction;
    }

    private boolean isInitialiser() {
        return member.equals("<clinit>()V");
    }

    /** The two methods in which the compiler makes the constants of an enum and the array of them. */
    private boolean makesConstants() {
        return kind == Kind.ENUM && (isInitialiser() || member.equals("$values()[L" + own + ";"));
    }

    private void instruction(Instruction instruction) {
        switch (instruction) {
            case ConstantInstruction constant -> constant(constant);
            case BranchInstruction branch -> forward(branch.target());
            case TableSwitchInstruction table -> cases(table.defaultTarget(), table.cases());
            case LookupSwitchInstruction lookup -> cases(lookup.defaultTarget(), lookup.cases());
            case FieldInstruction field -> field(field);
            case InvokeInstruction call -> call(call);
            case InvokeDynamicInstruction dynamic -> dynamic(dynamic);
            case NewObjectInstruction made -> makes(made.className().asInternalName());
            case TypeCheckInstruction check -> names(check.type().asInternalName());
            case ArrayStoreInstruction store -> need(makesConstants(), "writes into an array");
            case NewReferenceArrayInstruction array ->
                need(makesConstants() && array.componentType().asInternalName().equals(own), "makes an array");
            default ->
                need(
                        isHarmless(instruction),
                        "uses the instruction " + instruction.opcode().name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private static boolean isHarmless(Instruction instruction) {
        for (Class<?> kind : HARMLESS) {
            if (kind.isInstance(instruction)) {
                return true;
            }
        }
        return false;
    }

    private void constant(ConstantInstruction constant) {
        if (constant instanceof ConstantInstruction.LoadConstantInstruction load) {
            LoadableConstantEntry entry = load.constantEntry();
            boolean plain = entry instanceof ConstantValueEntry;
            boolean itself = entry instanceof ClassEntry c && c.asInternalName().equals(own);
            need(plain || itself, "loads a constant that is no number, no string and not its own class");
        }
    }

    private void cases(Label defaultTarget, List<SwitchCase> cases) {
        need(!isInitialiser(), "branches in a static initialiser");
        forward(defaultTarget);
        for (SwitchCase one : cases) {
            forward(one.target());
        }
    }

    private void forward(Label target) {
        need(!isInitialiser(), "branches in a static initialiser");
        // By place: labels are there only where the class file's own frames say so, until the jump is read.
        need(code.labelToBci(target) > at, "jumps back: a loop may not end");
    }

    private void field(FieldInstruction field) {
        String owner = field.owner().asInternalName();
        String name = field.name().stringValue();
        String what = owner.replace('/', '.') + "." + name;
        switch (field.opcode()) {
            case PUTFIELD -> need(owner.equals(own) && member.startsWith("<init>("), "writes the field " + what);
            case PUTSTATIC -> need(owner.equals(own) && isInitialiser(), "writes the static " + what);
            case GETFIELD -> need(owner.equals(own), "reads the field " + what);
            default -> {
                need(!name.equals(VALUES) || member.equals("values()[L" + own + ";"), "reads " + VALUES);
                String descriptor = field.type().stringValue();
                need(owner.equals(own) || harmless.allows(owner, name, descriptor), "reads the static " + what);
            }
        }
    }

    private void call(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        String descriptor = call.type().stringValue();
        String what = "calls " + owner.replace('/', '.') + "." + name + descriptor;
        if (owner.equals("[L" + own + ";")) {
            need(name.equals("clone") && member.equals("values()[L" + own + ";"), what);
        } else if (owner.equals(own)) {
            boolean makesThem = name.equals("<init>") || name.equals("$values");
            need(!isInitialiser() || makesThem, what + " in a static initialiser");
            calls.add(name + descriptor);
        } else {
            need(!isInitialiser(), what + " in a static initialiser");
            need(harmless.allows(owner, name, descriptor), what);
        }
    }

    private void makes(String name) {
        // Only the initialiser makes constants of an enum: the set of them is fixed.
        boolean itself = name.equals(own) && (kind == Kind.RECORD || isInitialiser());
        need(itself || harmless.makes(name), "makes an object of " + name.replace('/', '.'));
    }

    private void names(String name) {
        boolean itself = name.equals(own) || name.equals("[L" + own + ";");
        need(itself || harmless.knows(name), "names the class " + name.replace('/', '.'));
    }

    private void dynamic(InvokeDynamicInstruction dynamic) {
        need(!isInitialiser(), "uses invokedynamic in a static initialiser");
        MethodHandleEntry handle = dynamic.invokedynamic().bootstrap().bootstrapMethod();
        List<LoadableConstantEntry> arguments =
                dynamic.invokedynamic().bootstrap().arguments();
        MemberRefEntry method = handle.reference();
        String what = method.owner().asInternalName() + "." + method.name().stringValue();
        boolean known = handle.kind() == REF_INVOKE_STATIC
                && switch (what) {
                    case "java/lang/runtime/ObjectMethods.bootstrap" -> ofRecord(arguments);
                    // Of its constants only the recipe: each more could be as long as a class file.
                    case "java/lang/invoke/StringConcatFactory.makeConcatWithConstants" ->
                        arguments.size() == 1 && arguments.getFirst() instanceof StringEntry && concatenates(dynamic);
                    default -> false;
                };
        need(known, "uses invokedynamic with " + what.replace('/', '.'));
    }

    private boolean ofRecord(List<LoadableConstantEntry> arguments) {
        for (LoadableConstantEntry argument : arguments) {
            if (!ofRecord(argument)) {
                return false;
            }
        }
        return true;
    }

    /** Arguments of the compiler's equals, hashCode and toString of a record: its class, names, own fields. */
    private boolean ofRecord(LoadableConstantEntry argument) {
        return switch (argument) {
            case ClassEntry entry -> entry.asInternalName().equals(own);
            case MethodHandleEntry handle ->
                handle.kind() == REF_GET_FIELD
                        && handle.reference().owner().asInternalName().equals(own);
            default -> argument instanceof StringEntry;
        };
    }

    /** Strings, boxes and primitives only: of anything else it would call toString. */
    private boolean concatenates(InvokeDynamicInstruction dynamic) {
        int strings = 0;
        for (ClassDesc parameter : dynamic.typeSymbol().parameterList()) {
            String descriptor = parameter.descriptorString();
            if (!parameter.isPrimitive() && !PRINTABLE.contains(descriptor)) {
                return false;
            }
            if (descriptor.equals("Ljava/lang/String;")) {
                strings++;
            }
        }
        long product = (long) growth * Math.max(1, strings);
        growth = (int) Math.min(product, ContractCalls.GROWTH + 1L);
        return true;
    }

    private void need(boolean holds, String reason) {
        if (!holds) {
            throw new ContractViolation(type, member, reason);
        }
    }
}
