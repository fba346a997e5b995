package atoll.bench;

import atoll.contract.file.FileTree;
import atoll.kernel.DeathNotice;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.system.Atoll;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code FileClient PROGRAMS_JAR FOLDER MAIN ARGS...}: in a fresh system, the host folder driver as a process that serves the
 * folder, and a process that is given it as "files" and has no files of the host.
 */
public final class FileClient {
    private static final String DRIVER = "atoll.server.hostfolder.HostFolderDriver";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private FileClient() {}

    public static void main(String[] args) throws Exception {
        Atoll atoll = Atoll.boot();
        Endpoint<FileTree> files = atoll.endpoint("files", FileTree.class).patience(PATIENCE);
        Program driver = new Program("driver", List.of(Preload.place(Class.forName(DRIVER))), DRIVER, List.of("/tree"));
        atoll.spawn(
                driver,
                new Grants().write(Path.of(args[1]), "/tree").serve("files", files),
                Streams.to(System.err, System.err));
        Program client = new Program(
                "client", List.of(Path.of(args[0])), args[2], List.of(args).subList(3, args.length));
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        DeathNotice notice = atoll.spawn(client, new Grants().use("files", files.capability()), streams)
                .waitFor();
        System.exit(notice.status().code());
    }
}
