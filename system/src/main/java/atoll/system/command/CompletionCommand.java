package atoll.system.command;

import atoll.system.BadInput;
import atoll.system.Main;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        description = "Prints what has a shell complete commands and options.",
        footer = {
            "",
            "Examples:",
            "  source <(atoll completion bash)",
            "  atoll completion zsh >~/.atoll-completion; echo source ~/.atoll-completion >>~/.zshrc"
        })
final class CompletionCommand implements Command {
    /** Options as a text of help shows them. */
    private static final Pattern OPTION = Pattern.compile("(?m)^ +(?:(-[a-z]+), )?(--?[a-z-]+)\\b");

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    String shell = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    boolean help;

    @Override
    public int call() throws Exception {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new BadInput("completion " + shell + ": neither bash nor zsh");
        }
        CommandSpec all = CommandSpec.create().name("atoll");
        for (String name : Commands.names()) {
            all.addSubcommand(name, Commands.line(name));
        }
        all.addSubcommand("run", ofHelp("run.txt"));
        all.addSubcommand("learn", ofHelp("learn.txt"));
        all.addSubcommand("help", CommandSpec.create());
        System.out.print(AutoComplete.bash("atoll", new CommandLine(all)));
        return 0;
    }

    private static CommandSpec ofHelp(String file) throws IOException {
        CommandSpec run = CommandSpec.create();
        try (@Nullable InputStream text = Main.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IOException(file + " is missing from Atoll's own jar");
            }
            Matcher options = OPTION.matcher(new String(text.readAllBytes(), StandardCharsets.UTF_8));
            Set<String> names = new LinkedHashSet<>();
            while (options.find()) {
                names.add(options.group(2));
            }
            names.forEach(name -> run.addOption(OptionSpec.builder(name).build()));
        }
        return run;
    }
}
