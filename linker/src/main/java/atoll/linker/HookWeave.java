package atoll.linker;

import atoll.linker.MemberTable.HookLine;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One {@code hook} line woven into one method. The actions are described at the head of {@code jdk.table}. */
final class HookWeave implements CodeTransform {
    private static final ClassDesc BUFFERS = ClassDesc.of("sun.nio.fs.NativeBuffers");
    private static final ClassDesc BUFFER = ClassDesc.of("sun.nio.fs.NativeBuffer");
    private static final ClassDesc BYTES = ConstantDescs.CD_byte.arrayType();
    private static final ClassDesc ADDRESS = ClassDesc.of("java.net.InetAddress");
    private static final ClassDesc ENDPOINT = ClassDesc.of("java.net.InetSocketAddress");
    private static final MethodTypeDesc FIRST = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);
    private static final MethodTypeDesc GUEST = MethodTypeDesc.of(ConstantDescs.CD_boolean);
    /** Calls that make a path ready for the host: as bytes, or as a buffer of bytes. */
    private static final Set<String> NATIVE_PATH = Set.of("copyToNativeBuffer", "getByteArrayForSysCalls");

    private static final Set<String> HOLDING = Set.of("path", "nio", "unix");

    private final HookLine line;
    private final HookMembers hooks;
    private final MethodTypeDesc method;
    private final boolean isStatic;
    private final ClassDesc owner;
    private @Nullable Label start;
    /** Whether the call that the line is about was found. */
    private boolean placed;

    HookWeave(HookLine line, MethodModel method, HookMembers hooks) {
        this.line = line;
        this.hooks = hooks;
        this.method = method.methodTypeSymbol();
        this.isStatic = method.flags().has(AccessFlag.STATIC);
        this.owner = ClassDesc.ofInternalName(line.owner());
    }

    @Override
    public void atStart(CodeBuilder code) {
        List<String> words = line.arguments();
        switch (line.action()) {
            case "enter" -> enter(code, words);
            case "answer" -> answer(code, words);
            case "always" -> always(code, words);
            case "instead" -> instead(code, words);
            case "taken" -> taken(code, words);
            case "main" -> main(code);
            case "set" -> set(code, words);
            case "endpoint" -> endpoint(code, words);
            case "define" -> define(code);
            case "first" -> first(code, words);
            case "path" -> {
                start = code.newBoundLabel();
                for (int i = 0; i + 1 < words.size(); i += 2) {
                    path(code, Integer.parseInt(words.get(i)), words.get(i + 1));
                }
            }
            case "nio", "unix", "finally", "cancel" -> start = code.newBoundLabel();
            case "result", "leave", "after" -> {}
            default -> throw new IllegalArgumentException("jdk.table has no action " + line.action());
        }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        if (line.action().equals("always")) {
            // Nothing is left of what the method did.
            return;
        }
        if (element instanceof ReturnInstruction) {
            beforeReturn(code);
            code.with(element);
        } else if (line.action().equals("nio")
                && element instanceof InvokeInstruction call
                && NATIVE_PATH.contains(call.name().stringValue())) {
            nativePath(code, call);
        } else if (line.action().equals("unix")
                && element instanceof InvokeInstruction call
                && call.name().equalsString("getPathBytes")) {
            socketPath(code, call);
        } else if (line.action().equals("after")
                && element instanceof InvokeInstruction call
                && call.name().equalsString(line.arguments().get(0))) {
            placed = true;
            code.with(call);
            hooks.call(code, line.arguments().get(1), ConstantDescs.MTD_void);
        } else {
            code.with(element);
        }
    }

    @Override
    public void atEnd(CodeBuilder code) {
        if (line.action().equals("after") && !placed) {
            throw new IllegalStateException(
                    line.name() + " calls no " + line.arguments().get(0));
        }
        boolean holding = HOLDING.contains(line.action());
        if (!holding && !line.action().equals("finally") && !line.action().equals("cancel")) {
            return;
        }
        Label end = code.newBoundLabel();
        Label handler = code.newBoundLabel();
        code.exceptionCatchAll(java.util.Objects.requireNonNull(start), end, handler);
        if (holding) {
            hooks.call(code, "failed", MethodTypeDesc.of(ConstantDescs.CD_Throwable, ConstantDescs.CD_Throwable));
        } else if (line.action().equals("finally")) {
            hooks.call(code, line.arguments().get(0), ConstantDescs.MTD_void);
        } else {
            cancel(code);
        }
        code.athrow();
    }

    /** {@code AbstractQueuedSynchronizer.acquire}: a thread that is thrown out takes its node out of the queue. */
    private void cancel(CodeBuilder code) {
        Label none = code.newLabel();
        code.aload(1).ifnull(none).aload(0).aload(1).iconst_0().iconst_0();
        code.invokevirtual(
                owner,
                "cancelAcquire",
                MethodTypeDesc.of(
                        ConstantDescs.CD_int,
                        method.parameterType(0),
                        ConstantDescs.CD_boolean,
                        ConstantDescs.CD_boolean));
        code.pop().labelBinding(none);
    }

    private void beforeReturn(CodeBuilder code) {
        switch (line.action()) {
            case "result" -> {
                int count = line.arguments().size();
                MethodTypeDesc type = hooks.type(line.arguments().get(0), count, method.returnType());
                load(code, line.arguments(), 1);
                hooks.call(code, line.arguments().get(0), type);
                cast(code, type.returnType(), method.returnType());
            }
            case "leave", "finally" -> enter(code, line.arguments());
            case "path", "nio", "unix" -> hooks.call(code, "release", ConstantDescs.MTD_void);
            default -> {}
        }
    }

    private void enter(CodeBuilder code, List<String> words) {
        MethodTypeDesc type = type(words);
        load(code, words, 1);
        hooks.call(code, words.get(0), type);
        if (type.returnType() != ConstantDescs.CD_void) {
            code.pop();
        }
    }

    private void first(CodeBuilder code, List<String> classes) {
        for (String name : classes) {
            code.loadConstant(name);
            hooks.call(code, "first", FIRST);
        }
    }

    private void answer(CodeBuilder code, List<String> words) {
        Label host = code.newLabel();
        code.invokestatic(HookMembers.HOOK, "guest", GUEST).ifeq(host);
        MethodTypeDesc type = type(words);
        load(code, words, 1);
        hooks.call(code, words.get(0), type);
        cast(code, type.returnType(), method.returnType());
        code.return_(TypeKind.from(method.returnType())).labelBinding(host);
    }

    private void always(CodeBuilder code, List<String> words) {
        MethodTypeDesc type = type(words);
        if (!type.parameterList().isEmpty()) {
            load(code, words, 1);
        }
        hooks.call(code, words.get(0), type);
        code.return_(TypeKind.from(method.returnType()));
    }

    private void instead(CodeBuilder code, List<String> words) {
        Label other = code.newLabel();
        List<String> rest = words.subList(1, words.size());
        List<String> looked = new ArrayList<>(rest.subList(0, 1 + hooks.looksAt(words.get(0))));
        looked.set(0, words.get(0));
        load(code, looked, 1);
        hooks.call(code, looked.get(0), type(looked));
        code.ifeq(other);
        MethodTypeDesc type = type(rest);
        if (!type.parameterList().isEmpty()) {
            load(code, rest, 1);
        }
        hooks.call(code, rest.get(0), type);
        cast(code, type.returnType(), method.returnType());
        code.return_(TypeKind.from(method.returnType())).labelBinding(other);
    }

    private void taken(CodeBuilder code, List<String> words) {
        Label host = code.newLabel();
        MethodTypeDesc type = type(words);
        load(code, words, 1);
        hooks.call(code, words.get(0), type);
        code.ifeq(host).return_().labelBinding(host);
    }

    /** {@code Thread.run}: runs what a process begins with, in a try statement of its own, on no frame of a hook. */
    private void main(CodeBuilder code) {
        ClassDesc runnable = ClassDesc.of("java.lang.Runnable");
        Label none = code.newLabel();
        Label handler = code.newLabel();
        code.aload(0);
        hooks.call(code, "mainOf", MethodTypeDesc.of(runnable, ConstantDescs.CD_Object));
        code.dup().ifnull(none);
        Label from = code.newBoundLabel();
        code.invokeinterface(runnable, "run", ConstantDescs.MTD_void);
        Label to = code.newBoundLabel();
        code.return_().labelBinding(handler);
        hooks.call(code, "mainFailed", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Throwable));
        code.return_().labelBinding(none).pop();
        code.exceptionCatchAll(from, to, handler);
    }

    private void set(CodeBuilder code, List<String> words) {
        int parameter = Integer.parseInt(words.get(0));
        List<String> rest = words.subList(1, words.size());
        MethodTypeDesc type = type(rest);
        load(code, rest, 1);
        hooks.call(code, rest.get(0), type);
        ClassDesc target = method.parameterType(parameter - 1);
        cast(code, type.returnType(), target);
        code.storeLocal(TypeKind.from(target), slot(parameter));
    }

    /** Replaces an address and the port behind it by those of the socket address that the hook returns. */
    private void endpoint(CodeBuilder code, List<String> words) {
        int parameter = Integer.parseInt(words.get(0));
        Label same = code.newLabel();
        int endpoint = code.allocateLocal(TypeKind.REFERENCE);
        List<String> rest = words.subList(1, words.size());
        load(code, rest, 1);
        hooks.call(code, rest.get(0), type(rest));
        code.astore(endpoint).aload(endpoint).ifnull(same);
        code.aload(endpoint)
                .invokevirtual(ENDPOINT, "getAddress", MethodTypeDesc.of(ADDRESS))
                .astore(slot(parameter));
        code.aload(endpoint)
                .invokevirtual(ENDPOINT, "getPort", MethodTypeDesc.of(ConstantDescs.CD_int))
                .istore(slot(parameter + 1));
        code.labelBinding(same);
    }

    /** {@code ClassLoader.defineClass(name, bytes, offset, length, domain)}: rewritten bytes start at 0. */
    private void define(CodeBuilder code) {
        Label same = code.newLabel();
        MethodTypeDesc link = MethodTypeDesc.of(
                BYTES,
                ConstantDescs.CD_Object,
                ConstantDescs.CD_String,
                BYTES,
                ConstantDescs.CD_int,
                ConstantDescs.CD_int);
        int linked = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(0).aload(1).aload(2).iload(3).iload(4).invokestatic(HookMembers.HOOK, "link", link);
        code.astore(linked).aload(linked).aload(2).if_acmpeq(same);
        code.aload(linked).astore(2).iconst_0().istore(3);
        code.aload(linked).arraylength().istore(4).labelBinding(same);
    }

    private void path(CodeBuilder code, int parameter, String access) {
        ClassDesc type = method.parameterType(parameter - 1);
        boolean file = type.descriptorString().equals("Ljava/io/File;");
        ClassDesc seen = file ? ConstantDescs.CD_Object : type;
        code.aload(slot(parameter));
        access(code, access);
        hooks.call(code, file ? "file" : "path", MethodTypeDesc.of(seen, seen, ConstantDescs.CD_int));
        cast(code, seen, type);
        code.astore(slot(parameter));
    }

    /** Replaces the copy of a guest path for a system call by the copy of its host path. */
    private void nativePath(CodeBuilder code, InvokeInstruction call) {
        Label host = code.newLabel();
        Label end = code.newLabel();
        int path = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(path)
                .invokestatic(HookMembers.HOOK, "guest", GUEST)
                .ifeq(host)
                .aload(path);
        access(code, line.arguments().get(0));
        hooks.call(code, "nio", MethodTypeDesc.of(BYTES, ConstantDescs.CD_Object, ConstantDescs.CD_int));
        if (call.name().equalsString("copyToNativeBuffer")) {
            code.invokestatic(BUFFERS, "asNativeBuffer", MethodTypeDesc.of(BUFFER, BYTES));
        }
        code.goto_(end).labelBinding(host).aload(path).with(call).labelBinding(end);
    }

    /** In a process, the path of a UNIX socket is what the hook says. */
    private void socketPath(CodeBuilder code, InvokeInstruction call) {
        Label host = code.newLabel();
        Label end = code.newLabel();
        code.invokestatic(HookMembers.HOOK, "guest", GUEST).ifeq(host);
        hooks.call(code, line.arguments().get(0), MethodTypeDesc.of(BYTES, ConstantDescs.CD_Object));
        code.goto_(end).labelBinding(host).with(call).labelBinding(end);
    }

    /** Pushes an access: a constant of {@code Access}, or one computed from the parameter that the word ends with. */
    private void access(CodeBuilder code, String word) {
        char last = word.charAt(word.length() - 1);
        if (Character.isDigit(last)) {
            String hook = word.substring(0, word.length() - 1);
            code.iload(slot(last - '0'));
            hooks.call(code, hook, MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int));
        } else {
            code.loadConstant(hooks.constant("Access", word));
        }
    }

    private MethodTypeDesc type(List<String> words) {
        ClassDesc first = words.size() > 1 ? typeOf(words.get(1)) : ConstantDescs.CD_void;
        int count = words.size() - 1;
        if (words.get(0).equals("check")) {
            count = 2;
        }
        return hooks.type(words.get(0), count, first);
    }

    private ClassDesc typeOf(String word) {
        if (word.equals("this")) {
            return owner;
        }
        return Character.isDigit(word.charAt(0))
                ? method.parameterType(Integer.parseInt(word) - 1)
                : ConstantDescs.CD_int;
    }

    private void load(CodeBuilder code, List<String> words, int from) {
        for (int i = from; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("this")) {
                code.aload(0);
            } else if (Character.isDigit(word.charAt(0))) {
                int parameter = Integer.parseInt(word);
                code.loadLocal(TypeKind.from(method.parameterType(parameter - 1)), slot(parameter));
            } else {
                code.loadConstant(hooks.constant("Call", word));
            }
        }
        if (words.get(0).equals("check")) {
            subject(code);
        }
    }

    /** The subject of a check is the method's first parameter when that is a reference. */
    private void subject(CodeBuilder code) {
        if (method.parameterCount() > 0 && !method.parameterType(0).isPrimitive()) {
            code.aload(slot(1));
        } else {
            code.aconst_null();
        }
    }

    private int slot(int parameter) {
        int slot = isStatic ? 0 : 1;
        for (int i = 0; i < parameter - 1; i++) {
            slot += TypeKind.from(method.parameterType(i)).slotSize();
        }
        return slot;
    }

    private static void cast(CodeBuilder code, ClassDesc from, ClassDesc to) {
        if (!to.isPrimitive() && !from.equals(to)) {
            code.checkcast(to);
        }
    }
}
