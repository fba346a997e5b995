package atoll.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One program run in a plain JVM and in a fresh Atoll, in a child JVM either way, with the same flags. */
final class Sides {
    private Sides() {}

    static List<String> plain(List<String> flags, String classPath, String main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Foreign.java().toString()));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        return command;
    }

    static List<String> atoll(List<String> flags, String classPath, String main, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(classPath, main));
        all.addAll(arguments);
        return agent(flags, InAtoll.class.getName(), all);
    }

    /** A JVM that can boot a kernel, with the class path of this one. */
    static List<String> agent(List<String> flags, String main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Foreign.java().toString()));
        command.addAll(flags);
        command.add(agent());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        return command;
    }

    private static String agent() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("-javaagent:"))
                .findFirst()
                .orElseThrow();
    }

    static String classPath(List<Path> files) {
        return String.join(":", files.stream().map(Path::toString).toList());
    }
}
