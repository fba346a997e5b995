package atoll.system.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        description = "Shows what collectors of metrics read: the text format of Prometheus.",
        footer = {
            "",
            "A collector reads the same at /metrics of the console, with a token as bearer that is good for nothing else.",
            "",
            "Examples:",
            "  atoll metrics",
            "  atoll metrics | grep restarts",
            "  atoll metrics --token"
        })
final class MetricsCommand extends NamedSystemCommand {
    @Option(
            names = "--token",
            description =
                    "Shows where collectors read instead, and with which token: a line for each console of the system.")
    boolean token;

    @Override
    public int call() throws Exception {
        if (token) {
            ask(
                    request("collectors"),
                    line -> System.out.println(Shown.text(line.get("address")) + " " + Shown.text(line.get("token"))));
            return 0;
        }
        ask(request("metrics"), line -> System.out.print(line.get("text").getAsString()));
        return 0;
    }
}
