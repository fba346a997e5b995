package java.atoll;

/** The superclass of the classes that are generated for contracts; the only objects that cross by reference. */
public abstract class Gate {
    protected final Link link;

    protected Gate(Link link) {
        this.link = link;
    }

    /** The link of a gate, for the kernel. */
    protected static Link link(Object gate) {
        return gate instanceof Gate g ? g.link : null;
    }

    /** Method {@code method} of the contract, called on {@code object}. */
    public abstract Object call(int method, Object object, Object[] arguments) throws Throwable;

    @Override
    public final String toString() {
        return link.toString();
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(link);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Gate gate && gate.link == link;
    }
}
