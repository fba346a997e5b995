package atoll.userland;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Permissions as numbers. */
final class Modes {
    private static final int MOST = 0777;

    private Modes() {}

    /** Of an octal number; -1 when it is none. */
    static int parse(String text) {
        int mode = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '7' || mode > MOST) {
                return -1;
            }
            mode = mode << 3 | c - '0';
        }
        return text.isEmpty() || mode > MOST ? -1 : mode;
    }

    static Set<PosixFilePermission> permissions(int mode) {
        char[] text = "rwxrwxrwx".toCharArray();
        for (int i = 0; i < text.length; i++) {
            if ((mode & 0400 >> i) == 0) {
                text[i] = '-';
            }
        }
        return PosixFilePermissions.fromString(new String(text));
    }

    static void set(Path path, int mode) throws IOException {
        Files.setPosixFilePermissions(path, permissions(mode));
    }
}
