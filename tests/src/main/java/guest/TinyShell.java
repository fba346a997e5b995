package guest;

import atoll.contract.Names;
import atoll.contract.process.Launch;
import atoll.contract.process.Launched;
import atoll.contract.process.Launcher;
import atoll.contract.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A shell as small as one can be: it runs each line's command, and knows {@code exit}, {@code start}, {@code size} and {@code env}. */
public final class TinyShell {
    private TinyShell() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Launcher launcher = Names.find("launcher", Launcher.class);
        boolean terminal = System.console() != null;
        Launch.Stream stream = terminal ? new Launch.AtTerminal() : new Launch.Nothing();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("shell " + Arrays.toString(arguments));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "exit" -> System.exit(Integer.parseInt(words[1]));
                case "hang" -> {
                    System.out.println("asleep");
                    Thread.sleep(Long.MAX_VALUE);
                }
                case "size" ->
                    System.out.println(Names.find("terminal", Terminal.class).size());
                case "env" -> System.out.println(System.getenv(words[1]));
                case "start" -> System.out.println("started " + start(launcher, stream, words));
                default -> {
                    Launched ended = launcher.await(start(launcher, stream, words), 60_000);
                    System.out.println("status " + (ended == null ? null : ended.code()));
                }
            }
        }
        System.out.println("end");
    }

    private static int start(Launcher launcher, Launch.Stream stream, String[] words) throws IOException {
        String[] arguments = Arrays.copyOfRange(words, words[0].equals("start") ? 1 : 0, words.length);
        return launcher.start(
                new Launch(new Launch.Tool(words[0].equals("nested") ? "tiny" : "piped"), "/", stream, stream, stream),
                arguments,
                new String[0]);
    }
}
