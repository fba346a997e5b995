package atoll.bench;

import atoll.kernel.DeathNotice;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import atoll.system.service.ServedGrants;
import atoll.system.service.Services;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * {@code InAtoll CLASS_PATH MAIN ARGS...}: what {@code java -cp CLASS_PATH MAIN ARGS...} does, as a process in a fresh
 * system: the other side of a comparison with a plain JVM. It is granted the folder {@code atoll.bench.write} and the port
 * {@code atoll.bench.port}, through servers if {@code atoll.bench.served} is true.
 */
public final class InAtoll {
    private InAtoll() {}

    public static void main(String[] args) throws Exception {
        // No stream, no regular expression: they would shape the compiled code that the program then uses.
        List<Path> classPath = new ArrayList<>();
        for (StringTokenizer entries = new StringTokenizer(args[0], ":"); entries.hasMoreTokens(); ) {
            classPath.add(Path.of(entries.nextToken()));
        }
        Program program = new Program(args[1], classPath, args[1], List.of(args).subList(2, args.length));
        Grants grants = new Grants();
        String shared = System.getProperty("atoll.bench.write");
        if (shared != null) {
            grants.write(Path.of(shared), shared);
        }
        String port = System.getProperty("atoll.bench.port");
        if (port != null) {
            grants.listen(Integer.parseInt(port)).connect("localhost", Integer.parseInt(port));
        }
        Atoll atoll = Atoll.boot();
        if (Boolean.getBoolean("atoll.bench.served")) {
            ServedGrants served = new ServedGrants(atoll, "program", grants);
            Services services = new Services(atoll);
            served.services().values().forEach(services::add);
            services.start();
            grants = served.grants();
        }
        Streams streams = new Streams(
                System.in, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        DeathNotice notice = atoll.spawn(program, grants, streams).waitFor();
        System.exit(notice.status().code());
    }
}
