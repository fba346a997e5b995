package atoll.linker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The member table, {@code jdk.table}: which JDK methods call which hook, which statics a process has for itself, which
 * classes it cannot see. Immutable.
 */
public final class MemberTable {
    /** A line {@code hook}: code woven into the methods of {@code owner} whose name and descriptor start so. */
    public record HookLine(String owner, String name, String descriptor, String action, List<String> arguments) {
        public boolean covers(String method, String type) {
            return method.equals(name) && type.startsWith(descriptor);
        }
    }

    /**
     * A line {@code own}: the static {@code field} of {@code owner} is private to each process, as {@code name}; also
     * where {@code readers} use it.
     */
    public record OwnLine(String owner, String field, String name, List<String> readers) {}

    /** A line {@code site}: sites of a member that cannot be hooked call {@code Sys.target} instead. */
    public record SiteLine(String owner, String name, String type, String kind, String target) {
        /** Descriptor of the static method: a receiver becomes the first parameter, a field becomes a getter. */
        public String targetType() {
            return switch (kind) {
                case "field" -> "()" + type;
                case "virtual" -> "(L" + owner + ";" + type.substring(1);
                default -> type;
            };
        }
    }

    private final Map<String, List<SiteLine>> sites = new TreeMap<>();
    private final Map<String, List<HookLine>> hooks = new TreeMap<>();
    private final Map<String, List<OwnLine>> owns = new TreeMap<>();
    private final Set<String> readers = new TreeSet<>();
    private final List<String> tools = new ArrayList<>();
    private final List<String> denied = new ArrayList<>();
    private final List<String> inits = new ArrayList<>();
    private final String text;

    private MemberTable(String text) {
        this.text = text;
        int number = 0;
        for (StringTokenizer lines = new StringTokenizer(text, "\n", true); lines.hasMoreTokens(); ) {
            String line = lines.nextToken();
            if (line.equals("\n")) {
                number++;
            } else if (!line.startsWith("#")) {
                read(words(line), number + 1);
            }
        }
    }

    /** Without regular expressions, whose compiled code programs share: see LayersTest. */
    private static String[] words(String line) {
        StringTokenizer tokens = new StringTokenizer(line);
        String[] words = new String[tokens.countTokens()];
        for (int i = 0; i < words.length; i++) {
            words[i] = tokens.nextToken();
        }
        return words;
    }

    /** The table that ships with Atoll. */
    public static MemberTable standard() {
        try (InputStream in = MemberTable.class.getResourceAsStream("jdk.table")) {
            if (in == null) {
                throw new IllegalStateException("jdk.table is missing from the linker's jar");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readAllAsString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static MemberTable parse(String text) {
        return new MemberTable(text);
    }

    private void read(String[] words, int number) {
        switch (words[0]) {
            case "hook" -> {
                need(words.length >= 4, number);
                HookLine hook = hook(words);
                hooks.computeIfAbsent(hook.owner, k -> new ArrayList<>()).add(hook);
            }
            case "own" -> {
                need(words.length >= 4, number);
                List<String> others = new ArrayList<>();
                for (String other : List.of(words).subList(4, words.length)) {
                    others.add(other.replace('.', '/'));
                }
                readers.addAll(others);
                OwnLine own = new OwnLine(words[1].replace('.', '/'), words[2], words[3], others);
                owns.computeIfAbsent(own.owner, k -> new ArrayList<>()).add(own);
            }
            case "site" -> {
                need(words.length == 6, number);
                SiteLine site = new SiteLine(words[1].replace('.', '/'), words[2], words[3], words[4], words[5]);
                sites.computeIfAbsent(site.owner, k -> new ArrayList<>()).add(site);
            }
            case "init" -> inits.addAll(List.of(words).subList(1, words.length));
            case "tools" -> tools.addAll(List.of(words).subList(1, words.length));
            case "deny" -> denied.addAll(List.of(words).subList(1, words.length));
            default -> need(false, number);
        }
    }

    private static HookLine hook(String[] words) {
        int paren = words[2].indexOf('(');
        String name = paren < 0 ? words[2] : words[2].substring(0, paren);
        String descriptor = paren < 0 ? "(" : words[2].substring(paren);
        List<String> arguments = List.of(words).subList(4, words.length);
        return new HookLine(words[1].replace('.', '/'), name, descriptor, words[3], arguments);
    }

    private static void need(boolean condition, int line) {
        if (!condition) {
            throw new IllegalArgumentException("jdk.table, line " + line + ": not a hook, own or deny line");
        }
    }

    /** Internal names of all JDK classes that are woven. */
    public List<String> wovenClasses() {
        Map<String, Boolean> all = new LinkedHashMap<>();
        hooks.keySet().forEach(k -> all.put(k, true));
        owns.keySet().forEach(k -> all.put(k, true));
        readers.forEach(k -> all.put(k, true));
        return List.copyOf(all.keySet());
    }

    public List<HookLine> hooks(String owner) {
        return hooks.getOrDefault(owner, List.of());
    }

    public @org.jspecify.annotations.Nullable OwnLine own(String owner, String field) {
        for (OwnLine line : owns.getOrDefault(owner, List.of())) {
            if (line.field.equals(field)) {
                return line;
            }
        }
        return null;
    }

    /** Classes to initialise at boot, so that their initialisers run as the host. */
    public List<String> initialised() {
        Set<String> all = new LinkedHashSet<>(inits);
        owns.keySet().forEach(owner -> all.add(owner.replace('/', '.')));
        for (List<HookLine> lines : hooks.values()) {
            for (HookLine line : lines) {
                if (line.action().equals("first")) {
                    line.arguments().forEach(all::remove);
                }
            }
        }
        return List.copyOf(all);
    }

    boolean mayHaveSites(String owner) {
        return sites.containsKey(owner);
    }

    @org.jspecify.annotations.Nullable SiteLine site(String owner, String name, String type) {
        for (SiteLine line : sites.getOrDefault(owner, List.of())) {
            if (line.name.equals(name) && line.type.equals(type)) {
                return line;
            }
        }
        return null;
    }

    public List<OwnLine> owns() {
        List<OwnLine> all = new ArrayList<>();
        for (List<OwnLine> lines : owns.values()) {
            all.addAll(lines);
        }
        return all;
    }

    /** Modules whose classes every process loads for itself. */
    public List<String> toolModules() {
        return Collections.unmodifiableList(tools);
    }

    public List<String> denied() {
        return Collections.unmodifiableList(denied);
    }

    /** The table's text: part of the key of everything that is cached. */
    public String text() {
        return text;
    }
}
