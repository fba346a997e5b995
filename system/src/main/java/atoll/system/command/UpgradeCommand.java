package atoll.system.command;

import atoll.system.BadInput;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description =
                "Puts another jar in the place of the program of a process, while others call it: calls wait meanwhile."
                        + " When it is not ready and well in time, the program before it serves again.",
        footer = {"", "Examples:", "  atoll upgrade stock stock-2.jar", "  atoll upgrade --within 5 stock stock-2.jar"})
final class UpgradeCommand extends NamedSystemCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The process.")
    String name = "";

    @Parameters(index = "1", paramLabel = "JAR", description = "Its next program.")
    String jar = "";

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "For loading it, for the calls under way, and until it is ready; 30 if not said.")
    int seconds;

    @Override
    public int call() throws Exception {
        Path next = Path.of(jar).toAbsolutePath().normalize();
        if (!Files.isRegularFile(next)) {
            throw new BadInput(jar + ": no such file");
        }
        JsonObject request = request("upgrade");
        request.addProperty("name", name);
        request.addProperty("jar", next.toString());
        request.addProperty("millis", Duration.ofSeconds(seconds).toMillis());
        JsonObject answer = ask(request);
        System.out.println(name + " " + Shown.text(answer.get("cause")));
        return 0;
    }
}
