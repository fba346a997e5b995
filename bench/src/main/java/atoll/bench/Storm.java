package atoll.bench;

import atoll.kernel.DeathNotice;
import atoll.kernel.ExitStatus;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.library.file.Volume;
import atoll.library.net.Network;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import atoll.system.service.Services;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that a supervisor keeps running, with the pauses and limits that all have, its client at work, and whoever kills it. */
final class Storm implements AutoCloseable {
    /** The client ends when nothing more is asked of it. */
    private static final int SECONDS = 30;

    private final Services services;
    private final StormRow row;
    private final StormRow.Ground ground;
    private final Process client;
    private final PipedOutputStream orders = new PipedOutputStream();
    private final BufferedReader answers;

    /** What the client did while its server was killed so often, in bytes or calls; the nanoseconds of that and of the longest piece. */
    record Round(long done, long nanos, long longest, long errors, long wrong, int kills) {
        /** A second. */
        double rate() {
            return done * 1e9 / nanos;
        }
    }

    /** {@code folder}: for images and files. */
    Storm(Atoll atoll, StormRow row, Workload workload, Path folder) throws IOException {
        this.row = row;
        services = new Services(atoll);
        ground = new StormRow.Ground(atoll, services, folder);
        Grants grants = row.preparation().on(ground);
        PipedOutputStream out = new PipedOutputStream();
        answers = new BufferedReader(new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8));
        List<Path> path = List.of(
                workload.jar("StormLoad"),
                workload.jar("StormCalls"),
                Preload.place(Volume.class),
                Preload.place(Network.class));
        Program load = new Program("client", path, "workload.StormLoad", ground.arguments);
        client = atoll.spawn(load, grants, new Streams(new PipedInputStream(orders), out, System.err));
        if (!answer().equals("ready")) {
            close();
            throw new IOException(row.title() + ": the client did not start");
        }
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException(row.title() + ": the client has ended");
        }
        return line;
    }

    /** Lets the client work for so many milliseconds, with a kill in the middle of each {@code every} of them; 0: none. */
    Round round(int millis, int every) throws IOException, InterruptedException {
        orders.write((millis + "\n").getBytes(StandardCharsets.US_ASCII));
        orders.flush();
        long start = System.nanoTime();
        int kills = 0;
        for (long next = every / 2; every > 0 && next < millis; next += every) {
            TimeUnit.NANOSECONDS.sleep(start + TimeUnit.MILLISECONDS.toNanos(next) - System.nanoTime());
            Process server = services.process(row.victim());
            if (server != null && !server.death().isDone()) {
                server.kill();
                kills++;
            }
        }
        String[] words = answer().split(" ");
        return new Round(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                kills);
    }

    @Override
    public void close() throws IOException {
        try {
            orders.close();
            DeathNotice end =
                    client.death().copy().orTimeout(SECONDS, TimeUnit.SECONDS).join();
            if (!end.status().equals(ExitStatus.exited(0))) {
                throw new IOException(row.title() + ", client: " + end);
            }
        } finally {
            client.kill();
            services.close();
            ground.close();
        }
    }
}
