package atoll.bench;

import atoll.kernel.Capability;
import atoll.kernel.ContractLoader;
import atoll.kernel.DeathNotice;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * {@code Callers CONTRACT_JAR PROGRAMS_JARS SERVERS DEADLINE_MILLIS MAIN ARGS...}: in a fresh system, that many processes
 * that serve the contract that the jar is named after each (Adder or Mover), and one that calls them all with {@code MAIN ARGS}, within the deadline if that is not 0.
 */
public final class Callers {
    private Callers() {}

    public static void main(String[] args) throws Exception {
        Atoll atoll = Atoll.boot();
        String name = Path.of(args[0]).getFileName().toString().replace(".jar", "");
        String serves = name.equals("Mover") ? "workload.MoveServer" : "workload.AddServer";
        Class<?> contract = ContractLoader.open(Path.of(args[0])).contract("workload." + name);
        List<Path> programs = new ArrayList<>();
        for (String entry : args[1].split(":", -1)) {
            programs.add(Path.of(entry));
        }
        int servers = Integer.parseInt(args[2]);
        long deadline = Long.parseLong(args[3]);
        Grants grants = new Grants();
        for (int i = 0; i < servers; i++) {
            Endpoint<?> endpoint = atoll.endpoint("adder" + i, contract);
            Capability<?> whole = endpoint.capability();
            grants.use("adder" + i, deadline == 0 ? whole : whole.within(Duration.ofMillis(deadline)));
            Program server = new Program("server" + i, programs, serves, List.of(Integer.toString(i)));
            CountDownLatch ready = new CountDownLatch(1);
            atoll.spawn(server, new Grants().serve("adder", endpoint), Streams.to(new Ready(ready), System.err));
            ready.await();
        }
        Program client = new Program("client", programs, args[4], List.of(args).subList(5, args.length));
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        DeathNotice notice = atoll.spawn(client, grants, streams).waitFor();
        System.exit(notice.status().code());
    }
}
