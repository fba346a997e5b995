package atoll.shell;

import atoll.contract.Names;
import atoll.contract.Refused;
import atoll.contract.process.Launcher;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shell as a program of the system. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        Sh sh = new Sh(
                launcher(),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                System.getenv(),
                System.getProperty("user.dir"),
                Long.MAX_VALUE);
        Runtime.getRuntime().addShutdownHook(new Thread(sh::endAll));
        int status = sh.run(List.of(arguments));
        Runtime.getRuntime().exit(status);
    }

    private static @Nullable Launcher launcher() {
        try {
            return Names.find("launcher", Launcher.class);
        } catch (Refused e) {
            return null;
        }
    }
}
