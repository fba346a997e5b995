package atoll.personality.java;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The system properties that a process starts with: those that describe the JDK, none that describes the host's user. */
final class HostProperties {
    private static final List<String> PREFIXES =
            List.of("java.", "os.", "sun.jnu.", "sun.arch.", "sun.io.", "sun.cpu.", "file.", "native.", "jdk.debug");
    private static final List<String> NAMES =
            List.of("line.separator", "path.separator", "stdout.encoding", "stderr.encoding", "stdin.encoding");
    private static final List<String> NEVER = List.of("java.class.path", "java.library.path", "java.rmi.");

    private HostProperties() {}

    static Properties of(Program program, Grants grants) {
        Properties result = new Properties();
        for (String name : System.getProperties().stringPropertyNames()) {
            boolean known = NAMES.contains(name) || begins(name, PREFIXES);
            if (known && !begins(name, NEVER)) {
                result.setProperty(name, System.getProperty(name));
            }
        }
        StringBuilder path = new StringBuilder();
        for (Path entry : program.classPath()) {
            path.append(path.isEmpty() ? "" : ":").append(entry);
        }
        result.setProperty("java.class.path", path.toString());
        result.setProperty("java.library.path", "");
        result.setProperty("java.io.tmpdir", "/tmp");
        result.setProperty("java.awt.headless", "true");
        result.setProperty("user.name", "atoll");
        result.setProperty("user.home", "/home");
        result.setProperty("user.dir", grants.directory);
        for (String name : List.of("user.language", "user.country", "user.variant")) {
            String value = System.getProperty(name);
            if (value != null) {
                result.setProperty(name, value);
            }
        }
        for (Map.Entry<String, String> e : grants.properties.entrySet()) {
            result.setProperty(e.getKey(), e.getValue());
        }
        return result;
    }

    private static boolean begins(String name, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
