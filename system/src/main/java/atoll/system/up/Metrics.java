package atoll.system.up;

import atoll.contract.process.ProcessView;
import atoll.system.memory.Measurement;
import atoll.system.trace.Arrow;
import atoll.system.trace.Attention;
import atoll.system.trace.CallSum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A system as Prometheus and OpenMetrics collectors read it: text format 0.0.4. Calls are counted from the first time that somebody reads them until
 * nobody has for {@value #PATIENCE_MILLIS} ms; then their counters begin anew.
 */
final class Metrics {
    private static final double NANOS = 1e9;
    private static final long PATIENCE_MILLIS = 300_000;

    /** A family: its samples in order. */
    private static final class Family {
        final String name;
        final String type;
        final String help;
        final List<String> samples = new ArrayList<>();

        Family(String name, String type, String help) {
            this.name = name;
            this.type = type;
            this.help = help;
        }

        void add(long value, String... labels) {
            sample(Long.toString(value), labels);
        }

        void seconds(long nanos, String... labels) {
            sample(String.format(Locale.ROOT, "%.6f", nanos / NANOS), labels);
        }

        private void sample(String value, String... labels) {
            StringBuilder line = new StringBuilder(name);
            for (int i = 0; i < labels.length; i += 2) {
                line.append(i == 0 ? '{' : ',')
                        .append(labels[i])
                        .append("=\"")
                        .append(escaped(labels[i + 1]))
                        .append('"');
            }
            line.append(labels.length > 0 ? "} " : " ").append(value);
            samples.add(line.toString());
        }
    }

    private final RunningSystem system;
    private final Attention reader;
    private final long startNanos = System.nanoTime();

    Metrics(RunningSystem system) {
        this.system = system;
        reader = new Attention(system.living().calls(), TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS));
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** The whole text. */
    String text() {
        reader.pay();
        List<Family> all = new ArrayList<>();
        jvm(all);
        processes(all);
        calls(all);
        StringBuilder text = new StringBuilder();
        for (Family family : all) {
            text.append("# HELP ")
                    .append(family.name)
                    .append(' ')
                    .append(family.help)
                    .append('\n');
            text.append("# TYPE ")
                    .append(family.name)
                    .append(' ')
                    .append(family.type)
                    .append('\n');
            family.samples.forEach(sample -> text.append(sample).append('\n'));
        }
        return text.toString();
    }

    /** From time to time: whether anybody still reads. */
    void look() {
        reader.look();
    }

    private void jvm(List<Family> all) {
        Family info = new Family("atoll_system_info", "gauge", "The system that this is.");
        info.add(1, "system", system.definition().name());
        Family up = new Family("atoll_uptime_seconds", "gauge", "Since the system was started.");
        up.seconds(System.nanoTime() - startNanos);
        Family heap = new Family(
                "atoll_heap_bytes", "gauge", "Heap of all processes together, with what is not collected yet.");
        heap.add(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        all.addAll(List.of(info, up, heap));
    }

    private void processes(List<Family> all) {
        Family ready = new Family("atoll_process_ready", "gauge", "1: it serves all that it is to serve.");
        Family restarts = new Family("atoll_process_restarts_total", "counter", "How often it was started again.");
        Family cpu = new Family(
                "atoll_process_cpu_seconds_total", "counter", "Processor time of the process that lives now.");
        Family allocated = new Family(
                "atoll_process_allocated_bytes_total",
                "counter",
                "Heap that it has allocated, collected since or not.");
        Family copied =
                new Family("atoll_process_copied_bytes_total", "counter", "What the kernel copied for it, of regions.");
        Family regions = new Family("atoll_process_region_bytes", "gauge", "Bytes of the regions that it owns.");
        Family threads = new Family("atoll_process_threads", "gauge", "Threads that live.");
        Family memory = new Family(
                "atoll_process_memory_bytes", "gauge", "Heap that it alone held when that was measured last.");
        Measurement measured = system.memory().last();
        for (Status status : system.statuses()) {
            String name = status.name();
            ready.add(status.state().equals(Status.READY) ? 1 : 0, "process", name);
            restarts.add(status.restarts(), "process", name);
            ProcessView view =
                    status.pid() == 0 ? null : system.living().table().look(status.pid());
            if (view != null) {
                cpu.seconds(view.cpuNanos(), "process", name);
                allocated.add(view.allocated(), "process", name);
                copied.add(view.copied(), "process", name);
                regions.add(view.regions(), "process", name);
                threads.add(view.threads(), "process", name);
                Long held =
                        measured == null ? null : measured.held().processes().get(view.pid());
                if (held != null) {
                    memory.add(held, "process", name);
                }
            }
        }
        all.addAll(List.of(ready, restarts, cpu, allocated, copied, regions, threads));
        if (measured != null) {
            Family when = new Family(
                    "atoll_memory_measured_timestamp_seconds", "gauge", "When the JVM stood still for that.");
            when.seconds(TimeUnit.MILLISECONDS.toNanos(measured.atMillis()));
            all.addAll(List.of(memory, when));
        }
    }

    private void calls(List<Family> all) {
        Family calls = new Family(
                "atoll_calls_total",
                "counter",
                "Calls between processes that have ended; no caller: the host, or not known.");
        Family failed =
                new Family("atoll_calls_failed_total", "counter", "Those that ended in an exception of the server's.");
        Family time = new Family("atoll_call_seconds_total", "counter", "Time that they took in the server.");
        Map<Arrow, CallSum> sums = new LinkedHashMap<>();
        system.living().calls().sums().forEach((arrow, sum) -> {
            // One series for all sessions: a number in each name would make new ones for ever.
            boolean named = arrow.from().isEmpty() || system.living().isDefined(arrow.from());
            Arrow series = new Arrow(named ? arrow.from() : "session", arrow.to(), arrow.endpoint());
            sums.merge(series, sum, CallSum::plus);
        });
        sums.forEach((arrow, sum) -> {
            String[] labels = {"from", arrow.from(), "to", arrow.to(), "endpoint", arrow.endpoint()};
            calls.add(sum.count(), labels);
            failed.add(sum.failed(), labels);
            time.seconds(sum.nanos(), labels);
        });
        all.addAll(List.of(calls, failed, time));
    }
}
