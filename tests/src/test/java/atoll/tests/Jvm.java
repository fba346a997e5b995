package atoll.tests;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a JVM of its own ended, with Atoll's agent and this one's class path, and what it wrote. */
record Jvm(int status, String told) {
    static ProcessBuilder of(Class<?> main, String... arguments) {
        return of(System.getProperty("java.class.path"), main, arguments);
    }

    private static ProcessBuilder of(String classPath, Class<?> main, String... arguments) {
        String agent = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("-javaagent:") && a.contains("atoll-boundary"))
                .findFirst()
                .orElseThrow();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(agent, "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    static Jvm run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        return run(of(main, arguments));
    }

    /** With a folder in front of the class path. */
    static Jvm before(Path folder, Class<?> main) throws IOException, InterruptedException {
        return run(of(folder + ":" + System.getProperty("java.class.path"), main));
    }

    private static Jvm run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process jvm = builder.start();
        String told = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Jvm(jvm.waitFor(), told);
    }
}
