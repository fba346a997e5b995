package atoll.kernel;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Poll cells: copies of {@code java.atoll.Slot} on the boot loader, so that every loader of a process can see its own.
 * Boot classes live forever, so a slot is used again, with its thread group, once no thread of its last process is left;
 * after a kill, once the class that broke its compiled code is collected too.
 */
final class Slots {
    /** The name in rewritten classes that the process's own slot replaces; all slot names have its length. */
    static final String PLACEHOLDER = "java/atoll/Slot";

    private static final int DIGITS = 3;

    /** One poll cell. */
    static final class Slot {
        final int index;
        final Class<?> type;
        final ThreadGroup group;
        private final MethodHandles.Lookup lookup;
        private final VarHandle state;
        private final Object cell;
        private final byte[] breakerBytes;

        /** The subclass that ended the last process's compiled code; while it is loaded, the trick does not work again. */
        private WeakReference<Class<?>> breaker = new WeakReference<>(null);

        Slot(int index, Class<?> type, ThreadGroup group, MethodHandles.Lookup lookup)
                throws ReflectiveOperationException {
            this.index = index;
            this.type = type;
            this.group = group;
            this.lookup = lookup;
            this.state = lookup.findVarHandle(type, "state", boolean.class);
            this.cell = lookup.findStaticVarHandle(type, "cell", type).get();
            this.breakerBytes = breaker(type);
        }

        void raise() {
            state.setVolatile(cell, true);
        }

        void lower() {
            state.setVolatile(cell, false);
        }

        boolean whole() {
            return breaker.get() == null;
        }
    }

    private final Internals internals;
    private final ThreadGroup parent;
    private final MethodHandle define;
    private final byte[] template;

    // Guarded by this.
    private final ArrayDeque<Slot> free = new ArrayDeque<>();
    private final ArrayDeque<Slot> broken = new ArrayDeque<>();
    private final List<Slot> all = new ArrayList<>();

    Slots(Internals internals, ThreadGroup parent) {
        this.parent = parent;
        this.internals = internals;
        this.define = internals.bootDefiner();
        this.template = internals.bootResource(PLACEHOLDER + ".class");
    }

    synchronized Slot take() {
        Slot first = broken.peek();
        if (first != null && first.whole()) {
            free.add(broken.remove());
        }
        Slot slot = free.poll();
        return slot != null ? slot : make();
    }

    /** Takes back a slot that no thread polls any more. */
    synchronized void give(Slot slot) {
        slot.lower();
        (slot.whole() ? free : broken).add(slot);
    }

    /**
     * Discards compiled code that has hoisted the poll of {@code slot}: running loops read the flag again. Loading a
     * subclass takes well under a millisecond; retransforming the slot, which does the same, 7 ms with 3,000 classes.
     */
    void discardCompiled(Slot slot) {
        if (!slot.whole()) {
            internals.retransform(slot.type);
            return;
        }
        try {
            slot.breaker = new WeakReference<>(
                    slot.lookup.defineHiddenClass(slot.breakerBytes, false).lookupClass());
        } catch (IllegalAccessException e) {
            internals.retransform(slot.type);
        }
    }

    /** A subclass of the slot whose {@code asked} is its own. */
    private static byte[] breaker(Class<?> slotType) {
        ClassDesc type = slotType.describeConstable().orElseThrow();
        return ClassFile.of()
                .build(
                        ClassDesc.of(slotType.getName() + "B"),
                        c -> c.withSuperclass(type)
                                .withMethodBody(
                                        "asked",
                                        MethodTypeDesc.of(ConstantDescs.CD_boolean),
                                        0,
                                        code -> code.iconst_1().ireturn()));
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
            MethodHandles.Lookup lookup = internals.fullLookup(type);
            lookup.findStaticVarHandle(type, "index", int.class).setVolatile(index);
            Slot slot = new Slot(index, type, Process.emptyGroup(parent, index), lookup);
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
