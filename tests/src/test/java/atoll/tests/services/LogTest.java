package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.contract.Refused;
import atoll.contract.log.Log;
import atoll.contract.log.LogRecord;
import atoll.contract.log.Severity;
import atoll.kernel.Process;
import atoll.kernel.SignalCounter;
import atoll.personality.java.Grants;
import atoll.system.service.LogService;
import atoll.system.service.Services;
import atoll.tests.Guest;
import atoll.tests.Kills;
import atoll.tests.Wait;
import guest.LogUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log: who appends under what name, what is kept, what survives the death of its server, and what it says of the rest. */
@Timeout(180)
class LogTest extends Served {
    private static final int KILLS = 12;

    /** What a record counts besides its text. */
    private static final int OVERHEAD = 64;

    private LogService log = new LogService(atoll, services, PATIENCE)
            .client("web")
            .client("bank")
            .reader("shell");

    private void serve() throws IOException {
        services.add(log.service("log"));
        services.start();
    }

    private Log log(String client) {
        return log.capability(client).gate();
    }

    private List<LogRecord> all() throws IOException {
        List<LogRecord> all = new ArrayList<>();
        LogRecord[] page = log("shell").read(0, 7);
        while (page.length > 0) {
            all.addAll(Arrays.asList(page));
            page = log("shell").read(all.getLast().number(), 7);
        }
        return all;
    }

    private List<String> texts() throws IOException {
        return all().stream().map(r -> r.source() + ": " + r.text()).toList();
    }

    @Test
    void recordsStandUnderTheNameThatTheSystemGave() throws Exception {
        serve();
        assertEquals(
                "1\n2\n",
                guest(LogUser.class, log.let("web", new Grants()), "append", "a", "bank: b")
                        .end());
        assertEquals(3, log("bank").append(Severity.ERROR, "c"));
        assertEquals(List.of("web: a", "web: bank: b", "bank: c"), texts());
        assertEquals(
                List.of(Severity.INFO, Severity.INFO, Severity.ERROR),
                all().stream().map(LogRecord::severity).toList());
        assertEquals(3, log("shell").last());
        assertEquals(2, log("shell").read(1, 1)[0].number());
        assertEquals(0, log("shell").read(3, 10).length);
        assertEquals(0, log("shell").read(Long.MAX_VALUE, Integer.MAX_VALUE).length);
    }

    @Test
    void whoMayAppendMayNotRead() throws Exception {
        serve();
        String said = guest(LogUser.class, log.let("web", new Grants()), "read").end();
        assertTrue(said.contains("Log.read of log of web needs the right read"), said);
        assertTrue(said.contains("with(\"read\") grants it"), said);
        assertThrows(Refused.class, () -> log("bank").last());
        Log reads = log.capability("shell").with(Set.of("read")).gate();
        Refused refused = assertThrows(Refused.class, () -> reads.append(Severity.INFO, "x"));
        assertTrue(refused.getMessage().contains("with(\"append\") grants it"), refused.getMessage());
        assertEquals(0, reads.last());
    }

    @Test
    void badInputIsRefusedAndNothingIsAppended() throws Exception {
        serve();
        Log all = log("shell");
        assertEquals("INVALID: no severity", refused(() -> all.append(null, "x")));
        assertEquals("INVALID: no text", refused(() -> all.append(Severity.INFO, null)));
        String longest = "x".repeat(Log.MOST_TEXT);
        assertTrue(refused(() -> all.append(Severity.INFO, longest + "x")).startsWith("TOO_LONG: 8193 characters"));
        assertTrue(refused(() -> all.read(-1, 1)).startsWith("INVALID: "));
        assertTrue(refused(() -> all.read(0, 0)).startsWith("INVALID: "));
        assertTrue(refused(() -> all.read(0, Integer.MIN_VALUE)).startsWith("INVALID: "));
        assertEquals(0, all.last());
        assertEquals(1, all.append(Severity.DEBUG, longest));
        assertEquals(2, all.append(Severity.DEBUG, ""));
        assertEquals(List.of("shell: " + longest, "shell: "), texts());
    }

    @Test
    void clientsAreNamedOnceAndBeforeTheServer() {
        assertThrows(IllegalArgumentException.class, () -> log.client("web"));
        assertThrows(IllegalArgumentException.class, () -> log.reader("web"));
        assertThrows(IllegalArgumentException.class, () -> log.client("log"));
        for (String name : List.of("", "a b", "a\nb", "a+", "ä")) {
            assertThrows(IllegalArgumentException.class, () -> log.client(name), name);
        }
        assertThrows(IllegalArgumentException.class, () -> log.let("nobody", new Grants()));
        assertThrows(IllegalArgumentException.class, () -> log.file(files.capability(), 0));
    }

    @Test
    void whoWritesMuchPushesOutItsOwn() throws Exception {
        log.room(10 * (OVERHEAD + 3));
        serve();
        log("bank").append(Severity.INFO, "the only one");
        for (int i = 0; i < 100; i++) {
            log("web").append(Severity.INFO, "%03d".formatted(i));
        }
        List<LogRecord> kept = all();
        assertEquals(11, kept.size());
        assertEquals("the only one", kept.getFirst().text());
        // The hole in the numbers is just what is gone.
        assertEquals(90, kept.get(1).number() - kept.getFirst().number() - 1);
        assertEquals("090", kept.get(1).text());
        assertEquals("099", kept.getLast().text());
        String huge = "x".repeat(Log.MOST_TEXT);
        log("web").append(Severity.INFO, huge);
        assertEquals(List.of("bank: the only one", "web: " + huge), texts());
    }

    @Test
    void aReaderFollowsAndNoThreadWaitsInTheServer() throws Exception {
        serve();
        log("bank").append(Severity.INFO, "before");
        Guest follower = guest(LogUser.class, log.let("shell", new Grants()), "follow");
        follower.awaitOut("1 bank: before");
        log("web").append(Severity.INFO, "news");
        follower.awaitOut("2 web: news");
        kill("log");
        // The next server says of its own accord that it is there, and what is lost.
        follower.awaitOut("3 log: the log was started again: 2 records up to number 2 are lost");
        log("web").append(Severity.INFO, "later");
        follower.awaitOut("4 web: later");
        follower.process.kill();
        assertEquals(List.of(), follower.process.waitFor().undead());
        assertEquals(5, log("web").append(Severity.INFO, "nobody follows"));
    }

    /** Its threads are in calls, which go on without it on threads of the server. */
    @Test
    void aClientThatIsKilledLeavesNothingButItsRecords() throws Exception {
        serve();
        Process server = process("log");
        for (int i = 0; i < 3; i++) {
            Guest guest = guest(LogUser.class, log.let("web", new Grants()), "forever");
            long from = log("shell").last();
            Wait.until(() -> log("shell").last() > from + 50, guest::out);
            guest.process.kill();
            assertEquals(List.of(), guest.process.waitFor().undead());
        }
        // Those that ran calls stay for a moment, to run others.
        Wait.until(() -> server.threadCount() == 1, () -> server.threadsInside().toString());
        long number = log("bank").append(Severity.INFO, "still here");
        assertEquals("still here", log("shell").read(number - 1, 1)[0].text());
        assertEquals(number, log("shell").last());
        assertEquals(server, process("log"));
    }

    @Test
    void aReaderWaitsForAWhileOrForNews() throws Exception {
        serve();
        Guest waits = guest(LogUser.class, log.let("shell", new Grants()), "wait");
        waits.awaitOut("news 0");
        log("web").append(Severity.INFO, "x");
        assertEquals("news 0\nnews 1\n", waits.end());
        SignalCounter counter = atoll.notification("counter");
        long begun = System.nanoTime();
        assertEquals(0, counter.await(3));
        assertTrue(System.nanoTime() - begun >= 3_000_000);
        assertEquals(0, counter.await(0));
        assertEquals(0, counter.await(-5));
        counter.signal(2);
        assertEquals(2, counter.await(Long.MAX_VALUE));
        assertEquals(0, counter.poll());
    }

    @Test
    void withAFileNothingIsLostWithTheServer() throws Exception {
        addHostFolder();
        log.file(files.capability(), 1 << 20);
        serve();
        String forged = "x\n1 1.000000000 ERROR bank stolen\r\\n\\";
        log("web").append(Severity.INFO, forged);
        log("bank").append(Severity.WARNING, "Grüße \uD83C\uDF0A");
        List<LogRecord> before = all();
        kill("log");
        List<LogRecord> after = all();
        assertEquals(before, after.subList(0, 2));
        assertEquals(
                "the log was started again: nothing is lost", after.getLast().text());
        assertEquals(3, after.size());
        assertEquals(4, log("web").append(Severity.INFO, "later"));
        List<String> lines = Files.readAllLines(folder.resolve("log"));
        assertEquals(4, lines.size());
        assertTrue(
                lines.getFirst().endsWith(" INFO web x\\n1 1.000000000 ERROR bank stolen\\r\\\\n\\\\"),
                lines.getFirst());
    }

    @Test
    void theNextSystemTakesUpTheFileWithoutALineThatWasCutShort() throws Exception {
        addHostFolder();
        log.file(files.capability(), 1 << 20);
        serve();
        log("web").append(Severity.INFO, "one");
        log("web").append(Severity.INFO, "two");
        endAll();
        Path file = folder.resolve("log");
        String text = Files.readString(file);
        Files.writeString(
                file,
                text + "garbage\n\n" + text.lines().findFirst().orElseThrow().replaceFirst("^1 ", "3 "));
        services = new Services(atoll);
        log = new LogService(atoll, services, PATIENCE)
                .client("web")
                .reader("shell")
                .file(files.capability(), 1 << 20);
        addHostFolder();
        serve();
        assertEquals(4, log("web").append(Severity.INFO, "four"));
        assertEquals(
                List.of("web: one", "web: two", "log: the log was started again: nothing is lost", "web: four"),
                texts());
        List<String> lines = Files.readAllLines(file);
        assertEquals(List.of("garbage", ""), lines.subList(2, 4));
        assertTrue(lines.get(4).endsWith("nothing is lost"), lines.get(4));
        assertTrue(lines.get(5).endsWith(" web four"), lines.get(5));
    }

    @Test
    void theFileIsBounded() throws Exception {
        addHostFolder();
        log.file(files.capability(), 2_000);
        serve();
        for (int i = 1; i <= 200; i++) {
            assertEquals(i, log("web").append(Severity.INFO, "number " + i));
        }
        assertTrue(Files.size(folder.resolve("log")) <= 2_000);
        assertTrue(Files.size(folder.resolve("log.old")) <= 2_000);
        kill("log");
        List<LogRecord> kept = all();
        assertEquals(
                "the log was started again: nothing is lost", kept.removeLast().text());
        assertEquals("number 200", kept.getLast().text());
        // One of the two files is full, and a line has less than 100 bytes.
        assertTrue(kept.size() >= 20, kept.toString());
        for (LogRecord record : kept) {
            assertEquals("number " + record.number(), record.text());
            assertTrue(record.number() > 200 - kept.size());
        }
    }

    @Test
    void theFilesServerDies() throws Exception {
        addMemoryFiles();
        log.file(files.capability(), 1 << 20);
        serve();
        log("web").append(Severity.INFO, "one");
        kill("files");
        log("web").append(Severity.INFO, "two");
        kill("log");
        // The file that had the first is gone, and the log says how many are.
        assertEquals(List.of("web: two", "log: the log was started again: nothing is lost"), texts());
        assertEquals(2, all().getFirst().number());
    }

    /** Appending goes on, and what the file missed is written when there is one again. */
    @Test
    void aFileThatCannotBeWrittenHoldsUpNobody() throws Exception {
        files.patience(Duration.ZERO);
        log.file(files.capability(), 1 << 20);
        serve();
        assertEquals(3, log("web").append(Severity.INFO, "one"));
        assertTrue(
                all().getFirst().text().contains("are in the file at best, which cannot be read: nobody serves files"));
        Services others = new Services(atoll);
        Services own = services;
        try {
            services = others;
            addHostFolder();
            others.start();
            Path file = folder.resolve("log");
            Wait.until(
                    () -> {
                        append("more");
                        return Files.exists(file) && read(file).contains(" web one");
                    },
                    () -> "the file stays empty");
            long number = 2;
            for (String line : Files.readAllLines(file)) {
                assertTrue(line.startsWith(number + " "), line);
                number++;
            }
            assertEquals(log("shell").last() + 1, number);
        } finally {
            services = own;
            others.close();
        }
    }

    private void append(String text) {
        try {
            log("web").append(Severity.INFO, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What returned is there, in order; what is there twice, lost its server in between. */
    @Test
    void theServerIsKilledUnderLoad() throws Exception {
        addHostFolder();
        log.file(files.capability(), 1 << 22);
        serve();
        Random random = new Random(11);
        Kills killer = kills("log", KILLS, random);
        List<String> clients = List.of("web", "bank");
        Map<String, FutureTask<Integer>> writers = new HashMap<>();
        for (String client : clients) {
            FutureTask<Integer> writer = new FutureTask<>(() -> writes(client, killer));
            writers.put(client, writer);
            new Thread(writer).start();
        }
        int twice = 0;
        Map<String, Integer> written = new HashMap<>();
        for (String client : clients) {
            written.put(client, writers.get(client).get());
        }
        killer.end();
        List<LogRecord> all = all();
        for (String client : clients) {
            int next = 0;
            for (LogRecord record : all) {
                if (record.source().equals(client)) {
                    int number = Integer.parseInt(record.text());
                    if (number == next - 1) {
                        twice++;
                    } else {
                        assertEquals(next, number, client);
                        next++;
                    }
                }
            }
            assertEquals(written.get(client), next, client);
        }
        assertTrue(twice <= clients.size() * KILLS, twice + " records twice");
        assertEquals(log("shell").last(), all.getLast().number());
        assertEquals(all.size(), all.getLast().number(), "numbers have a hole");
        // One that is killed early has said nothing yet.
        long said = all.stream().filter(r -> r.source().equals("log")).count();
        assertTrue(said <= KILLS, said + " new servers said that they are there");
    }

    private int writes(String client, Kills killer) throws IOException {
        Log log = log(client);
        int written = 0;
        do {
            try {
                log.append(Severity.INFO, Integer.toString(written));
                written++;
            } catch (PeerDied e) {
                // In three servers, one after the other, that were killed: once more, so it may be there twice.
            }
        } while (killer.isAlive() || written == 0);
        return written;
    }
}
