package atoll.shell.builtin;

import atoll.contract.process.Launch;
import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a jar or a class as a process of the system. */
final class Java implements Builtin {
    private static final String USAGE = "usage: java -jar FILE.jar [ARGUMENT...], java -cp PATH CLASS [ARGUMENT...]";

    @Override
    public int run(Call call) {
        List<String> words = call.arguments;
        @Nullable String classPath = null;
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            String word = words.get(at++);
            boolean last = at == words.size();
            switch (word) {
                case "-jar" -> {
                    return last
                            ? call.usage(USAGE)
                            : launch(call, new Launch.Jar(absolute(call, words.get(at))), at + 1);
                }
                case "-cp", "-classpath", "--class-path" -> {
                    if (last) {
                        return call.usage(USAGE);
                    }
                    classPath = words.get(at++);
                }
                default -> {
                    return call.usage(
                            word + ": refused, for a program is no virtual machine of its own here; " + USAGE);
                }
            }
        }
        if (at == words.size()) {
            return call.usage(USAGE);
        }
        String of = classPath == null ? call.state.variables.get("CLASSPATH") : classPath;
        return launch(call, new Launch.Main(all(call, of == null ? "." : of), words.get(at)), at + 1);
    }

    private static int launch(Call call, Launch.Code code, int from) {
        return call.shell.launch(code, call.name, call.arguments.subList(from, call.arguments.size()));
    }

    private static String absolute(Call call, String name) {
        return call.state.path(name).normalize().toString();
    }

    private static String all(Call call, String classPath) {
        List<String> paths = new ArrayList<>();
        for (String path : classPath.split(":", -1)) {
            paths.add(absolute(call, path.isEmpty() ? "." : path));
        }
        return String.join(":", paths);
    }
}
