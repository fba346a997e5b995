package atoll.system.command;

import com.google.gson.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        description = "Ends a system: those that need others first, each in the time that its definition gives it.",
        footer = {"", "Examples:", "  atoll down", "  atoll down --now -s shop"})
final class DownCommand extends NamedSystemCommand {
    @Option(names = "--now", description = "All at once, whatever they are doing.")
    boolean now;

    @Override
    public int call() throws Exception {
        JsonObject request = request("down");
        request.addProperty("now", now);
        ask(request, line -> {});
        return 0;
    }
}
