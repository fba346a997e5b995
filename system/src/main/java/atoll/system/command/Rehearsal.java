package atoll.system.command;

import atoll.contract.terminal.Size;
import atoll.system.Atoll;
import atoll.system.session.Session;
import atoll.system.session.Sessions;
import atoll.system.up.RunningSystem;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Starts the system that is built in, and a shell in it which ends at once: what is loaded for that is what each start loads. */
public final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) throws Exception {
        Commands.line("up").parseArgs("--console");
        RunningSystem system = new RunningSystem(Atoll.boot(), happening -> {});
        system.start(DefaultSystem.read());
        Sessions sessions = system.sessions();
        if (sessions != null) {
            ByteArrayInputStream keys = new ByteArrayInputStream("ls\nexit\n".getBytes(StandardCharsets.US_ASCII));
            try (Session session = sessions.open(
                    List.of(), Map.of("TERM", "dumb"), new Size(80, 24), keys, OutputStream.nullOutputStream())) {
                session.waitFor();
            }
        }
        system.end();
        system.ended().get();
        system.control().close();
    }
}
