package atoll.system.command;

import picocli.CommandLine.Option;

/** One that names the system by one letter. */
abstract class NamedSystemCommand extends SystemCommand {
    @Option(names = "-s", paramLabel = "NAME", description = "The same.")
    final void s(String name) {
        system(name);
    }
}
