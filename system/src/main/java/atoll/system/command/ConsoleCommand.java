package atoll.system.command;

import atoll.system.BadInput;
import atoll.system.up.WebConsole;
import com.google.gson.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        description =
                "Shows the address of the console in the browser, with what lets one in; starts it first if the system has none.",
        footer = {
            "",
            "Who has the address can do with the system all that its owner can. It is the same until the system ends.",
            "",
            "Examples:",
            "  atoll console",
            "  atoll console --port 9000"
        })
final class ConsoleCommand extends NamedSystemCommand {
    private static final int MOST_PORT = 65_535;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Where it is to listen, on the loopback; " + WebConsole.PORT + " if not said.")
    int port = WebConsole.PORT;

    @Option(names = "--json", description = "As JSON objects.")
    boolean json;

    @Override
    public int call() throws Exception {
        checkPort(port);
        JsonObject request = request("console");
        request.addProperty("port", port);
        ask(request, line -> System.out.println(json ? line.toString() : Shown.text(line.get("address"))));
        return 0;
    }

    static void checkPort(int port) throws BadInput {
        if (port < 1 || port > MOST_PORT) {
            throw new BadInput("no port: " + port + "; there are 1 to " + MOST_PORT);
        }
    }
}
