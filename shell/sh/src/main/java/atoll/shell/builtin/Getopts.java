package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Variables;
import java.util.List;

/** The options of a script, one after the other. */
final class Getopts implements Builtin {
    /** How far the options of one word are read is kept in this variable, with the number of the word. */
    private static final String PLACE = "_OPTPLACE";

    @Override
    public int run(Call call) {
        if (call.arguments.size() < 2) {
            return call.usage("usage: getopts OPTIONS NAME [ARGUMENT...]");
        }
        String options = call.arguments.get(0);
        String name = call.arguments.get(1);
        List<String> words =
                call.arguments.size() > 2 ? call.arguments.subList(2, call.arguments.size()) : call.state.parameters();
        Variables variables = call.state.variables;
        int index = Math.max(1, Numbers.small(String.valueOf(variables.get("OPTIND"))));
        int within = place(variables, index);
        String word = index <= words.size() ? words.get(index - 1) : "";
        if (within == 1 && (word.length() < 2 || word.charAt(0) != '-' || word.equals("--"))) {
            variables.set("OPTIND", Integer.toString(word.equals("--") ? index + 1 : index));
            variables.set(name, "?");
            return 1;
        }
        char letter = word.charAt(within++);
        boolean last = within == word.length();
        variables.unset("OPTARG");
        int known = letter == ':' ? -1 : options.indexOf(letter);
        boolean quiet = options.startsWith(":");
        if (known < 0) {
            variables.set(name, "?");
            complain(call, quiet, letter, "illegal option -");
        } else if (known + 1 < options.length() && options.charAt(known + 1) == ':') {
            if (last && index >= words.size()) {
                variables.set(name, quiet ? ":" : "?");
                complain(call, quiet, letter, "no argument for -");
            } else {
                variables.set("OPTARG", last ? words.get(index++) : word.substring(within));
                variables.set(name, String.valueOf(letter));
            }
            last = true;
        } else {
            variables.set(name, String.valueOf(letter));
        }
        int next = last ? index + 1 : index;
        variables.set("OPTIND", Integer.toString(next));
        variables.set(PLACE, next + " " + (last ? 1 : within));
        return 0;
    }

    private static int place(Variables variables, int index) {
        String place = variables.get(PLACE);
        String prefix = index + " ";
        return place != null && place.startsWith(prefix)
                ? Math.max(1, Numbers.small(place.substring(prefix.length())))
                : 1;
    }

    private static void complain(Call call, boolean quiet, char letter, String what) {
        if (quiet) {
            call.state.variables.set("OPTARG", String.valueOf(letter));
        } else {
            call.error(what + letter);
        }
    }
}
