package atoll.shell.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Commands for signals, of which EXIT and INT are ever run. */
public final class Traps {
    private static final List<String> NAMES = List.of(
            "EXIT", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM");

    private final Map<Integer, String> commands = new TreeMap<>();

    /** The number of a signal by its name or number; -1 when there is none. */
    public static int number(String name) {
        String plain = name.startsWith("SIG") ? name.substring(3) : name;
        int at = NAMES.indexOf(plain.toUpperCase(java.util.Locale.ROOT));
        if (at >= 0) {
            return at;
        }
        try {
            int number = Integer.parseInt(name);
            return number >= 0 && number < 64 ? number : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    public static String name(int number) {
        return number < NAMES.size() ? NAMES.get(number) : Integer.toString(number);
    }

    /** Null: as if there had been none. */
    public void set(int signal, @Nullable String command) {
        if (command == null) {
            commands.remove(signal);
        } else {
            commands.put(signal, command);
        }
    }

    @Nullable String get(int signal) {
        return commands.get(signal);
    }

    /** Taken once, so that a trap for the end that ends does not run again. */
    @Nullable String take(int signal) {
        return commands.remove(signal);
    }

    public List<Map.Entry<Integer, String>> all() {
        return new ArrayList<>(commands.entrySet());
    }
}
