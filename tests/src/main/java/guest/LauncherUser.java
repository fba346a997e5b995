package guest;

import atoll.contract.Names;
import atoll.contract.process.Launch;
import atoll.contract.process.Launched;
import atoll.contract.process.Launcher;
import java.io.IOException;
import java.util.Arrays;

/** Holds a launcher: starts what it is told to, and waits in one of its calls. */
public final class LauncherUser {
    private static final Launch.Stream NOTHING = new Launch.Nothing();

    private LauncherUser() {}

    public static void main(String[] words) throws IOException {
        Launcher launcher = Names.find("launcher", Launcher.class);
        int pipe = launcher.pipe();
        switch (words[0]) {
            case "list" -> System.out.println(Arrays.toString(launcher.tools()));
            case "run" -> {
                int pid = launcher.start(launch(pipe), Arrays.copyOfRange(words, 1, words.length), new String[0]);
                launcher.closeWriting(pipe);
                for (byte[] part = launcher.read(pipe, Launcher.MOST);
                        part.length > 0;
                        part = launcher.read(pipe, Launcher.MOST)) {
                    System.out.write(part);
                }
                Launched ended = launcher.await(pid, 60_000);
                System.out.println("status " + (ended == null ? null : ended.code()));
            }
            case "read" -> {
                System.out.println("waits");
                launcher.read(pipe, 1);
            }
            case "write" -> {
                System.out.println("waits");
                launcher.write(pipe, new byte[2 * Launcher.MOST]);
            }
            case "await" -> {
                int pid = launcher.start(launch(pipe), new String[] {"hang"}, new String[0]);
                System.out.println("waits");
                launcher.await(pid, Long.MAX_VALUE);
            }
            case "starts" -> {
                System.out.println("waits");
                while (true) {
                    launcher.start(launch(pipe), new String[] {"exit", "0"}, new String[0]);
                }
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private static Launch launch(int pipe) {
        return new Launch(new Launch.Tool("piped"), "/", NOTHING, new Launch.Pipe(pipe), NOTHING);
    }
}
