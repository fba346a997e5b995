package atoll.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The figures of one run: printed as they come, kept as one line of JSON. */
final class Report {
    private static final double MILLI = 1e6;
    private static final double MEDIAN = 50;
    private static final double TAIL = 99;

    private final String name;
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final List<Object> rows = new ArrayList<>();
    private final List<Object> ratios = new ArrayList<>();
    private final List<Object> notes = new ArrayList<>();

    Report(String name, double scale) {
        this.name = name;
        Map<String, Object> machine = Machine.facts();
        json.put("bench", name);
        json.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("scale", scale);
        json.put("machine", machine);
        json.put("rows", rows);
        json.put("ratios", ratios);
        json.put("notes", notes);
        print("== " + name + " ==");
        print("machine: " + machine);
        String remark = System.getProperty("atoll.bench.remark");
        if (remark != null) {
            note(remark);
        }
    }

    /** Recorded in nanoseconds, shown in milliseconds. */
    void times(String what, Histogram nanos) {
        double min = nanos.getMinValue() / MILLI;
        double max = nanos.getMaxValue() / MILLI;
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", what);
        row.put("unit", "ms");
        row.put("n", nanos.getTotalCount());
        row.put("min", min);
        row.put("p50", median(nanos));
        row.put("p99", tail(nanos));
        row.put("max", max);
        rows.add(row);
        print("%-44s n %5d   min %9.3f   p50 %9.3f   p99 %9.3f   max %9.3f ms"
                .formatted(what, nanos.getTotalCount(), min, median(nanos), tail(nanos), max));
    }

    /** Nanoseconds per call, one figure a round; returns the lower quartile. */
    double rounds(String what, List<Double> nanos) {
        double[] sorted =
                nanos.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double quartile = sorted[sorted.length / 4];
        double median = sorted[sorted.length / 2];
        double tail = sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * TAIL / 100))];
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", what);
        row.put("unit", "ns");
        row.put("n", nanos.size());
        row.put("p25", quartile);
        row.put("p50", median);
        row.put("p99", tail);
        rows.add(row);
        print("%-44s n %5d   p25 %9.2f   p50 %9.2f   p99 %9.2f ns"
                .formatted(what, nanos.size(), quartile, median, tail));
        return quartile;
    }

    void value(String what, double value, String unit) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", what);
        row.put("unit", unit);
        row.put("value", value);
        rows.add(row);
        print("%-44s %12.3f %s".formatted(what, value, unit));
    }

    /** The same work in a plain JVM and in Atoll, in milliseconds, with the figures of the single forks. */
    void pair(String what, double plain, double atoll, double ratio, List<Double> plains, List<Double> atolls) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", what);
        row.put("unit", "ms");
        row.put("plain", plain);
        row.put("atoll", atoll);
        row.put("ratio", ratio);
        row.put("plainForks", plains);
        row.put("atollForks", atolls);
        rows.add(row);
        print("%-20s plain %10.4f   atoll %10.4f ms   ratio %6.3f   (%d JVMs a side: plain %s, atoll %s)"
                .formatted(what, plain, atoll, ratio, plains.size(), range(plains), range(atolls)));
    }

    private static String range(List<Double> values) {
        return "%.3f-%.3f".formatted(Collections.min(values), Collections.max(values));
    }

    /** A ratio or figure that has a target. */
    void target(String what, double value, double most) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", what);
        row.put("value", value);
        row.put("target", most);
        row.put("met", value <= most);
        ratios.add(row);
        print("%-44s %12.3f   target <= %.3f   %s".formatted(what, value, most, value <= most ? "met" : "MISSED"));
    }

    void ratio(String what, double value) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", what);
        row.put("value", value);
        ratios.add(row);
        print("%-44s %12.3f".formatted(what, value));
    }

    void note(String text) {
        notes.add(text);
        print(text);
    }

    static double median(Histogram nanos) {
        return nanos.getValueAtPercentile(MEDIAN) / MILLI;
    }

    static double tail(Histogram nanos) {
        return nanos.getValueAtPercentile(TAIL) / MILLI;
    }

    private static void print(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Appends the run to {@code NAME.jsonl} in the folder of the property {@code atoll.bench.results}. */
    void save() throws IOException {
        String folder = System.getProperty("atoll.bench.results");
        if (folder == null) {
            return;
        }
        Path file = Files.createDirectories(Path.of(folder)).resolve(name + ".jsonl");
        Files.writeString(file, text(json) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        print("kept in " + file);
    }

    private static String text(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                List<String> parts = new ArrayList<>();
                map.forEach((k, v) -> parts.add(text(String.valueOf(k)) + ":" + text(v)));
                yield "{" + String.join(",", parts) + "}";
            }
            case List<?> list ->
                "[" + String.join(",", list.stream().map(Report::text).toList()) + "]";
            case Double number -> Double.isFinite(number) ? String.format(Locale.ROOT, "%.4f", number) : "null";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default ->
                "\""
                        + value.toString()
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n") + "\"";
        };
    }
}
