package atoll.system.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        description = "Shows how each process of the definition is, and what was the last that happened to it.",
        footer = {"", "Examples:", "  atoll status", "  atoll status -s shop --json"})
final class StatusCommand extends NamedSystemCommand {
    @Option(names = "--json", description = "As one JSON object.")
    boolean json;

    @Override
    public int call() throws Exception {
        JsonObject answer = ask(request("status"));
        if (json) {
            System.out.println(answer);
            return 0;
        }
        System.out.println(Shown.text(answer.get("system")) + ", of " + Shown.text(answer.get("file")) + ", in process "
                + Shown.text(answer.get("jvm")) + " of this machine");
        Table table = new Table("NAME", "STATE", ">PID", ">RESTARTS", ">FAILURES", ">SINCE", "LAST");
        long now = System.currentTimeMillis();
        for (JsonElement each : answer.getAsJsonArray("processes")) {
            JsonObject row = each.getAsJsonObject();
            String cause = Shown.text(row.get("cause"));
            table.row(
                    Shown.text(row.get("name")),
                    Shown.text(row.get("state")),
                    Shown.text(row.get("pid")),
                    Shown.text(row.get("restarts")),
                    Shown.text(row.get("failures")),
                    Shown.span(now - row.get("since").getAsLong()),
                    cause.isEmpty() ? "-" : cause);
        }
        table.print();
        return 0;
    }
}
