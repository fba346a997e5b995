package atoll.system.service;

import atoll.contract.process.ProcessControl;
import atoll.contract.process.ProcessSignal;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.system.Atoll;
import java.atoll.Headroom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the host lets some do to processes, by number. */
public final class ProcessPower implements ProcessControl {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Atoll atoll;
    private final Endpoint<ProcessControl> control;

    public ProcessPower(Atoll atoll) {
        // Its code runs for processes, which may be at the ends of their stacks.
        Preload.beside(ProcessPower.class);
        this.atoll = atoll;
        control = atoll.endpoint("power over processes", ProcessControl.class);
        control.serve(this);
    }

    /** For who may signal all processes; without that right: {@code with(Set.of())}. */
    public Capability<ProcessControl> capability() {
        // With a deadline it runs on a thread of the host's: who ends itself by it does not end it in the middle.
        return control.capability().within(DEADLINE);
    }

    @Override
    public boolean signal(int pid, @Nullable ProcessSignal signal) {
        Headroom.need();
        Process process = atoll.processes().get(pid);
        return process != null && signal != null && Signalling.send(process, signal);
    }
}
