package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.file.FileTree;
import atoll.contract.process.Launcher;
import atoll.kernel.CallWatch;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.system.session.SessionLauncher;
import atoll.system.session.Tools;
import atoll.system.trace.Call;
import atoll.system.trace.CallTrace;
import atoll.system.trace.Watches;
import atoll.tests.Guest;
import atoll.tests.Wait;
import guest.LauncherUser;
import guest.Piped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The calls of one process as they happen, and counts of who calls whom. */
@Timeout(180)
class CallTraceTest extends Served {
    private final Watches watches = new Watches();

    private void write(int files) throws Exception {
        Volume volume = new Volume(files());
        for (int i = 0; i < files; i++) {
            volume.create("f" + System.nanoTime()).write(0, "x".getBytes(StandardCharsets.UTF_8));
        }
    }

    private FileTree files() {
        return files.capability().gate();
    }

    @Test
    void aServerIsTracedAcrossItsDeaths() throws Exception {
        addHostFolder();
        services.start();
        write(1);
        try (CallTrace trace = new CallTrace(watches, () -> services.process("files"))) {
            write(2);
            List<Call> calls = trace.after(0);
            List<String> methods = calls.stream().map(Call::method).distinct().toList();
            assertTrue(methods.containsAll(List.of("FileTree.create", "FileTree.write")), methods::toString);
            assertEquals(Set.of("files"), calls.stream().map(Call::endpoint).collect(Collectors.toSet()));
            long seen = calls.getLast().number();
            kill("files");
            write(1);
            assertTrue(trace.after(seen).stream().anyMatch(call -> call.method().equals("FileTree.create")));
        }
        try (CallTrace later = new CallTrace(watches, () -> services.process("files"))) {
            assertEquals(0, later.count());
        }
    }

    @Test
    void whatIsLostIsLeftOut() throws Exception {
        addMemoryFiles();
        services.start();
        FileTree tree = files();
        // It serves by now.
        tree.root();
        try (CallTrace trace = new CallTrace(watches, () -> services.process("files"))) {
            for (int i = 0; i < 5_000; i++) {
                tree.root();
            }
            assertEquals(5_000, trace.count());
            List<Call> kept = trace.after(0);
            assertEquals(4_096, kept.size());
            assertEquals(905, kept.getFirst().number());
            assertEquals(5_000, kept.getLast().number());
            assertEquals(List.of(), trace.after(5_000));
        }
        tree.root();
    }

    @Test
    void whatAProcessCalls() throws Exception {
        Tools tools = new Tools().add("piped", Preload.place(Piped.class), Piped.class.getName());
        Endpoint<Launcher> endpoint = atoll.endpoint("launcher", Launcher.class);
        try (SessionLauncher launcher = new SessionLauncher(atoll, tools, new Grants(), (standard, grants) -> {})) {
            endpoint.serve(launcher);
            Grants grants = new Grants().use("launcher", endpoint.capability()).whenEnding(launcher::close);
            Guest guest = guest(LauncherUser.class, grants, "starts");
            guest.awaitOut("waits");
            try (CallTrace trace = new CallTrace(watches, () -> guest.process)) {
                endpoint.capability().gate().tools();
                Wait.until(() -> trace.count() > 2, () -> "nothing is called");
                for (Call call : trace.after(0)) {
                    assertEquals("Launcher.start", call.method());
                    assertEquals(guest.process.id(), call.caller());
                    assertEquals("guest LauncherUser", call.callerName());
                    assertTrue(call.nanos() > 0);
                }
            }
        }
    }

    @Test
    void severalWatch() throws Exception {
        addMemoryFiles();
        services.start();
        FileTree tree = files();
        // It serves by now.
        tree.root();
        List<String> heard = new ArrayList<>();
        CallWatch counts = (endpoint, method, caller, begun, nanos, thrown) -> heard.add(endpoint + " " + caller);
        watches.add(files, counts);
        CallTrace trace = new CallTrace(watches, () -> services.process("files"));
        tree.root();
        assertEquals(1, trace.count());
        trace.close();
        tree.root();
        assertEquals(1, trace.count());
        assertEquals(List.of("files null", "files null"), heard);
        watches.remove(files, counts);
        tree.root();
        assertEquals(List.of("files null", "files null"), heard);
    }
}
