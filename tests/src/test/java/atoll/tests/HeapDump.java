package atoll.tests;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the JVM holds on to, for who looks for the reason. */
public final class HeapDump {
    private HeapDump() {}

    /** Of what is reachable; returns where it is. */
    public static String write() {
        try {
            Path file = Path.of("target", "held-" + ProcessHandle.current().pid() + ".hprof")
                    .toAbsolutePath();
            Files.deleteIfExists(file);
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
            return file.toString();
        } catch (IOException e) {
            return "nothing: " + e;
        }
    }
}
