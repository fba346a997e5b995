package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of a build server. */
@Timeout(300)
class BuildTest {
    private static final String SERVER = "http://127.0.0.1:8644/";
    private static final int AT_ONCE = 10;

    private static final String HANGS = """
            import java.util.Set;
            import javax.annotation.processing.*;
            import javax.lang.model.element.TypeElement;
            @SupportedAnnotationTypes("*")
            public class Hangs extends AbstractProcessor {
                public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) {
                    while (true) {
                        Thread.onSpinWait();
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void theReadmeDoesWhatIsShown() throws Exception {
        assertTrue(Example.of("build", folder).replay() >= 8);
    }

    @Test
    void tenAtOnceBesideCompilersThatHang() throws Exception {
        try (Up up = Example.of("build", folder).up("server", "building for");
                HttpClient client = HttpClient.newHttpClient()) {
            int first = up.pid("worker-1");
            int server = up.pid("server");
            FutureTask<HttpResponse<byte[]>> hangs = new FutureTask<>(() -> post(client, "javac", zip()));
            new Thread(hangs).start();
            List<FutureTask<HttpResponse<byte[]>>> builds = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                byte[] source = ("class C" + i + " { }").getBytes(StandardCharsets.UTF_8);
                String compiler = i % 2 == 0 ? "javac" : "ecj";
                FutureTask<HttpResponse<byte[]>> build = new FutureTask<>(() -> post(client, compiler, source));
                builds.add(build);
                new Thread(build).start();
            }
            for (int i = 0; i < AT_ONCE; i++) {
                HttpResponse<byte[]> answer = builds.get(i).get();
                assertEquals(200, answer.statusCode(), text(answer));
                String path = text(answer).strip().replaceAll(".* built ", "");
                assertEquals("C" + i + ".class", onlyEntry(client, path));
            }
            assertEquals(422, hangs.get().statusCode());
            String said = text(hangs.get());
            assertTrue(said.startsWith("killed: it used more than 10 s of processor time\n"), said);
            up.awaitBack("worker-1", first);
            assertNotEquals(first, up.pid("worker-1"));
            assertEquals(server, up.pid("server"));
            assertEquals(404, get(client, "jobs/99.jar").statusCode());
            assertEquals(400, post(client, "ecj", new byte[0]).statusCode());
            up.does("down");
            assertEquals(0, up.end());
        }
    }

    /** A source, and a processor for it that never ends, as a class. */
    private byte[] zip() throws Exception {
        Path sources = Files.createDirectory(folder.resolve("hangs"));
        Path file = Files.writeString(sources.resolve("Hangs.java"), HANGS);
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertNotNull(compiler);
        assertEquals(0, compiler.run(null, null, null, "-proc:none", "-d", sources.toString(), file.toString()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("Hangs.class"));
            zip.write(Files.readAllBytes(sources.resolve("Hangs.class")));
            zip.putNextEntry(new ZipEntry("META-INF/services/javax.annotation.processing.Processor"));
            zip.write("Hangs".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("A.java"));
            zip.write("class A { }".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static HttpResponse<byte[]> post(HttpClient client, String compiler, byte[] sources) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(SERVER + compiler))
                .POST(HttpRequest.BodyPublishers.ofByteArray(sources))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> get(HttpClient client, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(SERVER + path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String onlyEntry(HttpClient client, String path) throws Exception {
        try (ZipInputStream jar =
                new ZipInputStream(new ByteArrayInputStream(get(client, path).body()))) {
            ZipEntry entry = jar.getNextEntry();
            assertNotNull(entry, path);
            String name = entry.getName();
            ZipEntry more = jar.getNextEntry();
            assertEquals(null, more);
            return name;
        }
    }
}
