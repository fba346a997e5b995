package atoll.system.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        description =
                "Has a system read its file again: what is another there is ended and started, and all else goes on."
                        + " When the file makes no sense nothing changes.",
        footer = {"", "Examples:", "  atoll reload", "  atoll reload -s shop --json"})
final class ReloadCommand extends NamedSystemCommand {
    @Option(names = "--json", description = "As one JSON object.")
    boolean json;

    @Override
    public int call() throws Exception {
        JsonObject answer = ask(request("reload"));
        if (json) {
            System.out.println(answer);
            return 0;
        }
        boolean any = false;
        for (String what : new String[] {"ended", "started", "restarted"}) {
            List<String> names = new ArrayList<>();
            JsonArray all = answer.getAsJsonArray(what);
            for (JsonElement each : all) {
                names.add(each.getAsString());
            }
            if (!names.isEmpty()) {
                any = true;
                System.out.println(what + ": " + String.join(", ", names));
            }
        }
        if (!any) {
            System.out.println("nothing has changed");
        }
        return 0;
    }
}
