package atoll.system.command;

import atoll.system.BadInput;
import atoll.system.control.ControlClient;
import atoll.system.control.Exchange;
import com.google.gson.JsonObject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that asks a running system. */
abstract class SystemCommand implements Command {
    private @Nullable String system;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    boolean help;

    @Option(names = "--system", paramLabel = "NAME", description = "Which system; the only one that runs if not said.")
    final void system(String name) {
        system = name;
    }

    static JsonObject request(String what) {
        JsonObject request = new JsonObject();
        request.addProperty(Exchange.DO, what);
        return request;
    }

    /** Asks it, and returns when the answer is whole. */
    void ask(JsonObject request, Consumer<JsonObject> each) throws BadInput, ControlClient.Failed {
        try (ControlClient client = ControlClient.connect(system)) {
            client.ask(request, each);
        }
    }

    /** What is done with a system that is connected to. */
    interface Talk {
        int with(ControlClient client) throws Exception;
    }

    int connected(Talk talk) throws Exception {
        try (ControlClient client = ControlClient.connect(system)) {
            return talk.with(client);
        }
    }

    /** Asks for an answer of one line. */
    JsonObject ask(JsonObject request) throws BadInput, ControlClient.Failed {
        JsonObject[] answer = {new JsonObject()};
        ask(request, line -> answer[0] = line);
        return answer[0];
    }
}
