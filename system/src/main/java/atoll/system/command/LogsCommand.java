package atoll.system.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "Shows what processes wrote to their standard output (|) and standard error (!).",
        footer = {"", "Examples:", "  atoll logs", "  atoll logs -f web", "  atoll logs -n 20 web db"})
final class LogsCommand extends NamedSystemCommand {
    @Parameters(paramLabel = "NAME", description = "Of these processes; of all if none is named.")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with what comes.")
    boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "The last N lines at most.")
    @Nullable Integer last;

    @Option(names = "--json", description = "Each line as a JSON object.")
    boolean json;

    @Override
    public int call() throws Exception {
        JsonObject request = request("logs");
        JsonArray of = new JsonArray();
        names.forEach(of::add);
        request.add("names", of);
        request.addProperty("follow", follow);
        if (last != null) {
            request.addProperty("last", last);
        }
        ask(request, line -> System.out.println(json ? line.toString() : text(line)));
        return 0;
    }

    private static String text(JsonObject line) {
        return text(
                line.get("time").getAsLong(),
                Shown.text(line.get("process")),
                Shown.text(line.get("stream")),
                Shown.text(line.get("line")));
    }

    static String text(long atMillis, String process, String stream, String text) {
        return Shown.time(atMillis) + " " + process + (stream.equals("err") ? " ! " : " | ") + text;
    }
}
