package atoll.userland;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options as getopt_long(3) reads them: {@code -ab}, {@code -n5}, {@code -n 5}, {@code --lines=5}, {@code --li 5}, {@code --}.
 *
 * <p>What there is, is a text: options with blanks between, the names of each with commas between, of which the first stands for all; a colon
 * after the last if it has an argument, a question mark if it may have one. Options may follow operands, unless the text begins with a plus.
 */
final class Options {
    private final String tool;
    private final boolean permuted;
    private final List<String[]> known = new ArrayList<>();
    private final List<Character> arguments = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private final List<@Nullable String> values = new ArrayList<>();
    final List<String> operands = new ArrayList<>();

    /** {@code --help} is shown and ends the program. */
    Options(Tool tool, String all, String[] args) throws Output.Broken {
        this(tool.name, all);
        parse(args);
        if (has("help")) {
            ManualPage.help(tool);
            tool.out.flush();
            System.exit(0);
        }
    }

    private Options(String tool, String all) {
        this.tool = tool;
        permuted = !all.startsWith("+");
        for (String one : (permuted ? all : all.substring(1)).split(" ")) {
            char last = one.isEmpty() ? ' ' : one.charAt(one.length() - 1);
            boolean takes = last == ':' || last == '?';
            if (!one.isEmpty()) {
                known.add((takes ? one.substring(0, one.length() - 1) : one).split(","));
                arguments.add(takes ? last : ' ');
            }
        }
        known.add(new String[] {"help"});
        arguments.add(' ');
    }

    boolean has(String option) {
        return given.contains(option);
    }

    /** Its last argument; null when it was not given. */
    @Nullable String value(String option) {
        int last = given.lastIndexOf(option);
        return last < 0 ? null : values.get(last);
    }

    String value(String option, String otherwise) {
        String value = value(option);
        return value == null ? otherwise : value;
    }

    List<String> values(String option) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String value = values.get(i);
            if (given.get(i).equals(option) && value != null) {
                all.add(value);
            }
        }
        return all;
    }

    /** Which of them was given last; empty when none was. */
    String last(String... options) {
        for (int i = given.size() - 1; i >= 0; i--) {
            for (String option : options) {
                if (given.get(i).equals(option)) {
                    return option;
                }
            }
        }
        return "";
    }

    /** Each with its argument, if any, in the order in which they were given. */
    List<String> inOrder() {
        return given;
    }

    private void parse(String[] args) {
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals("--")) {
                operands.addAll(List.of(args).subList(i + 1, args.length));
                return;
            }
            if (arg.startsWith("--")) {
                i += parseLong(arg, i + 1 < args.length ? args[i + 1] : null);
            } else if (arg.length() > 1 && arg.charAt(0) == '-') {
                i += parseShort(arg, i + 1 < args.length ? args[i + 1] : null);
            } else if (permuted) {
                operands.add(arg);
            } else {
                operands.addAll(List.of(args).subList(i, args.length));
                return;
            }
        }
    }

    /** How many more arguments it has used. */
    private int parseShort(String arg, @Nullable String next) {
        for (int at = 1; at < arg.length(); at++) {
            String letter = arg.substring(at, at + 1);
            int number = find(letter);
            if (number < 0) {
                throw Usage.of("invalid option -- '" + letter + "'");
            }
            if (arguments.get(number) != ':') {
                add(number, null);
                continue;
            }
            if (at + 1 < arg.length()) {
                add(number, arg.substring(at + 1));
                return 0;
            }
            if (next == null) {
                throw Usage.of("option requires an argument -- '" + letter + "'");
            }
            add(number, next);
            return 1;
        }
        return 0;
    }

    private int find(String name) {
        for (int i = 0; i < known.size(); i++) {
            for (String one : known.get(i)) {
                if (one.equals(name)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private int parseLong(String arg, @Nullable String next) {
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg.substring(2) : arg.substring(2, equals);
        String value = equals < 0 ? null : arg.substring(equals + 1);
        int number = findLong(name, arg);
        char takes = arguments.get(number);
        if (takes == ' ' && value != null) {
            throw Usage.of("option '--" + longName(number, name) + "' doesn't allow an argument");
        }
        if (takes == ':' && value == null) {
            if (next == null) {
                throw Usage.of("option '--" + longName(number, name) + "' requires an argument");
            }
            add(number, next);
            return 1;
        }
        add(number, value);
        return 0;
    }

    private String longName(int number, String beginning) {
        for (String name : known.get(number)) {
            if (name.length() > 1 && name.startsWith(beginning)) {
                return name;
            }
        }
        return beginning;
    }

    private int findLong(String name, String arg) {
        int found = -1;
        StringBuilder possible = new StringBuilder();
        for (int i = 0; i < known.size(); i++) {
            for (String one : known.get(i)) {
                if (one.length() > 1 && one.equals(name)) {
                    return i;
                }
                if (one.length() > 1 && one.startsWith(name)) {
                    possible.append(" '--").append(one).append('\'');
                    found = found == -1 || found == i ? i : -2;
                }
            }
        }
        if (found == -2) {
            throw Usage.of("option '" + arg + "' is ambiguous; possibilities:" + possible);
        }
        if (found < 0) {
            throw Usage.of("unrecognized option '" + arg + "'");
        }
        return found;
    }

    private void add(int number, @Nullable String value) {
        given.add(known.get(number)[0]);
        values.add(value);
    }

    /** The operand of a program that has to have one. */
    void needOperand() {
        if (operands.isEmpty()) {
            throw Usage.of("missing operand");
        }
    }

    @Override
    public String toString() {
        return tool + given + operands;
    }
}
