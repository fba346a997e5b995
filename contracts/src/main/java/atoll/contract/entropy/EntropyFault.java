package atoll.contract.entropy;

import atoll.contract.Fault;

/** Why a call to {@link Entropy} did nothing. */
public enum EntropyFault implements Fault {
    /** An argument that makes no sense: a negative count, more than there is room for. */
    INVALID
}
