package atoll.system.command;

import com.google.gson.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Ends a process, with the time that its definition gives it, and starts it anew; also one that has ended or was given up.",
        footer = {"", "Examples:", "  atoll restart web"})
final class RestartCommand extends NamedSystemCommand {
    @Parameters(paramLabel = "NAME", description = "A process of the definition.")
    String name = "";

    @Override
    public int call() throws Exception {
        JsonObject request = request("restart");
        request.addProperty("name", name);
        ask(request, line -> {});
        return 0;
    }
}
