package atoll.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words after {@code atoll run}: options up to the first word that is none, and the program with its arguments. */
final class RunOptions {
    boolean help;

    @Nullable String classPath;

    @Nullable String main;

    /** Where to write the grants that the program turned out to need. */
    @Nullable String learn;

    boolean audit;

    /** The program runs at a session that the host's terminal drives. */
    boolean terminal;

    /** What is granted of the host is reached through servers. */
    boolean served;

    String repository = ProgramFinder.usualRepository();
    String remote = ProgramFinder.usualRemote();
    final GrantOptions grants = new GrantOptions();

    /** The program, then its arguments. */
    final List<String> words;

    private final ArrayDeque<String> left;

    /** The value that an option came with, as in --memory=64m. */
    private @Nullable String attached;

    private RunOptions(List<String> all) throws BadInput {
        left = new ArrayDeque<>(all);
        while (!left.isEmpty()
                && left.getFirst().length() > 1
                && "-@".indexOf(left.getFirst().charAt(0)) >= 0) {
            String word = left.removeFirst();
            if (word.startsWith("@")) {
                GrantFile.read(word.substring(1)).reversed().forEach(left::addFirst);
                continue;
            }
            if (word.equals("--")) {
                break;
            }
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            attached = equals < 0 ? null : word.substring(equals + 1);
            option(equals < 0 ? word : word.substring(0, equals));
        }
        words = new ArrayList<>(left);
    }

    static RunOptions parse(List<String> words) throws BadInput {
        return new RunOptions(words);
    }

    /** Whether the program runs without refusals. */
    boolean audits() {
        return audit || learn != null;
    }

    private void option(String name) throws BadInput {
        switch (name) {
            case "-h", "--help" -> help = true;
            case "-cp", "-classpath", "--class-path" -> classPath = value(name, "PATH");
            case "-m", "--main" -> main = value(name, "CLASS");
            case "-t", "--terminal" -> terminal = true;
            case "--served" -> served = true;
            case "--learn" -> learn = value(name, "FILE");
            case "--audit" -> audit = true;
            case "--repository" -> repository = value(name, "DIR");
            case "--remote" -> remote = value(name, "URL");
            case "--ro" -> grants.ro.add(value(name, "HOST[:GUEST]"));
            case "--rw" -> grants.rw.add(value(name, "HOST[:GUEST]"));
            case "--mount" -> grants.mount.add(value(name, "GUEST=SERVER"));
            case "--listen" -> grants.listen.add(value(name, "[local:]PORT"));
            case "--connect" -> grants.connect.add(value(name, "HOST:PORT"));
            case "--env" -> grants.env.add(value(name, "K=V"));
            case "--prop" -> grants.prop.add(value(name, "K=V"));
            case "--cwd" -> grants.cwd = value(name, "DIR");
            case "--memory" -> grants.memory = value(name, "SIZE");
            case "--cpu" -> grants.cpu = value(name, "N");
            case "--threads" -> grants.threads = value(name, "N");
            default -> throw new BadInput("unknown option " + name + "; see atoll run --help");
        }
    }

    private String value(String name, String what) throws BadInput {
        @Nullable String value = attached != null ? attached : left.pollFirst();
        if (value == null) {
            throw new BadInput(name + ": missing " + what + "; see atoll run --help");
        }
        return value;
    }
}
