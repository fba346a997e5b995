package atoll.kernel;

import atoll.contract.CallFailed;
import atoll.contract.Idempotent;
import atoll.contract.Region;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a contract is, and what may cross in its calls; asked when a contract is first served.
 *
 * <p>A contract is a public interface without type parameters, extends only contracts, and has no code: every method is
 * abstract and not generic, every field a constant of primitive type or {@code String}. As parameter or result may cross:
 * primitives, {@code String}, boxes, other contracts, what {@link MessageRule} calls a message, and arrays of primitives,
 * strings, boxes or messages, which the gate copies, and {@link Region}, which it moves or lends. Nothing that crosses is mutable, and nothing has code that
 * {@link ContractBytes} has not seen.
 *
 * <p>A method may declare {@link CallFailed}, its subclasses and {@link IOException}, exactly that class: the gate makes a
 * new one with the same message. A class of the contract's own would bring code, state and a cause of its own.
 *
 * <p>The check looks at shapes only and initialises no class. It resolves names through the contract's class loader, which
 * may run code of the process that owns it. That constants are constant, and what the code of messages does, is judged on
 * bytes, by {@link ContractBytes}, before they are defined.
 */
public final class ContractRule {
    /** Contracts that were found good; an entry lives as long as its class. */
    private static final ClassValue<Boolean> GOOD = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> contract) {
            new ContractRule().run(contract, false);
            return true;
        }
    };

    private final Deque<Class<?>> open = new ArrayDeque<>();
    private final Set<Class<?>> seen = new HashSet<>();
    private final MessageRule messages = new MessageRule(this::reach);

    private ContractRule() {}

    /**
     * Returns if {@code contract} is a contract.
     *
     * <p><b>Errors</b>: {@link ContractViolation} with the first offending type, member and the reason. <b>Cost</b>: once
     * for each class, a pass over every type that the contract reaches; later calls are a look-up.
     */
    public static void check(Class<?> contract) {
        GOOD.get(contract);
    }

    /** Returns if a port may carry {@code message}: what may be a parameter of a contract's method, and is no primitive. */
    public static void checkMessage(Class<?> message) {
        new ContractRule().run(message, true);
    }

    private void run(Class<?> contract, boolean message) {
        Class<?> type = contract;
        try {
            if (message) {
                need(!type.isPrimitive(), type, "", "is a primitive type; a port carries objects, such as its box");
                value(type.getName(), "", "the message of a port", type);
            } else {
                contract(contract);
                seen.add(contract);
            }
            while (!open.isEmpty()) {
                type = open.remove();
                if (MessageRule.isMessage(type)) {
                    messages.check(type);
                } else {
                    contract(type);
                }
            }
        } catch (ContractViolation e) {
            throw e;
        } catch (LinkageError | RuntimeException e) {
            // The name of its class alone: a foreign loader may throw what has a message of its own.
            throw new ContractViolation(
                    type.getName(), "", "cannot be resolved: " + e.getClass().getName());
        }
    }

    private void reach(Class<?> type) {
        if (seen.add(type)) {
            open.add(type);
        }
    }

    private void contract(Class<?> type) {
        String name = type.getName();
        need(!MessageRule.isJdk(type), type, "", "is a type of the JDK, and no contract");
        need(type != Region.class, type, "", "is made by the kernel alone, and no contract");
        need(type.isInterface() && !type.isAnnotation(), type, "", "is not an interface");
        need(Modifier.isPublic(type.getModifiers()), type, "", "is not public");
        need(!type.isSealed(), type, "", "is sealed; a sealed interface is a message");
        need(!type.isHidden(), type, "", "is a hidden class");
        need(type.getTypeParameters().length == 0, type, "", "has type parameters");
        for (Class<?> extended : type.getInterfaces()) {
            need(
                    !MessageRule.isJdk(extended) && !MessageRule.isMessage(extended) && extended != Region.class,
                    type,
                    "",
                    "extends " + extended.getName() + ", which is no contract");
            reach(extended);
        }
        for (Field field : type.getDeclaredFields()) {
            need(
                    MessageRule.isConstant(field),
                    type,
                    field.getName(),
                    "is a field of type " + field.getType().getTypeName()
                            + "; only constants of primitive type or String");
        }
        for (Method method : type.getDeclaredMethods()) {
            method(name, method);
        }
        overloads(type);
    }

    private void method(String owner, Method method) {
        String name = method.getName();
        int flags = method.getModifiers();
        need(!Modifier.isStatic(flags), owner, name, "is static; a contract has no code");
        need(!Modifier.isPrivate(flags), owner, name, "is private; a contract has no code");
        need(Modifier.isAbstract(flags), owner, name, "is a default method; a contract has no code");
        need(method.getTypeParameters().length == 0, owner, name, "is generic");
        need(!isOfObject(method), owner, name, "is a method of Object, which the gate itself answers");
        crosses(owner, name, "the result", method.getReturnType());
        int number = 0;
        for (Class<?> parameter : method.getParameterTypes()) {
            boolean lent = RegionMethod.isLent(method, number);
            number++;
            crosses(owner, name, "parameter " + number, parameter);
            boolean region = parameter == Region.class;
            need(region || !lent, owner, name, "parameter " + number + " is lent, and no region");
            need(
                    !region || lent || !method.isAnnotationPresent(Idempotent.class),
                    owner,
                    name,
                    "is idempotent, and parameter " + number
                            + " is a region that is moved: a repeated call would not have it; lend it (@Lent)");
        }
        for (Class<?> thrown : method.getExceptionTypes()) {
            need(
                    CallFailed.class.isAssignableFrom(thrown) || thrown == IOException.class,
                    owner,
                    name,
                    "declares " + thrown.getName() + "; only CallFailed, its subclasses and java.io.IOException");
        }
    }

    private void crosses(String owner, String method, String what, Class<?> type) {
        if (type != Region.class) {
            value(owner, method, what, type);
        }
    }

    /** A parameter or result: a value, a contract, or an array of values. */
    private void value(String owner, String method, String what, Class<?> type) {
        if (type.isArray()) {
            Class<?> component = type.componentType();
            need(!component.isArray(), owner, method, what + " is an array of arrays; the gate copies one level");
            String refusal = messages.refusal(component);
            need(refusal.isEmpty(), owner, method, what + " is an array of " + component.getName() + ": " + refusal);
        } else if (messages.isEndpoint(type)) {
            reach(type);
        } else {
            String refusal = messages.refusal(type);
            need(refusal.isEmpty(), owner, method, what + " is " + type.getName() + ": " + refusal);
        }
    }

    /**
     * Overloads, also inherited ones, must be told apart by their number of parameters or by one whose types have nothing in
     * common: what {@code f(1)} or {@code f(null)} calls should be plain to a reader.
     */
    private static void overloads(Class<?> type) {
        List<Method> earlier = new ArrayList<>();
        for (Method method : type.getMethods()) {
            for (Method other : earlier) {
                need(
                        !method.getName().equals(other.getName()) || tellApart(method, other),
                        type,
                        method.getName(),
                        "has overloads that a reader cannot tell apart");
            }
            earlier.add(method);
        }
    }

    private static boolean tellApart(Method a, Method b) {
        Class<?>[] as = a.getParameterTypes();
        Class<?>[] bs = b.getParameterTypes();
        if (a.isVarArgs() || b.isVarArgs()) {
            return false;
        }
        if (Arrays.equals(as, bs)) {
            // The same method by two ways, unless the results differ.
            return a.getReturnType() == b.getReturnType();
        }
        if (as.length != bs.length) {
            return true;
        }
        for (int i = 0; i < as.length; i++) {
            boolean alike = MessageRule.isNumber(as[i]) && MessageRule.isNumber(bs[i])
                    || MessageRule.isTruth(as[i]) && MessageRule.isTruth(bs[i]);
            if (!alike && !as[i].isAssignableFrom(bs[i]) && !bs[i].isAssignableFrom(as[i])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfObject(Method method) {
        for (Method other : Object.class.getDeclaredMethods()) {
            if (method.getName().equals(other.getName())
                    && Arrays.equals(method.getParameterTypes(), other.getParameterTypes())) {
                return true;
            }
        }
        return false;
    }

    private static void need(boolean holds, Class<?> type, String member, String reason) {
        need(holds, type.getName(), member, reason);
    }

    private static void need(boolean holds, String type, String member, String reason) {
        if (!holds) {
            throw new ContractViolation(type, member, reason);
        }
    }
}
