package guest.hostile;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Categories 15 and 16: full stacks and large amounts. */
public final class Greedy {
    private static volatile int n;
    private static volatile int overflows;

    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("hugeArray", () -> Attempt.ESCAPED + new long[64 << 20].length),
            Map.entry("hugeMessage", () -> {
                throw new IllegalStateException(new String(new char[512 << 20]));
            }),
            Map.entry("hiddenClasses", Greedy::hiddenClasses),
            Map.entry(
                    "fullStackFiles",
                    () -> full(() -> {
                        Path file = Files.createTempFile("full", "");
                        Files.move(file, Path.of(file + "x"));
                        Files.delete(Path.of(file + "x"));
                    })),
            Map.entry(
                    "fullStackThreads",
                    () -> full(() -> {
                        Thread thread = new Thread(() -> {});
                        thread.start();
                        Thread.startVirtualThread(() -> {});
                    })),
            Map.entry("fullStackPrints", () -> full(() -> System.err.print(""))),
            Map.entry("fullStackExit", () -> full(() -> System.exit(3))),
            Map.entry("manyTemporaries", () -> {
                for (int i = 0; i < 200; i++) {
                    Files.createTempFile("many", "").toFile().deleteOnExit();
                }
                return "made 200";
            }),
            Map.entry("deepLinks", () -> {
                Path loop = Path.of("/tmp/loop");
                Files.deleteIfExists(loop);
                Files.createSymbolicLink(loop, loop);
                return Attempt.ESCAPED + Files.readString(loop);
            }));

    private Greedy() {}

    private static Object hiddenClasses() throws Exception {
        byte[] bytes = ClassFile.of().build(ClassDesc.of("guest.hostile.Hidden"), c -> c.withFlags(1));
        int made = 0;
        for (int i = 0; i < 2_000; i++) {
            MethodHandles.lookup().defineHiddenClass(bytes, false);
            made++;
        }
        return "made " + made;
    }

    /** Tries {@code body} at the end of the stack, each time from a little less deep. */
    private static Object full(Attempt.Body body) throws Throwable {
        body.run();
        overflows = 0;
        for (int i = 0; i < 150; i++) {
            try {
                deeper(body, i);
            } catch (StackOverflowError e) {
                overflows++;
            }
        }
        return overflows > 0 ? "overflowed" : "never";
    }

    /** Goes down to the end, comes back by {@code spare} frames, and runs {@code body} there. */
    private static int deeper(Attempt.Body body, int spare) throws Throwable {
        int below;
        try {
            below = deeper(body, spare);
        } catch (StackOverflowError e) {
            below = 0;
            overflows++;
        }
        if (below == spare) {
            body.run();
        }
        n = below;
        return below + 1;
    }

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }
}
