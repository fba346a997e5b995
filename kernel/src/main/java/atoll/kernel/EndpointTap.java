package atoll.kernel;

import java.atoll.Tap;
import org.jspecify.annotations.Nullable;

/** Tells a watch of the calls of one endpoint. */
final class EndpointTap extends Tap {
    private final Endpoint<?> endpoint;
    private final CallWatch watch;

    EndpointTap(Endpoint<?> endpoint, CallWatch watch, Object target) {
        super(target);
        this.endpoint = endpoint;
        this.watch = watch;
    }

    @Override
    public void after(int method, long begun, @Nullable Throwable thrown) {
        watch.called(
                endpoint,
                endpoint.type().name(method),
                caller() instanceof Process process ? process : null,
                begun,
                System.nanoTime() - begun,
                thrown == null ? null : thrown.getClass().getName());
    }
}
