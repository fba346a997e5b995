package atoll.system.command;

import picocli.CommandLine.Command;

@Command(
        description = "Shows what collectors of metrics read: the text format of Prometheus.",
        footer = {
            "",
            "A collector reads the same at /metrics of the console, with its token as bearer.",
            "",
            "Examples:",
            "  atoll metrics",
            "  atoll metrics | grep restarts"
        })
final class MetricsCommand extends NamedSystemCommand {
    @Override
    public int call() throws Exception {
        ask(request("metrics"), line -> System.out.print(line.get("text").getAsString()));
        return 0;
    }
}
