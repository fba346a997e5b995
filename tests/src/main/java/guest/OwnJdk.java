package guest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.logging.FileHandler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.prefs.Preferences;

/** What the JDK keeps for a whole JVM is the process's own, however a program comes to it. */
public final class OwnJdk {
    private OwnJdk() {}

    public static void main(String[] args) {
        new Checks()
                .check("environment", () -> Checks.same(java.util.Map.of("OWN", "yes"), System.getenv()))
                .check("environment variable", () -> Checks.same("yes", System.getenv("OWN")))
                .check("no other variable", () -> Checks.same(null, System.getenv("PATH")))
                .check("working directory", OwnJdk::workingDirectory)
                .check("relative names", OwnJdk::relativeNames)
                .check("temp folder", OwnJdk::tempFolder)
                .check("reflection on out", OwnJdk::reflectedOut)
                .check("set out", OwnJdk::setOut)
                .check("set in", OwnJdk::setIn)
                .check("print stack trace", OwnJdk::stackTrace)
                .check("log to err", OwnJdk::logging)
                .check("read log configuration", OwnJdk::logConfiguration)
                .check("file handler", OwnJdk::fileHandler)
                .check("system logger", OwnJdk::systemLogger)
                .check("driver", OwnJdk::driver)
                .check("bundle", OwnJdk::bundle)
                .check("preferences", OwnJdk::preferences)
                .check("console", () -> Checks.same(null, System.console()))
                .check("runtime bean", OwnJdk::runtimeBean)
                .check("thread bean", OwnJdk::threadBean)
                .check("platform beans", OwnJdk::platformBeans)
                .check("diagnostic beans", OwnJdk::diagnosticBeans)
                .check("process handle", OwnJdk::processHandle)
                .check("clock", () -> Checks.yes(System.currentTimeMillis() > 0, "clock"))
                .done();
    }

    private static void workingDirectory() throws Exception {
        Checks.same("/own", System.getProperty("user.dir"));
        Checks.same("/own/a", new File("a").getAbsolutePath());
        Checks.same("/own", new File("").getAbsolutePath());
        Checks.same("/a", new File("../a").getCanonicalPath());
        Checks.same("/own/a", Path.of("a").toAbsolutePath().toString());
        Checks.same("/own", Path.of("").toAbsolutePath().toString());
        Checks.same("/own", Path.of("").toRealPath().toString());
        Checks.same("file:/own/a", new File("a").toURI().toString());
        Checks.same("file:///own/a", Path.of("a").toUri().toString());
    }

    private static void relativeNames() throws Exception {
        Files.writeString(Path.of("here"), "text");
        Checks.same("text", Files.readString(Path.of("/own/here")));
        try (FileInputStream in = new FileInputStream("here")) {
            Checks.same("text", new String(in.readAllBytes()));
        }
        try (var in = URI.create("file:/own/here").toURL().openStream()) {
            Checks.same("text", new String(in.readAllBytes()));
        }
        try (var in = new java.net.URL("file:here").openStream()) {
            Checks.same("text", new String(in.readAllBytes()));
        }
        Checks.same("[here]", Arrays.toString(new File(".").list()));
    }

    private static void tempFolder() throws Exception {
        Checks.same("/tmp", System.getProperty("java.io.tmpdir"));
        File a = File.createTempFile("own", ".x");
        Checks.same("/tmp", a.getParent());
        Path b = Files.createTempFile("own", ".x");
        Checks.same("/tmp", b.getParent().toString());
        Checks.same("/tmp", Files.createTempDirectory("own").getParent().toString());
        Checks.yes(a.exists() && Files.exists(b), "temp files");
    }

    private static void reflectedOut() throws Exception {
        PrintStream out = (PrintStream) System.class.getField("out").get(null);
        PrintStream mine = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes));
        try {
            out.print("x");
            System.setOut(out);
            out.print("y");
        } finally {
            System.setOut(mine);
        }
        Checks.same("xy", bytes.toString());
    }

    private static void setOut() {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes));
        System.out.print("mine");
        IO.print(" too");
        System.setOut(before);
        Checks.same("mine too", bytes.toString());
    }

    private static void setIn() {
        var before = System.in;
        System.setIn(new ByteArrayInputStream("one\ntwo\n".getBytes()));
        Checks.same("one", new java.util.Scanner(System.in).nextLine());
        System.setIn(new ByteArrayInputStream("three\n".getBytes()));
        Checks.same("three", IO.readln());
        System.setIn(before);
    }

    private static String err(Checks.Body body) throws Throwable {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes));
        try {
            body.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString();
    }

    private static void stackTrace() throws Throwable {
        String written = err(() -> new Exception("printed").printStackTrace());
        Checks.yes(written.startsWith("java.lang.Exception: printed"), written);
        written = err(Thread::dumpStack);
        Checks.yes(written.startsWith("java.lang.Exception: Stack trace"), written);
        written = err(() -> {
            Thread thread = new Thread(() -> {
                throw new IllegalStateException("uncaught");
            });
            thread.start();
            thread.join();
        });
        Checks.yes(written.contains("IllegalStateException: uncaught"), written);
    }

    private static void logging() throws Throwable {
        String written = err(() -> {
            LogManager.getLogManager().readConfiguration();
            Logger.getLogger("own").warning("logged");
        });
        Checks.yes(written.contains("WARNING: logged"), written);
    }

    private static void logConfiguration() throws Exception {
        String text = "own.level=FINEST\nhandlers=java.util.logging.ConsoleHandler\n";
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(text.getBytes()));
        Checks.same("FINEST", Logger.getLogger("own").getLevel().getName());
        Checks.same(1, Logger.getLogger("").getHandlers().length);
    }

    private static void fileHandler() throws Exception {
        FileHandler handler = new FileHandler("/own/own%u.log");
        handler.setFormatter(new SimpleFormatter());
        Logger logger = Logger.getLogger("own.file");
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        logger.info("in a file");
        handler.close();
        Checks.yes(Files.readString(Path.of("own0.log")).contains("in a file"), "log file");
        Checks.yes(!Files.exists(Path.of("own0.log.lck")), "lock file");
    }

    private static void systemLogger() throws Throwable {
        String written = err(() -> {
            LogManager.getLogManager().readConfiguration();
            System.getLogger("own.system").log(System.Logger.Level.WARNING, "by system logger");
        });
        Checks.yes(written.contains("by system logger"), written);
    }

    private static void driver() throws Exception {
        DriverManager.registerDriver(new TinyDriver("own"));
        try {
            DriverManager.getConnection("jdbc:tiny:x");
        } catch (SQLException e) {
            Checks.same("driver of own", e.getMessage());
        }
        Checks.same(1L, DriverManager.drivers().count());
    }

    private static void bundle() {
        Locale.setDefault(Locale.GERMANY);
        Checks.same("Hallo", ResourceBundle.getBundle("guest.Words").getString("hello"));
        Locale.setDefault(Locale.US);
        Checks.same("Hello", ResourceBundle.getBundle("guest.Words").getString("hello"));
    }

    private static void preferences() throws Exception {
        Preferences node = Preferences.userRoot().node("own/node");
        Checks.same("none", node.get("key", "none"));
        node.put("key", "value");
        node.flush();
        Checks.same(
                "value",
                Preferences.userNodeForPackage(OwnJdk.class)
                        .parent()
                        .node("own/node")
                        .get("key", null));
        Checks.same("none", Preferences.systemRoot().get("key", "none"));
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        node.exportSubtree(exported);
        Checks.yes(exported.toString().contains("value"), exported);
    }

    private static void runtimeBean() {
        var bean = ManagementFactory.getRuntimeMXBean();
        Checks.same(java.util.List.of(), bean.getInputArguments());
        Checks.same(ProcessHandle.current().pid(), bean.getPid());
        Checks.yes(bean.getName().startsWith(bean.getPid() + "@"), bean.getName());
        Checks.same(System.getProperty("java.class.path"), bean.getClassPath());
        Checks.yes(!bean.getSystemProperties().containsKey("surefire.test.class.path"), "host property");
        Checks.yes(bean.getUptime() >= 0, bean.getUptime());
    }

    private static void threadBean() {
        var bean = ManagementFactory.getThreadMXBean();
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        Thread[] all = new Thread[1000];
        int n = group.enumerate(all);
        var mine = new java.util.HashSet<Long>();
        for (int i = 0; i < n; i++) {
            mine.add(all[i].threadId());
        }
        for (long id : bean.getAllThreadIds()) {
            Checks.yes(mine.contains(id), "thread " + id);
        }
        Checks.refused(SecurityException.class, () -> bean.dumpAllThreads(true, true));
        Checks.same(null, bean.getThreadInfo(1));
        Checks.same(null, bean.getThreadInfo(new long[] {1}, 10)[0]);
        Checks.same(
                Thread.currentThread().getName(),
                bean.getThreadInfo(Thread.currentThread().threadId()).getThreadName());
        Checks.yes(bean.getThreadCount() <= mine.size() + 2, bean.getThreadCount());
    }

    private static void platformBeans() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        var name = new javax.management.ObjectName("own:type=Own");
        server.registerMBean(
                new javax.management.StandardMBean(() -> 7, java.util.concurrent.Callable.class, false), name);
        Checks.yes(server.isRegistered(name), name);
        Checks.same(1, javax.management.MBeanServerFactory.findMBeanServer(null).size());
        Checks.yes(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() > 0, "heap");
        Checks.yes(ManagementFactory.getOperatingSystemMXBean().getAvailableProcessors() > 0, "processors");
    }

    private static void diagnosticBeans() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        var commands = new javax.management.ObjectName("com.sun.management:type=DiagnosticCommand");
        refuse(() -> server.invoke(commands, "vmFlags", new Object[] {null}, new String[] {"[Ljava.lang.String;"}));
        var diagnostic = new javax.management.ObjectName("com.sun.management:type=HotSpotDiagnostic");
        refuse(() -> server.invoke(diagnostic, "dumpHeap", new Object[] {"/tmp/heap.hprof", true}, new String[] {
            "java.lang.String", "boolean"
        }));
        refuse(() -> server.invoke(
                diagnostic, "setVMOption", new Object[] {"HeapDumpOnOutOfMemoryError", "true"}, new String[] {
                    "java.lang.String", "java.lang.String"
                }));
        Checks.refused(
                SecurityException.class,
                () -> ManagementFactory.getMemoryMXBean().setVerbose(true));
        ManagementFactory.getMemoryMXBean().gc();
    }

    private static void refuse(Checks.Body body) throws Exception {
        try {
            body.run();
        } catch (javax.management.InstanceNotFoundException e) {
            return;
        } catch (javax.management.JMException | RuntimeException e) {
            Throwable t = e;
            while (t != null && !(t instanceof SecurityException)) {
                t = t.getCause();
            }
            Checks.yes(t != null, e);
            return;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("not refused");
    }

    private static void processHandle() {
        ProcessHandle self = ProcessHandle.current();
        Checks.yes(self.pid() > 0 && self.isAlive(), self);
        Checks.same(self, ProcessHandle.of(self.pid()).orElseThrow());
        Checks.same(java.util.Optional.empty(), ProcessHandle.of(self.pid() + 100_000));
        Checks.same(1L, ProcessHandle.allProcesses().count());
        Checks.same(0L, self.children().count());
        Checks.same(java.util.Optional.empty(), self.parent());
        Checks.yes(self.info().command().isEmpty(), self.info());
        Checks.refused(IllegalStateException.class, self::destroy);
    }
}
