package atoll.bench;

import atoll.kernel.DeathNotice;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Real programs from start to end in a running system that has seen them before, beside {@code java} of the same. */
final class StartBenchmark implements Benchmark {
    private static final int RUNS = 20;
    private static final int WARM_UP = 5;
    private static final double SMALL_TARGET = 1;
    private static final double LARGE_TARGET = 1.2;

    private record Case(Program program, boolean large) {}

    @Override
    public void run(Report report, double scale) throws Exception {
        Workload workload = new Workload();
        Path folder = workload.folder();
        Atoll atoll = Atoll.boot();
        for (Case one : cases(workload)) {
            Histogram inAtoll = Foreign.histogram();
            Histogram inJava = Foreign.histogram();
            long first = spawn(atoll, one.program(), folder);
            for (int i = 0; i < WARM_UP; i++) {
                spawn(atoll, one.program(), folder);
            }
            for (int i = 0; i < SpawnBenchmark.scaled(RUNS, scale); i++) {
                inJava.recordValue(SpawnBenchmark.fork(command(one.program())));
                inAtoll.recordValue(spawn(atoll, one.program(), folder));
            }
            String name = one.program().name();
            report.value(name + ", atoll, link cache cold", first / 1e6, "ms");
            report.times(name + ", atoll", inAtoll);
            report.times(name + ", java", inJava);
            report.target(
                    name + ": atoll / java (p50)",
                    Report.median(inAtoll) / Report.median(inJava),
                    one.large() ? LARGE_TARGET : SMALL_TARGET);
        }
    }

    private static List<Case> cases(Workload workload) throws Exception {
        Path folder = workload.folder();
        Path grammar = folder.resolve("Sum.g4");
        Files.writeString(grammar, """
                grammar Sum;
                sum : NUMBER ('+' NUMBER)* EOF ;
                NUMBER : [0-9]+ ;
                SPACE : [ \\t\\r\\n]+ -> skip ;
                """);
        Path source = folder.resolve("Main.java");
        Files.writeString(source, """
                import java.util.List;
                public class Main {
                    public static void main(String[] args) {
                        List.of(args).stream().map(String::length).forEach(System.out::println);
                    }
                }
                """);
        List<Case> cases = new ArrayList<>();
        cases.add(new Case(workload.program("Hello"), false));
        cases.add(real(
                "org.mozilla:rhino-all:1.9.1",
                "rhino",
                "org.mozilla.javascript.tools.shell.Main",
                false,
                "-e",
                "print(1 + 1)"));
        cases.add(real(
                "org.antlr:antlr4:4.13.2",
                "antlr",
                "org.antlr.v4.Tool",
                false,
                "-o",
                folder + "/antlr",
                grammar.toString()));
        cases.add(real("org.clojure:clojure:1.12.6", "clojure", "clojure.main", true, "-e", "(+ 1 2)"));
        cases.add(real(
                "org.eclipse.jdt:ecj:3.46.100",
                "ecj",
                "org.eclipse.jdt.internal.compiler.batch.Main",
                true,
                "-17",
                "-d",
                folder + "/ecj",
                source.toString()));
        return cases;
    }

    private static Case real(String coordinates, String name, String main, boolean large, String... arguments)
            throws Exception {
        return new Case(new Program(name, Central.classPath(coordinates), main, List.of(arguments)), large);
    }

    private static List<String> command(Program program) {
        List<String> command = new ArrayList<>(
                List.of(Foreign.java().toString(), "-cp", Sides.classPath(program.classPath()), program.mainClass()));
        command.addAll(program.arguments());
        return command;
    }

    private static long spawn(Atoll atoll, Program program, Path folder) throws IOException, InterruptedException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Grants grants = new Grants().write(folder, folder.toString());
        long start = System.nanoTime();
        DeathNotice notice = atoll.spawn(program, grants, Streams.to(new ByteArrayOutputStream(), err))
                .waitFor();
        long time = System.nanoTime() - start;
        if (notice.status().code() != 0) {
            throw new IOException(notice + " " + err);
        }
        return time;
    }
}
