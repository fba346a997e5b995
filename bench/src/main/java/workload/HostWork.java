package workload;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * {@code HostWork WHAT FOLDER PORT}: real programs at work with files in FOLDER, where {@code library.jar} and {@code sources.jar} are,
 * and sockets at PORT. For each line of the input it does one piece of work, the same each time, and prints the
 * nanoseconds and a number that must be the same everywhere. Programs are called by reflection, so that this class needs none.
 */
public final class HostWork {
    private static final int REQUESTS = 100;
    private static final int ROWS = 1_000;
    private static final int BODY = 1_000;
    private static final String PACKAGE = "src/org/apache/commons/lang3";

    private interface Work {
        long round() throws Exception;
    }

    private HostWork() {}

    public static void main(String[] args) throws Exception {
        Work work = work(args[0], Path.of(args[1]), Integer.parseInt(args[2]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        while (orders.readLine() != null) {
            long start = System.nanoTime();
            long check = work.round();
            System.out.println((System.nanoTime() - start) + " " + check);
        }
        System.exit(0);
    }

    private static Work work(String what, Path folder, int port) throws Exception {
        return switch (what) {
            case "ecj" -> ecj(folder);
            case "antlr" -> antlr(folder);
            case "h2" -> () -> sql(folder, "jdbc:h2:" + folder.resolve("h2/db"), "shutdown");
            case "hsqldb" -> () -> sql(folder, "jdbc:hsqldb:file:" + folder.resolve("hsqldb/db"), "shutdown");
            case "tree" -> {
                Path sources = unpacked(folder, "src");
                yield () -> tree(sources);
            }
            case "unpack" -> () -> removed(unpacked(folder, "unpacked"));
            case "http" -> http(port);
            case "connect" -> connect(port);
            default -> throw new IllegalArgumentException(what);
        };
    }

    /** Compiles two packages of a library, beside the library. */
    private static Work ecj(Path folder) throws Exception {
        Class<?> progress = Class.forName("org.eclipse.jdt.core.compiler.CompilationProgress");
        Method compile = Class.forName("org.eclipse.jdt.core.compiler.batch.BatchCompiler")
                .getMethod("compile", String.class, PrintWriter.class, PrintWriter.class, progress);
        Path classes = folder.resolve("classes");
        unpacked(folder, "src");
        String line = "-21 -proc:none -nowarn -classpath " + folder.resolve("library.jar") + " -d " + classes + " "
                + folder.resolve(PACKAGE + "/mutable") + " " + folder.resolve(PACKAGE + "/tuple");
        return () -> {
            StringWriter said = new StringWriter();
            PrintWriter out = new PrintWriter(said);
            if (!(boolean) compile.invoke(null, line, out, out, null)) {
                throw new IllegalStateException(said.toString());
            }
            return removed(classes);
        };
    }

    private static Work antlr(Path folder) throws Exception {
        Path grammar = folder.resolve("Calc.g4");
        StringBuilder text = new StringBuilder("grammar Calc;\nall : e0 EOF ;\n");
        for (int i = 0; i < 10; i++) {
            text.append("e%d : e%d ('op%d' e%d)* | 'k%d' ID (',' ID)* ';' ;%n".formatted(i, i + 1, i, i + 1, i));
        }
        text.append("e10 : ID | INT | '(' e0 ')' ;\nID : [a-z]+ ;\nINT : [0-9]+ ;\nWS : [ \\n]+ -> skip ;\n");
        Files.writeString(grammar, text);
        Class<?> tool = Class.forName("org.antlr.v4.Tool");
        Method process = tool.getMethod("processGrammarsOnCommandLine");
        Path out = folder.resolve("parser");
        String[] words = {"-visitor", "-o", out.toString(), grammar.toString()};
        return () -> {
            process.invoke(tool.getConstructor(String[].class).newInstance((Object) words));
            return removed(out);
        };
    }

    /** A database that is made, filled, asked, closed, opened again and removed. */
    private static long sql(Path folder, String url, String end) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table item (id int primary key, word varchar(20), amount int)");
            try (PreparedStatement insert = connection.prepareStatement("insert into item values (?, ?, ?)")) {
                for (int i = 0; i < ROWS; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "w" + i * 7919 % 503);
                    insert.setInt(3, i % 17);
                    insert.executeUpdate();
                }
            }
            statement.execute(end);
        }
        long sum = 0;
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            String query = "select word, count(*), sum(amount) from item where amount > 3 group by word order by word";
            try (ResultSet rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    sum += rows.getInt(2) * rows.getLong(3);
                }
            }
            statement.execute(end);
        }
        removed(folder.resolve(url.startsWith("jdbc:h2") ? "h2" : "hsqldb"));
        return sum;
    }

    private static long tree(Path root) throws IOException {
        long[] sum = new long[1];
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                sum[0] += bytes.length + bytes[bytes.length / 2];
                return FileVisitResult.CONTINUE;
            }
        });
        return sum[0];
    }

    /** The sources, as files in that folder. */
    private static Path unpacked(Path folder, String name) throws IOException {
        Path to = folder.resolve(name);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(folder.resolve("sources.jar")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path path = to.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(path.getParent());
                    Files.copy(zip, path);
                }
            }
        }
        return to;
    }

    /** Removes the folder; the bytes that were in it. */
    private static long removed(Path folder) throws IOException {
        long[] bytes = new long[1];
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                bytes[0] += attributes.size();
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path gone, IOException failed) throws IOException {
                Files.delete(gone);
                return FileVisitResult.CONTINUE;
            }
        });
        return bytes[0];
    }

    private static void serve(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        byte[] body = new byte[BODY];
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.start();
    }

    /** Requests over a connection that is kept. */
    private static Work http(int port) throws IOException {
        serve(port);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                .build();
        return () -> {
            long sum = 0;
            for (int i = 0; i < REQUESTS; i++) {
                sum += client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .body()
                        .length;
            }
            return sum;
        };
    }

    /** Requests with a connection for each. */
    private static Work connect(int port) throws IOException {
        serve(port);
        return () -> {
            long sum = 0;
            for (int i = 0; i < REQUESTS; i++) {
                HttpURLConnection connection = (HttpURLConnection)
                        URI.create("http://localhost:" + port + "/").toURL().openConnection();
                connection.setRequestProperty("Connection", "close");
                try (InputStream in = connection.getInputStream()) {
                    sum += in.readAllBytes().length;
                }
            }
            return sum;
        };
    }
}
