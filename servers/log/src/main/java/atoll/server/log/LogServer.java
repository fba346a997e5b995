package atoll.server.log;

import atoll.contract.Names;
import atoll.contract.Signal;
import atoll.contract.file.FileTree;
import atoll.contract.log.Log;
import atoll.contract.log.LogNumbers;
import atoll.contract.process.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * {@code LogServer ROOM BYTES CLIENT...}: a log that keeps ROOM characters of each client in memory, and if BYTES is not 0 the
 * last records in two files of that size in {@code files}. Serves {@code log of CLIENT} for each; a client that is written as
 * {@code CLIENT+} reads, and {@code news of CLIENT} is signalled for it. Keeps in {@code numbers} how far it counted.
 */
public final class LogServer {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private LogServer() {}

    public static void main(String[] args) throws InterruptedException {
        Records records = new Records(Integer.parseInt(args[0]));
        List<String> clients = new ArrayList<>();
        List<Signal> news = new ArrayList<>();
        for (String argument : List.of(args).subList(2, args.length)) {
            boolean reads = argument.endsWith("+");
            String client = reads ? argument.substring(0, argument.length() - 1) : argument;
            clients.add(client);
            if (reads) {
                news.add(Names.signal("news of " + client));
            }
        }
        Journal journal =
                new Journal(Names.find("numbers", LogNumbers.class), records, file(Long.parseLong(args[1])), news);
        journal.begin();
        for (String client : clients) {
            Names.serve("log of " + client, Log.class, new Desk(client, journal, records));
        }
        Names.serveIfGiven("health", Health.class, records);
        NEVER.await();
    }

    private static @Nullable LogFile file(long bytes) {
        return bytes == 0 ? null : new LogFile(Names.find("files", FileTree.class), bytes);
    }
}
