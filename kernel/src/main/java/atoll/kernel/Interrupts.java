package atoll.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Interrupts threads of a process without {@code Thread.interrupt}: that closes the channel or wakes the selector that
 * the thread is in, which may be of a class of the process, and its code would run here, as the kernel. What the process
 * has open is woken by its personality.
 */
final class Interrupts {
    private final VarHandle interrupted;
    private final MethodHandle informVm;
    private final VarHandle carrier;
    private final MethodHandle setInterrupt;
    private final VarHandle state;
    private final MethodHandle submit;
    private final int waiting;
    private final int timedWaiting;
    private final int unblocked;

    Interrupts() throws ReflectiveOperationException {
        MethodType type = MethodType.methodType(void.class);
        MethodHandles.Lookup thread = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
        interrupted = thread.findVarHandle(Thread.class, "interrupted", boolean.class);
        informVm = thread.findVirtual(Thread.class, "interrupt0", type);
        setInterrupt = thread.findVirtual(Thread.class, "setInterrupt", type);
        Class<?> virtualThread = Class.forName("java.lang.VirtualThread");
        MethodHandles.Lookup virtual = MethodHandles.privateLookupIn(virtualThread, MethodHandles.lookup());
        carrier = virtual.findVarHandle(virtualThread, "carrierThread", Thread.class);
        state = virtual.findVarHandle(virtualThread, "state", int.class);
        submit = virtual.findVirtual(virtualThread, "submitRunContinuation", type);
        waiting = constant(virtual, virtualThread, "WAIT");
        timedWaiting = constant(virtual, virtualThread, "TIMED_WAIT");
        unblocked = constant(virtual, virtualThread, "UNBLOCKED");
    }

    private static int constant(MethodHandles.Lookup lookup, Class<?> type, String name)
            throws ReflectiveOperationException {
        return (int) lookup.findStaticVarHandle(type, name, int.class).get();
    }

    void interrupt(Thread thread) throws Throwable {
        interrupted.setVolatile(thread, true);
        if (!thread.isVirtual()) {
            informVm.invoke(thread);
            return;
        }
        Thread mountedOn = (Thread) carrier.getVolatile(thread);
        if (mountedOn != null) {
            setInterrupt.invoke(mountedOn);
        }
        LockSupport.unpark(thread);
        int now = (int) state.getVolatile(thread);
        if ((now == waiting || now == timedWaiting) && state.compareAndSet(thread, now, unblocked)) {
            submit.invoke(thread);
        }
    }
}
