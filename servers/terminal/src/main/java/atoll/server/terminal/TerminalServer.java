package atoll.server.terminal;

import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.process.Health;
import atoll.contract.terminal.ModeHolders;
import atoll.contract.terminal.SessionStore;
import atoll.contract.terminal.Terminal;
import atoll.contract.terminal.TerminalDriver;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code TerminalServer SESSION...}: serves {@code terminal of SESSION} and {@code driver of SESSION} for each, keeps it in {@code state of
 * SESSION}, and signals as {@link Bells} says. {@code holders} says which processes live, when {@code endings} is signalled.
 */
public final class TerminalServer {
    private TerminalServer() {}

    public static void main(String[] args) throws InterruptedException {
        ModeHolders holders = Names.find("holders", ModeHolders.class);
        Notification endings = Names.notification("endings");
        Map<String, Session> sessions = new LinkedHashMap<>();
        for (String name : args) {
            SessionStore kept = Names.find("state of " + name, SessionStore.class);
            sessions.put(name, new Session(kept, holders, new Bells(name)));
        }
        Health health = () -> sessions.values().forEach(Session::beat);
        Names.serveIfGiven("health", Health.class, health);
        sessions.forEach((name, session) -> {
            session.begin();
            Names.serve("terminal of " + name, Terminal.class, new Desk(session));
            Names.serve("driver of " + name, TerminalDriver.class, new DriverDesk(session));
        });
        // If this ends, so does the process, and the next one goes on.
        while (true) {
            sessions.values().forEach(Session::sweep);
            endings.await();
        }
    }
}
