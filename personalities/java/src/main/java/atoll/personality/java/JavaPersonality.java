package atoll.personality.java;

import atoll.kernel.Internals;
import atoll.kernel.Kernel;
import atoll.kernel.Process;
import atoll.linker.LinkCache;
import atoll.linker.MemberTable;
import atoll.personality.java.files.NameSpace;
import atoll.personality.java.files.PrivateTree;
import atoll.personality.java.files.TreeFolder;
import atoll.personality.java.net.NetworkStatics;
import atoll.personality.java.net.PortSpace;
import java.io.IOException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The java personality: runs unmodified Java programs as processes. */
public final class JavaPersonality {
    private static final List<String> DEVICES = List.of("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom");
    /** The JDK draws text with the machine's fonts, which hold no secret; read only. */
    private static final List<String> FONTS = List.of(
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            "/usr/share/X11/fonts",
            "/System/Library/Fonts",
            "/Library/Fonts");

    private final List<Path> fonts = fonts();
    private final Kernel kernel;
    private final Visible visible;
    private final ToolModules tools;
    private final StandIns standIns = new StandIns();
    private final LinkCache cache;
    private final PortSpace ports = new PortSpace();
    private final TreeFolder trees = TreeFolder.open();

    /** Files of the JDK that are links out of its folder, as packagers do with certificates and settings. */
    private final List<Path> jdkLinks = jdkLinks(Path.of(System.getProperty("java.home")));

    public JavaPersonality(Kernel kernel, MemberTable table) {
        this.kernel = kernel;
        this.visible = new Visible(table);
        this.tools = new ToolModules(table, kernel.internals());
        this.cache = new LinkCache(table);
        open(kernel.internals());
        NetworkStatics.prepareHost();
    }

    private static void open(Internals internals) {
        internals.open(java.util.logging.LogManager.class.getModule(), List.of("java.util.logging"));
    }

    /** Makes a process of {@code program}; it does not run before {@link Process#start}. */
    public Process create(Program program, Grants grants, Streams streams, List<String> preload) throws IOException {
        Grants given = grants.copy();
        PrivateTree tree = trees.newTree();
        try {
            // First, for it can fail: a process that was numbered must live and die.
            NameSpace space = nameSpace(tree, program, given);
            Streams own = given.terminal == null ? streams : given.terminal.streams(streams);
            return new JavaProcess(kernel, this, program, given, own, tree, space, preload);
        } catch (IOException | RuntimeException e) {
            tree.delete();
            throw e;
        }
    }

    /** The self-test. Throws {@link IllegalStateException} when the boundary does not hold in this JVM. */
    public void prove() throws IOException {
        new Trials(this).run();
    }

    private static List<Path> fonts() {
        List<Path> folders = new ArrayList<>();
        for (String font : FONTS) {
            Path folder = Path.of(font);
            if (Files.isDirectory(folder)) {
                folders.add(folder);
            }
        }
        return folders;
    }

    private static List<Path> jdkLinks(Path home) {
        List<Path> links = new ArrayList<>();
        for (String folder : List.of("", "conf", "conf/security", "lib", "lib/security")) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(home.resolve(folder))) {
                for (Path entry : entries) {
                    if (Files.isSymbolicLink(entry) && Files.exists(entry)) {
                        links.add(entry);
                    }
                }
            } catch (IOException e) {
                // This JDK has no such folder.
            }
        }
        return links;
    }

    PortSpace ports() {
        return ports;
    }

    /** The classes that code of the process has asked its program's loader for so far, and got; none when it is dead. */
    public List<String> loadedBy(Process process) {
        ProgramLoader loader = process instanceof JavaProcess java ? java.loaderOrNull() : null;
        List<String> names = new ArrayList<>();
        if (loader != null) {
            for (Class<?> type : kernel.internals().instrumentation().getInitiatedClasses(loader)) {
                if (!type.isHidden() && !type.isArray()) {
                    names.add(type.getName());
                }
            }
        }
        return names;
    }

    /** What the process was given, a line for each grant, without values. */
    public List<String> grantsOf(Process process) {
        return process instanceof JavaProcess java ? java.given() : List.of();
    }

    LinkCache cache() {
        return cache;
    }

    ProgramLoader loader(URL[] classPath, Set<Class<?>> contracts) {
        return new ProgramLoader(classPath, visible, tools, standIns, SharedClasses.with(contracts));
    }

    boolean visible(String className) {
        return visible.test(className);
    }

    void forget(JavaProcess process) {
        Teardown.run(process.loader());
    }

    /** The tree that a program sees: private root, its class path and the JDK for reading, then what was granted. */
    private NameSpace nameSpace(PrivateTree tree, Program program, Grants grants) throws IOException {
        NameSpace space = new NameSpace(tree, grants.audit != null, grants.readOnlyRoot);
        Path home = Path.of(System.getProperty("java.home"));
        space.mount(home.toString(), home, false);
        for (Path link : jdkLinks) {
            space.mount(link.toString(), link, false);
        }
        for (String device : DEVICES) {
            space.mount(device, Path.of(device), device.equals("/dev/null"));
        }
        for (Path folder : fonts) {
            space.mount(folder.toString(), folder, false);
        }
        for (Path path : program.classPath()) {
            // What a server has is not the host's, whatever that has under the name.
            if (!grants.serves(path) && Files.exists(path)) {
                space.mount(path.toAbsolutePath().normalize().toString(), path, false);
            }
        }
        for (Grants.FileGrant grant : grants.files) {
            space.mount(grant.guest(), grant.host(), grant.writable());
        }
        for (Grants.TreeGrant grant : grants.trees) {
            space.mount(grant.guest(), grant.tree(), grant.writable());
        }
        space.makeDirectory(grants.directory);
        return space;
    }
}
