import atoll.kernel.Capability;
import atoll.kernel.ContractLoader;
import atoll.kernel.ContractViolation;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code Host CONTRACT_JAR PROGRAMS}: starts a server and clients, and decides who may call what. */
public class Host {
    private static final Atoll ATOLL = Atoll.boot();

    public static void main(String[] args) throws Exception {
        Class<?> contract;
        try {
            contract = ContractLoader.open(Path.of(args[0])).contract("greeter.Greeter");
        } catch (ContractViolation e) {
            System.out.println("no contract: " + e.getMessage());
            System.exit(1);
            return;
        }
        Path programs = Path.of(args[1]).toRealPath();
        Endpoint<?> endpoint = ATOLL.endpoint("greeter", contract);
        Capability<?> all = endpoint.capability();
        Capability<?> greetOnly = all.with(Set.of()).within(Duration.ofSeconds(10));

        Process first = server(programs, endpoint);
        client(programs, "Ada", greetOnly);
        client(programs, "Grace", all);
        client(programs, "Linus", all);
        first.kill();
        first.waitFor();
        client(programs, "Ada", greetOnly);
        server(programs, endpoint);
        client(programs, "Ada", greetOnly);
        System.exit(0);
    }

    /** Starts a server, and waits until it serves. */
    private static Process server(Path programs, Endpoint<?> endpoint) throws Exception {
        Program program = new Program("server", List.of(programs), "GreeterServer", List.of());
        PipedInputStream told = new PipedInputStream();
        Grants grants = new Grants().serve("greeter", endpoint);
        PipedOutputStream tells = new PipedOutputStream(told);
        Process server = ATOLL.spawn(program, grants, Streams.to(tells, System.err));
        server.death().whenComplete((notice, none) -> close(tells));
        String line = new BufferedReader(new InputStreamReader(told)).readLine();
        if (line == null) {
            throw new IOException("the server ended before it served: " + server.waitFor());
        }
        System.out.println(line);
        return server;
    }

    private static void close(PipedOutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a client to its end; what it may call is known to it as "people". */
    private static void client(Path programs, String name, Capability<?> people) throws Exception {
        Program program = new Program("client", List.of(programs), "GreeterClient", List.of(name));
        ATOLL.spawn(program, new Grants().use("people", people), Streams.to(System.out, System.err)).waitFor();
    }
}
