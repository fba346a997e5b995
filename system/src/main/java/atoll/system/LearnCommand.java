package atoll.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code atoll learn}: {@code run --learn}, and what was learned in words. */
final class LearnCommand {
    private static final String END = ".grants";

    private LearnCommand() {}

    static int run(List<String> words) throws BadInput, IOException, InterruptedException {
        List<String> left = new ArrayList<>(words);
        @Nullable String file = null;
        boolean toml = false;
        while (!left.isEmpty() && List.of("-o", "--toml", "-h", "--help").contains(left.getFirst())) {
            String option = left.removeFirst();
            if (option.equals("--toml")) {
                toml = true;
            } else if (!option.equals("-o")) {
                return Main.show("learn.txt");
            } else if (left.isEmpty()) {
                throw new BadInput("-o: missing FILE; see atoll learn --help");
            } else {
                file = left.removeFirst();
            }
        }
        RunOptions options = RunOptions.parse(left);
        if (options.help || options.words.isEmpty() && options.main == null) {
            return Main.show("learn.txt");
        }
        if (options.audits()) {
            throw new BadInput("learn: takes the options that grant something, and writes to -o FILE");
        }
        String name = nameOf(options);
        String to = file == null ? name + END : file;
        List<String> run = new ArrayList<>(List.of("--learn", to));
        run.addAll(left);
        int status = RunCommand.run(run);
        List<String> learned = GrantFile.read(to);
        if (toml) {
            System.out.print(GrantTable.of(name, options, learned));
        }
        System.err.println("atoll: what it needed is in " + to + "; with that and nothing else: atoll run @" + to + " "
                + String.join(" ", left));
        return status;
    }

    /** A name for files and processes. */
    private static String nameOf(RunOptions options) {
        String program = options.classPath != null && options.main != null ? options.main : options.words.getFirst();
        String[] coordinates = program.split(":");
        String last = coordinates.length > 1 && !program.contains("/")
                ? coordinates[1]
                : String.valueOf(Path.of(program).getFileName());
        String name = last.endsWith(".jar") ? last.substring(0, last.length() - ".jar".length()) : last;
        return name.replaceAll("[^A-Za-z0-9_.-]", "-");
    }
}
