package atoll.linker;

import atoll.linker.MemberTable.OwnLine;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Gives each process its own value of a JDK static: {@code Own.get} after every read, {@code Own.put} before a write. */
record OwnWeave(BiFunction<String, String, @Nullable OwnLine> own) implements CodeTransform {
    private static final ClassDesc OWN = ClassDesc.of("java.atoll.Own");
    private static final MethodTypeDesc GET =
            MethodTypeDesc.of(ConstantDescs.CD_Object, ConstantDescs.CD_Object, ConstantDescs.CD_int);
    private static final MethodTypeDesc PUT =
            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_int);

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        if (element instanceof FieldInstruction f
                && (f.opcode() == Opcode.GETSTATIC || f.opcode() == Opcode.PUTSTATIC)) {
            OwnLine line = own.apply(f.owner().asInternalName(), f.name().stringValue());
            if (line != null) {
                int index = new HookMembers(Object.class).constant("Own", line.name());
                if (f.opcode() == Opcode.GETSTATIC) {
                    read(code, f, index);
                } else {
                    write(code, f, index);
                }
                return;
            }
        }
        code.with(element);
    }

    private static void read(CodeBuilder code, FieldInstruction f, int index) {
        ClassDesc type = f.typeSymbol();
        code.with(f);
        box(code, type);
        code.loadConstant(index).invokestatic(OWN, "get", GET);
        if (type.isPrimitive()) {
            ClassDesc boxed = boxed(type);
            String unbox = type.displayName() + "Value";
            code.checkcast(boxed).invokevirtual(boxed, unbox, MethodTypeDesc.of(type));
        } else {
            code.checkcast(type);
        }
    }

    private static void write(CodeBuilder code, FieldInstruction f, int index) {
        Label host = code.newLabel();
        Label end = code.newLabel();
        code.dup();
        box(code, f.typeSymbol());
        code.loadConstant(index).invokestatic(OWN, "put", PUT).ifeq(host);
        code.pop().goto_(end);
        code.labelBinding(host).with(f).labelBinding(end);
    }

    private static void box(CodeBuilder code, ClassDesc type) {
        if (type.isPrimitive()) {
            code.invokestatic(boxed(type), "valueOf", MethodTypeDesc.of(boxed(type), type));
        }
    }

    /** Flags and numbers; no static that a process has for itself is of another primitive type. */
    private static ClassDesc boxed(ClassDesc type) {
        return type.equals(ConstantDescs.CD_boolean) ? ConstantDescs.CD_Boolean : ConstantDescs.CD_Integer;
    }
}
