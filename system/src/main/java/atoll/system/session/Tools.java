package atoll.system.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Commands that come with the system: names, and the classes that they are, as tables on this JVM's class path say. */
public final class Tools {
    /** A command: where its class is. */
    record Tool(Path place, String main) {}

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
                    all.put(words[0], new Tool(place, words[1]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    private static Path place(String url, String table) throws URISyntaxException {
        return url.startsWith("jar:")
                ? Path.of(new java.net.URI(url.substring("jar:".length(), url.indexOf("!/"))))
                : Path.of(new java.net.URI(url.substring(0, url.length() - table.length())));
    }

    /** One command more. */
    public Tools add(String name, Path place, String main) {
        all.put(name, new Tool(place, main));
        return this;
    }

    @Nullable Tool find(String name) {
        return all.get(name);
    }

    /** In order. */
    String[] names() {
        return all.keySet().toArray(new String[0]);
    }
}
