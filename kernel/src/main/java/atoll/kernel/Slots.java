package atoll.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;

/**
 * Poll cells: classes on the boot loader, so that every loader of a process can see its own. Boot classes live forever,
 * so a slot is used again, with its thread group, once no thread of its last process is left.
 */
final class Slots {
    private static final int DIGITS = 3;

    /**
     * HotSpot gives up compiling a method whose code it had to discard this often ({@code PerMethodRecompilationCutoff},
     * 400); stopping what runs, and lowering the slot after it, discards its poll up to twice.
     */
    private static final int MOST_STOPPED = 150;

    /** One poll cell. */
    final class Slot {
        final int index;
        final ThreadGroup group;

        /** Sets the flag that the slot's class reads. */
        private final MethodHandle quiet;

        // Guarded by the lock of the process that has it, and then by the slots.
        /** How often compiled code was stopped. */
        private int stopped;

        /** Since it was raised. */
        private boolean stops;

        private Slot(int index, ThreadGroup group, MethodHandle quiet) {
            this.index = index;
            this.group = group;
            this.quiet = quiet;
        }

        /** The next poll of the process asks: at once in the interpreter, after {@link #stop} everywhere. */
        void raise() {
            set(true);
        }

        /** Compiled code that holds no poll is discarded, also under running loops. Allocates nothing. */
        void stop() {
            if (!stops) {
                stops = true;
                stopped++;
            }
            discard();
        }

        /** Polls are free again: what was compiled meanwhile asks, and is discarded. */
        void lower() {
            set(false);
            if (stops) {
                stops = false;
                discard();
            }
        }

        private void set(boolean asks) {
            try {
                quiet.invokeExact(!asks);
                raise.invokeExact(index, asks);
            } catch (Throwable e) {
                throw broken(e);
            }
        }

        private void discard() {
            try {
                discard.invokeExact(index);
            } catch (Throwable e) {
                throw broken(e);
            }
        }

        private static RuntimeException broken(Throwable e) {
            if (e instanceof Error error) {
                throw error;
            }
            return new IllegalStateException("a slot cannot be set", e);
        }
    }

    private final ThreadGroup parent;
    private final MethodHandle define;
    private final MethodHandle makeSite;
    private final MethodHandle raise;
    private final MethodHandle discard;
    private final Internals internals;

    // Guarded by this.
    private final ArrayDeque<Slot> free = new ArrayDeque<>();
    private int made;

    Slots(Internals internals, ThreadGroup parent) {
        this.internals = internals;
        this.parent = parent;
        this.define = internals.bootDefiner();
        try {
            Class<?> polls = Class.forName("java.atoll.Polls");
            MethodHandles.Lookup lookup = internals.fullLookup(polls);
            makeSite = lookup.findStatic(polls, "make", MethodType.methodType(int.class));
            raise = lookup.findStatic(polls, "raise", MethodType.methodType(void.class, int.class, boolean.class));
            discard = lookup.findStatic(polls, "discard", MethodType.methodType(void.class, int.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the boundary is not on the boot class path: is the agent loaded?", e);
        }
    }

    synchronized Slot take() {
        Slot slot = free.poll();
        return slot != null ? slot : make();
    }

    /** Takes back a slot that no thread polls any more; one whose code was stopped too often is left. */
    synchronized void give(Slot slot) {
        slot.lower();
        if (slot.stopped < MOST_STOPPED) {
            free.add(slot);
        }
    }

    /** How many there are, for tests of what is left of the dead. */
    synchronized int made() {
        return made;
    }

    private Slot make() {
        try {
            int index = (int) makeSite.invokeExact();
            made++;
            byte[] bytes = SlotClass.bytes(name(index), index);
            Class<?> type = (Class<?>) define.invoke(name(index), bytes, 0, bytes.length);
            MethodHandles.Lookup lookup = internals.fullLookup(type);
            MethodHandle quiet = lookup.findStaticSetter(type, "quiet", boolean.class);
            quiet.invokeExact(true);
            // Once, so that it is linked here and not on a thread of the process.
            lookup.findStatic(type, "poll", MethodType.methodType(void.class)).invokeExact();
            return new Slot(index, Process.emptyGroup(parent, index), quiet);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot define a slot class on this JDK", e);
        }
    }

    static String name(int index) {
        String digits = Integer.toString(index, Character.MAX_RADIX).toUpperCase(java.util.Locale.ROOT);
        if (digits.length() > DIGITS) {
            throw new IllegalStateException(
                    "7,000,000 processes have ended since this kernel was booted: boot a new one");
        }
        return "java/atoll/S" + "0".repeat(DIGITS - digits.length()) + digits;
    }
}
