package atoll.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options in a file, one a line: what {@code --learn} writes and {@code @FILE} reads. */
final class GrantFile {
    private GrantFile() {}

    /** The options and their values, as words. */
    static List<String> read(String file) throws BadInput {
        List<String> words = new ArrayList<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(Path.of(file))) {
                number++;
                String option = line.strip();
                if (option.isEmpty() || option.startsWith("#")) {
                    continue;
                }
                if (!option.startsWith("-")) {
                    throw new BadInput("@" + file + ", line " + number + ": not an option: " + option);
                }
                int space = option.indexOf(' ');
                words.add(space < 0 ? option : option.substring(0, space));
                if (space >= 0) {
                    words.add(option.substring(space + 1));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput("@" + file + ": cannot be read", e);
        }
        return words;
    }

    static void write(String file, List<String> options) throws BadInput {
        List<String> lines = new ArrayList<>();
        lines.add("# What the program needed, by atoll run --learn. To grant it: atoll run @" + file + " ...");
        lines.addAll(options);
        try {
            Files.write(Path.of(file), lines);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInput("--learn " + file + ": cannot be written", e);
        }
    }
}
