package atoll.contract;

/**
 * Any gate, whatever its contract. Every gate is one besides; an object of a program's own may say that it is one, and does
 * not cross. For contracts that pass on what they do not call, such as {@link atoll.contract.name.NameSpace}; programs cast:
 * {@code (AnyGate) greeter}, {@code (Greeter) found}.
 */
public interface AnyGate {}
