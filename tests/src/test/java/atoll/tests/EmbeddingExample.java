package atoll.tests;

import atoll.kernel.DeathNotice;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The embedding example of the README, word for word. */
final class EmbeddingExample {
    private EmbeddingExample() {}

    // README: begin
    /** Runs a plug-in that may read one folder, for at most five seconds. */
    static DeathNotice runPlugin(Path jar, Path input, OutputStream out) throws Exception {
        Atoll atoll = Atoll.boot();
        Program plugin = new Program("plugin", List.of(jar), "guest.Hello", List.of("from", "a", "plug-in"));
        Grants grants = new Grants().read(input, "/input").threads(20);

        Process process = atoll.spawn(plugin, grants, Streams.to(out, out));
        try {
            return process.death().get(5, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.kill();
            return process.waitFor();
        }
    }
    // README: end
}
