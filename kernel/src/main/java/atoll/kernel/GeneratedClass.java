package atoll.kernel;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;

/**
 * What {@link GateClass} and {@link CallsClass} have in common: a class that implements a contract, on top of a class of
 * the boundary whose constructor takes what stands behind the object.
 */
final class GeneratedClass {
    private GeneratedClass() {}

    /** Writes the code of one method of the contract. */
    interface Body {
        void write(CodeBuilder code, Method method, int number);
    }

    /** The class file; {@code methods} in the order of their numbers, {@code rest} adds what is not the contract's. */
    static byte[] bytes(
            ClassDesc self,
            ClassDesc above,
            ClassDesc behind,
            Class<?> contract,
            List<Method> methods,
            Body body,
            Consumer<ClassBuilder> rest) {
        MethodTypeDesc init = MethodTypeDesc.of(ConstantDescs.CD_void, behind);
        return ClassFile.of().build(self, c -> {
            c.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SUPER);
            c.withSuperclass(above);
            c.withInterfaceSymbols(contract.describeConstable().orElseThrow());
            c.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    init,
                    ClassFile.ACC_PUBLIC,
                    code -> code.aload(0)
                            .aload(1)
                            .invokespecial(above, ConstantDescs.INIT_NAME, init)
                            .return_());
            for (int i = 0; i < methods.size(); i++) {
                Method method = methods.get(i);
                int number = i;
                c.withMethodBody(
                        method.getName(),
                        type(method),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
                        code -> body.write(code, method, number));
            }
            rest.accept(c);
        });
    }

    static MethodTypeDesc type(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .describeConstable()
                .orElseThrow();
    }

    /**
     * The constructor of the class, as one of {@code returned}, beside the contract; not on a thread of a process. {@code known}: classes of the JDK
     * and the boundary that its code names.
     */
    static MethodHandle define(
            Class<?> contract,
            byte[] bytes,
            Class<?> returned,
            Class<?> behind,
            List<String> known,
            Internals internals)
            throws ReflectiveOperationException {
        makeKnown(contract.getClassLoader(), known);
        makeKnown(GeneratedClass.class.getClassLoader(), known);
        Class<?> type =
                internals.fullLookup(contract).defineHiddenClass(bytes, true).lookupClass();
        return MethodHandles.lookup()
                .findConstructor(type, MethodType.methodType(void.class, behind))
                .asType(MethodType.methodType(returned, behind));
    }

    /** So that the JVM never asks the loader for these classes on a thread of a process. */
    private static void makeKnown(ClassLoader loader, List<String> known) throws ClassNotFoundException {
        for (String name : known) {
            Class.forName(name, false, loader);
        }
    }
}
