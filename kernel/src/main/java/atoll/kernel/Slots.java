package atoll.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Poll cells: copies of {@code java.atoll.Slot} on the boot loader, so that every loader of a process can see its own.
 * Boot classes live forever, so a slot is used again; but only when the loaders of its last process are known to be
 * gone, for old code would poll the new process's cell.
 */
final class Slots {
    /** The name in rewritten classes that the process's own slot replaces; all slot names have its length. */
    static final String PLACEHOLDER = "java/atoll/Slot";

    private static final int DIGITS = 3;

    /** One poll cell. */
    static final class Slot {
        final int index;
        final Class<?> type;
        private final VarHandle state;

        Slot(int index, Class<?> type, VarHandle state) {
            this.index = index;
            this.type = type;
            this.state = state;
        }

        void raise() {
            state.setVolatile(1);
        }

        void lower() {
            state.setVolatile(0);
        }
    }

    private final Internals internals;
    private final MethodHandle define;
    private final byte[] template;

    // Guarded by this.
    private final ArrayDeque<Slot> free = new ArrayDeque<>();
    private final List<Slot> all = new ArrayList<>();

    Slots(Internals internals) {
        this.internals = internals;
        this.define = internals.bootDefiner();
        this.template = internals.bootResource(PLACEHOLDER + ".class");
    }

    synchronized Slot take() {
        Slot slot = free.poll();
        return slot != null ? slot : make();
    }

    synchronized void give(Slot slot) {
        slot.lower();
        free.add(slot);
    }

    /** Discards compiled code that has hoisted the poll of {@code slot}: running loops read the flag again. */
    void discardCompiled(Slot slot) {
        internals.retransform(slot.type);
    }

    private Slot make() {
        int index = all.size();
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
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            lookup.findStaticVarHandle(type, "index", int.class).setVolatile(index);
            Slot slot = new Slot(index, type, lookup.findStaticVarHandle(type, "state", int.class));
            all.add(slot);
            return slot;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot define a slot class on this JDK", e);
        }
    }

    static String name(int index) {
        String digits = Integer.toString(index, Character.MAX_RADIX).toUpperCase(java.util.Locale.ROOT);
        if (digits.length() > DIGITS) {
            throw new IllegalStateException("more than 46,656 processes at once");
        }
        return "java/atoll/S" + "0".repeat(DIGITS - digits.length()) + digits;
    }
}
