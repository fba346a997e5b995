package atoll.system.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        description = "Shows all living processes of a system, its servers and supervisor among them.",
        footer = {"", "Examples:", "  atoll ps", "  atoll ps --json | jq '.processes[].name'"})
final class PsCommand extends NamedSystemCommand {
    @Option(names = "--json", description = "As one JSON object.")
    boolean json;

    @Override
    public int call() throws Exception {
        JsonObject answer = ask(request("ps"));
        if (json) {
            System.out.println(answer);
            return 0;
        }
        Table table = new Table(">PID", "NAME", "STATE", ">THR", ">CPU", ">ALLOC", ">REGIONS", ">RESTARTS");
        for (JsonElement each : answer.getAsJsonArray("processes")) {
            JsonObject row = each.getAsJsonObject();
            table.row(
                    Shown.text(row.get("pid")),
                    Shown.text(row.get("name")),
                    Shown.text(row.get("state")),
                    Shown.text(row.get("threads")),
                    Shown.seconds(row.get("cpuNanos").getAsLong()),
                    Shown.bytes(row.get("allocated").getAsLong()),
                    Shown.bytes(row.get("regions").getAsLong()),
                    Shown.text(row.get("restarts")));
        }
        table.print();
        return 0;
    }
}
