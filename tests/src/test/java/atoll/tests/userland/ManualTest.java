package atoll.tests.userland;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.personality.java.Grants;
import atoll.system.Atoll;
import atoll.system.service.ProcService;
import atoll.system.service.Services;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command has a page of the manual, which has its options and no others, and whose examples do what they say. */
@Timeout(300)
class ManualTest {
    private static final List<String> SECTIONS =
            List.of("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "DIFFERENCES");
    private static final List<String> FIELDS = List.of("OPTIONS", "PRIMARIES", "OPERANDS");

    @TempDir
    Path base;

    private final Tools tools = new Tools();

    static Collection<String> commands() {
        return Tools.TABLE.keySet();
    }

    private static ManualPage page(String command) throws IOException {
        return ManualPage.of(command.equals("[") ? "test" : command);
    }

    /** What the program takes, by what it says itself. */
    private static Set<String> taken(String command) throws Exception {
        Set<String> options = new TreeSet<>();
        Class<?> type = Class.forName(Tools.TABLE.get(command));
        for (Field field : (command.equals("[") ? type.getSuperclass() : type).getDeclaredFields()) {
            if (!FIELDS.contains(field.getName())) {
                continue;
            }
            field.setAccessible(true);
            for (String each :
                    ((String) field.get(null)).replaceFirst("^\\+", "").split(" ")) {
                if (!field.getName().equals("OPTIONS")) {
                    options.add(each);
                    continue;
                }
                for (String name : each.replaceFirst("[:?]$", "").split(",")) {
                    options.add((name.length() == 1 ? "-" : "--") + name);
                }
            }
        }
        options.removeIf(option -> option.equals("--") || !option.startsWith("-") && !option.endsWith("="));
        return options;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void thePageHasTheOptions(String command) throws Exception {
        ManualPage page = page(command);
        assertEquals(SECTIONS, page.sections());
        Set<String> told = new TreeSet<>();
        for (String line : page.section("OPTIONS")) {
            for (String option : line.split("  ")[0].split(", ")) {
                String name = option.replaceFirst("[ \\[].*|(?<=^--[a-z0-9-]{1,40})=.*|(?<=^[a-z]{1,9}=).*", "");
                if (name.startsWith("-") || name.endsWith("=")) {
                    told.add(name);
                }
            }
        }
        assertEquals(taken(command), told);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpIsOfThePage(String command) throws Exception {
        Bash.Done done = tools.run(new Grants(), command, List.of("--help"), InputStream.nullInputStream());
        if (Set.of("true", "false", "test", "[").contains(command)) {
            assertEquals("", done.out());
            return;
        }
        assertEquals(0, done.code(), done.err());
        assertTrue(
                done.out()
                        .startsWith(
                                "Usage:\n  " + page(command).section("SYNOPSIS").getFirst() + "\n"),
                done.out());
    }

    @Test
    void examplesDoWhatTheySay() throws Exception {
        Atoll atoll = Atoll.boot();
        Path fixture = Files.createDirectory(base.resolve("fixture"));
        Bash.ask(fixture, String.join("\n", Case.lines("fixture.sh")));
        int examples = 0;
        try (Services services = new Services(atoll)) {
            ProcService proc = new ProcService(atoll, services);
            services.add(proc.service("proc"));
            services.start();
            for (String command : commands()) {
                List<String> lines = page(command).section("EXAMPLES");
                assertTrue(lines.getFirst().startsWith("$ "), command);
                for (int from = 0; from < lines.size(); ) {
                    int to = from + 1;
                    while (to < lines.size() && !lines.get(to).startsWith("$ ")) {
                        to++;
                    }
                    Path folder = base.resolve("f" + examples++);
                    HostTree.copy(fixture, folder);
                    Grants grants = new Grants()
                            .write(base, "/w")
                            .directory("/w/" + folder.getFileName())
                            .use("processes", proc.processes());
                    run(folder, grants, lines.get(from).substring(2), lines.subList(from + 1, to));
                    from = to;
                }
            }
        }
        assertTrue(examples >= commands().size(), "only " + examples);
    }

    private void run(Path folder, Grants grants, String line, List<String> wanted) throws Exception {
        List<String> words =
                Bash.words(folder, line).stream().map(Tools::argument).toList();
        Bash.Done done =
                tools.run(grants, words.getFirst(), words.subList(1, words.size()), InputStream.nullInputStream());
        String regex = wanted.stream()
                .map(each -> each.equals("...")
                        ? "(.*\n)*"
                        : Arrays.stream(each.split(Pattern.quote("..."), -1))
                                        .map(Pattern::quote)
                                        .reduce((a, b) -> a + ".*" + b)
                                        .orElse("")
                                + "\n")
                .reduce("", String::concat);
        boolean matches = Pattern.matches(regex, done.out())
                || !done.out().endsWith("\n") && Pattern.matches(regex, done.out() + "\n");
        assertTrue(matches, line + " wrote " + done);
        assertEquals("", done.err(), line);
    }
}
