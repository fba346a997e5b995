package atoll.linker;

import atoll.linker.MemberTable.HookLine;
import atoll.linker.MemberTable.OwnLine;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Weaves the boundary hooks of the {@link MemberTable} into classes of the JDK. Adds no member, so that the result can
 * be given to {@code retransformClasses}. A table line that finds no method or field in this JDK build is an error: the
 * kernel must not start with a hook missing.
 */
public final class Weaver {
    private final MemberTable table;
    private final HookMembers hooks;

    /** Lines that were woven at least once; compared with the table when everything was woven. */
    private final TreeSet<String> woven = new TreeSet<>();

    private final ClassFile classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofClassLoading(ClassLoader.getSystemClassLoader())));

    /** Weaves by {@code table}; {@code hookClass} is {@code java.atoll.Hook}, whose methods the table names. */
    public Weaver(MemberTable table, Class<?> hookClass) {
        this.table = table;
        this.hooks = new HookMembers(hookClass);
    }

    private final TreeSet<String> owners = new TreeSet<>();

    /** The woven form of JDK class {@code name} (internal form). */
    public byte[] weave(String name, byte[] bytes) {
        owners.add(name);
        ClassModel model = classFile.parse(bytes);
        ClassTransform transform = (builder, element) -> {
            if (element instanceof MethodModel method && method.code().isPresent()) {
                builder.transformMethod(method, (mb, me) -> {
                    if (me instanceof CodeModel code) {
                        mb.transformCode(code, transformOf(name, method));
                    } else {
                        mb.with(me);
                    }
                });
            } else {
                builder.with(element);
            }
        };
        return classFile.transformClass(model, transform);
    }

    private java.lang.classfile.CodeTransform transformOf(String owner, MethodModel method) {
        String name = method.methodName().stringValue();
        String type = method.methodType().stringValue();
        java.lang.classfile.CodeTransform result = java.lang.classfile.CodeTransform.ACCEPT_ALL;
        for (HookLine line : table.hooks(owner)) {
            if (line.covers(name, type)) {
                woven.add(key(line));
                result = result.andThen(new HookWeave(line, method, hooks));
            }
        }
        if (!name.equals("<clinit>")) {
            result = result.andThen(new OwnWeave(this::own));
        }
        return result;
    }

    private @org.jspecify.annotations.Nullable OwnLine own(String owner, String field) {
        OwnLine line = table.own(owner, field);
        if (line != null) {
            woven.add(key(line));
        }
        return line;
    }

    /** Lines of the table about classes that were woven, and for which there was no place. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (String owner : owners) {
            for (HookLine line : table.hooks(owner)) {
                if (!woven.contains(key(line))) {
                    missing.add(key(line));
                }
            }
        }
        // A static is read by classes besides its owner; what is kept from an earlier weaving was complete then.
        for (OwnLine line : table.owns()) {
            boolean all = owners.contains(line.owner()) && owners.containsAll(line.readers());
            if (all && !woven.contains(key(line))) {
                missing.add(key(line));
            }
        }
        return missing;
    }

    private static String key(HookLine line) {
        return "hook " + line.owner().replace('/', '.') + " " + line.name() + line.descriptor() + " " + line.action();
    }

    private static String key(OwnLine line) {
        return "own " + line.owner().replace('/', '.') + " " + line.field();
    }
}
