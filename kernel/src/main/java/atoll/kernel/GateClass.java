package atoll.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * The class of a contract's gates, which are {@code AnyGate} besides. Each method of the contract becomes
 *
 * <pre>{@code
 * int tries = 0;
 * again:
 * Callee callee = link.callee;
 * if (callee == null) callee = link.missing(I);
 * if ((callee.pure & 1L << I) != 0) {   // not where an argument has to be copied or admitted
 *     try {
 *         result = ((Contract) callee.object).method(arguments);
 *         if (callee.stands()) return result, copied or admitted;
 *     } catch (Throwable e) {
 *         // it has changed nothing: the call is made as any other, and ends as that does
 *     }
 * }
 * if ((link.methods & 1L << I) == 0) throw link.refused(I);
 * argument = copied or admitted, where the JVM's types do not say enough
 * Visit visit = link.apart ? null : Visit.mine();
 * if (visit == null) return link.away(this, callee, I, arguments);
 * int at = visit.at;
 * try {
 *     visit.enter(callee.here);
 *     callee.begin();
 *     result = ((Contract) callee.object).method(arguments);
 *     callee.poll();                                // what a killed server says is no answer
 *     visit.at = at;                                // no call: see Visit
 * } catch (Throwable e) {
 *     visit.at = at;
 *     Throwable failure = link.failed(callee, I, e, ++tries);
 *     if (failure == null) continue again;          // an idempotent method, and there may be another server
 *     throw failure;
 * }
 * if (visit.attention) visit.attend();
 * return result, copied or admitted;
 * }</pre>
 *
 * <p>A method that regions cross with is one call of {@link java.atoll.Link#carry}, for there is more to do than code should
 * be generated for.
 */
final class GateClass {
    private static final ClassDesc GATE = ClassDesc.of("java.atoll.Gate");
    private static final ClassDesc LINK = ClassDesc.of("java.atoll.Link");
    private static final ClassDesc CALLEE = ClassDesc.of("java.atoll.Callee");
    private static final ClassDesc VISIT = ClassDesc.of("java.atoll.Visit");
    private static final ClassDesc ANY = ClassDesc.of("atoll.contract.AnyGate");
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc OBJECTS = OBJECT.arrayType();
    private static final MethodTypeDesc FAILED = MethodTypeDesc.of(
            ConstantDescs.CD_Throwable, CALLEE, ConstantDescs.CD_int, ConstantDescs.CD_Throwable, ConstantDescs.CD_int);
    private static final MethodTypeDesc CALL = MethodTypeDesc.of(OBJECT, ConstantDescs.CD_int, OBJECT, OBJECTS);

    private final ClassDesc contract;

    private GateClass(Class<?> contract) {
        this.contract = contract.describeConstable().orElseThrow();
    }

    /** The class file; {@code methods} in the order of their numbers. */
    static byte[] bytes(Class<?> contract, List<Method> methods) {
        GateClass gate = new GateClass(contract);
        return GeneratedClass.bytes(
                ClassDesc.of(contract.getName() + "$Gate"),
                GATE,
                LINK,
                contract,
                methods,
                (code, method, number) -> gate.new Body(code, method, number).write(),
                c -> c.withInterfaceSymbols(gate.contract.equals(ANY) ? List.of(ANY) : List.of(gate.contract, ANY))
                        .withMethodBody(
                                "call",
                                CALL,
                                ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
                                code -> gate.call(code, methods)));
    }

    /** {@code Gate.call}: the method by its number, on the thread of the callee. */
    private void call(CodeBuilder code, List<Method> methods) {
        Label none = code.newLabel();
        List<SwitchCase> cases = new ArrayList<>();
        for (int i = 0; i < methods.size(); i++) {
            cases.add(SwitchCase.of(i, code.newLabel()));
        }
        code.iload(1).tableswitch(0, methods.size() - 1, none, cases);
        for (int i = 0; i < methods.size(); i++) {
            Method method = methods.get(i);
            MethodTypeDesc type = GeneratedClass.type(method);
            code.labelBinding(cases.get(i).target()).aload(2).checkcast(contract);
            for (int p = 0; p < type.parameterCount(); p++) {
                code.aload(3).loadConstant(p).aaload();
                Boxes.unbox(code, type.parameterType(p));
            }
            code.invokeinterface(contract, method.getName(), type);
            Boxes.box(code, type.returnType());
            code.areturn();
        }
        code.labelBinding(none).aconst_null().areturn();
    }

    /** One method of the gate. */
    private final class Body {
        private final CodeBuilder code;
        private final Method method;
        private final MethodTypeDesc type;
        private final int number;
        private final int link;
        private final int callee;
        private final int visit;
        private final int at;
        private final int result;
        private final int tries;

        /** Where each argument is that crosses: its own slot, or that of a copy; the call may have to be repeated. */
        private final int[] crossing;

        Body(CodeBuilder code, Method method, int number) {
            this.code = code;
            this.method = method;
            this.type = GeneratedClass.type(method);
            this.number = number;
            link = code.allocateLocal(TypeKind.REFERENCE);
            callee = code.allocateLocal(TypeKind.REFERENCE);
            visit = code.allocateLocal(TypeKind.REFERENCE);
            at = code.allocateLocal(TypeKind.INT);
            TypeKind kind = TypeKind.from(type.returnType());
            result = code.allocateLocal(kind == TypeKind.VOID ? TypeKind.INT : kind);
            tries = code.allocateLocal(TypeKind.INT);
            crossing = new int[type.parameterCount()];
        }

        void write() {
            if (RegionMethod.carries(method)) {
                carry();
                return;
            }
            Label away = code.newLabel();
            Label again = code.newLabel();
            Label answered = code.newLabel();
            for (int i = 0; i < crossing.length; i++) {
                Class<?> parameter = method.getParameterTypes()[i];
                boolean copied = parameter.isArray() || Messages.isOpen(parameter);
                crossing[i] = copied ? code.allocateLocal(TypeKind.REFERENCE) : code.parameterSlot(i);
            }
            code.iconst_0().istore(tries).labelBinding(again);
            findCallee();
            if (isPassedAsItIs()) {
                look(answered);
            }
            checkRight();
            for (int i = 0; i < crossing.length; i++) {
                if (crossing[i] != code.parameterSlot(i)) {
                    code.aload(code.parameterSlot(i)).astore(crossing[i]);
                    admit(method.getParameterTypes()[i], crossing[i]);
                }
            }
            code.aload(link).getfield(LINK, "apart", ConstantDescs.CD_boolean).ifne(away);
            code.invokestatic(VISIT, "mine", MethodTypeDesc.of(VISIT)).astore(visit);
            code.aload(visit).ifnull(away);
            visit(again);
            code.goto_(answered).labelBinding(away);
            away();
            code.labelBinding(answered);
            finish();
        }

        private boolean isPassedAsItIs() {
            for (int i = 0; i < crossing.length; i++) {
                if (crossing[i] != code.parameterSlot(i)) {
                    return false;
                }
            }
            return true;
        }

        /** Without entering, if the method only reads. */
        private void look(Label answered) {
            Label start = code.newLabel();
            Label end = code.newLabel();
            Label handler = code.newLabel();
            Label enters = code.newLabel();
            code.aload(callee).getfield(CALLEE, "pure", ConstantDescs.CD_long);
            code.loadConstant(1L << number).land().lconst_0().lcmp().ifeq(enters);
            code.labelBinding(start);
            invoke();
            code.aload(callee).invokevirtual(CALLEE, "stands", MethodTypeDesc.of(ConstantDescs.CD_boolean));
            code.labelBinding(end).ifne(answered).goto_(enters);
            code.labelBinding(handler).pop().labelBinding(enters);
            code.exceptionCatchAll(start, end, handler);
        }

        /** Calls the object, and keeps what it returns. */
        private void invoke() {
            code.aload(callee).getfield(CALLEE, "object", OBJECT).checkcast(contract);
            for (int i = 0; i < type.parameterCount(); i++) {
                code.loadLocal(TypeKind.from(type.parameterType(i)), crossing[i]);
            }
            code.invokeinterface(contract, method.getName(), type);
            if (!type.returnType().equals(ConstantDescs.CD_void)) {
                code.storeLocal(TypeKind.from(type.returnType()), result);
            }
        }

        private void findCallee() {
            Label found = code.newLabel();
            code.aload(0).getfield(GATE, "link", LINK).astore(link);
            code.aload(link).getfield(LINK, "callee", CALLEE).astore(callee);
            code.aload(callee).ifnonnull(found);
            code.aload(link).loadConstant(number);
            code.invokevirtual(LINK, "missing", MethodTypeDesc.of(CALLEE, ConstantDescs.CD_int))
                    .astore(callee);
            code.labelBinding(found);
        }

        private void checkRight() {
            Label held = code.newLabel();
            code.aload(link).getfield(LINK, "methods", ConstantDescs.CD_long);
            code.loadConstant(1L << number).land().lconst_0().lcmp().ifne(held);
            code.aload(link).loadConstant(number);
            code.invokevirtual(LINK, "refused", MethodTypeDesc.of(ConstantDescs.CD_Throwable, ConstantDescs.CD_int));
            code.athrow().labelBinding(held);
        }

        /** Puts into the local what may cross in place of what is there. */
        private void admit(Class<?> declared, int slot) {
            ClassDesc desc = declared.describeConstable().orElseThrow();
            if (declared.isArray() && declared.getComponentType().isPrimitive()) {
                Label none = code.newLabel();
                code.aload(slot).ifnull(none);
                code.aload(slot).invokevirtual(desc, "clone", MethodTypeDesc.of(OBJECT));
                code.checkcast(desc).astore(slot).labelBinding(none);
            } else if (Messages.isOpen(declared)) {
                code.aload(link).aload(slot).loadConstant(desc);
                code.invokevirtual(LINK, "admit", MethodTypeDesc.of(OBJECT, OBJECT, ConstantDescs.CD_Class));
                code.checkcast(desc).astore(slot);
            }
        }

        private void visit(Label again) {
            Label start = code.newLabel();
            Label end = code.newLabel();
            Label handler = code.newLabel();
            Label left = code.newLabel();
            code.aload(visit).getfield(VISIT, "at", ConstantDescs.CD_int).istore(at);
            code.labelBinding(start);
            code.aload(visit).aload(callee).getfield(CALLEE, "here", ConstantDescs.CD_int);
            code.invokevirtual(VISIT, "enter", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));
            code.aload(callee).invokevirtual(CALLEE, "begin", ConstantDescs.MTD_void);
            invoke();
            code.aload(callee).invokevirtual(CALLEE, "poll", ConstantDescs.MTD_void);
            leave();
            code.labelBinding(end).goto_(left);
            code.labelBinding(handler);
            int thrown = code.allocateLocal(TypeKind.REFERENCE);
            code.astore(thrown);
            leave();
            code.iinc(tries, 1)
                    .aload(link)
                    .aload(callee)
                    .loadConstant(number)
                    .aload(thrown)
                    .iload(tries);
            code.invokevirtual(LINK, "failed", FAILED);
            code.astore(thrown).aload(thrown).ifnull(again);
            code.aload(thrown).athrow();
            code.exceptionCatchAll(start, end, handler);
            code.labelBinding(left);
            Label done = code.newLabel();
            code.aload(visit)
                    .getfield(VISIT, "attention", ConstantDescs.CD_boolean)
                    .branch(Opcode.IFEQ, done);
            code.aload(visit).invokevirtual(VISIT, "attend", ConstantDescs.MTD_void);
            code.labelBinding(done);
        }

        private void leave() {
            code.aload(visit).iload(at).putfield(VISIT, "at", ConstantDescs.CD_int);
        }

        /** {@code return link.carry(this, I, arguments)}: see {@link RegionCall}. */
        private void carry() {
            for (int i = 0; i < crossing.length; i++) {
                crossing[i] = code.parameterSlot(i);
            }
            code.aload(0).getfield(GATE, "link", LINK).aload(0).loadConstant(number);
            Boxes.array(code, type, crossing);
            code.invokevirtual(LINK, "carry", MethodTypeDesc.of(OBJECT, GATE, ConstantDescs.CD_int, OBJECTS));
            if (type.returnType().equals(ConstantDescs.CD_void)) {
                code.pop().return_();
            } else {
                Boxes.unbox(code, type.returnType());
                code.return_(TypeKind.from(type.returnType()));
            }
        }

        private void away() {
            code.aload(link).aload(0).aload(callee).loadConstant(number);
            Boxes.array(code, type, crossing);
            code.invokevirtual(LINK, "away", MethodTypeDesc.of(OBJECT, GATE, CALLEE, ConstantDescs.CD_int, OBJECTS));
            if (type.returnType().equals(ConstantDescs.CD_void)) {
                code.pop();
            } else {
                Boxes.unbox(code, type.returnType());
                code.storeLocal(TypeKind.from(type.returnType()), result);
            }
        }

        private void finish() {
            if (type.returnType().equals(ConstantDescs.CD_void)) {
                code.return_();
            } else {
                admit(method.getReturnType(), result);
                code.loadLocal(TypeKind.from(type.returnType()), result);
                code.return_(TypeKind.from(type.returnType()));
            }
        }
    }
}
