package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.DeathNotice;
import atoll.kernel.ExitStatus;
import atoll.personality.java.Grants;
import guest.hostile.Stubborn;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The hostile corpus. Each row is a program that attacks; it must be refused, or die. Unharmed must be, after every row:
 * a process that runs beside it and uses the same JDK, and the host: its properties, locale, time zone, streams,
 * environment, threads, and a secret file.
 */
class HostileTest {
    private static final long LIMIT_SECONDS = 60;

    private static Neighbourhood around;

    @BeforeAll
    static void start() throws Exception {
        around = new Neighbourhood();
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            HostJdk.all();
        } finally {
            around.close();
            Trees.assertNoneLeft();
        }
    }

    @TestFactory
    Stream<DynamicTest> direct() {
        return rows(HostileTable.DIRECT);
    }

    @TestFactory
    Stream<DynamicTest> registries() {
        return rows(HostileTable.REGISTRIES);
    }

    @TestFactory
    Stream<DynamicTest> indirect() {
        return rows(HostileTable.INDIRECT);
    }

    @TestFactory
    Stream<DynamicTest> mirrors() {
        return rows(HostileTable.MIRRORS);
    }

    @TestFactory
    Stream<DynamicTest> deputies() {
        return rows(HostileTable.DEPUTIES);
    }

    @TestFactory
    Stream<DynamicTest> loaders() {
        return rows(HostileTable.LOADERS);
    }

    @TestFactory
    Stream<DynamicTest> stubborn() {
        return rows(HostileTable.STUBBORN);
    }

    @TestFactory
    Stream<DynamicTest> locks() {
        return rows(HostileTable.LOCKS);
    }

    @TestFactory
    Stream<DynamicTest> doors() {
        return rows(HostileTable.DOORS);
    }

    @TestFactory
    Stream<DynamicTest> snoops() {
        return rows(HostileTable.SNOOPS);
    }

    @TestFactory
    Stream<DynamicTest> greedy() {
        return rows(HostileTable.GREEDY);
    }

    private static Stream<DynamicTest> rows(List<HostileRow> rows) {
        return rows.stream().map(row -> DynamicTest.dynamicTest(row.title(), () -> run(row)));
    }

    private static void run(HostileRow row) throws Exception {
        Grants grants = around.grants();
        Run run = Run.with(grants, List.of(around.services()), row.attack(), row.name());
        try {
            if (row.end() == HostileRow.End.KILLED
                    || row.name().equals("shutdownHook") && row.attack() == Stubborn.class) {
                run.awaitOut("ready");
                around.assertBystanderAnswers(row.title() + ", while it runs");
                run.process.kill();
            }
            DeathNotice notice = run.process.death().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            String told = run.out() + run.err();
            assertEquals(List.of(), notice.undead(), told);
            assertEquals(ending(row), notice.status(), told);
            assertFalse(told.contains("ESCAPED"), told);
            if (row.end() == HostileRow.End.REFUSED || row.end() == HostileRow.End.HARMLESS) {
                outcome(row, run.out());
            }
        } finally {
            run.process.kill();
            run.process.death().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        if (row.host() != null) {
            row.host().run();
        }
        around.assertUnharmed(row.title());
    }

    private static ExitStatus ending(HostileRow row) {
        return switch (row.end()) {
            case REFUSED, HARMLESS -> ExitStatus.exited(0);
            case EXITS -> ExitStatus.exited(3);
            case KILLED -> ExitStatus.killed();
        };
    }

    private static void outcome(HostileRow row, String out) {
        List<String> lines = out.lines()
                .filter(l -> l.startsWith("main: ") || l.startsWith("virtual: "))
                .toList();
        assertEquals(2, lines.size(), out);
        for (String line : lines) {
            if (row.end() == HostileRow.End.REFUSED) {
                assertTrue(line.contains(": thrown "), line);
            }
            for (String part : row.told()) {
                assertTrue(line.contains(part), line);
            }
        }
    }
}
