package atoll.system.session;

import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
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
        URL url = Tools.class.getClassLoader().getResource(table);
        if (url == null) {
            throw new IllegalStateException("the table " + table + " is not on the class path");
        }
        try (InputStream in = url.openStream();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Path place = place(url.toString(), table);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.strip().split("\\s+");
                if (words.length == 2 && !line.startsWith("#")) {
                    all.put(words[0], new Tool(List.of(place), words[1], false));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Where the class is on this JVM's class path. */
    public static Path place(String className) {
        String file = className.replace('.', '/') + ".class";
        URL url = Tools.class.getClassLoader().getResource(file);
        if (url == null) {
            throw new IllegalStateException("the program " + className + " is not on the class path");
        }
        try {
            return place(url.toString(), file);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path place(String url, String table) throws URISyntaxException {
        return url.startsWith("jar:")
                ? Path.of(new java.net.URI(url.substring("jar:".length(), url.indexOf("!/"))))
                : Path.of(new java.net.URI(url.substring(0, url.length() - table.length())));
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
