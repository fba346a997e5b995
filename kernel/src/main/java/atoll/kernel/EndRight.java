package atoll.kernel;

import atoll.contract.Revoked;
import java.atoll.Headroom;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The right to one end of a port or of a notification: to send, to receive, to signal or to wait. What is derived from it
 * is revoked with it; what else there is of the same port stays.
 *
 * <p>It does not know what was derived from it: who uses a right looks at those that it comes from. So to revoke is one
 * store, which can be neither half done nor too much for a stack, and a right that nobody holds is gone.
 *
 * <p>Races: (1) With a use: that looks under the lock under which this is revoked, and has happened, or changes nothing. (2)
 * With who waits: all are woken, and each looks at its right before it looks at what is there. Who was woken for a message
 * and is revoked leaves it; everybody else who waited then is awake as well, and who comes later looks first. (3) With a kill of
 * who waits: it is unwound, whichever comes first, and {@link Waiting} passes on what it was woken for. (4) With the death of
 * the receiver: revoked first, it dies as one who receives no more, and what is in the port stays; dead first, that is
 * dropped. (5) With the next receiver: see {@link Port#receiveIn}. (6) With deriving: a right knows where it comes from
 * before anybody has it.
 */
public final class EndRight<E> {
    private final Waiting of;
    private final String use;
    private final String kind;
    private final Function<EndRight<E>, E> ends;
    private final @Nullable EndRight<E> from;

    /** Written once, with the lock of {@link #of}. Who reads it without that, to spare the lock, reads it again with it. */
    private volatile boolean revoked;

    /** {@code use}: the method of a process's grants that it is for; {@code ends} makes an end that looks at the right. */
    EndRight(Waiting of, String use, String kind, Function<EndRight<E>, E> ends) {
        this(of, use, kind, ends, null);
    }

    private EndRight(Waiting of, String use, String kind, Function<EndRight<E>, E> ends, @Nullable EndRight<E> from) {
        this.of = of;
        this.use = use;
        this.kind = kind;
        this.ends = ends;
        this.from = from;
    }

    /** A right to the same, revoked with this one or by itself. Cost: each use looks at one right more. */
    public EndRight<E> derive() {
        return new EndRight<>(of, use, kind, ends, this);
    }

    /** From now on, and for ever, neither this nor what was derived from it does anything; who waits with it waits no more. */
    public void revoke() {
        Headroom.need();
        synchronized (of.lock) {
            revoked = true;
            of.lock.notifyAll();
        }
    }

    /** The end, for the host itself. A new one each time: processes must not meet in the lock of an object. */
    public E end() {
        return ends.apply(this);
    }

    Waiting of() {
        return of;
    }

    /** {@code right} null: the host, which needs none. */
    static boolean isRevoked(@Nullable EndRight<?> right) {
        for (EndRight<?> at = right; at != null; at = at.from) {
            if (at.revoked) {
                return true;
            }
        }
        return false;
    }

    /** Throws {@link Revoked} when it is. */
    static void need(@Nullable EndRight<?> right) {
        if (isRevoked(right)) {
            throw ended(right);
        }
    }

    static Revoked ended(@Nullable EndRight<?> right) {
        EndRight<?> which = Objects.requireNonNull(right);
        return new Revoked("the right to " + which + " was revoked, and nothing was done; " + which.use
                + "(name, right) among the grants of the next process gives another");
    }

    @Override
    public String toString() {
        return use + " " + kind + " " + of;
    }
}
