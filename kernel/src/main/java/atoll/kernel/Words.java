package atoll.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Primitives as the bits of a {@code long} and back, in generated code and outside. */
final class Words {
    private static final MethodTypeDesc FLOAT_BITS = MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float);
    private static final MethodTypeDesc BITS_FLOAT = MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_int);
    private static final MethodTypeDesc DOUBLE_BITS = MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double);
    private static final MethodTypeDesc BITS_DOUBLE = MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long);

    private Words() {}

    /** The primitive on the stack as a long. */
    static void toWord(CodeBuilder code, Class<?> type) {
        if (type == float.class) {
            code.invokestatic(ConstantDescs.CD_Float, "floatToRawIntBits", FLOAT_BITS)
                    .i2l();
        } else if (type == double.class) {
            code.invokestatic(ConstantDescs.CD_Double, "doubleToRawLongBits", DOUBLE_BITS);
        } else if (type != long.class) {
            code.i2l();
        }
    }

    /** The long on the stack as a primitive. */
    static void fromWord(CodeBuilder code, Class<?> type) {
        if (type == float.class) {
            code.l2i().invokestatic(ConstantDescs.CD_Float, "intBitsToFloat", BITS_FLOAT);
        } else if (type == double.class) {
            code.invokestatic(ConstantDescs.CD_Double, "longBitsToDouble", BITS_DOUBLE);
        } else if (type != long.class) {
            code.l2i();
        }
    }

    /** The primitive that is in the box. */
    static long word(Object box) {
        if (box instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (box instanceof Character letter) {
            return letter;
        }
        if (box instanceof Float number) {
            return Float.floatToRawIntBits(number);
        }
        return box instanceof Double number ? Double.doubleToRawLongBits(number) : ((Number) box).longValue();
    }

    /** The primitive in its box, by the tag of its type. */
    static Object box(long word, char tag) {
        return switch (tag) {
            case 'Z' -> word != 0;
            case 'B' -> (byte) word;
            case 'C' -> (char) word;
            case 'S' -> (short) word;
            case 'I' -> (int) word;
            case 'J' -> word;
            case 'F' -> Float.intBitsToFloat((int) word);
            case 'D' -> Double.longBitsToDouble(word);
            default -> throw new IllegalArgumentException("no primitive " + tag);
        };
    }
}
