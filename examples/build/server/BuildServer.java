package builds.server;

import atoll.contract.Names;
import atoll.contract.process.ProcessList;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;

/** POST /javac or /ecj: a source file, or a zip of some, is compiled. GET /jobs/NUMBER.jar: what came of it. */
public final class BuildServer {
    private static final int MOST_BYTES = 16 << 20;
    private static final int KEPT = 50;

    private final ArrayBlockingQueue<String> free;

    // Guarded by this.
    private final Map<Integer, Job> jobs = new LinkedHashMap<>();
    private int last;

    private BuildServer(List<String> workers) {
        free = new ArrayBlockingQueue<>(workers.size(), true, workers);
    }

    public static void main(String[] workers) throws IOException {
        BuildServer builds = new BuildServer(List.of(workers));
        new Thread(builds::watch, "quotas").start();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8644), 0);
        server.createContext("/javac", exchange -> builds.build(exchange, "javac"));
        server.createContext("/ecj", exchange -> builds.build(exchange, "ecj"));
        server.createContext("/jobs/", builds::jar);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        System.out.println("building for http://127.0.0.1:8644/javac and /ecj");
    }

    private synchronized Job next(String worker) {
        Job job = new Job(++last, worker);
        jobs.put(job.number, job);
        jobs.remove(last - KEPT);
        return job;
    }

    private synchronized List<Job> all() {
        return List.copyOf(jobs.values());
    }

    private void watch() {
        ProcessList table = Names.find("processes", ProcessList.class);
        try {
            while (true) {
                for (Job job : all()) {
                    job.look(table);
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void build(HttpExchange exchange, String compiler) throws IOException {
        byte[] sources = exchange.getRequestBody().readNBytes(MOST_BYTES);
        if (sources.length == 0 || sources.length == MOST_BYTES) {
            answer(exchange, 400, "POST a source file, or a zip of some, of less than 16 MB\n");
            return;
        }
        String worker;
        try {
            worker = free.take();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        try {
            Job job = next(worker);
            job.run(compiler, sources);
            answer(
                    exchange,
                    job.isBuilt() ? 200 : 422,
                    job.log() + "job " + job.number + (job.isBuilt() ? " built jobs/" + job.number + ".jar\n" : " failed\n"));
        } finally {
            free.add(worker);
        }
    }

    private void jar(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        for (Job job : all()) {
            if (path.equals("/jobs/" + job.number + ".jar") && job.isBuilt()) {
                answer(exchange, 200, "application/java-archive", job.jar());
                return;
            }
        }
        answer(exchange, 404, "no such jar\n");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        answer(exchange, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
