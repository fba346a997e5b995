package atoll.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A call from one process into another that only adds two numbers, or keeps the sum as well, in a loop that takes each result on
 * to the next call: what is counted is the call and its loop. The gates are called in turn; with one server the JIT can inline through the
 * gate, with three or eight, each of a class of its own, it cannot. Beside it the same loop over plain objects in a plain
 * JVM, and round trips of virtual threads, Linux, Erlang, Pekko and gRPC. Fresh JVMs in turn (A B A B); a figure is the lower quartile
 * of the rounds of all forks, for the machine may be shared.
 */
final class CallBenchmark implements Benchmark {
    private static final double FAR_TARGET = 10;
    private static final double MOVE_TARGET = 50;
    private static final double INLINED_TARGET = 1;
    private static final int FORKS = 3;
    private static final int WARM_MILLIS = 3_000;
    private static final int ROUNDS = 100;
    private static final List<String> FLAGS = List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");

    // Calls in a round: it takes milliseconds, so that the clock does not count.
    private static final int CALLS = 2_000_000;
    private static final int COPIES = 2_000;
    private static final double LEAST_SCALE = 0.9;
    private static final int REGION_CLASSES = 3;
    private static final int MOVED = 500;
    private static final int HANDOFFS = 200;
    private static final int TRIPS = 2_000;
    private static final List<String> PEKKO = List.of("org.apache.pekko:pekko-actor_3:1.5.0");
    private static final List<String> GRPC = List.of("io.grpc:grpc-netty-shaded:1.85.1", "io.grpc:grpc-stub:1.85.1");

    private static final long NO_DEADLINE = 0;
    private static final long DEADLINE_MILLIS = 10_000;

    /** What the JVMs of one run have in common. */
    private record Setting(Report report, double scale, String contract, String programs, String client) {}

    /** Nanoseconds per call, of one round each, and what was computed. */
    private static final class Rounds {
        final List<Double> nanos = new ArrayList<>();
        final List<String> checks = new ArrayList<>();

        void add(List<String> lines, int calls) {
            for (String line : lines) {
                if (line.startsWith("check")) {
                    checks.add(line);
                } else {
                    nanos.add(Double.parseDouble(line) / calls);
                }
            }
        }
    }

    @Override
    public void run(Report report, double scale) throws Exception {
        Workload workload = new Workload();
        String contract = workload.jar("Adder").toString();
        String programs = workload.jar("Calls") + ":" + workload.jar("AddServer") + ":" + contract;
        Setting setting = new Setting(report, scale, contract, programs, "workload.Calls");
        report.note("flags of all JVMs: " + FLAGS);
        report.note("64 KB of bytes: a gate copies them; a plain call passes the reference. Regions: see below");
        double one = both(setting, "1 class", "add", CALLS, 1);
        double three = both(setting, "3 classes", "add", CALLS, 3);
        double eight = both(setting, "8 classes", "add", CALLS, 8);
        double entered = both(setting, "1 class, a method that writes", "keep", CALLS, 1);
        double threeEntered = both(setting, "3 classes, a method that writes", "keep", CALLS, 3);
        double eightEntered = both(setting, "8 classes, a method that writes", "keep", CALLS, 8);
        both(setting, "64 KB of bytes", "at", COPIES, 1);
        double within = one(setting, "gate with a deadline (another thread)", gates(setting, 1, DEADLINE_MILLIS));
        double virtual = one(setting, "virtual threads, SynchronousQueue", plain(setting, "virtual"));
        report.ratio("gate with a deadline / virtual threads", within / virtual);
        report.ratio("virtual threads / gates to 3 classes", virtual / three);
        regions(setting, workload);
        foreign(setting, workload, three);
        report.target("gate to 1 class (inlined), ns", one, INLINED_TARGET);
        report.target("gates to 3 classes (not inlined), ns", three, FAR_TARGET);
        report.target("gates to 8 classes (not inlined), ns", eight, FAR_TARGET);
        report.target("gate to 1 class (inlined), a method that writes, ns", entered, INLINED_TARGET);
        report.target("gates to 3 classes (not inlined), a method that writes, ns", threeEntered, FAR_TARGET);
        report.target("gates to 8 classes (not inlined), a method that writes, ns", eightEntered, FAR_TARGET);
    }

    private static double both(Setting setting, String what, String method, int calls, int classes) throws Exception {
        Rounds plain = new Rounds();
        Rounds gates = new Rounds();
        for (int i = 0; i < forks(setting); i++) {
            fork(setting, plain, plain(setting, "plain"), method, classes, calls);
            fork(setting, gates, gates(setting, classes, NO_DEADLINE), method, classes, calls);
        }
        if (!gates.checks.equals(plain.checks)) {
            throw new IOException(what + ": " + plain.checks + " by plain calls, " + gates.checks + " through gates");
        }
        double call = setting.report.rounds("plain call, " + what, plain.nanos);
        double gate = setting.report.rounds("gate, " + what, gates.nanos);
        setting.report.ratio("gate / plain call, " + what, gate / call);
        return gate;
    }

    /** Calls with a region of 64 KB beside the same call without, of the same contract and in JVMs in turn. */
    private static void regions(Setting setting, Workload workload) throws Exception {
        String contract = workload.jar("Mover").toString();
        String programs = workload.jar("Moves") + ":" + workload.jar("MoveServer") + ":" + contract;
        // Rounds are short here, and the warm-up is what takes its time: a short one measures the interpreter.
        double scale = Math.max(LEAST_SCALE, setting.scale);
        Setting moving = new Setting(setting.report, scale, contract, programs, "workload.Moves");
        List<String> what = List.of("call", "move", "pass", "lend", "ring");
        List<String> names = List.of(
                "gate, no region",
                "gate, 64 KB region moved",
                "gate, 64 KB region there and back",
                "gate, 64 KB region lent",
                "ring, 64 KB region lent, batches of 64");
        List<Rounds> rounds = new ArrayList<>();
        what.forEach(w -> rounds.add(new Rounds()));
        for (int i = 0; i < forks(moving); i++) {
            for (int w = 0; w < what.size(); w++) {
                fork(
                        moving,
                        rounds.get(w),
                        gates(moving, REGION_CLASSES, NO_DEADLINE),
                        what.get(w),
                        REGION_CLASSES,
                        MOVED);
            }
        }
        double[] nanos = new double[what.size()];
        for (int w = 0; w < what.size(); w++) {
            nanos[w] = setting.report.rounds(names.get(w), rounds.get(w).nanos);
        }
        for (int w = 1; w < what.size(); w++) {
            setting.report.ratio(names.get(w) + " / " + names.get(0), nanos[w] / nanos[0]);
        }
        setting.report.target("64 KB region moved, ns more than a call", nanos[1] - nanos[0], MOVE_TARGET);
        setting.report.value("64 KB region lent, ns more than a call", nanos[3] - nanos[0], "ns");
        setting.report.value("64 KB region there and back, ns more", nanos[2] - nanos[0], "ns");
    }

    private static double one(Setting setting, String what, List<String> command) throws Exception {
        Rounds rounds = new Rounds();
        for (int i = 0; i < forks(setting); i++) {
            fork(setting, rounds, command, "add", 1, HANDOFFS);
        }
        return setting.report.rounds(what, rounds.nanos);
    }

    private static int forks(Setting setting) {
        return Math.max(1, (int) (FORKS * Math.min(1, setting.scale)));
    }

    private static List<String> plain(Setting setting, String where) {
        return Sides.plain(FLAGS, setting.programs, "workload.Calls", List.of(where));
    }

    private static List<String> gates(Setting setting, int servers, long deadlineMillis) {
        List<String> arguments = List.of(
                setting.contract,
                setting.programs,
                Integer.toString(servers),
                Long.toString(deadlineMillis),
                setting.client);
        if (setting.client.equals("workload.Calls")) {
            arguments = new ArrayList<>(arguments);
            arguments.add("gates");
        }
        return Sides.agent(FLAGS, Callers.class.getName(), arguments);
    }

    private static void fork(
            Setting setting, Rounds rounds, List<String> command, String method, int classes, int calls)
            throws Exception {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(
                method,
                Integer.toString(classes),
                Integer.toString(SpawnBenchmark.scaled(WARM_MILLIS, setting.scale)),
                Integer.toString(SpawnBenchmark.scaled(ROUNDS, setting.scale)),
                Integer.toString(calls)));
        rounds.add(Foreign.run(all), calls);
    }

    /** Round trips between two processes of Linux and of Erlang, between actors, and over the loopback. */
    private static void foreign(Setting setting, Workload workload, double gate) throws Exception {
        Path binary = Foreign.compile(workload.folder(), "roundtrip");
        if (binary == null) {
            setting.report.note("Linux pipe and socket: gcc not installed");
        } else {
            trips(setting, "Linux pipe", List.of(binary.toString(), "pipe"), gate);
            trips(setting, "Linux UNIX socket", List.of(binary.toString(), "socket"), gate);
        }
        Path script = Foreign.resource(workload.folder(), "call.escript");
        try {
            trips(setting, "Erlang gen_server:call", List.of("escript", script.toString()), gate);
        } catch (IOException e) {
            setting.report.note("Erlang: not installed (" + e.getMessage() + ")");
        }
        library(setting, workload, "Pekko ask", "PekkoAsk.java", gate, PEKKO);
        library(setting, workload, "gRPC over loopback", "GrpcCall.java", gate, GRPC);
    }

    /** A program of one file, on a plain JVM with the libraries that it needs. */
    private static void library(
            Setting setting, Workload workload, String what, String program, double gate, List<String> coordinates)
            throws Exception {
        List<String> path = new ArrayList<>();
        for (String one : coordinates) {
            Central.classPath(one).forEach(jar -> path.add(jar.toString()));
        }
        List<String> command = new ArrayList<>(List.of(Foreign.java().toString()));
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", String.join(":", path)));
        command.add(Foreign.resource(workload.folder(), program).toString());
        trips(setting, what, command, gate);
    }

    private static void trips(Setting setting, String what, List<String> command, double gate) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.add(Integer.toString(SpawnBenchmark.scaled(FORKS * ROUNDS, setting.scale)));
        all.add(Integer.toString(TRIPS));
        Rounds rounds = new Rounds();
        rounds.add(Foreign.run(all), TRIPS);
        double trip = setting.report.rounds(what, rounds.nanos);
        setting.report.ratio(what + " / gates to 3 classes", trip / gate);
    }
}
