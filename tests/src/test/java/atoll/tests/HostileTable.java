package atoll.tests;

import static atoll.tests.HostileRow.exits;
import static atoll.tests.HostileRow.harmless;
import static atoll.tests.HostileRow.killed;
import static atoll.tests.HostileRow.refused;

import guest.hostile.Constructors;
import guest.hostile.Deputies;
import guest.hostile.Direct;
import guest.hostile.Doors;
import guest.hostile.Greedy;
import guest.hostile.Indirect;
import guest.hostile.Loaders;
import guest.hostile.Locks;
import guest.hostile.Mirrors;
import guest.hostile.Registries;
import guest.hostile.Snoops;
import guest.hostile.Stubborn;
import java.util.List;

/** The hostile programs: attack, what must come of it. Who is unharmed is the same for all: see {@link HostileTest}. */
final class HostileTable {
    private HostileTable() {}

    static final List<HostileRow> DIRECT = List.of(
            refused(Direct.class, "exec", "IOException", "may not start a program"),
            refused(Direct.class, "processBuilder", "IOException", "may not start a program"),
            harmless(Direct.class, "processes", "done only itself"),
            harmless(Direct.class, "ownProcess", "done only itself"),
            refused(Direct.class, "fileStream", "FileNotFoundException"),
            refused(Direct.class, "nioRead", "NoSuchFileException"),
            refused(Direct.class, "randomAccess", "FileNotFoundException"),
            refused(Direct.class, "zip", "NoSuchFileException"),
            refused(Direct.class, "fileUrl", "FileNotFoundException"),
            refused(Direct.class, "fileUrlWithHost", "FileNotFoundException"),
            harmless(Direct.class, "exists", "done nothing there"),
            refused(Direct.class, "socket", "ConnectException", "--connect"),
            refused(Direct.class, "channel", "ConnectException", "--connect"),
            refused(Direct.class, "datagram", "Exception"),
            refused(Direct.class, "http", "ConnectException"),
            refused(Direct.class, "unixSocket", "SocketException"),
            harmless(Direct.class, "streams", "done set"),
            harmless(Direct.class, "descriptors", "done closed my own").then(HostJdk::descriptors),
            harmless(Direct.class, "defaults", "done set tlh"),
            harmless(Direct.class, "properties", "done set"),
            harmless(Direct.class, "shutdownHook", "done set"),
            exits(Direct.class, "exit"),
            exits(Direct.class, "halt"));

    static final List<HostileRow> REGISTRIES = List.of(
            harmless(Registries.class, "zoneRules", "own zone").then(HostJdk::zones),
            harmless(Registries.class, "charset", "own charset true").then(HostJdk::charsets),
            harmless(Registries.class, "fileSystem", "own provider").then(HostJdk::fileSystems),
            harmless(Registries.class, "resolver", "asked").then(HostJdk::resolver),
            harmless(Registries.class, "loggerFinder", "logged").then(HostJdk::logger),
            harmless(Registries.class, "securityProvider", "own random Evil").then(HostJdk::random),
            harmless(Registries.class, "providerWiped", "done").then(HostJdk::digest),
            harmless(Registries.class, "securityProperty", "own factory").then(HostJdk::securityProperties),
            harmless(Registries.class, "urlFactory", "own url").then(HostJdk::urls),
            harmless(Registries.class, "jarCache", "cached 18").then(HostJdk::jars),
            harmless(Registries.class, "naming", "own builder true").then(HostJdk::naming),
            harmless(Registries.class, "https", "done set").then(HostJdk::https),
            harmless(Registries.class, "jdkLogger", "logger held").then(HostJdk::http),
            harmless(Registries.class, "mbeans", "registered").then(HostJdk::beans),
            harmless(Registries.class, "mbeanServers", "own server").then(HostJdk::beans),
            refused(Registries.class, "gcListener", "SecurityException").then(HostJdk::collected),
            refused(Registries.class, "memoryListener", "SecurityException").then(HostJdk::collected),
            harmless(Registries.class, "finalizer", "dropped").then(HostJdk::collected),
            harmless(Registries.class, "imageReader", "registered").then(HostJdk::images),
            harmless(Registries.class, "asyncFile", "read 8"),
            harmless(Registries.class, "locales", "own 1EUR").then(HostJdk::locales),
            harmless(Registries.class, "zoneProperty", "true").then(HostJdk::zones),
            harmless(Registries.class, "inherited", "done"),
            harmless(Registries.class, "preferences", "done put"),
            harmless(Registries.class, "preferencesOfOthers", "nothing there"));

    static final List<HostileRow> INDIRECT = List.of(
            exits(Indirect.class, "exitReference"),
            exits(Indirect.class, "haltHandle"),
            refused(Indirect.class, "shutdownClass", "InaccessibleObjectException"),
            refused(Indirect.class, "execHandle", "may not start a program"),
            refused(Indirect.class, "execBoundLambda", "may not start a program"),
            refused(Indirect.class, "execReflection", "may not start a program"),
            refused(Indirect.class, "execProxy", "may not start a program"),
            refused(Indirect.class, "execHandleProxy", "may not start a program"),
            refused(Indirect.class, "readConstructorHandle", "FileNotFoundException"),
            refused(Indirect.class, "readCondy", "NoSuchFileException"),
            refused(Indirect.class, "readIndy", "FileNotFoundException"),
            refused(Indirect.class, "handleConstant", "may not start a program"),
            refused(Indirect.class, "privateVarHandle", "IllegalAccessException"));

    static final List<HostileRow> MIRRORS = List.of(
            refused(Mirrors.class, "kernelByName", "ClassNotFoundException"),
            refused(Mirrors.class, "embeddingByName", "ClassNotFoundException"),
            refused(Mirrors.class, "hookByName", "ClassNotFoundException"),
            refused(Mirrors.class, "worldByArray", "ClassNotFoundException"),
            refused(Mirrors.class, "worldByDescriptor", "TypeNotPresentException"),
            harmless(Mirrors.class, "hookByBootModule", "nothing there"),
            refused(Mirrors.class, "hookByLookup", "ClassNotFoundException"),
            refused(Mirrors.class, "slotState", "NoSuchFieldException"),
            harmless(Mirrors.class, "boundaryMembers", "nothing open"),
            refused(Mirrors.class, "boundaryLookup", "is not a class of this process"),
            refused(Mirrors.class, "boundaryNeighbour", "is not a class of this process"),
            refused(Mirrors.class, "jdkField", "InaccessibleObjectException"),
            refused(Mirrors.class, "jdkMethod", "InaccessibleObjectException"),
            refused(Mirrors.class, "unsafe", "InaccessibleObjectException"),
            refused(Mirrors.class, "addOpens", "IllegalCallerException"),
            refused(Mirrors.class, "implAddOpens", "InaccessibleObjectException"),
            refused(Mirrors.class, "sharedSecrets", "IllegalAccessException"),
            refused(Mirrors.class, "finalStatic", "IllegalAccessException"),
            harmless(Mirrors.class, "stackClasses", "no kernel frame"),
            harmless(Mirrors.class, "callerClasses", "nothing open"),
            harmless(Mirrors.class, "streamClass", "nothing open"),
            refused(Mirrors.class, "newKilled", "ClassNotFoundException"));

    static final List<HostileRow> DEPUTIES = List.of(
            refused(Deputies.class, "statement", "may not start a program"),
            refused(Deputies.class, "expression", "ClassNotFoundException"),
            refused(Deputies.class, "load", "may not use a restricted native method"),
            refused(Deputies.class, "xmlDecoder", "may not start a program"),
            refused(Deputies.class, "mbean", "ClassNotFoundException"),
            harmless(Deputies.class, "mbeanServers", "made"),
            harmless(Deputies.class, "script", "no engine"),
            refused(Deputies.class, "jshell", "may not start a program"),
            harmless(Deputies.class, "compiler", "failed"),
            refused(Deputies.class, "xslt", "Exception"),
            refused(Deputies.class, "xxe", "FileNotFoundException"),
            harmless(Deputies.class, "logConfig", "nothing written"),
            harmless(Deputies.class, "resourceBundle", "nothing there"),
            harmless(Deputies.class, "tool", "failed"),
            refused(Deputies.class, "scanner", "FileNotFoundException"),
            harmless(Deputies.class, "services", "none of the kernel"));

    static final List<HostileRow> LOADERS = List.of(
            refused(Loaders.class, "parent", "ClassNotFoundException"),
            harmless(Loaders.class, "parentPackages", "nothing there"),
            harmless(Loaders.class, "resources", "nothing there"),
            harmless(Loaders.class, "attachByModule", "nothing there"),
            refused(Loaders.class, "attachByLayer", "ClassNotFoundException"),
            refused(Loaders.class, "hostTools", "ClassNotFoundException"),
            harmless(Loaders.class, "hostToolsByModule", "nothing there"),
            refused(Loaders.class, "defineJava", "Prohibited package name"),
            refused(Loaders.class, "defineBoundary", "Prohibited package name"),
            harmless(Loaders.class, "defineKernel", "done 19"),
            refused(Loaders.class, "nullParent", "ClassNotFoundException"),
            refused(Loaders.class, "bootAppend", "InaccessibleObjectException"),
            harmless(Loaders.class, "assertions", "set"),
            refused(Loaders.class, "neighbourOfJdk", "IllegalAccessException"),
            refused(Loaders.class, "slotByHand", "NullPointerException"),
            refused(Loaders.class, "hookByHand", "NoClassDefFoundError"),
            refused(Loaders.class, "unpolled", "NoClassDefFoundError"),
            refused(Loaders.class, "moduleLayer", "LayerInstantiationException"));

    static final List<HostileRow> STUBBORN = List.of(
            killed(Stubborn.class, "catchAll"),
            killed(Stubborn.class, "finallyLoop"),
            killed(Stubborn.class, "recursionInFinally"),
            killed(Constructors.class, "treeOfConstructors"),
            killed(Constructors.class, "treeThroughJdk"),
            killed(Constructors.class, "constructorByJdk"),
            killed(Stubborn.class, "selfCovering"),
            killed(Stubborn.class, "classInitialiser"),
            killed(Stubborn.class, "readObject"),
            killed(Stubborn.class, "comparator"),
            killed(Stubborn.class, "handler"),
            killed(Stubborn.class, "bigInteger"),
            killed(Stubborn.class, "regex"),
            killed(Stubborn.class, "range"),
            killed(Stubborn.class, "filter"),
            killed(Stubborn.class, "parallel"),
            killed(Stubborn.class, "pipe"),
            killed(Stubborn.class, "channel"),
            killed(Stubborn.class, "selector"),
            killed(Stubborn.class, "watch"),
            killed(Stubborn.class, "sleep"),
            killed(Stubborn.class, "wait"),
            killed(Stubborn.class, "waitOnShared"),
            killed(Stubborn.class, "park"),
            killed(Stubborn.class, "join"),
            killed(Stubborn.class, "latch"),
            killed(Stubborn.class, "lock"),
            killed(Stubborn.class, "future"),
            killed(Stubborn.class, "swallowingPool"),
            killed(Stubborn.class, "virtualSpin"),
            killed(Stubborn.class, "virtualPinned"),
            killed(Stubborn.class, "virtualMany"),
            killed(Stubborn.class, "threads"),
            killed(Stubborn.class, "respawn"),
            killed(Stubborn.class, "timers"),
            killed(Stubborn.class, "overflow"),
            killed(Stubborn.class, "counted"),
            killed(Stubborn.class, "hostileThread"),
            killed(Stubborn.class, "cleaner"),
            killed(Stubborn.class, "commonPool"),
            killed(Stubborn.class, "interrupted"),
            exits(Stubborn.class, "shutdownHook"));

    static final List<HostileRow> LOCKS = List.of(
            killed(Locks.class, "literal"),
            killed(Locks.class, "jdkClass"),
            killed(Locks.class, "box"),
            killed(Locks.class, "runtime"),
            killed(Locks.class, "out"),
            killed(Locks.class, "sharedOut"),
            killed(Locks.class, "sharedErr"),
            killed(Locks.class, "threadClass"),
            killed(Locks.class, "securityClass"),
            killed(Locks.class, "loader"),
            killed(Locks.class, "hostLoaderParent"),
            killed(Locks.class, "group"),
            killed(Locks.class, "blockingErr"),
            killed(Locks.class, "blockingOut"),
            killed(Locks.class, "urlHandler"),
            killed(Locks.class, "provider"),
            killed(Locks.class, "properties").then(HostJdk::httpServer),
            killed(Locks.class, "fileStorm"),
            killed(Locks.class, "threadStorm"),
            killed(Locks.class, "virtualTimers"));

    static final List<HostileRow> DOORS = List.of(
            refused(Doors.class, "attach", "ClassNotFoundException"),
            refused(Doors.class, "instrument", "ClassNotFoundException"),
            refused(Doors.class, "jfr", "ClassNotFoundException"),
            refused(Doors.class, "jfrBean", "may not diagnose the JVM"),
            refused(Doors.class, "heapDump", "may not diagnose the JVM"),
            refused(Doors.class, "vmOption", "may not diagnose the JVM"),
            refused(Doors.class, "agentLoad", "may not diagnose the JVM"),
            refused(Doors.class, "threadDump", "may not diagnose the JVM"),
            refused(Doors.class, "loadLibrary", "native"),
            refused(Doors.class, "reinterpret", "may not use a restricted native method"),
            refused(Doors.class, "linker", "may not use a restricted native method"),
            refused(Doors.class, "namedModule", "Illegal"),
            refused(Doors.class, "sunUnsafe", "UnsupportedOperationException", "is not a field of this program"),
            refused(Doors.class, "sunUnsafeOfHost", "ClassNotFoundException"),
            refused(Doors.class, "unsafeMemory", "UnsupportedOperationException"),
            refused(Doors.class, "unsafeAddress", "UnsupportedOperationException"),
            refused(Doors.class, "unsafeHeap", "UnsupportedOperationException"),
            refused(Doors.class, "unsafeToken", "UnsupportedOperationException"),
            refused(Doors.class, "unsafeBounds", "IndexOutOfBoundsException"),
            refused(Doors.class, "unsafeThread", "InstantiationException"),
            harmless(Doors.class, "pkcs11", "no provider"),
            harmless(Doors.class, "threadIds", "own threads"),
            harmless(Doors.class, "jvmArguments", "no arguments"));

    static final List<HostileRow> SNOOPS = List.of(
            harmless(Snoops.class, "environment", "{}"),
            harmless(Snoops.class, "properties", "no secret"),
            harmless(Snoops.class, "propertiesAnew", "no secret"),
            harmless(Snoops.class, "trace", "no kernel frame"),
            harmless(Snoops.class, "threadTraces", "no kernel frame"),
            harmless(Snoops.class, "allTraces", "own threads"),
            harmless(Snoops.class, "groups", "own group"),
            harmless(Snoops.class, "foreignGroup", "own group"),
            harmless(Snoops.class, "proc", "nothing there"),
            harmless(Snoops.class, "dotDot", "nothing there"),
            harmless(Snoops.class, "symlink", "nothing there"),
            harmless(Snoops.class, "symlinkRace", "never"),
            harmless(Snoops.class, "deleteMount", "refused"),
            harmless(Snoops.class, "roots", "done [/]"),
            harmless(Snoops.class, "messages", "no host path"),
            refused(Snoops.class, "hardLink", "Exception"),
            refused(Snoops.class, "writeReadOnly", "AccessDeniedException", "--rw"),
            refused(Snoops.class, "moveMount", "Device or resource busy"),
            harmless(Snoops.class, "stores", "done only mounts"));

    static final List<HostileRow> GREEDY = List.of(
            refused(Greedy.class, "hugeArray", "OutOfMemoryError"),
            refused(Greedy.class, "hugeMessage", "OutOfMemoryError"),
            harmless(Greedy.class, "hiddenClasses", "made 2000"),
            harmless(Greedy.class, "fullStackFiles", "overflowed"),
            harmless(Greedy.class, "fullStackThreads", "overflowed"),
            harmless(Greedy.class, "fullStackPrints", "overflowed"),
            exits(Greedy.class, "fullStackExit"),
            harmless(Greedy.class, "manyTemporaries", "made 200"),
            refused(Greedy.class, "deepLinks", "Too many levels of symbolic links"));
}
