package atoll.personality.java.served;

import atoll.contract.Region;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileArguments;
import atoll.contract.file.FileId;
import atoll.contract.file.FileTree;
import java.atoll.Errno;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A tree as its server says it is. The server may be anybody's, and the JDK believes what a system call returns: a name with a
 * slash would be a path elsewhere, a size below zero an array of that length. So what no file system can say is
 * {@code EIO}; the rest may be lies, of that tree alone.
 */
final class CheckedTree implements FileTree {
    private final FileTree gate;

    CheckedTree(FileTree gate) {
        this.gate = gate;
    }

    private static Errno wrong(String what) {
        return new Errno(Errno.EIO, new IOException("the file server answered with " + what));
    }

    private static Attributes checked(@Nullable Attributes said) throws Errno {
        if (said == null || said.id() == null || said.kind() == null) {
            throw wrong("no attributes");
        }
        if (said.size() < 0) {
            throw wrong("a size of " + said.size());
        }
        return said;
    }

    @Override
    public Attributes root() throws IOException {
        return checked(gate.root());
    }

    @Override
    public Attributes lookup(FileId folder, String name) throws IOException {
        return checked(gate.lookup(folder, name));
    }

    @Override
    public Attributes attributes(FileId id) throws IOException {
        return checked(gate.attributes(id));
    }

    @Override
    public int read(FileId file, long offset, Region into, int at, int length) throws IOException {
        int count = gate.read(file, offset, into, at, length);
        if (count < 0 || count > length) {
            throw wrong(count + " bytes of " + length);
        }
        return count;
    }

    @Override
    public String target(FileId link) throws IOException {
        String said = gate.target(link);
        if (said == null || said.isEmpty() || said.length() > FileArguments.MOST_TARGET || said.indexOf('\0') >= 0) {
            throw wrong("a link that leads nowhere");
        }
        return said;
    }

    @Override
    public String[] list(FileId folder, String after, int most) throws IOException {
        String[] said = gate.list(folder, after, most);
        checkNames(said, after, most);
        return said;
    }

    /** That they are names, in order, and so many at most. */
    static void checkNames(String[] said, String after, int most) throws Errno {
        if (said == null || said.length > most) {
            throw wrong("no page of names");
        }
        String last = after;
        for (String name : said) {
            if (name == null || !isName(name)) {
                throw wrong("a name that is none");
            }
            if (name.compareTo(last) <= 0) {
                throw wrong("names that are in no order");
            }
            last = name;
        }
    }

    private static boolean isName(String name) {
        try {
            FileArguments.checkName(name);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void write(FileId file, long offset, Region from, int at, int length) throws IOException {
        gate.write(file, offset, from, at, length);
    }

    @Override
    public void resize(FileId file, long size) throws IOException {
        gate.resize(file, size);
    }

    @Override
    public void touch(FileId id, long modified) throws IOException {
        gate.touch(id, modified);
    }

    @Override
    public void flush(FileId id) throws IOException {
        gate.flush(id);
    }

    @Override
    public Attributes create(FileId folder, String name) throws IOException {
        return checked(gate.create(folder, name));
    }

    @Override
    public Attributes makeFolder(FileId folder, String name) throws IOException {
        return gate.makeFolder(folder, name);
    }

    @Override
    public Attributes makeLink(FileId folder, String name, String target) throws IOException {
        return gate.makeLink(folder, name, target);
    }

    @Override
    public void remove(FileId folder, String name) throws IOException {
        gate.remove(folder, name);
    }

    @Override
    public void rename(FileId from, String name, FileId to, String as, boolean replace) throws IOException {
        gate.rename(from, name, to, as, replace);
    }
}
