package atoll.kernel;

import java.atoll.Tap;
import org.jspecify.annotations.Nullable;

/** Tells a watch of the calls of one endpoint. */
final class EndpointTap extends Tap {
    private final Endpoint<?> endpoint;
    private final CallWatch watch;

    /** Who makes the call, where it runs on a thread of the server; null: who has called into it, if somebody has. */
    private final @Nullable Process apart;

    EndpointTap(Endpoint<?> endpoint, CallWatch watch, Object target, @Nullable Process apart) {
        super(target);
        this.endpoint = endpoint;
        this.watch = watch;
        this.apart = apart;
    }

    /**
     * What is called in place of {@code object} for a caller who waits elsewhere: the object itself, unless it is watched. It holds the
     * caller, so it is not to be kept longer than for the call.
     */
    static Object apart(Object object, @Nullable Process caller) {
        return of(object) instanceof EndpointTap tap && caller != null
                ? tap.endpoint.type().tapped(new EndpointTap(tap.endpoint, tap.watch, tap.target, caller))
                : object;
    }

    @Override
    public void after(int method, long begun, @Nullable Throwable thrown) {
        Process caller = apart != null ? apart : caller() instanceof Process process ? process : null;
        watch.called(
                endpoint,
                endpoint.type().name(method),
                caller,
                begun,
                System.nanoTime() - begun,
                thrown == null ? null : thrown.getClass().getName());
    }
}
