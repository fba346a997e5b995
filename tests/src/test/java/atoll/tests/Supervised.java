package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.process.Child;
import atoll.contract.process.Report;
import atoll.contract.process.Reports;
import atoll.contract.process.Verdict;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import atoll.system.service.Service;
import atoll.system.service.Services;
import guest.Work;
import guest.Worker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** Supervised workers, and what a test needs to see of them; at the end of each test nothing of them is left. */
abstract class Supervised {
    final Atoll atoll = Atoll.boot();
    final Services services = new Services(atoll);
    final LinkedBlockingQueue<String> journal = new LinkedBlockingQueue<>();
    final Endpoint<Work.Journal> notes = atoll.endpoint("journal", Work.Journal.class);
    final Map<String, Endpoint<Work>> works = new HashMap<>();

    Supervised() {
        notes.serve(journal::add);
    }

    @AfterEach
    void endAll() throws Exception {
        services.close();
        Deaths.awaitNone(atoll, name -> name.startsWith("worker ") || name.equals("supervisor"));
    }

    Service worker(String name, String behaviour) {
        return worker(name, behaviour, new Grants());
    }

    Service worker(String name, String behaviour, Grants grants) {
        Endpoint<Work> work = atoll.endpoint("work of " + name, Work.class).patience(Duration.ofSeconds(Wait.SECONDS));
        works.put(name, work);
        Program program = new Program(
                "worker " + name,
                List.of(Preload.place(Worker.class)),
                Worker.class.getName(),
                List.of(name, behaviour));
        return new Service(
                name, program, grants.use("journal", notes.capability()).serve("work", work));
    }

    Work work(String name) {
        return works.get(name).capability().gate();
    }

    String heard() throws InterruptedException {
        return String.valueOf(journal.poll(Wait.SECONDS, TimeUnit.SECONDS));
    }

    Process kill(String name) throws InterruptedException {
        return Deaths.kill(services, name);
    }

    /** The first report after number {@code seen} with that verdict. */
    Report report(Verdict verdict, long seen) throws InterruptedException {
        Reports reports = services.reports().gate();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Wait.SECONDS);
        while (true) {
            Report report = reports.next(seen);
            if (report != null && report.verdict() == verdict) {
                return report;
            }
            if (report != null) {
                seen = report.number();
            } else {
                assertTrue(System.nanoTime() < deadline, "no report " + verdict);
                Thread.sleep(1);
            }
        }
    }

    Child child(String name) {
        for (Child child : services.children().gate().now()) {
            if (child.name().equals(name)) {
                return child;
            }
        }
        throw new AssertionError("no child " + name);
    }

    /** A call may get through a moment before the child is noted as ready. */
    void awaitReady(String name) throws InterruptedException {
        Wait.until(() -> child(name).ready(), () -> name + " is not ready");
    }

    void hears(String... lines) throws InterruptedException {
        for (String line : lines) {
            assertEquals(line, heard());
        }
    }
}
