package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.DeathNotice;
import atoll.kernel.ExitStatus;
import atoll.personality.java.Grants;
import guest.Endings;
import guest.OwnJdk;
import guest.OwnThreads;
import guest.Values;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a process has of its own: no other process and not the host sees it. */
@Timeout(180)
class OwnWorldTest {
    /** What two programs cannot tell apart, or what is the same for all on purpose. */
    private static final List<String> SAME = List.of("out", "console", "content factory", "zone id", "cleared");

    @Test
    void valuesSetByOneAreUnseenByOthersAndByTheHost() throws Exception {
        String host = Values.snapshot();
        Map<String, String> first = new TreeMap<>();
        Map<String, String> second = new TreeMap<>();
        try (PipedOutputStream toA = new PipedOutputStream();
                PipedOutputStream toB = new PipedOutputStream()) {
            Run a = Run.fed(new PipedInputStream(toA), new Grants(), Values.class, "a");
            a.awaitOut("set\n");
            Run b = Run.fed(new PipedInputStream(toB), new Grants(), Values.class, "bb");
            b.awaitOut("set\n");
            assertEquals(host, Values.snapshot(), "the host sees values of a process");
            toA.write('x');
            toB.write('y');
            a.end();
            b.end();
            assertTrue(a.out().endsWith("end x\n"), a.out() + a.err());
            assertTrue(b.out().endsWith("end y\n"), b.out() + b.err());
            assertFalse((a.out() + b.out()).contains("FAIL"), a.out());
            assertEquals(values(a, "before "), values(b, "before "), "a process starts with values of another");
            first.putAll(values(a, "after "));
            second.putAll(values(b, "after "));
        }
        for (String name : first.keySet()) {
            assertEquals(SAME.contains(name), first.get(name).equals(second.get(name)), name + " " + first.get(name));
        }
        assertEquals(host, Values.snapshot(), "the host sees values of a dead process");
    }

    private static Map<String, String> values(Run run, String prefix) {
        Map<String, String> values = new TreeMap<>();
        run.out().lines().filter(l -> l.startsWith(prefix)).forEach(l -> {
            int equals = l.indexOf(" = ");
            values.put(l.substring(prefix.length(), equals), l.substring(equals + 3));
        });
        return values;
    }

    @Test
    void whatTheJdkKeepsForAJvmIsTheProcesssOwn() throws Exception {
        checks(Run.with(new Grants().environment("OWN", "yes").directory("/own"), OwnJdk.class), 24);
    }

    @Test
    void threadsFromTheJdkBelongToTheProcessAndDieWithIt() throws Exception {
        Grants grants = new Grants().processors(2).memory(64L << 20).property("atoll.own", "7");
        checks(Run.with(grants, OwnThreads.class), 16);
    }

    static void checks(Run run, int count) throws InterruptedException {
        DeathNotice notice = run.end();
        assertFalse(run.out().contains("FAIL"), () -> run.out() + run.err());
        assertTrue(run.out().endsWith("passed " + count + "\n"), () -> run.out() + run.err());
        assertEquals(ExitStatus.exited(0), notice.status());
        assertEquals(List.of(), notice.undead());
    }

    @ParameterizedTest
    @CsvSource({
        "hooks,0,'true\nlast hook\n'",
        "hookexits,12,''",
        "twice,5,''",
        "uncaught,1,'handled thrown\n'",
        "thrower,0,''"
    })
    void endsAsOnAJvmOfItsOwn(String how, int status, String out) throws Exception {
        Run run = Run.of(Endings.class, how);
        DeathNotice notice = run.end();
        assertEquals(ExitStatus.exited(status), notice.status(), run.err());
        assertEquals(out, run.out(), run.err());
    }

    @Test
    void hookThatThrowsAndThreadThatThrowsTellTheProcesssOwnErrorStream() throws Exception {
        Run hooks = Run.of(Endings.class, "hooks");
        hooks.end();
        assertTrue(hooks.err().contains("IllegalStateException: thrown by hook"), hooks.err());
        Run thrower = Run.of(Endings.class, "thrower");
        thrower.end();
        assertTrue(thrower.err().contains("Exception in thread \"Thread-0\""), thrower.err());
    }

    @Test
    void executorThatOutlivesMainKeepsTheProcessAndEndsWithKill() throws Exception {
        Run run = Run.of(Endings.class, "executor");
        run.awaitOut("submitted\n");
        assertFalse(run.process.death().isDone());
        run.process.kill();
        assertEquals(ExitStatus.killed(), run.end().status());
    }

    @Test
    void fileIsDeletedOnExit(@TempDir Path folder) throws Exception {
        Run run = Run.with(new Grants().write(folder, "/data"), Endings.class, "deleted", "/data/file");
        run.end();
        assertEquals("true\n", run.out(), run.err());
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }
}
