package atoll.bench;

import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.kernel.DeathNotice;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code FileClient PROGRAMS_JAR FOLDER MAIN WHERE ARGS...}: in a fresh system, the host folder driver as a process that serves
 * the folder, vfs as one that mounts it, and a process that is given that name space as "space" and has no files of the host.
 * WHERE "through": another process serves the folder by calling the driver, and that is what is mounted.
 */
public final class FileClient {
    private static final String DRIVER = "atoll.server.hostfolder.HostFolderDriver";
    private static final String VFS = "atoll.server.vfs.Vfs";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Atoll atoll = Atoll.boot();

    private FileClient() {}

    public static void main(String[] args) throws Exception {
        System.exit(new FileClient().run(List.of(args)));
    }

    private int run(List<String> args) throws Exception {
        Path jar = Path.of(args.getFirst());
        Endpoint<FileTree> files = atoll.endpoint("files", FileTree.class).patience(PATIENCE);
        serve(
                DRIVER,
                List.of("/tree"),
                new Grants().write(Path.of(args.get(1)), "/tree").serve("files", files));
        Endpoint<FileTree> mounted = files;
        if (args.get(3).equals("through")) {
            mounted = atoll.endpoint("through", FileTree.class).patience(PATIENCE);
            start(
                    new Program("through", List.of(jar), args.get(2) + "$Through", List.of()),
                    new Grants().use("files", files.capability()).serve("through", mounted));
        }
        Endpoint<FileSpace> space = atoll.endpoint("space", FileSpace.class).patience(PATIENCE);
        serve(
                VFS,
                List.of("space", "/=tree"),
                new Grants().use("tree", mounted.capability()).serve("space", space));
        Program client = new Program(
                "client", List.of(jar, Preload.place(Volume.class)), args.get(2), args.subList(3, args.size()));
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        DeathNotice notice = atoll.spawn(client, new Grants().use("space", space.capability()), streams)
                .waitFor();
        return notice.status().code();
    }

    /** One of Atoll's own servers. */
    private void serve(String main, List<String> arguments, Grants grants) throws Exception {
        start(new Program(main, List.of(Preload.place(Class.forName(main))), main, arguments), grants);
    }

    private void start(Program program, Grants grants) throws IOException {
        atoll.spawn(program, grants, Streams.to(System.err, System.err));
    }
}
