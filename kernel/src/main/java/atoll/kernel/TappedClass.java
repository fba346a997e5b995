package atoll.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.List;

/**
 * The class of what is called in place of a server while its calls are watched. Each method of the contract becomes
 *
 * <pre>{@code
 * long begun = tap.before();
 * try {
 *     result = ((Contract) tap.target).method(arguments);
 * } catch (Throwable e) {
 *     tap.after(I, begun, e);
 *     throw e;
 * }
 * tap.after(I, begun, null);
 * return result;
 * }</pre>
 */
final class TappedClass {
    private static final ClassDesc TAPPED = ClassDesc.of("java.atoll.Tapped");
    private static final ClassDesc TAP = ClassDesc.of("java.atoll.Tap");
    private static final List<String> KNOWN = List.of("java.atoll.Tapped", "java.atoll.Tap");
    private static final MethodTypeDesc AFTER = MethodTypeDesc.of(
            ConstantDescs.CD_void, ConstantDescs.CD_int, ConstantDescs.CD_long, ConstantDescs.CD_Throwable);

    private TappedClass() {}

    /** The constructor: of a {@code Tap}, to an object of the contract. Not on a thread of a process. */
    static MethodHandle make(Class<?> contract, List<Method> methods, Internals internals) {
        ClassDesc called = contract.describeConstable().orElseThrow();
        byte[] bytes = GeneratedClass.bytes(
                ClassDesc.of(contract.getName() + "$Tapped"),
                TAPPED,
                TAP,
                contract,
                methods,
                (code, method, number) -> write(code, called, method, number),
                rest -> {});
        try {
            return GeneratedClass.define(contract, bytes, Object.class, java.atoll.Tap.class, KNOWN, internals);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("calls of " + contract + " cannot be watched", e);
        }
    }

    private static void write(CodeBuilder code, ClassDesc contract, Method method, int number) {
        MethodTypeDesc type = GeneratedClass.type(method);
        int begun = code.allocateLocal(TypeKind.LONG);
        TypeKind kind = TypeKind.from(type.returnType());
        int result = code.allocateLocal(kind == TypeKind.VOID ? TypeKind.INT : kind);
        int thrown = code.allocateLocal(TypeKind.REFERENCE);
        Label start = code.newLabel();
        Label end = code.newLabel();
        Label handler = code.newLabel();
        tap(code)
                .invokevirtual(TAP, "before", MethodTypeDesc.of(ConstantDescs.CD_long))
                .lstore(begun);
        code.labelBinding(start);
        tap(code).getfield(TAP, "target", ConstantDescs.CD_Object).checkcast(contract);
        for (int i = 0; i < type.parameterCount(); i++) {
            code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
        }
        code.invokeinterface(contract, method.getName(), type);
        if (kind != TypeKind.VOID) {
            code.storeLocal(kind, result);
        }
        code.labelBinding(end);
        after(code.aconst_null().astore(thrown), number, begun, thrown);
        if (kind != TypeKind.VOID) {
            code.loadLocal(kind, result);
        }
        code.return_(kind).labelBinding(handler).astore(thrown);
        after(code, number, begun, thrown);
        code.aload(thrown).athrow();
        code.exceptionCatchAll(start, end, handler);
    }

    private static CodeBuilder tap(CodeBuilder code) {
        return code.aload(0).getfield(TAPPED, "tap", TAP);
    }

    private static void after(CodeBuilder code, int number, int begun, int thrown) {
        tap(code).loadConstant(number).lload(begun).aload(thrown).invokevirtual(TAP, "after", AFTER);
    }
}
