package atoll.bench;

import atoll.kernel.DeathNotice;
import atoll.kernel.Preload;
import atoll.library.net.Network;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import atoll.system.service.NetRights;
import atoll.system.service.NetService;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code HttpHost JAR MAIN HOW PORT ARGS...}: in a fresh system, the program with the arguments from HOW on as a process; with
 * the net server as another one, or, for "plain", with the right to listen itself. Lives as long as the program.
 */
public final class HttpHost {
    private static final int SOCKETS = 10_000;

    private HttpHost() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[3]);
        Atoll atoll = Atoll.boot();
        Grants grants = new Grants();
        if (args[2].equals("plain")) {
            grants.listen(port);
        } else {
            NetRights rights =
                    new NetRights().listen(port).connect("127.0.0.1", port).sockets(SOCKETS);
            NetService net = new NetService(atoll).client("http", rights);
            atoll.spawn(net.program(), net.grants(), Streams.to(System.err, System.err));
            net.let("http", grants);
        }
        Program program = new Program(
                "http",
                List.of(Path.of(args[0]), Preload.place(Network.class)),
                args[1],
                List.of(args).subList(2, args.length));
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        DeathNotice notice = atoll.spawn(program, grants, streams).waitFor();
        System.exit(notice.status().code());
    }
}
