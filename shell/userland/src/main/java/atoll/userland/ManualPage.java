package atoll.userland;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A page of the manual: a text of sections, whose names alone begin a line. */
final class ManualPage {
    private final List<String> lines = new ArrayList<>();

    private ManualPage(InputStream from) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
        }
    }

    /** Null when there is none of that name. */
    static @org.jspecify.annotations.Nullable ManualPage of(String name) throws IOException {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && c != '[') {
                return null;
            }
        }
        try (InputStream in =
                ManualPage.class.getResourceAsStream("/man/" + (name.equals("[") ? "test" : name) + ".txt")) {
            return in == null ? null : new ManualPage(in);
        }
    }

    List<String> lines() {
        return lines;
    }

    private void print(String section, Output out) throws Output.Broken {
        boolean inside = false;
        for (String line : lines) {
            boolean head = !line.isEmpty() && line.charAt(0) != ' ';
            inside = head ? line.equals(section) : inside;
            if (inside && !head && !line.isEmpty()) {
                out.line(line);
            }
        }
    }

    /** What a program answers to {@code --help}. */
    static void help(Tool tool) throws Output.Broken {
        try {
            ManualPage page = of(tool.name);
            if (page == null) {
                throw new IOException("no manual page");
            }
            tool.out.line("Usage:");
            page.print("SYNOPSIS", tool.out);
            tool.out.line("Options:");
            page.print("OPTIONS", tool.out);
            tool.out.line("See man " + tool.name + ".");
        } catch (Output.Broken e) {
            throw e;
        } catch (IOException e) {
            tool.complain(Failure.of(e));
        }
    }
}
