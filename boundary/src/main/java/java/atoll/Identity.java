package java.atoll;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who is running. Never walks a stack (240-5,000 ns): a thread is in the process that it visits through a gate
 * ({@link Visit}); else a platform thread belongs to the process whose group it is in, a virtual thread to the process
 * whose scheduler it is on (1-3 ns). Everything else is the host.
 */
final class Identity {
    private static final VarHandle SCHEDULER;
    private static final VarHandle HOLDER;
    private static final VarHandle GROUP;

    /** Slot index to world; written by the kernel before code of the process is linked, read by {@link Slot}. */
    private static volatile World[] slots = new World[64];

    static {
        try {
            Class<?> virtual = Class.forName("java.lang.VirtualThread");
            SCHEDULER = MethodHandles.privateLookupIn(virtual, MethodHandles.lookup())
                    .findVarHandle(virtual, "scheduler", java.util.concurrent.Executor.class);
            Class<?> holder = Class.forName("java.lang.Thread$FieldHolder");
            MethodHandles.Lookup thread = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
            HOLDER = thread.findVarHandle(Thread.class, "holder", holder);
            GROUP = MethodHandles.privateLookupIn(holder, MethodHandles.lookup())
                    .findVarHandle(holder, "group", ThreadGroup.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Identity() {}

    /** The process that is running, or null for the host, which is also who a {@link HostSection} acts for. */
    static World current() {
        World world = owner();
        return world != null && HostSection.inside() ? null : world;
    }

    /** The process that the running thread is in, also in a section of the host's. */
    static World owner() {
        Thread thread = Thread.currentThread();
        int visits = Visit.whereabouts(thread);
        if (visits != 0) {
            return visits == Visit.HOST ? null : visited(visits - 1);
        }
        if (thread.isVirtual()) {
            return scheduledIn(thread);
        }
        WorldGroup group = groupOf(group(thread));
        return group == null ? null : somebody(group.world);
    }

    private static World visited(int slot) {
        return somebody(slots[slot]);
    }

    /** Who is nobody, because its process is dead, is not the host. */
    private static World somebody(World world) {
        if (world == null) {
            throw Killed.INSTANCE;
        }
        return world;
    }

    /** The process that the thread was started in. */
    static World of(Thread thread) {
        return thread.isVirtual() ? scheduledIn(thread) : of(group(thread));
    }

    private static World scheduledIn(Thread virtual) {
        return SCHEDULER.get(virtual) instanceof WorldScheduler s ? s.world : null;
    }

    /** Not as {@code getThreadGroup} says, which is hooked. */
    static ThreadGroup group(Thread thread) {
        Object holder = HOLDER.get(thread);
        return holder == null ? null : (ThreadGroup) GROUP.get(holder);
    }

    static World of(ThreadGroup group) {
        WorldGroup found = groupOf(group);
        return found == null ? null : found.world;
    }

    private static WorldGroup groupOf(ThreadGroup group) {
        for (ThreadGroup g = group; g != null; g = g.getParent()) {
            if (g instanceof WorldGroup found) {
                return found;
            }
        }
        return null;
    }

    static World slot(int index) {
        return slots[index];
    }

    static synchronized void bind(int index, World world) {
        World[] now = slots;
        if (index >= now.length) {
            now = java.util.Arrays.copyOf(now, Math.max(index + 1, now.length * 2));
        } else {
            now = now.clone();
        }
        now[index] = world;
        slots = now;
    }
}
