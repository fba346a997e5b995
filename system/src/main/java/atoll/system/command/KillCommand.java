package atoll.system.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "Sends a signal to processes. What its definition wants to run is started again.",
        footer = {
            "",
            "Examples:",
            "  atoll kill web",
            "  atoll kill -s KILL db",
            "  atoll kill -s STOP 12 --system shop"
        })
final class KillCommand extends SystemCommand {
    @Parameters(arity = "1..*", paramLabel = "NAME|PID", description = "A process, a server, or the supervisor.")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-s", "--signal"},
            paramLabel = "SIGNAL",
            defaultValue = "TERM",
            description =
                    "HUP, INT, QUIT, TERM: it exits; KILL: at once and for certain; STOP, CONT. TERM if not said.")
    String signal = "TERM";

    @Override
    public int call() throws Exception {
        JsonObject request = request("kill");
        JsonArray of = new JsonArray();
        names.forEach(of::add);
        request.add("names", of);
        request.addProperty("signal", signal);
        ask(request, line -> {});
        return 0;
    }
}
