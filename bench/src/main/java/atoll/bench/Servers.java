package atoll.bench;

import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * {@code Servers JAR FIRST_PORT COUNT}: that many HTTP servers as processes of one kernel. Prints the nanoseconds until
 * the last of them listened, boot included, and lives until its standard input ends.
 */
public final class Servers {
    private Servers() {}

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        int first = Integer.parseInt(args[1]);
        int count = Integer.parseInt(args[2]);
        Atoll atoll = Atoll.boot();
        CountDownLatch[] ready = new CountDownLatch[count];
        for (int i = 0; i < count; i++) {
            ready[i] = new CountDownLatch(1);
            Program server = new Program(
                    "server", List.of(Path.of(args[0])), "workload.Server", List.of(Integer.toString(first + i)));
            atoll.spawn(server, new Grants().listen(first + i), Streams.to(new Ready(ready[i]), System.err));
        }
        for (CountDownLatch latch : ready) {
            latch.await();
        }
        System.out.println(System.nanoTime() - start);
        System.out.flush();
        while (System.in.read() >= 0) {
            // Until the end.
        }
        System.exit(0);
    }
}
