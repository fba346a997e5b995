package atoll.system.command;

import com.google.gson.JsonObject;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Shows the calls that a process makes and gets, as they end: how long each took in who serves it, who made it, which it is.",
        footer = {
            "",
            "Calls that nobody traces cost nothing more.",
            "",
            "Examples:",
            "  atoll trace home",
            "  atoll trace -n 5 log"
        })
final class TraceCommand extends NamedSystemCommand {
    private static final double MICRO = 1e3;

    @Parameters(paramLabel = "NAME", description = "A process of the definition.")
    String name = "";

    @Option(
            names = {"-n", "--calls"},
            paramLabel = "N",
            description = "Ends after N calls.")
    long most;

    @Option(names = "--json", description = "Each call as a JSON object.")
    boolean json;

    @Override
    public int call() throws Exception {
        JsonObject request = request("trace");
        request.addProperty("name", name);
        request.addProperty("most", most);
        ask(request, line -> System.out.println(json ? line.toString() : text(line)));
        return 0;
    }

    private static String text(JsonObject call) {
        if (call.has("lost")) {
            return "... " + call.get("lost").getAsLong() + " calls were too many to be told";
        }
        String caller = call.get("caller").isJsonNull()
                ? "-"
                : Shown.text(call.get("callerName")) + "(" + Shown.text(call.get("caller")) + ")";
        String thrown = call.get("thrown").isJsonNull() ? "" : " ! " + Shown.text(call.get("thrown"));
        return String.format(
                Locale.ROOT,
                "%9.1f us  %s -> %s %s%s",
                call.get("nanos").getAsLong() / MICRO,
                caller,
                Shown.text(call.get("endpoint")),
                Shown.text(call.get("method")),
                thrown);
    }
}
