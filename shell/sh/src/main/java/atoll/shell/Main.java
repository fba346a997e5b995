package atoll.shell;

import atoll.contract.Names;
import atoll.contract.Refused;
import atoll.contract.process.Launcher;
import atoll.contract.terminal.Terminal;
import atoll.shell.terminal.TerminalInput;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shell as a program of the system. It is given {@code launcher}, without which there are no programs; and, where somebody types,
 * {@code terminal} and its notifications, with the terminal as its streams.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        Launcher launcher = given("launcher", Launcher.class);
        Terminal terminal = given("terminal", Terminal.class);
        String directory = System.getProperty("user.dir");
        Sh sh = terminal == null
                ? new Sh(
                        launcher,
                        new FileInputStream(FileDescriptor.in),
                        out,
                        new FileOutputStream(FileDescriptor.err),
                        System.getenv(),
                        directory,
                        Long.MAX_VALUE)
                : Sh.at(
                        terminal,
                        new TerminalInput(terminal, Names.notification("terminal input")),
                        out,
                        launcher,
                        System.getenv(),
                        directory);
        Runtime.getRuntime().addShutdownHook(new Thread(sh::endAll));
        int status = sh.run(List.of(arguments));
        Runtime.getRuntime().exit(status);
    }

    private static <C> @Nullable C given(String name, Class<C> contract) {
        try {
            return Names.find(name, contract);
        } catch (Refused e) {
            return null;
        }
    }
}
