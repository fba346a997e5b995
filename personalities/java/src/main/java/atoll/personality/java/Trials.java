package atoll.personality.java;

import atoll.kernel.DeathNotice;
import atoll.kernel.ExitStatus;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.personality.java.guest.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The self-test: a process without rights tries the boundary of this JVM ({@link Trial}), and nothing of the host's may
 * have given way. Every hook was found its place before; this shows that code in these places is run.
 */
final class Trials {
    private static final String SECRET = "the host's";
    private static final int SECONDS = 60;
    private static final int BACKLOG = 16;

    private final JavaPersonality java;

    Trials(JavaPersonality java) {
        this.java = java;
    }

    /** What a process has for itself, as the host has it. */
    private record Statics(
            Locale locale,
            TimeZone zone,
            @Nullable ProxySelector proxies,
            @Nullable CookieHandler cookies,
            @Nullable Authenticator authenticator,
            @Nullable String property,
            PrintStream err,
            Thread.@Nullable UncaughtExceptionHandler handler) {
        static Statics now() {
            return new Statics(
                    Locale.getDefault(),
                    TimeZone.getDefault(),
                    ProxySelector.getDefault(),
                    CookieHandler.getDefault(),
                    Authenticator.getDefault(),
                    System.getProperty(Trial.MARK),
                    System.err,
                    Thread.getDefaultUncaughtExceptionHandler());
        }
    }

    /** Throws {@link IllegalStateException} when something gave way, with what it was. */
    void run() throws IOException {
        Path file = Files.createTempFile("atoll", ".trial");
        String before = System.setProperty(Trial.MARK, SECRET);
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, SECRET);
            Statics host = Statics.now();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            int tried = trial(file, server.getLocalPort(), out);
            String told = out.toString(StandardCharsets.UTF_8);
            need(told.equals("tried " + tried + "\nover\n"), told.isEmpty() ? "the trial ended at once" : told);
            need(Files.readString(file).equals(SECRET), "a file of the host was written");
            Statics after = Statics.now();
            need(host.equals(after), "the host's " + host + " became " + after);
        } finally {
            Files.deleteIfExists(file);
            if (before == null) {
                System.clearProperty(Trial.MARK);
            } else {
                System.setProperty(Trial.MARK, before);
            }
        }
    }

    /** The status that the process ended with. */
    private int trial(Path file, int port, ByteArrayOutputStream out) throws IOException {
        Path library = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip"));
        List<String> arguments = List.of(file.toString(), Integer.toString(port), library.toString());
        Program program =
                new Program("self-test", List.of(Preload.place(Trial.class)), Trial.class.getName(), arguments);
        Process process = java.create(program, new Grants(), Streams.to(out, out), List.of());
        process.start();
        try {
            DeathNotice notice = process.death().get(SECONDS, TimeUnit.SECONDS);
            need(notice.undead().isEmpty(), "threads could not be ended: " + notice.undead());
            need(notice.status().cause() == ExitStatus.Cause.EXITED, "the trial ended with " + notice.status());
            return notice.status().code();
        } catch (TimeoutException e) {
            throw failed("the trial did not end within " + SECONDS + " s: " + out);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
            throw failed("the trial was interrupted");
        }
    }

    private static void need(boolean held, String told) {
        if (!held) {
            throw failed(told);
        }
    }

    private static IllegalStateException failed(String told) {
        return new IllegalStateException(
                "Atoll does not start: its boundary does not hold in this JVM: " + told.strip());
    }
}
