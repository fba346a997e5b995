package shop.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Transactions on a database that may die: one that was cut off is made again, so each looks first what was done before. */
public final class Database {
    /** Some work within one transaction. */
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static final long PATIENCE_NANOS = 15_000_000_000L;

    private final String url;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    public Database(String url) {
        this.url = url;
    }

    public <T> T run(Work<T> work) {
        long begun = System.nanoTime();
        while (true) {
            try {
                return once(work);
            } catch (SQLException e) {
                boolean wrong = e.getSQLState() != null && e.getSQLState().startsWith("42");
                if (wrong || System.nanoTime() - begun > PATIENCE_NANOS) {
                    throw new IllegalStateException(e);
                }
                pause();
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        Connection connection = idle.pollFirst();
        if (connection == null) {
            connection = DriverManager.getConnection(url);
            connection.setAutoCommit(false);
        }
        boolean done = false;
        try {
            T result = work.on(connection);
            connection.commit();
            done = true;
            idle.addFirst(connection);
            return result;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
