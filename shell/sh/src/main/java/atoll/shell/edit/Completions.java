package atoll.shell.edit;

import atoll.shell.run.Interpreter;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** How a word may go on: names of commands, variables and files. */
final class Completions implements Completer {
    private static final Set<String> BEFORE_COMMANDS =
            Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "time", "command", "exec", "type");

    private final Interpreter shell;

    Completions(Interpreter shell) {
        this.shell = shell;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String word = line.word();
        String before = line.line().substring(0, line.cursor() - word.length());
        int dollar = word.lastIndexOf('$');
        if (dollar >= 0 && !word.startsWith("'") && word.substring(dollar + 1).matches("\\{?\\w*")) {
            variables(word.substring(0, dollar), word.startsWith("{", dollar + 1), candidates);
        } else if (isCommand(before) && word.indexOf('/') < 0) {
            commands(candidates);
        } else {
            files(word, before.strip().equals("cd"), candidates);
        }
    }

    private static boolean isCommand(String before) {
        String text = before.strip();
        if (text.isEmpty() || ";&|(".indexOf(text.charAt(text.length() - 1)) >= 0) {
            return true;
        }
        return BEFORE_COMMANDS.contains(text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf(';')) + 1));
    }

    private static void add(String value, String shown, boolean complete, List<Candidate> to) {
        to.add(new Candidate(value, shown, null, null, null, null, complete));
    }

    private void variables(String prefix, boolean braced, List<Candidate> to) {
        for (String name : shell.state.variables.values().keySet()) {
            add(prefix + (braced ? "${" + name + "}" : "$" + name), name, false, to);
        }
    }

    private void commands(List<Candidate> to) {
        Collection<String> names = new TreeSet<>(shell.builtins().names());
        names.addAll(shell.state.world.tools());
        names.addAll(shell.state.functionNames());
        names.addAll(shell.state.aliases.keySet());
        for (String name : names) {
            add(name, name, true, to);
        }
    }

    private void files(String word, boolean folders, List<Candidate> to) {
        String quote = word.startsWith("'") || word.startsWith("\"") ? word.substring(0, 1) : "";
        String plain = quote.isEmpty() ? unescaped(word) : word.substring(1);
        int slash = plain.lastIndexOf('/') + 1;
        String folder = plain.substring(0, slash);
        String home = shell.state.variables.get("HOME");
        try {
            Path place = shell.state.path(
                    folder.startsWith("~/") && quote.isEmpty() && home != null ? home + folder.substring(1) : folder);
            try (DirectoryStream<Path> names = Files.newDirectoryStream(place)) {
                for (Path path : names) {
                    String name = String.valueOf(path.getFileName());
                    boolean isFolder = Files.isDirectory(path);
                    if ((isFolder || !folders)
                            && name.startsWith(plain.substring(slash))
                            && isWanted(name, plain, slash, quote)) {
                        String value = escaped(folder + name, quote) + (isFolder ? "" : quote);
                        add(value + (isFolder ? "/" : ""), name + (isFolder ? "/" : ""), !isFolder, to);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            // A folder that cannot be read has no names.
        }
    }

    /** Hidden ones only when a dot is typed, and none that cannot be written so. */
    private static boolean isWanted(String name, String plain, int slash, String quote) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < ' ' || quote.equals("'") && name.charAt(i) == '\'') {
                return false;
            }
        }
        return !name.startsWith(".") || plain.startsWith(".", slash);
    }

    private static String unescaped(String word) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == '\\' && i + 1 < word.length()) {
                i++;
            }
            plain.append(word.charAt(i));
        }
        return plain.toString();
    }

    private static String escaped(String name, String quote) {
        if (quote.equals("'")) {
            return quote + name;
        }
        String special = quote.isEmpty() ? " \t\n\\'\"$`*?[]();&|<>#!{}" : "\\\"$`";
        StringBuilder all = new StringBuilder(quote);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (special.indexOf(c) >= 0) {
                all.append('\\');
            }
            all.append(c);
        }
        return all.toString();
    }
}
