package atoll.contract;

import atoll.contract.name.NameFault;
import atoll.contract.name.NameSpace;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What this process was given, by name: endpoints that it may call, and endpoints that it serves. The names are the
 * process's own; what a name stands for was decided by who started it. A process that was given a name space as
 * {@code names} finds there what it was not given: names that begin with a slash are its paths.
 */
public final class Names {
    /** Who answers: the kernel, by the process that asks. Set once, when the kernel boots. */
    private static volatile @Nullable Space space;

    private static final String NAMES = "names";

    private Names() {}

    /** The kernel's side. */
    public interface Space {
        boolean isGiven(String name);

        Object find(String name, Class<?> contract);

        <C> Ring<C> ringOver(Object gate, Class<C> contract, int depth);

        <C> Ring<C> ring(String name, Class<C> contract, int depth);

        boolean isToServe(String name);

        void serve(String name, Class<?> contract, Object server);

        <M> Sender<M> sender(String name, Class<M> message);

        <M> Receiver<M> receiver(String name, Class<M> message);

        Signal signal(String name);

        Notification notification(String name);

        long badge();

        Region region(int bytes);
    }

    /**
     * The gate that was given under {@code name}, or is bound at that path: an object of the contract, to be kept and called.
     * Throws {@link Refused} when there is none, or something of another contract, and {@link PeerDied} when nobody serves
     * the name space.
     */
    public static <C> C find(String name, Class<C> contract) {
        return isPath(name) ? bound(name, contract) : contract.cast(space().find(name, contract));
    }

    private static boolean isPath(String name) {
        return name.startsWith("/") && !space().isGiven(name) && space().isGiven(NAMES);
    }

    private static <C> C bound(String path, Class<C> contract) {
        NameSpace names = (NameSpace) space().find(NAMES, NameSpace.class);
        AnyGate found;
        try {
            found = names.find(path);
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            if (NameFault.in(e) == NameFault.UNAVAILABLE) {
                throw new PeerDied(why);
            }
            throw new Refused("this process finds nothing at " + path + ": " + why);
        }
        if (!contract.isInstance(found)) {
            throw new Refused("at " + path + " is a " + found + ", and it is no " + contract.getName()
                    + " that this process knows: knows(contract) among its grants tells it of one");
        }
        return contract.cast(found);
    }

    /**
     * A ring of calls to what {@link #find} finds, with the rights of its gate, for the calling thread alone. At
     * most {@code depth} calls are under way, from 1 to 65,536. Throws {@link Refused} as {@link #find} does.
     */
    public static <C> Ring<C> ring(String name, Class<C> contract, int depth) {
        return isPath(name)
                ? space().ringOver(bound(name, contract), contract, depth)
                : space().ring(name, contract, depth);
    }

    /**
     * Serves the endpoint that was given under {@code name} with {@code server}, whose methods run on the threads of
     * callers, and of this process for rings, several at once, as this process and with its rights; until this process ends or serves it with another
     * object. Throws {@link Refused} when no such endpoint was given.
     */
    public static <C> void serve(String name, Class<C> contract, C server) {
        space().serve(name, contract, server);
    }

    /**
     * {@link #serve}, if an endpoint was given under that name, and says whether one was: for what whoever starts a server may
     * want of it, such as its health. An endpoint of another contract is {@link Refused} here as well.
     */
    public static <C> boolean serveIfGiven(String name, Class<C> contract, C server) {
        if (!space().isToServe(name)) {
            return false;
        }
        serve(name, contract, server);
        return true;
    }

    /** The sending end of a port for messages of that type that was given under {@code name}; {@link Refused} without. */
    public static <M> Sender<M> sender(String name, Class<M> message) {
        return space().sender(name, message);
    }

    /**
     * The receiving end of a port that was given under {@code name}; this process receives from now on, until it ends.
     * Throws {@link Refused} when no such end was given, or while another process receives, and {@link Revoked}.
     */
    public static <M> Receiver<M> receiver(String name, Class<M> message) {
        return space().receiver(name, message);
    }

    /** The right to signal that was given under {@code name}; {@link Refused} without. */
    public static Signal signal(String name) {
        return space().signal(name);
    }

    /** The notification that was given under {@code name}; {@link Refused} without. */
    public static Notification notification(String name) {
        return space().notification(name);
    }

    /**
     * For a server, in a call: the badge of the capability that the call was made with, which who gave that chose and who
     * calls cannot change; 0 when it has none. Only on the thread that runs the called method.
     */
    public static long badge() {
        return space().badge();
    }

    static Space space() {
        Space known = space;
        if (known == null) {
            throw new IllegalStateException("no kernel is booted in this JVM");
        }
        return known;
    }
}
