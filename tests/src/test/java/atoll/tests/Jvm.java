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
        String agent = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("-javaagent:") && a.contains("atoll-boundary"))
                .findFirst()
                .orElseThrow();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(agent, "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    static Jvm run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Process jvm = of(main, arguments).start();
        String told = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Jvm(jvm.waitFor(), told);
    }
}
