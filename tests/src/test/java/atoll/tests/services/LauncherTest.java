package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.process.Launch;
import atoll.contract.process.Launched;
import atoll.contract.process.Launcher;
import atoll.contract.process.ProcessSignal;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.kernel.ProcessState;
import atoll.personality.java.Grants;
import atoll.system.service.TerminalService;
import atoll.system.session.SessionLauncher;
import atoll.system.session.Tools;
import atoll.tests.Guest;
import atoll.tests.Jars;
import atoll.tests.Wait;
import guest.LauncherUser;
import guest.Piped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs of a session: what they are connected to, how they end, and that they end with it. */
@Timeout(240)
class LauncherTest extends Served {
    private static final Launch.Stream NOTHING = new Launch.Nothing();
    private static final int KILLS = 20;

    private final List<SessionLauncher> open = new ArrayList<>();
    private SessionLauncher launcher = launcher(new Grants());

    private SessionLauncher launcher(Grants given) {
        Tools tools = new Tools().add("piped", Preload.place(Piped.class), Piped.class.getName());
        SessionLauncher made = new SessionLauncher(atoll, tools, given, (standard, grants) -> {
            throw new IllegalArgumentException("the session has no terminal");
        });
        open.add(made);
        return made;
    }

    @AfterEach
    void close() {
        open.forEach(SessionLauncher::close);
    }

    private static Launch piped(Launch.Stream in, Launch.Stream out, Launch.Stream err) {
        return new Launch(new Launch.Tool("piped"), "/", in, out, err);
    }

    private int start(Launch.Stream in, Launch.Stream out, String... words) throws IOException {
        return launcher.start(piped(in, out, NOTHING), words, new String[0]);
    }

    private Launch.Pipe pipe() throws IOException {
        return new Launch.Pipe(launcher.pipe());
    }

    private byte[] all(Launch.Pipe pipe) throws IOException {
        launcher.closeWriting(pipe.number());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part = launcher.read(pipe.number(), Launcher.MOST);
                part.length > 0;
                part = launcher.read(pipe.number(), Launcher.MOST)) {
            all.write(part);
        }
        return all.toByteArray();
    }

    private String text(Launch.Pipe pipe) throws IOException {
        return new String(all(pipe), StandardCharsets.UTF_8);
    }

    private int status(int pid) throws IOException {
        Launched ended = launcher.await(pid, Wait.SECONDS * 1_000);
        assertNotNull(ended, () -> "process " + pid + " was not started here");
        assertNotNull(ended.code(), () -> "process " + pid + " does not end");
        return ended.code();
    }

    @Test
    void aProgramWritesAndEnds() throws Exception {
        Launch.Pipe out = pipe();
        int pid = start(NOTHING, out, "echo", "hello");
        assertEquals("hello\n", text(out));
        assertEquals(0, status(pid));
        assertEquals(7, status(start(NOTHING, NOTHING, "exit", "7")));
        assertNull(launcher.await(pid + 100_000, 10));
        assertArrayEquals(new String[] {"piped"}, launcher.tools());
    }

    @Test
    void bytesGoFromProgramToProgram() throws Exception {
        long seed = System.nanoTime();
        int bytes = 3_000_000;
        Launch.Pipe first = pipe();
        Launch.Pipe second = pipe();
        Launch.Pipe sum = pipe();
        start(NOTHING, first, "random", Long.toString(seed), Integer.toString(bytes));
        start(first, second, "cat");
        start(second, sum, "sum");
        for (Launch.Pipe between : List.of(first, second)) {
            launcher.closeWriting(between.number());
            launcher.closeReading(between.number());
        }
        long wanted = 0;
        Random random = new Random(seed);
        for (int left = bytes; left > 0; ) {
            byte[] part = new byte[Math.min(left, 1 + random.nextInt(100_000))];
            random.nextBytes(part);
            for (byte each : part) {
                wanted = wanted * 31 + each;
            }
            left -= part.length;
        }
        assertEquals(wanted + "\n", text(sum), () -> "seed " + seed);
    }

    @Test
    void whoWritesForNobodyIsTold() throws Exception {
        Launch.Pipe between = pipe();
        Launch.Pipe out = pipe();
        int yes = start(NOTHING, between, "yes");
        int head = start(between, out, "head", "10");
        launcher.closeWriting(between.number());
        launcher.closeReading(between.number());
        assertEquals("y\n".repeat(5), text(out));
        assertEquals(0, status(head));
        assertEquals(141, status(yes));
        launcher.closeReading(out.number());
        assertTrue(refused(() -> launcher.read(out.number(), 1)).startsWith("INVALID: "));
        Launch.Pipe unread = pipe();
        launcher.closeReading(unread.number());
        assertTrue(refused(() -> launcher.write(unread.number(), new byte[1])).startsWith("BROKEN_PIPE: "));
    }

    @Test
    void oneStreamForOutputAndErrors() throws Exception {
        Launch.Pipe both = pipe();
        status(launcher.start(piped(NOTHING, both, both), new String[] {"both"}, new String[0]));
        assertEquals("out\nerr\n", text(both));
        Launch.Pipe errors = pipe();
        status(launcher.start(piped(NOTHING, NOTHING, errors), new String[] {"both"}, new String[0]));
        assertEquals("err\n", text(errors));
    }

    @Test
    void whatIsClosedEndsForWhoReads() throws Exception {
        Launch.Pipe out = pipe();
        int pid = start(NOTHING, out, "close");
        assertEquals("", text(out));
        assertNotNull(launcher.await(pid, 0));
        assertTrue(launcher.signal(pid, ProcessSignal.KILL));
        assertEquals(137, status(pid));
        assertFalse(launcher.signal(pid, ProcessSignal.KILL));
    }

    @Test
    void filesOfTheProcess() throws Exception {
        Files.writeString(folder.resolve("in"), "from a file");
        Files.writeString(folder.resolve("out"), "kept ");
        launcher = launcher(new Grants().write(folder, "/w"));
        int pid = launcher.start(
                piped(new Launch.OfFile("/w/in"), new Launch.OfFile("/w/out"), NOTHING),
                new String[] {"cat"},
                new String[0]);
        assertEquals(0, status(pid));
        assertEquals("kept from a file", Files.readString(folder.resolve("out")));
        assertEquals(1, status(start(new Launch.OfFile("/w/none"), NOTHING, "cat")));
        assertEquals(1, status(start(new Launch.OfFile(folder + "/in"), NOTHING, "cat")), "not its own file");
    }

    @Test
    void environmentAndDirectory() throws Exception {
        launcher = launcher(new Grants().read(folder, "/w"));
        Launch.Pipe out = pipe();
        Launch launch = new Launch(new Launch.Tool("piped"), "/w", NOTHING, out, NOTHING);
        launcher.start(launch, new String[] {"environment", "COLOUR"}, new String[] {"COLOUR=a=b"});
        assertEquals("a=b /w\n", text(out));
        assertTrue(refused(() -> launcher.start(launch, new String[0], new String[] {"=x"}))
                .startsWith("INVALID: "));
    }

    @Test
    void aRootThatIsForReading() throws Exception {
        launcher = launcher(new Grants().write(folder, "/w").readOnlyRoot());
        Launch.Pipe out = pipe();
        status(start(NOTHING, out, "write", "/file"));
        assertTrue(text(out).startsWith("java.nio.file.AccessDeniedException: /file"));
        out = pipe();
        status(start(NOTHING, out, "write", "/w/file"));
        assertEquals("written\n", text(out));
    }

    @Test
    void jarsAndClasses() throws Exception {
        Path jar = Jars.runnable(folder, Piped.class);
        launcher = launcher(new Grants().read(folder, "/w"));
        Launch.Pipe out = pipe();
        Launch launch = new Launch(new Launch.Jar("/w/" + jar.getFileName()), "/", NOTHING, out, out);
        assertEquals(0, status(launcher.start(launch, new String[] {"echo", "jar"}, new String[0])));
        assertEquals("jar\n", text(out));
        out = pipe();
        launch = new Launch(
                new Launch.Main("/none:/w/" + jar.getFileName(), Piped.class.getName()), "/", NOTHING, out, out);
        assertEquals(0, status(launcher.start(launch, new String[] {"echo", "class"}, new String[0])));
        assertEquals("class\n", text(out));
        out = pipe();
        launch = new Launch(new Launch.Jar("/w/none.jar"), "/", NOTHING, out, out);
        assertEquals(2, status(launcher.start(launch, new String[0], new String[0])));
        assertTrue(text(out).startsWith("atoll: /w/none.jar: "));
    }

    @Test
    void whatIsRefused() throws Exception {
        assertTrue(refused(() -> launcher.start(
                        new Launch(new Launch.Tool("none"), "/", NOTHING, NOTHING, NOTHING),
                        new String[0],
                        new String[0]))
                .startsWith("NOT_FOUND: no command none"));
        assertTrue(
                refused(() -> start(NOTHING, new Launch.Pipe(99), "exit", "0")).startsWith("INVALID: no pipe 99"));
        assertTrue(refused(() -> start(NOTHING, new Launch.AtTerminal(), "exit", "0"))
                .startsWith("INVALID: "));
        for (int i = 0; i < 256; i++) {
            launcher.pipe();
        }
        assertTrue(refused(() -> launcher.pipe()).startsWith("TOO_MANY: "));
        for (int i = 1; i <= 256; i++) {
            launcher.closeReading(i);
            launcher.closeWriting(i);
        }
        assertEquals(257, launcher.pipe());
    }

    @Test
    void signals() throws Exception {
        int pid = start(NOTHING, NOTHING, "hang");
        assertTrue(launcher.signal(pid, ProcessSignal.STOP));
        assertTrue(launcher.signal(pid, ProcessSignal.CONT));
        assertTrue(launcher.signal(pid, ProcessSignal.STOP));
        assertTrue(launcher.signal(pid, ProcessSignal.TERM));
        assertEquals(143, status(pid));
        assertEquals(130, signalled(ProcessSignal.INT));
        assertEquals(129, signalled(ProcessSignal.HUP));
        assertEquals(131, signalled(ProcessSignal.QUIT));
        assertEquals(137, signalled(ProcessSignal.KILL));
    }

    private int signalled(ProcessSignal signal) throws IOException {
        int pid = start(NOTHING, NOTHING, "hang");
        launcher.signal(pid, signal);
        return status(pid);
    }

    @Test
    void whoWaitsAtAPipeCanBeKilled() throws Exception {
        Launch.Pipe in = pipe();
        Launch.Pipe out = pipe();
        for (int i = 0; i < KILLS; i++) {
            int reads = start(in, NOTHING, "cat");
            int writes = start(NOTHING, out, "yes");
            launcher.signal(reads, ProcessSignal.KILL);
            launcher.signal(writes, ProcessSignal.KILL);
            assertEquals(137, status(reads));
            assertEquals(137, status(writes));
        }
        // The pipes are as good as before.
        launcher.write(in.number(), "left".getBytes(StandardCharsets.UTF_8));
        launcher.closeWriting(in.number());
        Launch.Pipe last = pipe();
        start(in, last, "cat");
        assertEquals("left", text(last));
        byte[] written = all(out);
        assertEquals("y\n".repeat(written.length / 2), new String(written, StandardCharsets.UTF_8));
    }

    @Test
    void aWriterAtTheEndOfItsStackLeavesThePipeWhole() throws Exception {
        Launch.Pipe out = pipe();
        int pid = start(NOTHING, out, "overflow", "5");
        String text = text(out);
        assertEquals(0, status(pid));
        assertTrue(text.matches("x+\noverflowed 5\n"), () -> text.substring(Math.max(0, text.length() - 100)));
        Launch.Pipe again = pipe();
        start(NOTHING, again, "echo", "on");
        assertEquals("on\n", text(again));
    }

    @Test
    void atATerminal() throws Exception {
        TerminalService service = new TerminalService(atoll, services, PATIENCE).session("tty");
        services.add(service.service("terminal"));
        services.start();
        Line line =
                new Line(service.driver("tty").gate(), service.terminal("tty").gate());
        Tools tools = new Tools().add("piped", Preload.place(Piped.class), Piped.class.getName());
        launcher = new SessionLauncher(
                atoll, tools, new Grants(), (standard, grants) -> service.attach("tty", grants, standard));
        open.add(launcher);
        Launch.Stream tty = new Launch.AtTerminal();
        Launch.Pipe out = pipe();
        int cat = launcher.start(piped(tty, out, tty), new String[] {"cat"}, new String[0]);
        line.type("typed\n\u0004");
        assertEquals("typed\n", text(out));
        assertEquals(0, status(cat));
        StringBuilder screen = new StringBuilder();
        assertEquals(0, status(launcher.start(piped(tty, tty, tty), new String[] {"console"}, new String[0])));
        Wait.until(() -> shown(line, screen).contains("false"), () -> "no console: " + screen);
        out = pipe();
        assertEquals(0, status(launcher.start(piped(tty, out, tty), new String[] {"console"}, new String[0])));
        assertEquals("true\n", text(out));
    }

    private static String shown(Line line, StringBuilder screen) {
        try {
            return screen.append(line.screen()).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Guest holder(SessionLauncher held, String... words) throws IOException {
        Endpoint<Launcher> endpoint = atoll.endpoint("launcher", Launcher.class);
        endpoint.serve(held);
        return guest(
                LauncherUser.class,
                new Grants().use("launcher", endpoint.capability()).whenEnding(held::close),
                words);
    }

    @Test
    void aProcessStartsProcesses() throws Exception {
        assertEquals("[piped]\n", holder(launcher(new Grants()), "list").end());
        assertEquals(
                "hello\nstatus 0\n",
                holder(launcher(new Grants()), "run", "echo", "hello").end());
        assertEquals(
                "status 3\n", holder(launcher(new Grants()), "run", "exit", "3").end());
    }

    @Test
    void aHolderIsKilledInEachCallThatWaits() throws Exception {
        for (String call : List.of("read", "write", "await", "starts")) {
            for (int i = 0; i < 3; i++) {
                SessionLauncher held = launcher(new Grants());
                Guest guest = holder(held, call);
                guest.awaitOut("waits");
                guest.kill();
                held.close();
            }
        }
    }

    @Test
    void allEndsWithTheSession() throws Exception {
        Launch.Pipe pipe = pipe();
        List<Process> before = atoll.processes().all();
        for (int i = 0; i < 5; i++) {
            start(pipe, NOTHING, "cat");
            start(NOTHING, pipe, "yes");
        }
        List<Process> started = new ArrayList<>(atoll.processes().all());
        started.removeAll(before);
        assertEquals(10, started.size());
        launcher.close();
        for (Process process : started) {
            assertEquals(List.of(), process.waitFor().undead());
            assertEquals(ProcessState.DEAD, process.state());
        }
        assertTrue(refused(() -> start(NOTHING, NOTHING, "exit", "0")).startsWith("TOO_MANY: the session ends"));
        assertTrue(refused(() -> launcher.pipe()).startsWith("TOO_MANY: the session ends"));
        Wait.collected(started);
    }
}
