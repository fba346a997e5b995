package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import guest.Probe;
import guest.ProbeServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The processes of a test: killed after it, and nothing of them is left. */
final class Started implements AfterEachCallback {
    private final List<Run> runs = new ArrayList<>();

    Run add(Run run) {
        runs.add(run);
        return run;
    }

    /** A server of the probe, which serves. */
    Run server(Grants grants, Endpoint<Probe> endpoint) throws Exception {
        Run run = add(Run.with(grants.property("probe.me", "server").serve("probe", endpoint), ProbeServer.class));
        run.awaitOut("serving");
        return run;
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        end();
    }

    /** Before the test looks at what they left. */
    void end() throws InterruptedException {
        for (Run run : runs) {
            run.process.kill();
            assertEquals(List.of(), run.end().undead());
        }
    }
}
