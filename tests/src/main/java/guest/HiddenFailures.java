package guest;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;

/** Makes hidden classes that the JVM refuses, each in another way, and one of each kind that it takes. */
public final class HiddenFailures {
    private static final MethodTypeDesc NUMBER = MethodTypeDesc.of(ConstantDescs.CD_int);

    private HiddenFailures() {}

    public static void main(String[] args) throws IllegalAccessException {
        Lookup lookup = MethodHandles.lookup();
        int refused = 0;
        for (byte[] bytes : new byte[][] {notVerified(), made("java.lang.String"), cutShort()}) {
            refused += isRefused(() -> lookup.defineHiddenClass(bytes, true));
            refused += isRefused(() -> lookup.defineHiddenClassWithClassData(bytes, "data", true));
            refused += isRefused(() -> lookup.defineHiddenClass(bytes, true, Lookup.ClassOption.NESTMATE));
        }
        byte[] right = made("java.lang.Object");
        refused += isRefused(() -> lookup.defineHiddenClass(right, false, (Lookup.ClassOption[]) null));
        Class<?> strong =
                lookup.defineHiddenClass(right, true, Lookup.ClassOption.STRONG).lookupClass();
        Class<?> plain =
                lookup.defineHiddenClassWithClassData(right, "data", true).lookupClass();
        System.out.println(refused + " refused, " + strong.isHidden() + " " + plain.isHidden());
    }

    private interface Deed {
        Lookup done() throws IllegalAccessException;
    }

    private static int isRefused(Deed deed) throws IllegalAccessException {
        try {
            deed.done();
            return 0;
        } catch (LinkageError | NullPointerException e) {
            return 1;
        }
    }

    private static byte[] notVerified() {
        return ClassFile.of(StackMapsOption.DROP_STACK_MAPS)
                .build(
                        ClassDesc.of("guest.Hidden"),
                        type -> type.withMethodBody(
                                "number",
                                NUMBER,
                                ClassFile.ACC_STATIC,
                                code -> code.aconst_null().ireturn()));
    }

    private static byte[] made(String above) {
        return ClassFile.of().build(ClassDesc.of("guest.Hidden"), type -> type.withSuperclass(ClassDesc.of(above)));
    }

    private static byte[] cutShort() {
        byte[] bytes = made("java.lang.Object");
        // One field, of which nothing follows.
        bytes[bytes.length - 5] = 1;
        return bytes;
    }
}
