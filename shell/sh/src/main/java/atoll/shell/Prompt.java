package atoll.shell;

import atoll.shell.run.State;

/** What a prompt's text means. */
final class Prompt {
    private static final String USUAL = "\\w \\$ ";

    private Prompt() {}

    /** {@code \w} is the directory, {@code \W} its last name, {@code \$} a dollar, {@code \}{@code u} who, {@code \h} where, {@code \n} a new line. */
    static String of(State state, String variable) {
        String form = state.variables.get(variable);
        if (form == null) {
            form = variable.equals("PS2") ? "> " : USUAL;
        }
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            if (c != '\\' || i + 1 == form.length()) {
                all.append(c);
                continue;
            }
            char kind = form.charAt(++i);
            switch (kind) {
                case 'w' -> all.append(directory(state));
                case 'W' ->
                    all.append(directory(state).substring(directory(state).lastIndexOf('/') + 1));
                case '$' -> all.append('$');
                case 'u' -> all.append(of(state, "USER", "user"));
                case 'h' -> all.append(of(state, "HOSTNAME", "atoll"));
                case 'n' -> all.append('\n');
                case 'e' -> all.append('\u001b');
                default -> all.append(kind);
            }
        }
        return all.toString();
    }

    private static String of(State state, String variable, String otherwise) {
        String value = state.variables.get(variable);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static String directory(State state) {
        String directory = state.directory();
        String home = state.variables.get("HOME");
        if (home == null || home.length() < 2) {
            return directory;
        }
        if (directory.equals(home)) {
            return "~";
        }
        return directory.startsWith(home + "/") ? "~" + directory.substring(home.length()) : directory;
    }
}
