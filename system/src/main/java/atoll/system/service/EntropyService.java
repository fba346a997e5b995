package atoll.system.service;

import atoll.contract.entropy.Entropy;
import atoll.contract.entropy.Seeds;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import atoll.system.OwnJars;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** Random bytes in the system: add the {@link #service} to the services, and give {@link #capability} to programs. */
public final class EntropyService {
    private static final String PROGRAM = "atoll.server.entropy.EntropyServer";
    private static final int MOST_SEED = 1_024;

    private final Endpoint<Seeds> seeds;
    private final Endpoint<Entropy> entropy;
    private final SecureRandom host = new SecureRandom();

    /** A call waits for the server {@code patience} at most. */
    public EntropyService(Atoll atoll, Duration patience) {
        seeds = atoll.endpoint("seeds", Seeds.class);
        seeds.serve(this::seed);
        entropy = atoll.endpoint("entropy", Entropy.class).patience(patience);
    }

    /** As the other, with a patience of ten seconds. */
    public EntropyService(Atoll atoll) {
        this(atoll, Duration.ofSeconds(10));
    }

    private byte[] seed(int count) {
        if (count < 1 || count > MOST_SEED) {
            throw new IllegalArgumentException("a seed of " + count + " bytes");
        }
        byte[] seed = new byte[count];
        host.nextBytes(seed);
        return seed;
    }

    /** The server, to be kept running under that name. */
    public Service service(String name) {
        Grants grants = new Grants().use("seeds", seeds.capability()).serve("entropy", entropy);
        return new Service(name, new Program(name, List.of(OwnJars.ofClass(PROGRAM)), PROGRAM, List.of()), grants);
    }

    /** Gives it to the process with these grants, as {@code entropy}. */
    public Grants let(Grants process) {
        return process.use("entropy", capability());
    }

    public Capability<Entropy> capability() {
        return entropy.capability();
    }
}
