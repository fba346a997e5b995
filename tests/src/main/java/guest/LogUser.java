package guest;

import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.Refused;
import atoll.contract.log.Log;
import atoll.contract.log.LogRecord;
import atoll.contract.log.Severity;
import java.io.IOException;

/**
 * A client of the log: {@code append TEXT...} appends, and prints the numbers; {@code forever} does so in
 * several threads without end; {@code read} tries to read; {@code follow} prints
 * records as they come; {@code wait} waits for news a moment, and then for ever.
 */
public final class LogUser {
    private static final int THREADS = 4;

    private LogUser() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Log log = Names.find("log", Log.class);
        switch (args[0]) {
            case "append" -> {
                for (int i = 1; i < args.length; i++) {
                    System.out.println(log.append(Severity.INFO, args[i]));
                }
            }
            case "read" -> {
                try {
                    log.read(0, 1);
                    System.out.println("read");
                } catch (Refused e) {
                    System.out.println(e.getMessage());
                }
            }
            case "forever" -> {
                for (int i = 0; i < THREADS; i++) {
                    new Thread(() -> appendForever(log)).start();
                }
            }
            case "wait" -> {
                Notification news = Names.notification("log news");
                System.out.println("news " + news.await(20));
                System.out.println("news " + news.await());
            }
            default -> follow(log);
        }
    }

    private static void appendForever(Log log) {
        try {
            while (true) {
                log.append(Severity.DEBUG, "again");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void follow(Log log) throws IOException, InterruptedException {
        Notification news = Names.notification("log news");
        System.out.println("follows");
        long seen = 0;
        while (true) {
            for (LogRecord record : log.read(seen, 10)) {
                System.out.println(record.number() + " " + record.source() + ": " + record.text());
                seen = record.number();
            }
            news.await();
        }
    }
}
