package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import guest.hostile.Bystander;
import guest.hostile.Services;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Who must be unharmed by every hostile program: the host with its secrets, and a process that minds its own business. */
final class Neighbourhood implements AutoCloseable {
    private static final String SECRET = "the secret of the host";
    /** What hostile programs offer to the JDK's own service look-ups. */
    private static final Map<String, Class<?>> SERVICES = Map.of(
            "java.nio.charset.spi.CharsetProvider", Services.Charsets.class,
            "java.time.zone.ZoneRulesProvider", Services.Zones.class,
            "java.net.spi.InetAddressResolverProvider", Services.Resolvers.class,
            "java.lang.System$LoggerFinder", Services.Finder.class,
            "java.security.Provider", Services.Evil.class);

    private static final long PATIENCE_SECONDS = 60;

    /** Booted first: the host's state is what a kernel has made of it. */
    private final Atoll atoll = Atoll.boot();

    private final Path folder = Files.createTempDirectory("atoll-host");
    private final Path secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
    private final Path shared = Files.createDirectory(folder.resolve("shared"));
    private final Path readable = Files.createDirectory(folder.resolve("readable"));
    private final Path services = Files.createDirectory(folder.resolve("services"));
    private final ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    private final ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
    private final Properties properties;
    private final Map<String, String> environment = Map.copyOf(System.getenv());
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final InputStream in = System.in;
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();
    private final Object handler = Thread.getDefaultUncaughtExceptionHandler();
    private final ClassLoader loader = ClassLoader.getSystemClassLoader();

    private final LinkedBlockingQueue<Integer> questions = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Process bystander;
    private int asked;

    Neighbourhood() throws IOException {
        System.setProperty("host.secret", SECRET);
        Files.writeString(readable.resolve("readable.txt"), "readable");
        Path registered = Files.createDirectories(services.resolve("META-INF/services"));
        for (Map.Entry<String, Class<?>> e : SERVICES.entrySet()) {
            Files.writeString(registered.resolve(e.getKey()), e.getValue().getName() + "\n");
        }
        Program program =
                new Program("bystander", List.of(Preload.place(Bystander.class)), Bystander.class.getName(), List.of());
        bystander = atoll.spawn(program, new Grants(), new Streams(new Questions(), new Lines(), errors));
        properties = (Properties) System.getProperties().clone();
    }

    /** System properties of the host that are not what they were. */
    private Map<Object, Object> changed() {
        Map<Object, Object> changed = new java.util.TreeMap<>();
        for (Properties one : List.of(properties, System.getProperties())) {
            one.forEach((k, v) -> {
                if (!v.equals(properties.get(k))
                        || !v.equals(System.getProperties().get(k))) {
                    changed.put(k, v);
                }
            });
        }
        return changed;
    }

    /** What a hostile program is given: a folder to read, a folder to write, and the knowledge where the secret is. */
    Grants grants() {
        return new Grants()
                .memory(64 << 20)
                .threads(20_000)
                .property("secret", secret.toString())
                .property("port", Integer.toString(port.getLocalPort()))
                .read(readable, "/readable")
                .write(shared, "/shared");
    }

    /** More for the class path of a hostile program. */
    Path services() {
        return services;
    }

    void assertUnharmed(String after) throws Exception {
        assertBystanderAnswers(after);
        assertEquals(SECRET, Files.readString(secret), after);
        try (var files = Files.list(folder)) {
            assertEquals(5, files.count(), after);
        }
        assertEquals(Map.of(), changed(), after);
        assertEquals(environment, System.getenv(), after);
        assertSame(out, System.out, after);
        assertSame(err, System.err, after);
        assertSame(in, System.in, after);
        assertEquals(locale, Locale.getDefault(), after);
        assertEquals(zone, TimeZone.getDefault(), after);
        assertSame(handler, Thread.getDefaultUncaughtExceptionHandler(), after);
        assertSame(loader, ClassLoader.getSystemClassLoader(), after);
        List<String> left = Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getClass().getName().startsWith("guest."))
                .map(Thread::toString)
                .collect(Collectors.toList());
        assertEquals(List.of(), left, after);
    }

    void assertBystanderAnswers(String after) throws InterruptedException {
        int question = ++asked;
        errors.reset();
        questions.add(question);
        String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertEquals("answer " + question + " 4951 1.5 null", answer, after + "; " + errors);
        assertTrue(bystander.death().getNow(null) == null, after);
    }

    @Override
    public void close() throws IOException {
        bystander.kill();
        bystander.death().join();
        port.close();
        unix.close();
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(p -> p.toFile().delete());
        }
    }

    /** Standard input of the bystander: one line for each question. */
    private final class Questions extends InputStream {
        private byte[] line = new byte[0];
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] b, int offset, int length) throws IOException {
            if (at == line.length) {
                try {
                    line = (questions.take() + "\n").getBytes(StandardCharsets.US_ASCII);
                    at = 0;
                } catch (InterruptedException e) {
                    throw new java.io.InterruptedIOException();
                }
            }
            int count = Math.min(length, line.length - at);
            System.arraycopy(line, at, b, offset, count);
            at += count;
            return count;
        }
    }

    /** Standard output of the bystander, cut into lines. */
    private final class Lines extends OutputStream {
        private final StringBuilder line = new StringBuilder();

        @Override
        public synchronized void write(int b) {
            if (b == '\n') {
                answers.add(line.toString());
                line.setLength(0);
            } else {
                line.append((char) b);
            }
        }
    }
}
