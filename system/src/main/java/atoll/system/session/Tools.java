package atoll.system.session;

import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.OwnJars;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Commands that come with the system: names, and the classes that they are, as tables on this JVM's class path say. */
public final class Tools {
    /** Where processes see these programs, whatever is mounted in place of where the host has them. */
    private static final Path GUEST = Path.of("/usr/lib/atoll");

    /** A command: where its class is, and whether it may start others. */
    record Tool(List<Path> places, String main, boolean launches) {
        /** As a program for a process with these grants, which has its class path from now on. */
        Program program(String name, List<String> arguments, Grants process) {
            List<Path> guests = new ArrayList<>();
            for (Path place : places) {
                Path guest = GUEST.resolve(place.getFileName());
                process.read(place, guest.toString());
                guests.add(guest);
            }
            return new Program(name, guests, main, arguments);
        }
    }

    private final SortedMap<String, Tool> all = new TreeMap<>();

    /** Those of a table, a resource with a name and a class in each line; comments begin with {@code #}. */
    public Tools add(String table) {
        URL url = OwnJars.found(table);
        Path place = OwnJars.of(url, table);
        try (InputStream in = url.openStream();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.strip().split("\\s+");
                if (words.length == 2 && !line.startsWith("#")) {
                    all.put(words[0], new Tool(List.of(place), words[1], false));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** One command more. */
    public Tools add(String name, Path place, String main) {
        all.put(name, new Tool(List.of(place), main, false));
        return this;
    }

    /** One command more, which may start others: it has a launcher, as the shell of the session. */
    public Tools addShell(String name, List<Path> places, String main) {
        all.put(name, new Tool(List.copyOf(places), main, true));
        return this;
    }

    @Nullable Tool find(String name) {
        return all.get(name);
    }

    boolean launches(String name) {
        Tool tool = all.get(name);
        return tool != null && tool.launches;
    }

    /** In order. */
    String[] names() {
        return all.keySet().toArray(new String[0]);
    }
}
