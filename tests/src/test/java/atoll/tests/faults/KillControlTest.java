package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.PollTrap;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.system.control.ControlServer;
import atoll.system.control.ControlService;
import atoll.system.trace.CallCounts;
import atoll.system.trace.Watches;
import atoll.tests.Wait;
import com.google.gson.JsonObject;
import guest.up.Asker;
import guest.up.Hail;
import guest.up.HailClient;
import guest.up.HailServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks its own system is killed at its n-th poll, and who is counted while it calls: others have their answers, and their counts are right. */
@Tag("faults")
@Timeout(36_000)
class KillControlTest {
    private static final int LINES = 60;
    private static final int CALLS = 10;
    private static final Duration LONG = Duration.ofSeconds(Wait.SECONDS);
    private static final String LINE = "x".repeat(2_000);

    private final ControlServer server = new ControlServer((request, exchange) -> {
        JsonObject line = new JsonObject();
        line.addProperty("line", LINE);
        for (int i = 0; i < LINES; i++) {
            exchange.sendPatiently(line);
        }
        exchange.end();
    });
    private final Stage stage = new Stage();
    private final ControlService service = new ControlService(stage.atoll, server);

    @AfterEach
    void nothingStays() throws InterruptedException {
        stage.end();
        server.close();
    }

    private Process asker(long n, String client, ByteArrayOutputStream out) throws Exception {
        Grants grants = service.let(client, "system", service.capability(client), new Grants());
        String[] words = {"look", "{\"do\": \"it\"}", "change", "{\"do\": \"it\"}"};
        return Stage.started(stage.prepare(Asker.class, grants, out, words), n);
    }

    private static void awaitAsked(Process process, ByteArrayOutputStream out) throws InterruptedException {
        Wait.until(
                () -> out.toString(StandardCharsets.UTF_8).endsWith("asked\n")
                        || process.death().isDone(),
                () -> "it waits for an answer");
    }

    @Test
    void whoAsks() throws Exception {
        Walk.through("who asks its system", n -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Process victim = asker(n, "victim", out);
            awaitAsked(victim, out);
            victim.kill();
            victim.waitFor();
            Wait.until(() -> server.clients() == 0, () -> server.clients() + " are answered");
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            // By the same name.
            Process next = asker(0, "victim", all);
            awaitAsked(next, all);
            List<String> lines = all.toString(StandardCharsets.UTF_8).lines().toList();
            assertEquals(2 * (LINES + 1) + 1, lines.size());
            assertEquals("{\"end\":0}", lines.get(LINES));
            stage.clear();
            return victim.trap;
        });
    }

    @Test
    void whoIsCounted() throws Exception {
        Endpoint<Hail> people = stage.atoll.endpoint("people", Hail.class);
        CallCounts counts = new CallCounts(new Watches(), stage.atoll.processes(), Process::name);
        Walk.through("who is counted", n -> counted(n, people, people.capability(), counts));
        Walk.through(
                "who is counted, with a deadline",
                n -> counted(n, people, people.capability().within(LONG), counts));
    }

    @Test
    void whoIsCalledAndCounted() throws Exception {
        Endpoint<Hail> people = stage.atoll.endpoint("people", Hail.class);
        CallCounts counts = new CallCounts(new Watches(), stage.atoll.processes(), Process::name);
        Walk.through(
                "who is called and counted",
                n -> called(n, people, people.capability().within(LONG), counts));
    }

    /** Its threads are killed in calls that are told, and between them: each call is its client's, also at the next server. */
    private PollTrap called(long n, Endpoint<Hail> people, Capability<Hail> with, CallCounts counts) throws Exception {
        try (CallCounts.Counting counting = counts.begin()) {
            assertNotNull(counting);
            Process client = stage.start(0, HailClient.class, new Grants().use("people", with));
            Process victim = stage.start(n, HailServer.class, new Grants().serve("hail", people), "hello");
            Wait.until(
                    () -> calls(counts, client.name()) > CALLS || victim.death().isDone(), () -> "it is not called");
            victim.kill();
            victim.waitFor();
            long before = calls(counts, client.name());
            stage.start(0, HailServer.class, new Grants().serve("hail", people), "hello");
            Wait.until(() -> calls(counts, client.name()) > before + CALLS, () -> "the next one is not called");
            assertEquals(0, calls(counts, ""));
            hail(with, counts);
            stage.clear();
            return victim.trap;
        }
    }

    private static void hail(Capability<Hail> with, CallCounts counts) {
        for (int i = 0; i < CALLS; i++) {
            assertEquals("hello world", with.gate().hail("world"));
        }
        assertEquals(CALLS, calls(counts, ""));
    }

    private PollTrap counted(long n, Endpoint<Hail> people, Capability<Hail> with, CallCounts counts) throws Exception {
        Process served = stage.start(0, HailServer.class, new Grants().serve("hail", people), "hello");
        Wait.until(() -> Endpoint.servedBy(served).contains(people), () -> "nobody serves");
        try (CallCounts.Counting counting = counts.begin()) {
            assertNotNull(counting);
            Process victim = stage.start(n, HailClient.class, new Grants().use("people", with));
            Wait.until(
                    () -> calls(counts, victim.name()) > CALLS || victim.death().isDone(), () -> "it does not call");
            victim.kill();
            victim.waitFor();
            hail(with, counts);
            assertTrue(counts.sums().size() <= 2);
            stage.clear();
            return victim.trap;
        }
    }

    private static long calls(CallCounts counts, String from) {
        return counts.sums().entrySet().stream()
                .filter(each -> each.getKey().from().equals(from))
                .mapToLong(each -> each.getValue().count())
                .sum();
    }
}
