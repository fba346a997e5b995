package shop.orders;

import atoll.contract.CallFailed;
import atoll.contract.Names;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Executors;
import shop.Stock;
import shop.database.Database;

/**
 * Takes orders, by HTTP from the front. An order is written down before anything is taken for it, and goes on from there, by whoever
 * asks again or by the next process: so it is taken once or not at all.
 */
public final class OrderService {
    private record Order(String id, String good, int count, String state) {
        String json() {
            return "{\"id\":\"" + id + "\",\"good\":\"" + good + "\",\"count\":" + count + ",\"state\":\"" + state + "\"}";
        }
    }

    private final Database database = new Database(System.getenv("DATABASE"));
    private final Stock stock = Names.find("stock", Stock.class);

    private OrderService() {}

    public static void main(String[] args) throws IOException {
        OrderService service = new OrderService();
        service.prepare();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8080), 0);
        server.createContext("/goods", exchange -> answer(exchange, 200, service.goods()));
        server.createContext("/orders", service::orders);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        System.out.println("taking orders");
        Thread.ofVirtual().start(service::finishAll);
    }

    private void prepare() {
        database.run(connection -> connection
                .createStatement()
                .execute("create table if not exists orders"
                        + " (number int generated always as identity, id varchar primary key, good varchar, count int, state varchar)"));
    }

    /** Those that the process before has not finished. */
    private void finishAll() {
        for (Order order : all()) {
            finish(order);
        }
    }

    private String goods() {
        StringJoiner json = new StringJoiner(",\n ", "[", "]\n");
        for (Stock.Good good : stock.goods()) {
            json.add("{\"name\":\"" + good.name() + "\",\"title\":\"" + good.title() + "\",\"cents\":" + good.cents()
                    + ",\"left\":" + good.left() + "}");
        }
        return json.toString();
    }

    /** A POST has the words ID GOOD COUNT. */
    private void orders(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            StringJoiner json = new StringJoiner(",\n ", "[", "]\n");
            all().forEach(order -> json.add(order.json()));
            answer(exchange, 200, json.toString());
            return;
        }
        String[] words = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split(" ");
        Order wanted = new Order(words[0], words[1], Integer.parseInt(words[2]), "new");
        try {
            Order order = finish(written(wanted));
            boolean other = !order.good.equals(wanted.good) || order.count != wanted.count;
            answer(exchange, other || order.state.equals("refused") ? 409 : 201, order.json() + "\n");
        } catch (CallFailed | IllegalStateException e) {
            // The front asks again.
            answer(exchange, 503, e + "\n");
        }
    }

    /** The order of that number as it is in the database, which it is in from now on. */
    private Order written(Order order) {
        return database.run(connection -> {
            try (PreparedStatement find = connection.prepareStatement("select id, good, count, state from orders where id = ?")) {
                find.setString(1, order.id);
                ResultSet row = find.executeQuery();
                if (row.next()) {
                    return of(row);
                }
            }
            try (PreparedStatement write =
                    connection.prepareStatement("insert into orders (id, good, count, state) values (?, ?, ?, 'new')")) {
                write.setString(1, order.id);
                write.setString(2, order.good);
                write.setInt(3, order.count);
                write.executeUpdate();
            }
            return order;
        });
    }

    private Order finish(Order order) {
        if (!order.state.equals("new")) {
            return order;
        }
        String state = stock.take(order.id, order.good, order.count) ? "done" : "refused";
        return database.run(connection -> {
            try (PreparedStatement end = connection.prepareStatement("update orders set state = ? where id = ?")) {
                end.setString(1, state);
                end.setString(2, order.id);
                end.executeUpdate();
            }
            return new Order(order.id, order.good, order.count, state);
        });
    }

    private List<Order> all() {
        return database.run(connection -> {
            List<Order> all = new ArrayList<>();
            ResultSet rows =
                    connection.createStatement().executeQuery("select id, good, count, state from orders order by number");
            while (rows.next()) {
                all.add(of(rows));
            }
            return all;
        });
    }

    private static Order of(ResultSet row) throws java.sql.SQLException {
        return new Order(row.getString(1), row.getString(2), row.getInt(3), row.getString(4));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
