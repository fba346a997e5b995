package atoll.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * Poll cells: copies of {@code java.atoll.Slot} on the boot loader, so that every loader of a process can see its own.
 * Boot classes live forever, so a slot is used again, with its thread group, once no thread of its last process is left.
 */
final class Slots {
    /** The name in rewritten classes that the process's own slot replaces; all slot names have its length. */
    static final String PLACEHOLDER = "java/atoll/Slot";

    private static final int DIGITS = 3;

    /**
     * HotSpot gives up compiling a method whose code it had to discard this often ({@code PerMethodRecompilationCutoff},
     * 400); each use of a slot discards its poll up to twice.
     */
    private static final int USES = 150;

    /** One poll cell. */
    static final class Slot {
        final int index;
        final ThreadGroup group;
        private final MethodHandle raise;

        /** How often it was raised. Guarded by the slots. */
        private int uses;

        Slot(int index, Class<?> type, ThreadGroup group, MethodHandles.Lookup lookup)
                throws ReflectiveOperationException {
            this.index = index;
            this.group = group;
            this.raise = lookup.findStatic(type, "raise", MethodType.methodType(void.class, boolean.class));
        }

        /** The next poll of the process asks: compiled code that holds none is discarded, also under running loops. */
        void raise() {
            set(true);
        }

        void lower() {
            set(false);
        }

        private void set(boolean raised) {
            try {
                raise.invokeExact(raised);
            } catch (Throwable e) {
                throw new IllegalStateException("a slot cannot be set", e);
            }
        }
    }

    private final Internals internals;
    private final ThreadGroup parent;
    private final MethodHandle define;
    private final byte[] template;

    // Guarded by this.
    private final ArrayDeque<Slot> free = new ArrayDeque<>();
    private int made;

    Slots(Internals internals, ThreadGroup parent) {
        this.internals = internals;
        this.parent = parent;
        this.define = internals.bootDefiner();
        this.template = internals.bootResource(PLACEHOLDER + ".class");
    }

    synchronized Slot take() {
        Slot slot = free.poll();
        return slot != null ? slot : make();
    }

    /** Takes back a slot that no thread polls any more; one that was raised too often is left. */
    synchronized void give(Slot slot) {
        slot.lower();
        if (++slot.uses < USES) {
            free.add(slot);
        }
    }

    private Slot make() {
        int index = made;
        byte[] bytes = template.clone();
        byte[] from = PLACEHOLDER.getBytes(StandardCharsets.US_ASCII);
        byte[] to = name(index).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i + from.length <= bytes.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, bytes, i, to.length);
            }
        }
        try {
            Class<?> type = (Class<?>) define.invoke(name(index), bytes, 0, bytes.length);
            MethodHandles.Lookup lookup = internals.fullLookup(type);
            lookup.findStaticVarHandle(type, "index", int.class).setVolatile(index);
            Slot slot = new Slot(index, type, Process.emptyGroup(parent, index), lookup);
            made++;
            return slot;
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
