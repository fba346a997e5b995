package atoll.tests;

import static atoll.tests.HostileRow.exits;
import static atoll.tests.HostileRow.harmless;
import static atoll.tests.HostileRow.refused;

import guest.hostile.Direct;
import java.util.List;

/** The hostile programs: attack, what must come of it. Who is unharmed is the same for all: see {@link HostileTest}. */
final class HostileTable {
    private HostileTable() {}

    static final List<HostileRow> DIRECT = List.of(
            refused(Direct.class, "exec", "IOException", "may not start a program"),
            refused(Direct.class, "processBuilder", "IOException", "may not start a program"),
            refused(Direct.class, "processes", "SecurityException", "may not look at processes of the host"),
            refused(Direct.class, "ownProcess", "SecurityException", "may not look at processes of the host"),
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
            refused(Direct.class, "descriptors", "SecurityException", "may not use a descriptor of the host"),
            harmless(Direct.class, "defaults", "done set tlh"),
            harmless(Direct.class, "properties", "done set"),
            harmless(Direct.class, "shutdownHook", "done set"),
            exits(Direct.class, "exit"),
            exits(Direct.class, "halt"));
}
