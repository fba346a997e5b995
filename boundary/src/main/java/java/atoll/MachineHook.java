package java.atoll;

import java.util.Optional;
import java.util.stream.Stream;

/** Hooks of the JDK's views on the machine: process handles, and the management beans. See {@link Hook}. */
public final class MachineHook {
    private MachineHook() {}

    // -- process handles: a process knows itself only

    public static Object ownHandle() {
        return new OwnHandle(Identity.current().number());
    }

    public static Object handleOf(long pid) {
        long own = Identity.current().number();
        return pid == own ? Optional.of(new OwnHandle(own)) : Optional.empty();
    }

    public static Object handles() {
        return Stream.of(new OwnHandle(Identity.current().number()));
    }

    // -- names that the JDK numbers

    public static String threadName() {
        return "Thread-" + Identity.current().threadNumbers.getAndIncrement();
    }

    public static int poolNumber(int add) {
        return Identity.current().poolNumbers.getAndAdd(add);
    }

    // -- management beans

    public static Object virtualMachine(Object host) {
        World world = Identity.current();
        return world == null ? host : world.number() + "@localhost";
    }

    /** How many platform threads the running process has. */
    public static int threadCount() {
        return OwnThreads.ids().length;
    }
}
