package shop.stock;

import atoll.contract.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import shop.Stock;
import shop.database.Database;

/** Keeps the stock in the database. What it took for an order stands beside it, so that no order takes twice. */
public final class StockService implements Stock {
    private final Database database;

    private StockService(Database database) {
        this.database = database;
    }

    public static void main(String[] args) throws InterruptedException {
        Database database = new Database(System.getenv("DATABASE"));
        database.run(StockService::prepare);
        Names.serve("stock", Stock.class, new StockService(database));
        System.out.println("keeping stock");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static boolean prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists goods"
                    + " (name varchar primary key, title varchar, cents int, rest int check (rest >= 0))");
            statement.execute("create table if not exists taken"
                    + " (id varchar primary key, good varchar, count int, done boolean)");
            statement.execute("insert into goods select * from (values ('tea', 'Green tea', 450, 1000),"
                    + " ('cup', 'Blue cup', 1200, 500), ('pot', 'Iron pot', 5900, 100)) as v(name, title, cents, rest)"
                    + " where not exists (select 1 from goods)");
        }
        return true;
    }

    @Override
    public Good[] goods() {
        return database.run(connection -> {
            List<Good> all = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select name, title, cents, rest from goods order by name")) {
                while (rows.next()) {
                    all.add(new Good(rows.getString(1), rows.getString(2), rows.getInt(3), rows.getInt(4)));
                }
            }
            return all.toArray(Good[]::new);
        });
    }

    @Override
    public boolean take(String order, String good, int count) {
        if (count < 1) {
            return false;
        }
        return database.run(connection -> {
            try (PreparedStatement before = connection.prepareStatement("select done from taken where id = ?")) {
                before.setString(1, order);
                ResultSet row = before.executeQuery();
                if (row.next()) {
                    return row.getBoolean(1);
                }
            }
            boolean done;
            try (PreparedStatement less =
                    connection.prepareStatement("update goods set rest = rest - ? where name = ? and rest >= ?")) {
                less.setInt(1, count);
                less.setString(2, good);
                less.setInt(3, count);
                done = less.executeUpdate() == 1;
            }
            try (PreparedStatement note = connection.prepareStatement("insert into taken values (?, ?, ?, ?)")) {
                note.setString(1, order);
                note.setString(2, good);
                note.setInt(3, count);
                note.setBoolean(4, done);
                note.executeUpdate();
            }
            return done;
        });
    }
}
