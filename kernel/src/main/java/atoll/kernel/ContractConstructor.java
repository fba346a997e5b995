package atoll.kernel;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.List;

/**
 * A constructor of a message uses {@code this} only to call the constructor above it and to store a parameter, a local
 * variable or a constant in a field; or it calls another constructor of its class at its very end.
 *
 * <p>So {@code this} is never a value before it is finished: not stored in itself, which would be a cycle that its reader
 * never leaves, nor in another object. And only its own fields are written: the JVM would let a constructor write the final
 * fields of another object of its class. Compact constructors are compiled to this form.
 */
final class ContractConstructor {
    private static final String THIS =
            "does more with this than to store parameters and constants; a compact constructor does not";

    private final String own;
    private final String above;
    private final List<CodeElement> elements;

    /** {@code elements} are instructions, and the labels between them, which may be jumped to. */
    ContractConstructor(String own, String above, List<CodeElement> elements) {
        this.own = own;
        this.above = above;
        this.elements = elements;
    }

    /** Why the constructor is refused, or an empty string. */
    String refusal() {
        int toOwn = 0;
        int toAbove = 0;
        for (CodeElement element : elements) {
            if (element instanceof StoreInstruction store && store.slot() == 0) {
                return THIS;
            }
            toOwn += isInit(element, own) ? 1 : 0;
            toAbove += isInit(element, above) ? 1 : 0;
        }
        if (toOwn + toAbove != 1) {
            return "calls more than one constructor of its class or the one above, or none";
        }
        return toOwn == 1 ? delegating() : storing();
    }

    /** Before the call, the verifier lets nobody use this; after it there is only the return. */
    private String delegating() {
        int returns = 0;
        for (CodeElement element : elements) {
            returns += element instanceof ReturnInstruction ? 1 : 0;
            if (isStore(element)) {
                return THIS;
            }
        }
        int last = elements.size() - 1;
        while (last > 0 && !(elements.get(last) instanceof ReturnInstruction)) {
            last--;
        }
        return returns == 1 && last > 0 && isInit(elements.get(last - 1), own) ? "" : THIS;
    }

    private String storing() {
        for (int i = 0; i < elements.size(); i++) {
            if (isThis(elements.get(i)) && !isCallAbove(i) && !isStoreOfValue(i)) {
                return THIS;
            }
            if (isStore(elements.get(i)) && (i < 2 || !isThis(elements.get(i - 2)) || !isStoreOfValue(i - 2))) {
                return THIS;
            }
        }
        return "";
    }

    /** {@code this} at {@code at}, then the call; of an enum, with the two parameters that all have, its name and number. */
    private boolean isCallAbove(int at) {
        int call = at + 1;
        while (call < elements.size() && call <= at + 2 && isOther(elements.get(call))) {
            call++;
        }
        return call < elements.size() && isInit(elements.get(call), above);
    }

    private boolean isStoreOfValue(int at) {
        return at + 2 < elements.size() && isOther(elements.get(at + 1)) && isStore(elements.get(at + 2));
    }

    /** A value that is not {@code this}. */
    private static boolean isOther(CodeElement element) {
        return element instanceof ConstantInstruction || element instanceof LoadInstruction load && load.slot() != 0;
    }

    private static boolean isThis(CodeElement element) {
        return element instanceof LoadInstruction load && load.slot() == 0;
    }

    private static boolean isStore(CodeElement element) {
        return element instanceof FieldInstruction field && field.opcode() == Opcode.PUTFIELD;
    }

    private static boolean isInit(CodeElement element, String owner) {
        return element instanceof InvokeInstruction call
                && call.opcode() == Opcode.INVOKESPECIAL
                && call.name().equalsString("<init>")
                && call.owner().asInternalName().equals(owner);
    }
}
