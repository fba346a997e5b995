package atoll.tests.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** One of {@code examples/}, as it comes from the repository, in a folder of its own from which its README's commands are given. */
final class Example {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final String name;
    private final Path folder;

    private Example(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    /** Copies it, without what was built there. */
    static Example of(String name, Path folder) throws IOException {
        Path script =
                Files.writeString(folder.resolve("atoll"), "#!/bin/sh\nexec '" + ROOT.resolve("atoll") + "' \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Path lib = Files.createDirectories(folder.resolve("system/target/dist/lib"));
        String contracts = "atoll-contracts-0.1.0.jar";
        Files.copy(ROOT.resolve("system/target/dist/lib").resolve(contracts), lib.resolve(contracts));
        Path from = ROOT.resolve("examples").resolve(name);
        Path to = folder.resolve("examples").resolve(name);
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path each : all) {
            Path relative = from.relativize(each);
            if (relative.startsWith("target")) {
                continue;
            }
            if (Files.isDirectory(each)) {
                Files.createDirectories(to.resolve(relative));
            } else {
                Files.copy(each, to.resolve(relative));
            }
        }
        return new Example(name, folder);
    }

    Path path() {
        return folder.resolve("examples").resolve(name);
    }

    /** Its README's commands say what stands there. Returns how many these were. */
    int replay() throws Exception {
        return new Replay(folder).run(Files.readString(path().resolve("README.md")));
    }

    void build() throws IOException, InterruptedException {
        Process build = new ProcessBuilder(path().resolve("build").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, build.waitFor(), said);
    }

    /** Built and running; the log of that process says so. */
    Up up(String process, String says) throws Exception {
        build();
        Up up = Up.start(folder, path().resolve("atoll.toml").toString());
        up.awaitOut(name + " is ready after ");
        up.awaitLog(process, says);
        return up;
    }

    static HttpResponse<String> ask(HttpClient client, String uri, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
