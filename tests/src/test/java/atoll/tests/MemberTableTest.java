package atoll.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.linker.MemberTable;
import atoll.linker.MemberTable.OwnLine;
import atoll.linker.Weaver;
import atoll.system.Atoll;
import guest.Hello;
import guest.Junk;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The member table against the JDK that runs the test: a JDK update that adds a way out fails here. */
@Timeout(180)
class MemberTableTest {
    private static final String MADE_UP = """

            hook java.lang.String noSuchMethod enter poll
            own java.lang.Thread noSuchField LOCALE
            """;

    /** Relative to an open folder; not reached in a process, where {@code openatSupported} says no. */
    private static final Set<String> AT_CALLS = Set.of("openat", "unlinkat", "renameat", "fstatat");

    private final MemberTable table = MemberTable.standard();

    @Test
    void everyLineHasAPlaceInThisJdk() throws Exception {
        assertEquals(List.of(), missing(table));
    }

    @Test
    void madeUpLineIsReported() throws Exception {
        List<String> missing = missing(MemberTable.parse(table.text() + MADE_UP));
        assertEquals(2, missing.size(), missing.toString());
        assertTrue(missing.toString().contains("hook java.lang.String noSuchMethod"), missing.toString());
        assertTrue(missing.toString().contains("own java.lang.Thread noSuchField"), missing.toString());
    }

    @Test
    void kernelDoesNotStartWithALineThatHasNoPlace() throws Exception {
        Jvm jvm = Jvm.run(MadeUpBoot.class, MADE_UP);
        String told = jvm.told();
        assertTrue(told.contains("Atoll does not start: this JDK has no place for"), told);
        assertTrue(told.contains("noSuchMethod") && told.contains("noSuchField"), told);
        assertEquals(3, jvm.status(), told);
    }

    @Test
    void everyReaderOfAStaticThatProcessesHaveForThemselvesIsWoven() throws Exception {
        Set<String> woven = Set.copyOf(table.wovenClasses());
        Set<String> fields =
                table.owns().stream().map(o -> o.owner() + "." + o.field()).collect(Collectors.toSet());
        Set<String> packages = table.owns().stream()
                .map(o -> o.owner().substring(0, o.owner().lastIndexOf('/')))
                .collect(Collectors.toSet());
        Set<String> unwoven = new TreeSet<>();
        for (Path file : classes(packages)) {
            ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
            String name = model.thisClass().asInternalName();
            if (woven.contains(name)) {
                continue;
            }
            model.constantPool().forEach(entry -> {
                if (entry instanceof FieldRefEntry f
                        && fields.contains(
                                f.owner().asInternalName() + "." + f.name().stringValue())) {
                    unwoven.add(name + " reads " + f.owner().asInternalName() + "."
                            + f.name().stringValue());
                }
            });
        }
        assertEquals(Set.of(), unwoven);
    }

    @Test
    void everySystemCallWithAPathHasAHook() throws Exception {
        Set<String> bare = new TreeSet<>();
        for (MethodModel method : model("sun/nio/fs/UnixNativeDispatcher").methods()) {
            String name = method.methodName().stringValue();
            String type = method.methodType().stringValue();
            boolean path = type.contains("Lsun/nio/fs/UnixPath;") || type.startsWith("(I[B");
            if (path
                    && callsNative(method)
                    && !AT_CALLS.contains(name)
                    && !hooked("sun/nio/fs/UnixNativeDispatcher", name, type)) {
                bare.add(name + type);
            }
        }
        // The name of an attribute, of a file that is open.
        bare.removeIf(m -> m.startsWith("fgetxattr("));
        assertEquals(Set.of(), bare);
        assertTrue(hooked("sun/nio/fs/UnixNativeDispatcher", "openatSupported", "()Z"));
    }

    @Test
    void everyCallOfJavaIoWithAPathHasAHook() throws Exception {
        Set<String> bare = new TreeSet<>();
        for (String owner : List.of(
                "java/io/UnixFileSystem",
                "java/io/FileInputStream",
                "java/io/FileOutputStream",
                "java/io/RandomAccessFile")) {
            for (MethodModel method : model(owner).methods()) {
                String name = method.methodName().stringValue();
                String type = method.methodType().stringValue();
                boolean path = type.startsWith("(Ljava/io/File;") || type.startsWith("(Ljava/lang/String;");
                if (path && callsNative(method) && !hooked(owner, name, type)) {
                    bare.add(owner + "." + name + type);
                }
            }
        }
        assertEquals(Set.of(), bare);
    }

    /** A path that leads to a served file has no host path: what does not look for one first is refused, and this is all of it. */
    @Test
    void everyCallWithAPathLooksForServedFiles() {
        Set<String> refused = new TreeSet<>();
        for (String owner : table.wovenClasses()) {
            for (MemberTable.HookLine line : table.hooks(owner)) {
                boolean path = line.action().equals("path") || line.action().equals("nio");
                boolean looks = table.hooks(owner).stream()
                        .anyMatch(other -> other.action().equals("instead")
                                && other.arguments().getFirst().startsWith("isServed")
                                && other.covers(line.name(), line.descriptor()));
                if (path && !looks) {
                    refused.add(owner.substring(owner.lastIndexOf('/') + 1) + "." + line.name());
                }
            }
        }
        assertEquals(
                Set.of(
                        "UnixNativeDispatcher.link",
                        "UnixNativeDispatcher.mknod",
                        "UnixNativeDispatcher.fchmodat",
                        "UnixNativeDispatcher.statvfs",
                        "LinuxWatchService$Poller.implRegister"),
                refused);
    }

    /** The native calls of streams and channels are not reached with a served file, for its number is no descriptor's. */
    @Test
    void everyCallOnAnOpenFileHasAHook() throws Exception {
        // Called by others of these alone, or only while a flight recording asks for it; bytes of channels go by
        // IOUtil.
        Set<String> inner = Set.of(
                "FileInputStream.length",
                "FileInputStream.position",
                "FileInputStream.isRegularFile",
                "FileInputStream.traceRead0",
                "FileInputStream.traceReadBytes",
                "FileOutputStream.traceWrite",
                "FileOutputStream.traceWriteBytes",
                "RandomAccessFile.traceRead0",
                "RandomAccessFile.traceReadBytes0",
                "RandomAccessFile.implWrite",
                "RandomAccessFile.implWriteBytes",
                "UnixFileDispatcherImpl.read",
                "UnixFileDispatcherImpl.pread",
                "UnixFileDispatcherImpl.readv",
                "UnixFileDispatcherImpl.write",
                "UnixFileDispatcherImpl.pwrite",
                "UnixFileDispatcherImpl.writev",
                "UnixFileDispatcherImpl.allocationGranularity",
                "UnixFileDispatcherImpl.map",
                "UnixFileDispatcherImpl.unmap");
        Set<String> bare = new TreeSet<>();
        for (String owner : List.of(
                "java/io/FileInputStream",
                "java/io/FileOutputStream",
                "java/io/RandomAccessFile",
                "java/io/FileDescriptor",
                "java/io/FileCleanable",
                "sun/nio/ch/UnixFileDispatcherImpl",
                "sun/nio/ch/FileDispatcherImpl",
                "sun/nio/ch/FileKey")) {
            for (MethodModel method : model(owner).methods()) {
                String name = method.methodName().stringValue();
                String type = method.methodType().stringValue();
                if (!name.startsWith("<") && callsNative(method) && !hooked(owner, name, type)) {
                    bare.add(owner.substring(owner.lastIndexOf('/') + 1) + "." + name);
                }
            }
        }
        bare.removeAll(inner);
        assertEquals(Set.of(), bare);
        assertTrue(hooked("sun/nio/ch/FileChannelImpl", "mapInternal", "("));
        assertTrue(hooked("java/io/RandomAccessFile", "implReadLine", "("));
    }

    @Test
    void whatRewrittenCodeCallsIsHarmlessWithJunk() throws Exception {
        Run neighbour = Run.of(guest.Endings.class, "spin");
        neighbour.awaitOut("spinning");
        Run junk = Run.of(Junk.class);
        junk.end();
        assertTrue(junk.out().contains("called "), junk.out() + junk.err());
        assertFalse(junk.out().contains("ESCAPED"), junk.out());
        assertFalse(neighbour.process.death().isDone(), "the neighbour died");
        Run after = Run.of(Hello.class);
        after.end();
        assertEquals("hello 1 \n", after.out(), after.err());
        neighbour.process.kill();
        neighbour.end();
    }

    /** A kept woven file may lack one class: what is woven then must not be taken for a line without a place. */
    @Test
    void everyStaticIsReadByItsOwnerOrTheReadersOfItsLine() throws Exception {
        List<String> unread = new ArrayList<>();
        for (OwnLine line : MemberTable.standard().owns()) {
            String readers = String.join(" ", line.readers());
            MemberTable one = MemberTable.parse(
                    "own " + line.owner() + " " + line.field() + " " + line.name() + " " + readers.replace('/', '.'));
            unread.addAll(missing(one));
        }
        assertEquals(List.of(), unread);
    }

    @Test
    void aHookThatDoesNotExistIsAnError() {
        MemberTable wrong = MemberTable.parse("hook java.lang.Runtime exit enter leaveAtOnce 1");
        assertThrows(IllegalArgumentException.class, () -> missing(wrong));
    }

    @Test
    void aWordThatIsNoLineIsAnErrorWithItsNumber() {
        var e = assertThrows(IllegalArgumentException.class, () -> MemberTable.parse("# fine\nallow everything"));
        assertEquals(true, e.getMessage().contains("line 2"), e.getMessage());
    }

    private boolean hooked(String owner, String name, String type) {
        return table.hooks(owner).stream().anyMatch(line -> line.covers(name, type));
    }

    /** Whether the method, in its own class, is where Java ends: it calls a native method. */
    private static boolean callsNative(MethodModel method) {
        Set<String> natives = new HashSet<>();
        for (MethodModel other : method.parent().orElseThrow().methods()) {
            if (other.flags().has(AccessFlag.NATIVE)) {
                natives.add(other.methodName().stringValue());
            }
        }
        String owner = method.parent().orElseThrow().thisClass().asInternalName();
        return method.code().isPresent()
                && method.code()
                        .get()
                        .elementStream()
                        .anyMatch(e -> e instanceof InvokeInstruction call
                                && call.owner().asInternalName().equals(owner)
                                && natives.contains(call.name().stringValue()));
    }

    private static List<String> missing(MemberTable table) throws Exception {
        Atoll.boot();
        Weaver weaver = new Weaver(table, Class.forName("java.atoll.Hook"));
        for (String name : table.wovenClasses()) {
            weaver.weave(name, bytes(name));
        }
        return weaver.missing();
    }

    private static ClassModel model(String name) throws IOException {
        return ClassFile.of().parse(bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
            return java.util.Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** The class files of the JDK in these packages. */
    private static List<Path> classes(Set<String> packages) throws IOException {
        Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
        try (var all = Files.walk(modules)) {
            return all.filter(p -> p.toString().endsWith(".class") && p.getNameCount() > 3)
                    .filter(p ->
                            packages.contains(p.subpath(2, p.getNameCount() - 1).toString()))
                    .toList();
        }
    }
}
