package atoll.system.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        description = {
            "Measures what each process of a system holds of the heap, alone. It is an estimate, and stops all processes for a full collection and"
                    + " a dump of the heap."
        },
        footer = {"", "Examples:", "  atoll memory", "  atoll memory --json | jq '.processes[] | .name, .memory'"})
final class MemoryCommand extends NamedSystemCommand {
    @Option(names = "--json", description = "As one JSON object.")
    boolean json;

    @Override
    public int call() throws Exception {
        JsonObject answer = ask(request("memory"));
        if (json) {
            System.out.println(answer);
            return 0;
        }
        Table table = new Table(">PID", "NAME", ">HELD");
        for (JsonElement each : answer.getAsJsonArray("processes")) {
            JsonObject row = each.getAsJsonObject();
            table.row(Shown.text(row.get("pid")), Shown.text(row.get("name")), bytes(row, "memory"));
        }
        table.row("-", "shared by processes", bytes(answer, "shared"));
        table.row("-", "Atoll and the JDK", bytes(answer, "rest"));
        table.row("-", "total", bytes(answer, "total"));
        table.print();
        System.out.println("measured "
                + Shown.span(System.currentTimeMillis() - answer.get("measured").getAsLong())
                + " ago; the JVM stood still for "
                + Shown.text(answer.get("still")) + " ms at most");
        return 0;
    }

    private static String bytes(JsonObject row, String key) {
        return Shown.bytes(row.get(key).getAsLong());
    }
}
