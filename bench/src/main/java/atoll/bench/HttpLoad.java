package atoll.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.HdrHistogram.Histogram;

/**
 * {@code HttpLoad CONNECTIONS BYTES MILLIS ROUNDS PORT...}: asks the servers in turns, each for so many milliseconds and that
 * often, over connections that are kept, each of which asks again as soon as it has its answer. Each round prints the number of
 * the server, the requests, the nanoseconds, and the nanoseconds of p50 and p99. Every answer is looked at.
 */
public final class HttpLoad {
    private static final double MEDIAN = 50;
    private static final double TAIL = 99;

    /** Heads of the responses are shorter. */
    private static final int HEAD = 200;

    private record Connection(Socket socket, InputStream in, OutputStream out, byte[] request, int bytes) {
        static Connection to(int port, int bytes) throws IOException {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            byte[] request = ("GET /" + bytes + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            return new Connection(socket, socket.getInputStream(), socket.getOutputStream(), request, bytes);
        }

        /** Until that time. */
        Histogram ask(long end) throws IOException {
            Histogram nanos = Foreign.histogram();
            byte[] answer = new byte[bytes + HEAD];
            while (true) {
                long start = System.nanoTime();
                if (start - end >= 0) {
                    return nanos;
                }
                out.write(request);
                int count = in.read(answer);
                int whole = head(answer, count) + bytes;
                while (count < whole) {
                    int more = in.read(answer, count, answer.length - count);
                    if (more < 0) {
                        throw new IOException("an answer is cut short");
                    }
                    count += more;
                }
                nanos.recordValue(System.nanoTime() - start);
                byte wanted = (byte) ('a' + bytes % 26);
                if (count != whole || answer[whole - 1] != wanted || answer[whole - bytes] != wanted) {
                    throw new IOException("a wrong answer");
                }
            }
        }

        /** Servers send the head in one piece, so it is there. */
        private static int head(byte[] answer, int count) throws IOException {
            for (int i = 3; i < count; i++) {
                if (answer[i] == '\n' && answer[i - 1] == '\r' && answer[i - 2] == '\n') {
                    return i + 1;
                }
            }
            throw new IOException("no head in " + count + " bytes");
        }
    }

    private HttpLoad() {}

    public static void main(String[] args) throws Exception {
        int connections = Integer.parseInt(args[0]);
        int bytes = Integer.parseInt(args[1]);
        long nanos = Long.parseLong(args[2]) * 1_000_000;
        int rounds = Integer.parseInt(args[3]);
        List<List<Connection>> servers = new ArrayList<>();
        for (int i = 4; i < args.length; i++) {
            List<Connection> all = new ArrayList<>();
            for (int c = 0; c < connections; c++) {
                all.add(Connection.to(Integer.parseInt(args[i]), bytes));
            }
            servers.add(all);
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < servers.size(); i++) {
                round(i, servers.get(i), nanos);
            }
        }
        System.exit(0);
    }

    private static void round(int number, List<Connection> connections, long length) throws Exception {
        long start = System.nanoTime();
        List<FutureTask<Histogram>> tasks = new ArrayList<>();
        for (Connection connection : connections) {
            FutureTask<Histogram> task = new FutureTask<>(() -> connection.ask(start + length));
            tasks.add(task);
            new Thread(task).start();
        }
        Histogram all = Foreign.histogram();
        for (FutureTask<Histogram> task : tasks) {
            all.add(task.get());
        }
        long took = System.nanoTime() - start;
        System.out.println(number + " " + all.getTotalCount() + " " + took + " " + all.getValueAtPercentile(MEDIAN)
                + " " + all.getValueAtPercentile(TAIL));
    }
}
