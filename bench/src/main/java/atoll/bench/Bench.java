package atoll.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code ./atoll bench [NAME...] [--scale S]}: runs the named benchmarks, or all. */
public final class Bench {
    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("spawn", new SpawnBenchmark());
        ALL.put("kill", new KillBenchmark());
        ALL.put("overhead", new OverheadBenchmark());
        ALL.put("start", new StartBenchmark());
        ALL.put("leak", new LeakBenchmark());
        ALL.put("density", new DensityBenchmark());
        ALL.put("call", new CallBenchmark());
        ALL.put("ring", new RingBenchmark());
        ALL.put("files", new FileBenchmark());
        ALL.put("served", new ServedBenchmark());
        ALL.put("http", new HttpBenchmark());
        ALL.put("up", new UpBenchmark());
        ALL.put("restart", new RestartBenchmark());
        ALL.put("storm", new StormBenchmark());
    }

    private Bench() {}

    static Benchmark benchmark(String name) {
        return Objects.requireNonNull(ALL.get(name), name);
    }

    public static void main(String[] args) throws Exception {
        double scale = 1;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--scale") && i + 1 < args.length) {
                scale = Double.parseDouble(args[++i]);
            } else if (ALL.containsKey(args[i])) {
                names.add(args[i]);
            } else {
                System.err.println("atoll bench: no benchmark \"" + args[i] + "\"; there are " + ALL.keySet());
                System.exit(2);
            }
        }
        for (String name : names.isEmpty() ? ALL.keySet() : names) {
            Report report = new Report(name, scale);
            benchmark(name).run(report, scale);
            report.save();
        }
        System.exit(0);
    }
}
