package atoll.userland;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/** What is known of a file, as by stat(2) but for the blocks that it has. */
final class Facts {
    private static final String WANTED = "unix:mode,ino,dev,nlink,uid,gid,size,lastModifiedTime,lastAccessTime,ctime";
    private static final int BLOCK = 4096;

    // Linux, linux/stat.h
    private static final int KINDS = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final String KIND_LETTERS = "?pc?d?b?-?l?s???";

    final int mode;
    final long inode;
    final long device;
    final int links;
    final int user;
    final int group;
    final long size;
    final FileTime modified;
    final FileTime accessed;
    final FileTime changed;

    private Facts(Map<String, Object> said) {
        mode = number(said, "mode").intValue();
        inode = number(said, "ino").longValue();
        device = number(said, "dev").longValue();
        links = number(said, "nlink").intValue();
        user = number(said, "uid").intValue();
        group = number(said, "gid").intValue();
        size = number(said, "size").longValue();
        modified = time(said, "lastModifiedTime");
        accessed = time(said, "lastAccessTime");
        changed = time(said, "ctime");
    }

    private static Number number(Map<String, Object> said, String name) {
        return (Number) Objects.requireNonNull(said.get(name), name);
    }

    private static FileTime time(Map<String, Object> said, String name) {
        return (FileTime) Objects.requireNonNull(said.get(name), name);
    }

    /** Of what a link leads to, or of the link itself. */
    static Facts of(Path path, boolean followed) throws IOException {
        LinkOption[] options = followed ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        return new Facts(Files.readAttributes(path, WANTED, options));
    }

    /** A slash at the end of an operand asks for a folder, and follows a link to one. */
    static Facts of(String operand, boolean followed) throws IOException {
        if (operand.length() < 2 || !operand.endsWith("/")) {
            return of(FileName.path(operand), followed);
        }
        Facts facts = of(FileName.entry(operand), true);
        if (!facts.isFolder()) {
            throw new FileSystemException(operand, null, "Not a directory");
        }
        return facts;
    }

    boolean isFolder() {
        return (mode & KINDS) == FOLDER;
    }

    boolean isFile() {
        return (mode & KINDS) == FILE;
    }

    boolean isLink() {
        return (mode & KINDS) == LINK;
    }

    boolean isSame(Facts other) {
        return device == other.device && inode == other.inode;
    }

    /** As {@code ls -l} and {@code find -type} have it. */
    char kind() {
        return KIND_LETTERS.charAt((mode & KINDS) >> 12);
    }

    /** Bytes that it takes up, for all that is known: a Java program is not told. */
    long room() {
        if (!isFolder() && !isFile()) {
            return 0;
        }
        return Math.max(isFolder() ? BLOCK : 0, (size + BLOCK - 1) / BLOCK * BLOCK);
    }

    /** {@code drwxr-xr-x}. */
    String modes() {
        char[] text = (kind() + "rwxrwxrwx").toCharArray();
        for (int i = 0; i < 9; i++) {
            if ((mode >> 8 - i & 1) == 0) {
                text[i + 1] = '-';
            }
        }
        special(text, 3, 04000, 's');
        special(text, 6, 02000, 's');
        special(text, 9, 01000, 't');
        return new String(text);
    }

    private void special(char[] text, int at, int bit, char letter) {
        if ((mode & bit) != 0) {
            text[at] = text[at] == 'x' ? letter : Character.toUpperCase(letter);
        }
    }
}
