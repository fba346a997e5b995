package atoll.linker;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ConstantDescs;
import java.util.HashSet;
import java.util.Set;

/** Weaves {@code Hook.poll()} into a JDK class: at the entry of every method and before every jump back. */
final class PollWeaver {
    private PollWeaver() {}

    static byte[] weave(byte[] bytes) {
        ClassFile classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofClassLoading(ClassLoader.getSystemClassLoader())));
        return classFile.transformClass(
                classFile.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        m -> !m.methodName().stringValue().startsWith("<"), CodeTransform.ofStateful(Polls::new)));
    }

    private static final class Polls implements CodeTransform {
        private final Set<Label> seen = new HashSet<>();

        @Override
        public void atStart(CodeBuilder code) {
            poll(code);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (element instanceof LabelTarget target) {
                seen.add(target.label());
            } else if (element instanceof BranchInstruction branch && seen.contains(branch.target())) {
                poll(code);
            }
            code.with(element);
        }

        private static void poll(CodeBuilder code) {
            code.invokestatic(HookMembers.HOOK, "poll", ConstantDescs.MTD_void);
        }
    }
}
