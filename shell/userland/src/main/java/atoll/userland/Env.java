package atoll.userland;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints the environment. */
public final class Env extends Tool {
    static final String OPTIONS = "+i,ignore-environment 0,null u,unset:";

    private static final int TROUBLE = 125;
    private static final int CANNOT_START = 126;

    private Env() {
        super("env", TROUBLE);
    }

    public static void main(String[] args) {
        new Env().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        Map<String, String> environment = new TreeMap<>(Text::compare);
        if (!options.has("i")) {
            environment.putAll(System.getenv());
        }
        for (String name : options.values("u")) {
            environment.remove(name);
        }
        List<String> operands = options.operands;
        for (int i = 0; i < operands.size(); i++) {
            int equals = operands.get(i).indexOf('=');
            if (equals < 0) {
                fail(Text.quoted(operands.get(i))
                        + ": a program cannot start others; the shell does: NAME=VALUE COMMAND");
                status = CANNOT_START;
                return;
            }
            environment.put(
                    operands.get(i).substring(0, equals), operands.get(i).substring(equals + 1));
        }
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            out.print(variable.getKey() + "=" + variable.getValue());
            out.write(options.has("0") ? 0 : '\n');
        }
    }
}
