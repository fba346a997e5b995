package atoll.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;

/** The JDK members that the code of a message may use: {@code contract.table}. Immutable; unknown means no. */
final class HarmlessMembers {
    /** Read when Atoll boots: on a thread of a process the file would not be found. */
    private static final HarmlessMembers STANDARD = read();

    // Internal class name -> names, and names with descriptors.
    private final Map<String, Set<String>> members = new HashMap<>();

    private HarmlessMembers(String text) {
        // Without regular expressions, whose compiled code programs share: see LayersTest.
        for (StringTokenizer lines = new StringTokenizer(text, "\n"); lines.hasMoreTokens(); ) {
            String line = lines.nextToken();
            StringTokenizer words = new StringTokenizer(line.startsWith("#") ? "" : line);
            if (words.hasMoreTokens()) {
                String owner = words.nextToken().replace('.', '/');
                Set<String> names = members.get(owner);
                if (names == null) {
                    names = new HashSet<>();
                    members.put(owner, names);
                }
                while (words.hasMoreTokens()) {
                    names.add(words.nextToken());
                }
            }
        }
    }

    static HarmlessMembers standard() {
        return STANDARD;
    }

    private static HarmlessMembers read() {
        try (InputStream in = HarmlessMembers.class.getResourceAsStream("contract.table")) {
            if (in == null) {
                throw new IllegalStateException("contract.table is missing from the kernel's jar");
            }
            return new HarmlessMembers(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether messages may name the class at all, as in {@code instanceof}. */
    boolean knows(String owner) {
        return members.containsKey(owner);
    }

    /** Whether messages may make objects of the class. */
    boolean makes(String owner) {
        return members.getOrDefault(owner, Set.of()).contains("new");
    }

    /** Whether messages may use the method, or the static field, of the class. */
    boolean allows(String owner, String name, String descriptor) {
        Set<String> names = members.getOrDefault(owner, Set.of());
        return names.contains(name) || names.contains(name + descriptor);
    }
}
