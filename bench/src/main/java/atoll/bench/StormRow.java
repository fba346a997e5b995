package atoll.bench;

import atoll.contract.AnyGate;
import atoll.contract.block.BlockDevice;
import atoll.contract.entropy.Entropy;
import atoll.contract.file.FileSpace;
import atoll.contract.name.Place;
import atoll.contract.terminal.Size;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.Atoll;
import atoll.system.service.ClockService;
import atoll.system.service.EntropyService;
import atoll.system.service.FileService;
import atoll.system.service.LogService;
import atoll.system.service.NameService;
import atoll.system.service.NameView;
import atoll.system.service.NetRights;
import atoll.system.service.NetService;
import atoll.system.service.Service;
import atoll.system.service.Services;
import atoll.system.service.TerminalService;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A server and a client of it.
 *
 * @param bytes whether the client counts bytes; else calls
 * @param victim the service that is killed
 * @param published what others published of the like; empty: nothing known
 */
record StormRow(String title, boolean bytes, String victim, String published, Preparation preparation) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SMALL = 4 << 10;
    private static final int LARGE = 64 << 10;
    private static final int IMAGE = 16 << 20;
    private static final int DRAW = 32;
    private static final int SOCKETS = 10_000;

    private static final String READS = "RedLeaf: 0.95";
    private static final String WRITES = "RedLeaf: 0.84";

    static final List<StormRow> ALL = List.of(
            new StormRow("image disk, reads of 4 KB", true, "server", READS, on -> disk(on, "blockreads", SMALL)),
            new StormRow("image disk, writes of 4 KB", true, "server", WRITES, on -> disk(on, "blockwrites", SMALL)),
            new StormRow("image disk, reads of 64 KB", true, "server", READS, on -> disk(on, "blockreads", LARGE)),
            new StormRow("image disk, writes of 64 KB", true, "server", WRITES, on -> disk(on, "blockwrites", LARGE)),
            new StormRow("host folder, reads of 64 KB", true, "server", "", on -> folder(on, "filereads")),
            new StormRow("host folder, writes of 64 KB", true, "server", "", on -> folder(on, "filewrites")),
            new StormRow("vfs before files in memory, by paths", true, "server", "", StormRow::paths),
            new StormRow("net, 16 KB there and back", true, "server", "MINIX 3: 0.9 each 2 s", StormRow::echo),
            new StormRow("log", false, "server", "", StormRow::log),
            new StormRow("clock", false, "server", "", StormRow::clock),
            new StormRow("terminal, lines typed and read", false, "server", "", StormRow::terminal),
            new StormRow("entropy, 32 bytes", false, "server", "", StormRow::entropy),
            new StormRow("names", false, "names", "", StormRow::names));

    /** Starts the server and whatever else there must be; returns what the client is given. */
    interface Preparation {
        Grants on(Ground ground) throws IOException;
    }

    /** What a row has to work with. */
    static final class Ground implements AutoCloseable {
        private final Atoll atoll;
        private final Services services;
        private final Path folder;
        private final List<EchoPeer> peers = new ArrayList<>();

        /** For the client. */
        List<String> arguments = List.of();

        Ground(Atoll atoll, Services services, Path folder) {
            this.atoll = atoll;
            this.services = services;
            this.folder = folder;
        }

        private Grants start(Service service, Grants client, String... words) throws IOException {
            services.add(service).start();
            arguments = List.of(words);
            return client;
        }

        @Override
        public void close() throws IOException {
            for (EchoPeer peer : peers) {
                peer.close();
            }
        }
    }

    private static Program server(String main, String... arguments) throws IOException {
        try {
            return new Program("server", List.of(Preload.place(Class.forName(main))), main, List.of(arguments));
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    static Path image(Path folder) {
        return folder.resolve("disk.img");
    }

    private static Grants disk(Ground ground, String kind, int size) throws IOException {
        Path image = image(ground.folder);
        try (RandomAccessFile made = new RandomAccessFile(image.toFile(), "rw")) {
            made.setLength(IMAGE);
        }
        Endpoint<BlockDevice> blocks =
                ground.atoll.endpoint("blocks", BlockDevice.class).patience(PATIENCE);
        Program driver = server("atoll.server.imageblocks.ImageBlockDriver", "/disk.img", Integer.toString(SMALL));
        Grants grants = new Grants().write(image, "/disk.img").serve("blocks", blocks);
        return ground.start(
                new Service("server", driver, grants),
                new Grants().use("blocks", blocks.capability()),
                kind,
                Integer.toString(size));
    }

    private static Grants folder(Ground ground, String kind) throws IOException {
        FileService files = FileService.folder(ground.atoll, Files.createTempDirectory(ground.folder, "tree"), true);
        return ground.start(
                files.service("server"), new Grants().use("files", files.capability()), kind, Integer.toString(LARGE));
    }

    /** Files in memory would die with their server; the name space in front of them does not need to be the same. */
    private static Grants paths(Ground ground) throws IOException {
        FileService files = FileService.memory(ground.atoll, IMAGE);
        Endpoint<FileSpace> space =
                ground.atoll.endpoint("space", FileSpace.class).patience(PATIENCE);
        ground.services.add(files.service("memory"));
        Grants grants = new Grants().use("tree", files.capability()).serve("space", space);
        Program vfs = server("atoll.server.vfs.Vfs", "space", "/data=tree");
        return ground.start(
                new Service("server", vfs, grants).after("memory"),
                new Grants().use("space", space.capability()),
                "paths",
                Integer.toString(SMALL));
    }

    private static Grants echo(Ground ground) throws IOException {
        EchoPeer peer = new EchoPeer();
        ground.peers.add(peer);
        NetRights rights = new NetRights().connect("127.0.0.1", peer.port()).sockets(SOCKETS);
        NetService net = new NetService(ground.atoll).client("client", rights);
        return ground.start(
                net.service("server"),
                net.let("client", new Grants()),
                "echo",
                Integer.toString(16 << 10),
                Integer.toString(peer.port()));
    }

    private static Grants log(Ground ground) throws IOException {
        LogService log = new LogService(ground.atoll, ground.services).reader("client");
        return ground.start(log.service("server"), log.let("client", new Grants()), "log");
    }

    private static Grants clock(Ground ground) throws IOException {
        ClockService clock = new ClockService(ground.atoll, ground.services).client("client");
        return ground.start(clock.service("server"), clock.let("client", new Grants()), "clock");
    }

    private static Grants terminal(Ground ground) throws IOException {
        TerminalService terminals = new TerminalService(ground.atoll, ground.services).session("screen");
        ground.start(terminals.service("server"), new Grants(), "terminal", "1");
        terminals.driver("screen").gate().open(1, new Size(80, 24));
        return terminals.drive("screen", terminals.let("screen", new Grants()));
    }

    private static Grants entropy(Ground ground) throws IOException {
        EntropyService entropy = new EntropyService(ground.atoll);
        return ground.start(entropy.service("server"), entropy.let(new Grants()), "entropy", Integer.toString(DRAW));
    }

    private static Grants names(Ground ground) throws IOException {
        NameService names = new NameService(ground.atoll, ground.services);
        NameView view = names.space(NameService.ROOM);
        ground.services.start();
        Endpoint<Entropy> bound = ground.atoll.endpoint("bound", Entropy.class);
        for (String path : List.of("/home", "/svc/entropy", "/svc/other")) {
            view.space().bind(path, (AnyGate) bound.capability().gate(), Place.NEW);
        }
        ground.arguments = List.of("names", "0", "/svc/entropy/of/it", "/svc/entropy");
        return new Grants().use("names", view.capability());
    }
}
