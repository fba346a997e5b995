package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.file.FileTree;
import atoll.contract.log.Log;
import atoll.contract.log.LogRecord;
import atoll.contract.log.Severity;
import atoll.kernel.Endpoint;
import atoll.kernel.PollTrap;
import atoll.personality.java.Grants;
import atoll.server.memoryfiles.MemoryFileServer;
import atoll.system.service.LogService;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log is killed at its n-th poll, for each n: with a file nothing is lost, without one the numbers say what is. */
@Tag("faults")
@Timeout(36_000)
class KillLogTest extends Supervision {
    private static final String LOG = "log";

    /** The file is full now and then. */
    private static final long BYTES = 1_000;

    private static final int RECORDS = 8;

    private final Endpoint<FileTree> files =
            stage.atoll.endpoint("files", FileTree.class).patience(PATIENT);

    private PollTrap run(boolean file, int to, long n) throws Exception {
        trap(LOG, 1, to, n);
        LogService service = new LogService(stage.atoll, services.tree(TREE), PATIENT)
                .client("web")
                .client("bank")
                .reader("shell");
        if (file) {
            service.file(files.capability(), BYTES);
            stage.start(0, MemoryFileServer.class, new Grants().serve("files", files));
        }
        services.add(service.service(LOG));
        services.start();
        Map<String, Log> logs = Map.of(
                "web", service.capability("web").gate(),
                "bank", service.capability("bank").gate());
        Log shell = service.capability("shell").gate();
        long last = append(logs, 0);
        check(shell, file, 0, last);
        killed(LOG);
        long later = append(logs, RECORDS);
        assertTrue(later > last, later + " after " + last);
        check(shell, file, last, later);
        endRun();
        return trapOf(LOG, 1);
    }

    private static long append(Map<String, Log> logs, int from) throws IOException {
        long last = 0;
        for (int i = from; i < from + RECORDS; i++) {
            for (String client : List.of("web", "bank")) {
                long number = logs.get(client).append(Severity.INFO, Integer.toString(i));
                assertTrue(number > last, number + " after " + last);
                last = number;
            }
        }
        return last;
    }

    /** Of what came after number {@code seen} there is all, if there is a file, and else all since the log says what is lost. */
    private static void check(Log shell, boolean file, long seen, long last) throws IOException {
        LogRecord[] all = shell.read(seen, Log.MOST_RECORDS);
        long number = all[0].number();
        assertTrue(file || number == seen + 1 || all[0].text().equals(lost(number - 1)), all[0].toString());
        assertEquals(file ? seen + 1 : number, number);
        for (LogRecord record : all) {
            assertEquals(number, record.number());
            number++;
        }
        // A server that died since has said so.
        assertTrue(number > last, number + " after " + last);
        for (LogRecord record : all) {
            assertTrue(record.number() <= last || record.source().equals("log"), record.toString());
        }
        for (String client : List.of("web", "bank")) {
            isInOrder(client, all, file, seen == 0 ? 0 : RECORDS);
        }
    }

    private static String lost(long number) {
        return "the log was started again: " + number + " records up to number " + number + " are lost";
    }

    /** A record whose append lost its server may be there twice. */
    private static void isInOrder(String client, LogRecord[] all, boolean whole, int from) {
        int next = whole ? from : -1;
        for (LogRecord record : all) {
            if (record.source().equals(client)) {
                int text = Integer.parseInt(record.text());
                assertTrue(text == next || text == next - 1 || next < 0, text + " where " + next + " was due");
                next = text + 1;
            }
        }
        assertTrue(!whole || next == from + RECORDS, next + " is due");
    }

    @Test
    void aLogWithAFile() throws Exception {
        Walk.through("log with a file", n -> run(true, 1, n));
    }

    @Test
    void aLogWithoutAFile() throws Exception {
        Walk.through("log", n -> run(false, 1, n));
    }

    @Test
    void twoLogsInARow() throws Exception {
        Walk.through("two logs in a row", n -> run(true, 2, n));
    }
}
