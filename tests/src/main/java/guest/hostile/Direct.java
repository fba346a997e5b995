package guest.hostile;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipFile;

/** Category 1: plain calls for things that the process has no right to. */
public final class Direct {
    private static final String SECRET = System.getProperty("secret");
    private static final int PORT = Integer.getInteger("port", 1);

    private static final Map<String, Attempt> ATTEMPTS = Map.ofEntries(
            Map.entry("exec", Attempt.works(() -> Runtime.getRuntime().exec(new String[] {"/bin/true"}))),
            Map.entry("processBuilder", Attempt.works(() -> new ProcessBuilder("/bin/true").start())),
            Map.entry("processes", () -> ProcessHandle.allProcesses().count() > 1 ? Attempt.ESCAPED : "only itself"),
            Map.entry(
                    "ownProcess",
                    () -> ProcessHandle.current().parent().isPresent()
                                    || ProcessHandle.current().info().command().isPresent()
                            ? Attempt.ESCAPED
                            : "only itself"),
            Map.entry("fileStream", () -> Attempt.ESCAPED + new FileInputStream(SECRET).read()),
            Map.entry("nioRead", () -> Attempt.ESCAPED + Files.readString(Path.of(SECRET))),
            Map.entry("randomAccess", () -> Attempt.ESCAPED + new RandomAccessFile(SECRET, "r").length()),
            Map.entry("zip", () -> Attempt.ESCAPED + new ZipFile(SECRET).size()),
            Map.entry(
                    "fileUrl",
                    () -> Attempt.ESCAPED
                            + new String(URI.create("file://" + SECRET)
                                    .toURL()
                                    .openStream()
                                    .readAllBytes())),
            Map.entry(
                    "fileUrlWithHost",
                    () -> Attempt.ESCAPED
                            + URI.create("file://localhost" + SECRET)
                                    .toURL()
                                    .openStream()
                                    .read()),
            Map.entry(
                    "exists",
                    () -> new File(SECRET).exists() || Files.exists(Path.of(SECRET))
                            ? Attempt.ESCAPED
                            : "nothing there"),
            Map.entry("socket", Attempt.works(() -> new Socket(InetAddress.getLoopbackAddress(), PORT).close())),
            Map.entry(
                    "channel",
                    Attempt.works(() -> SocketChannel.open(
                                    new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), PORT))
                            .close())),
            Map.entry("datagram", Attempt.works(Direct::datagram)),
            Map.entry("http", Attempt.works(Direct::http)),
            Map.entry(
                    "unixSocket",
                    Attempt.works(() -> SocketChannel.open(
                                    UnixDomainSocketAddress.of(Path.of(SECRET).resolveSibling("socket")))
                            .close())),
            Map.entry("streams", Direct::streams),
            Map.entry("descriptors", Direct::descriptors),
            Map.entry("defaults", Direct::defaults),
            Map.entry("properties", Direct::properties),
            Map.entry("shutdownHook", Direct::shutdownHook),
            Map.entry("exit", () -> {
                System.exit(3);
                return Attempt.ESCAPED;
            }),
            Map.entry("halt", () -> {
                Runtime.getRuntime().halt(3);
                return Attempt.ESCAPED;
            }));

    private Direct() {}

    private static void datagram() throws Exception {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), PORT));
        }
    }

    private static void http() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Object descriptors() throws Exception {
        for (String name : new String[] {"err", "in"}) {
            java.io.FileDescriptor one = (java.io.FileDescriptor)
                    java.io.FileDescriptor.class.getField(name).get(null);
            one.sync();
            new FileOutputStream(one).close();
            new java.io.FileInputStream(one).getChannel().close();
        }
        return "closed my own";
    }

    private static Object streams() throws Exception {
        java.io.PrintStream mine = System.out;
        System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
        System.setErr(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()));
        System.setIn(java.io.InputStream.nullInputStream());
        System.out.println("lost");
        System.setOut(mine);
        return "set";
    }

    private static Object defaults() {
        Locale.setDefault(Locale.forLanguageTag("tlh"));
        TimeZone.setDefault(TimeZone.getTimeZone("GMT+13"));
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> {});
        return "set " + Locale.getDefault();
    }

    private static Object properties() {
        System.setProperty("hostile", "yes");
        System.clearProperty("java.version");
        System.setProperties(new java.util.Properties());
        return "set";
    }

    private static Object shutdownHook() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.setProperty("hostile.hook", "ran")));
        return "set";
    }

    public static void main(String[] args) throws Exception {
        Attempt.main(args, ATTEMPTS);
    }
}
