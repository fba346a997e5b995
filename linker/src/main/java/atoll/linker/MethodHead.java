package atoll.linker;

import java.util.ArrayList;
import java.util.List;

/** What is known of a method before its code. {@code thisClass} is the constant of its class. */
record MethodHead(int flags, String name, String type, int thisClass) {
    private static final int STATIC = 0x8;

    /** Bodies of lambdas: JDK code may call them in a loop of its own. */
    boolean callback() {
        return (flags & STATIC) != 0 && name.contains("lambda");
    }

    /** The locals at the method's start, as frames have them. JVMS 4.10.1.6. */
    List<LockFrames.Type> locals(ConstantPool pool) {
        List<LockFrames.Type> locals = new ArrayList<>();
        if ((flags & STATIC) == 0) {
            locals.add(name.equals("<init>") ? LockFrames.Type.UNINITIALIZED_THIS : LockFrames.Type.object(thisClass));
        }
        int at = 1;
        while (type.charAt(at) != ')') {
            int end = at;
            while (type.charAt(end) == '[') {
                end++;
            }
            end = type.charAt(end) == 'L' ? type.indexOf(';', end) + 1 : end + 1;
            locals.add(local(type.substring(at, end), pool));
            at = end;
        }
        return locals;
    }

    private static LockFrames.Type local(String descriptor, ConstantPool pool) {
        return switch (descriptor.charAt(0)) {
            case 'F' -> LockFrames.Type.FLOAT;
            case 'J' -> LockFrames.Type.LONG;
            case 'D' -> LockFrames.Type.DOUBLE;
            case 'L' -> LockFrames.Type.object(pool.addClass(descriptor.substring(1, descriptor.length() - 1)));
            case '[' -> LockFrames.Type.object(pool.addClass(descriptor));
            default -> LockFrames.Type.INTEGER;
        };
    }
}
