package atoll.system.up;

import atoll.system.definition.Listen;
import atoll.system.definition.ProcessDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which port was in the way of a process that died because one was in use. */
final class TakenPorts {
    /** What the host says of it, in {@code java.net.BindException}. */
    private static final String IN_USE = "Address already in use";

    private static final int LAST_LINES = 200;
    private static final int LIMIT_MILLIS = 200;

    private TakenPorts() {}

    /** Nothing for what was something else. */
    static List<Happening> in(Happening death, @Nullable ProcessDefinition process, LogBook book) {
        if (process == null || !isDeath(death.what()) || !wrote(process.name(), book)) {
            return List.of();
        }
        List<Integer> ports = new ArrayList<>();
        for (Listen listen : process.listen()) {
            if (!listen.local() && listen.port() != 0) {
                ports.add(listen.port());
            }
        }
        if (ports.size() > 1) {
            ports.removeIf(port -> !isListening(port));
        }
        List<Happening> told = new ArrayList<>();
        for (int port : ports) {
            told.add(new Happening(
                    death.atMillis(),
                    process.name(),
                    "port " + port + ", on which it is to listen, is taken by another program of this machine"));
        }
        return told;
    }

    private static boolean isDeath(String what) {
        return what.contains("started again") || what.contains("given up") || what.startsWith("exited");
    }

    private static boolean wrote(String process, LogBook book) {
        List<LogBook.Line> lines = book.reader(Set.of(process)).next();
        for (LogBook.Line line : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())) {
            if (line.text().contains(IN_USE)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
