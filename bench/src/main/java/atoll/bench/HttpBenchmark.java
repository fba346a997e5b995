package atoll.bench;

import atoll.contract.net.Net;
import atoll.kernel.Preload;
import atoll.library.net.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One HTTP server program with the sockets of {@code java.net} in a plain JVM, and as a process in Atoll through the net server;
 * beside it, as a process with {@code java.net}, and through the net server by the methods that copy. All run at once, in a JVM
 * each, and one load generator asks them in turns; a figure is the median of its rounds, without the first ones, and a ratio the
 * median of the ratios of rounds that follow each other.
 */
final class HttpBenchmark implements Benchmark {
    private static final List<String> FLAGS = List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");
    private static final String[] SIDES = {
        "plain JVM", "Atoll, net server", "Atoll, java.net", "Atoll, net server, arrays"
    };
    private static final String[] HOW = {"plain", "served", "plain", "copied"};
    private static final int MILLIS = 250;
    private static final int ROUNDS = 40;
    private static final int WARM = 16;
    private static final int COPIES = 300;
    private static final int SMALL = 100;
    private static final int LARGE = 64 << 10;

    /** 0.95 of the requests a second of the plain JVM, as times. */
    private static final double TARGET = 1 / 0.95;

    /** Two runs of the same differ by as much. */
    private static final double SAME = 1.05;

    /** Of one server under one load: requests a second, p50 and p99 in nanoseconds, a figure for each round. */
    private record Figures(List<Double> rates, List<Double> medians, List<Double> tails) {
        Figures() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public void run(Report report, double scale) throws Exception {
        String jar = new Workload().jar("HttpServer").toString();
        report.note("flags of the servers: " + FLAGS);
        List<Process> servers = new ArrayList<>();
        try {
            List<String> ports = freePorts();
            for (int i = 0; i < SIDES.length; i++) {
                servers.add(new ProcessBuilder(command(i, jar, ports.get(i)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
            }
            for (Process server : servers) {
                BufferedReader reader = server.inputReader(StandardCharsets.UTF_8);
                if (!"ready".equals(reader.readLine())) {
                    throw new IOException("a server did not start");
                }
            }
            load(report, scale, servers, ports, 1, SMALL);
            load(report, scale, servers, ports, 16, SMALL);
            load(report, scale, servers, ports, 4, LARGE);
            copies(report, scale);
        } finally {
            for (Process server : servers) {
                server.destroyForcibly();
                server.waitFor();
            }
        }
    }

    /** One for each side, chosen together: the host may give the same port twice in a row. */
    private static List<String> freePorts() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        try {
            for (int i = 0; i < SIDES.length; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                ports.add(Integer.toString(socket.getLocalPort()));
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return ports;
    }

    private static List<String> command(int side, String jar, String port) {
        if (side == 0) {
            String path = jar + ":" + Preload.place(Network.class) + ":" + Preload.place(Net.class);
            return Sides.plain(FLAGS, path, "workload.HttpServer", List.of("plain", port));
        }
        return Sides.agent(FLAGS, HttpHost.class.getName(), List.of(jar, "workload.HttpServer", HOW[side], port));
    }

    /** Processor time that it has used, in nanoseconds. */
    private static double used(Process server) {
        return server.info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static void load(
            Report report, double scale, List<Process> servers, List<String> ports, int connections, int bytes)
            throws Exception {
        int rounds = SpawnBenchmark.scaled(ROUNDS, scale);
        int warm = SpawnBenchmark.scaled(WARM, scale);
        List<String> arguments = new ArrayList<>(List.of(
                Integer.toString(connections),
                Integer.toString(bytes),
                Integer.toString(SpawnBenchmark.scaled(MILLIS, scale)),
                Integer.toString(warm + rounds)));
        arguments.addAll(ports);
        double[] used = servers.stream().mapToDouble(HttpBenchmark::used).toArray();
        double[] requests = new double[SIDES.length];
        List<String> lines = Foreign.run(
                Sides.plain(FLAGS, System.getProperty("java.class.path"), HttpLoad.class.getName(), arguments));
        Arrays.setAll(used, i -> used(servers.get(i)) - used[i]);
        Figures[] all = new Figures[SIDES.length];
        Arrays.setAll(all, i -> new Figures());
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ");
            int side = Integer.parseInt(words[0]);
            requests[side] += Double.parseDouble(words[1]);
            if (i < warm * SIDES.length) {
                continue;
            }
            Figures figures = all[side];
            figures.rates.add(Double.parseDouble(words[1]) * 1e9 / Double.parseDouble(words[2]));
            figures.medians.add(Double.parseDouble(words[3]));
            figures.tails.add(Double.parseDouble(words[4]));
        }
        String what = connections + " x " + bytes + " bytes, ";
        for (int i = 0; i < SIDES.length; i++) {
            report.value(what + SIDES[i], Ratios.middle(all[i].rates), "requests/s");
            report.value(what + SIDES[i] + ", p50", Ratios.middle(all[i].medians) / 1e3, "us");
            report.value(what + SIDES[i] + ", p99", Ratios.middle(all[i].tails) / 1e3, "us");
            // With the rounds that warm up. Others on the machine change it less than the rest.
            report.value(what + SIDES[i] + ", processor of the server", used[i] / requests[i] / 1e3, "us");
        }
        for (int i = 1; i < SIDES.length; i++) {
            report.ratio(what + SIDES[i] + " / plain JVM", Ratios.ratio(all[i].rates, all[0].rates));
        }
        report.target(what + "time for one, net server / plain JVM", Ratios.ratio(all[0].rates, all[1].rates), TARGET);
        report.target(what + "p99, net server / plain JVM", Ratios.ratio(all[1].tails, all[0].tails), SAME);
    }

    /** What a message costs with a region and with arrays; nothing but calls of the host's is in it beside that. */
    private static void copies(Report report, double scale) throws Exception {
        String rounds = Integer.toString(Math.max(10, SpawnBenchmark.scaled(COPIES, scale)));
        String jar = new Workload().jar("NetCopies").toString();
        List<String> arguments =
                List.of(jar, "workload.NetCopies", "copies", freePorts().getFirst(), rounds);
        for (String line : Foreign.run(Sides.agent(FLAGS, HttpHost.class.getName(), arguments))) {
            String[] words = line.split(" ");
            report.value(words[0] + " bytes written and read, a region lent", Double.parseDouble(words[1]), "ns");
            report.value(words[0] + " bytes written and read, arrays copied", Double.parseDouble(words[2]), "ns");
        }
    }
}
