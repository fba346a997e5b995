package atoll.kernel;

import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.Receiver;
import atoll.contract.Region;
import atoll.contract.Ring;
import atoll.contract.Sender;
import atoll.contract.Signal;
import java.atoll.Visit;

/** What {@link Names} answers: by the process that the running thread is in. */
final class GivenNames implements Names.Space {
    private final Kernel kernel;

    GivenNames(Kernel kernel) {
        this.kernel = kernel;
    }

    /** The process that is running; {@link IllegalStateException} on a thread of the host. */
    private static Process asker() {
        Process running = Capability.running();
        if (running == null) {
            throw new IllegalStateException(
                    "names are given to processes, and this is the host: it holds capabilities itself");
        }
        return running;
    }

    @Override
    public Object find(String name, Class<?> contract) {
        return asker().names().find(asker(), name, contract);
    }

    @Override
    public boolean isGiven(String name) {
        return asker().names().isGiven(name);
    }

    @Override
    public <C> Ring<C> ringOver(Object gate, Class<C> contract, int depth) {
        return NameTable.ring(asker(), gate, contract, depth);
    }

    @Override
    public <C> Ring<C> ring(String name, Class<C> contract, int depth) {
        return asker().names().ring(asker(), name, contract, depth);
    }

    @Override
    public boolean isToServe(String name) {
        return asker().names().isToServe(name);
    }

    @Override
    public void serve(String name, Class<?> contract, Object server) {
        asker().names().serve(asker(), name, contract, server);
    }

    @Override
    public <M> Sender<M> sender(String name, Class<M> message) {
        return asker().names().sender(asker(), name, message);
    }

    @Override
    public <M> Receiver<M> receiver(String name, Class<M> message) {
        return asker().names().receiver(asker(), name, message);
    }

    @Override
    public Signal signal(String name) {
        return asker().names().signal(asker(), name);
    }

    @Override
    public Notification notification(String name) {
        return asker().names().notification(asker(), name);
    }

    @Override
    public long badge() {
        return Visit.badgeHere();
    }

    @Override
    public Region region(int bytes) {
        return kernel.holdings(Capability.running()).allocate(bytes);
    }
}
