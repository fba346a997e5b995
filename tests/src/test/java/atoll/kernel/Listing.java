package atoll.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The code of a class as text, for golden tests. */
final class Listing {
    private Listing() {}

    /** All methods but constructors and {@code omitted}. */
    static String of(byte[] bytes, String omitted) {
        StringBuilder text = new StringBuilder();
        for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
            if (!method.methodName().equalsString(omitted)
                    && !method.methodName().equalsString("<init>")) {
                text.append(method.methodName().stringValue())
                        .append(method.methodType().stringValue())
                        .append('\n');
                method.code().orElseThrow().forEach(new Printer(text)::print);
            }
        }
        return text.toString();
    }

    static String golden(String name) throws IOException {
        try (InputStream in = Listing.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Printer(StringBuilder text, Map<Label, String> labels) {
        Printer(StringBuilder text) {
            this(text, new HashMap<>());
        }

        private String label(Label label) {
            return labels.computeIfAbsent(label, l -> "L" + labels.size());
        }

        void print(CodeElement element) {
            switch (element) {
                case LabelTarget target -> text.append(label(target.label())).append(":\n");
                case ExceptionCatch handler ->
                    text.append("  catch ")
                            .append(label(handler.tryStart()))
                            .append(' ')
                            .append(label(handler.tryEnd()))
                            .append(" -> ")
                            .append(label(handler.handler()))
                            .append('\n');
                case Instruction instruction ->
                    text.append("  ")
                            .append(instruction.opcode().name().toLowerCase(java.util.Locale.ROOT))
                            .append(operand(instruction))
                            .append('\n');
                default -> {
                    // Line numbers and the like: there are none.
                }
            }
        }

        private String operand(Instruction instruction) {
            return switch (instruction) {
                case LoadInstruction load -> " " + load.slot();
                case StoreInstruction store -> " " + store.slot();
                case IncrementInstruction increment -> " " + increment.slot() + " " + increment.constant();
                case BranchInstruction branch -> " " + label(branch.target());
                case ConstantInstruction constant -> " " + constant.constantValue();
                case FieldInstruction field ->
                    " " + field.owner().asInternalName() + "." + field.name().stringValue();
                case InvokeInstruction call ->
                    " " + call.owner().asInternalName() + "." + call.name().stringValue()
                            + call.type().stringValue();
                default -> "";
            };
        }
    }
}
