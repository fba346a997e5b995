package atoll.system.command;

import atoll.system.BadInput;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        description = "Shows which processes of a system work most, again and again.",
        footer = {"", "Examples:", "  atoll top", "  atoll top -b -n 1"})
final class TopCommand extends NamedSystemCommand {
    private static final String HOME_AND_CLEAR = "\033[H\033[2J";
    private static final double PERCENT = 100;

    @Option(
            names = {"-n", "--times"},
            paramLabel = "N",
            description = "So many times; till it is stopped if not said.")
    int times;

    @Option(
            names = {"-b", "--batch"},
            description = "One below the other, for a file or a pipe.")
    boolean batch;

    @Option(
            names = {"-d", "--delay"},
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "The time between two; 1 if not said.")
    double delay;

    /** What a process did since it was last seen. */
    private record Row(JsonObject process, double percent, long allocated) {}

    private Map<Integer, JsonObject> before = new HashMap<>();
    private long beforeNanos;

    @Override
    public int call() throws Exception {
        if (!(delay > 0 && delay < Integer.MAX_VALUE)) {
            throw new BadInput("a delay of " + delay + " seconds");
        }
        look();
        for (int i = 0; times <= 0 || i < times; i++) {
            Thread.sleep((long) (delay * 1_000));
            show(System.out, look());
        }
        return 0;
    }

    private List<Row> look() throws Exception {
        JsonArray processes = ask(request("ps")).getAsJsonArray("processes");
        long now = System.nanoTime();
        Map<Integer, JsonObject> next = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        for (JsonElement each : processes) {
            JsonObject process = each.getAsJsonObject();
            int pid = process.get("pid").getAsInt();
            next.put(pid, process);
            JsonObject last = before.get(pid);
            double share = since(process, last, "cpuNanos") / (double) Math.max(1, now - beforeNanos);
            rows.add(new Row(process, PERCENT * share, since(process, last, "allocated")));
        }
        rows.sort(Comparator.comparingDouble(Row::percent).reversed());
        before = next;
        beforeNanos = now;
        return rows;
    }

    private static long since(JsonObject process, @Nullable JsonObject last, String key) {
        return process.get(key).getAsLong() - (last == null ? 0 : last.get(key).getAsLong());
    }

    private void show(PrintStream out, List<Row> rows) {
        Table table = new Table(">PID", "NAME", "STATE", ">%CPU", ">CPU", ">THR", ">ALLOC/S", ">RESTARTS");
        for (Row row : rows) {
            table.row(
                    Shown.text(row.process.get("pid")),
                    Shown.text(row.process.get("name")),
                    Shown.text(row.process.get("state")),
                    String.format(Locale.ROOT, "%.1f", row.percent),
                    Shown.seconds(row.process.get("cpuNanos").getAsLong()),
                    Shown.text(row.process.get("threads")),
                    Shown.bytes((long) (row.allocated / delay)),
                    Shown.text(row.process.get("restarts")));
        }
        if (!batch) {
            out.print(HOME_AND_CLEAR);
        }
        table.print();
        if (batch) {
            out.println();
        }
    }
}
