package atoll.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/** Primitives as objects and back, in generated code. */
final class Boxes {
    private record Box(ClassDesc type, String value) {}

    /** By the descriptor of the primitive. */
    private static final Map<String, Box> BOXES = Map.of(
            "Z", new Box(ConstantDescs.CD_Boolean, "booleanValue"),
            "B", new Box(ConstantDescs.CD_Byte, "byteValue"),
            "C", new Box(ConstantDescs.CD_Character, "charValue"),
            "S", new Box(ConstantDescs.CD_Short, "shortValue"),
            "I", new Box(ConstantDescs.CD_Integer, "intValue"),
            "J", new Box(ConstantDescs.CD_Long, "longValue"),
            "F", new Box(ConstantDescs.CD_Float, "floatValue"),
            "D", new Box(ConstantDescs.CD_Double, "doubleValue"));

    private Boxes() {}

    /** The value on the stack as an object; null for void. */
    static void box(CodeBuilder code, ClassDesc type) {
        Box box = BOXES.get(type.descriptorString());
        if (box != null) {
            code.invokestatic(box.type, "valueOf", MethodTypeDesc.of(box.type, type));
        } else if (type.equals(ConstantDescs.CD_void)) {
            code.aconst_null();
        }
    }

    /** An array of the values in these locals. */
    static void array(CodeBuilder code, MethodTypeDesc type, int[] from) {
        code.loadConstant(from.length).anewarray(ConstantDescs.CD_Object);
        for (int i = 0; i < from.length; i++) {
            code.dup().loadConstant(i);
            code.loadLocal(TypeKind.from(type.parameterType(i)), from[i]);
            box(code, type.parameterType(i));
            code.aastore();
        }
    }

    /** The object on the stack as a value of the type. */
    static void unbox(CodeBuilder code, ClassDesc type) {
        Box box = BOXES.get(type.descriptorString());
        if (box == null) {
            code.checkcast(type);
        } else {
            code.checkcast(box.type).invokevirtual(box.type, box.value, MethodTypeDesc.of(type));
        }
    }
}
