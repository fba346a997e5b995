package guest.hostile;

import atoll.contract.Region;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileId;
import atoll.contract.file.FileTree;
import java.io.IOException;

/** Another file server's tree, but for what a liar says of it: by the kind of answer, and before each call. */
abstract class Forwarded implements FileTree {
    FileTree real;

    /** Before each call but {@link #root}. */
    void called() throws IOException {
        // Nothing.
    }

    Attributes said(Attributes file) throws IOException {
        return file;
    }

    Attributes saidOfRoot(Attributes root) throws IOException {
        return root;
    }

    String[] said(String[] names, String after, int most) {
        return names;
    }

    String saidOfLink(FileId link) throws IOException {
        return real.target(link);
    }

    int said(int count, Region into, int at, int length) {
        return count;
    }

    /** Which file an id stands for. */
    FileId meant(FileId id) {
        return id;
    }

    @Override
    public final Attributes root() throws IOException {
        return saidOfRoot(real.root());
    }

    @Override
    public final Attributes lookup(FileId folder, String name) throws IOException {
        called();
        return said(real.lookup(meant(folder), name));
    }

    @Override
    public final Attributes attributes(FileId id) throws IOException {
        called();
        Attributes file = real.attributes(meant(id));
        return meant(id).equals(real.root().id()) ? saidOfRoot(file) : said(file);
    }

    @Override
    public final int read(FileId file, long offset, Region into, int at, int length) throws IOException {
        called();
        return said(real.read(meant(file), offset, into, at, length), into, at, length);
    }

    @Override
    public final String target(FileId link) throws IOException {
        called();
        return saidOfLink(meant(link));
    }

    @Override
    public final String[] list(FileId folder, String after, int most) throws IOException {
        called();
        return said(real.list(meant(folder), after, most), after, most);
    }

    @Override
    public final void write(FileId file, long offset, Region from, int at, int length) throws IOException {
        called();
        real.write(meant(file), offset, from, at, length);
    }

    @Override
    public final void resize(FileId file, long size) throws IOException {
        called();
        real.resize(meant(file), size);
    }

    @Override
    public final void touch(FileId id, long modified) throws IOException {
        called();
        real.touch(meant(id), modified);
    }

    @Override
    public final void flush(FileId id) throws IOException {
        called();
        real.flush(meant(id));
    }

    @Override
    public final Attributes create(FileId folder, String name) throws IOException {
        called();
        return said(real.create(meant(folder), name));
    }

    @Override
    public final Attributes makeFolder(FileId folder, String name) throws IOException {
        called();
        return said(real.makeFolder(meant(folder), name));
    }

    @Override
    public final Attributes makeLink(FileId folder, String name, String target) throws IOException {
        called();
        return said(real.makeLink(meant(folder), name, target));
    }

    @Override
    public final void remove(FileId folder, String name) throws IOException {
        called();
        real.remove(meant(folder), name);
    }

    @Override
    public final void rename(FileId from, String name, FileId to, String as, boolean replace) throws IOException {
        called();
        real.rename(meant(from), name, meant(to), as, replace);
    }
}
