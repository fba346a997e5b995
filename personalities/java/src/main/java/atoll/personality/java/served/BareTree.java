package atoll.personality.java.served;

import atoll.contract.Region;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileTree;
import java.io.IOException;

/** The folders of a name space that are there for the mounts below them alone: nothing is in them, and nothing can be. */
final class BareTree implements FileTree {
    static Attributes folder(long number) {
        return new Attributes(new FileId(number, 0), FileKind.FOLDER, 0, 0);
    }

    private static IOException refused() {
        return FileFault.DENIED.because("a folder that is there for mounts alone");
    }

    @Override
    public Attributes root() {
        return folder(0);
    }

    @Override
    public Attributes lookup(FileId folder, String name) throws IOException {
        throw FileFault.NOT_FOUND.because(name);
    }

    @Override
    public Attributes attributes(FileId id) {
        return folder(id.number());
    }

    @Override
    public int read(FileId file, long offset, Region into, int at, int length) throws IOException {
        throw FileFault.IS_A_FOLDER.because("a folder that is there for mounts alone");
    }

    @Override
    public String target(FileId link) throws IOException {
        throw FileFault.INVALID.because("no link");
    }

    @Override
    public String[] list(FileId folder, String after, int most) {
        return new String[0];
    }

    @Override
    public void write(FileId file, long offset, Region from, int at, int length) throws IOException {
        throw refused();
    }

    @Override
    public void resize(FileId file, long size) throws IOException {
        throw refused();
    }

    @Override
    public void touch(FileId id, long modified) throws IOException {
        throw refused();
    }

    @Override
    public void flush(FileId id) {
        // Nothing to be flushed.
    }

    @Override
    public Attributes create(FileId folder, String name) throws IOException {
        throw refused();
    }

    @Override
    public Attributes makeFolder(FileId folder, String name) throws IOException {
        throw refused();
    }

    @Override
    public Attributes makeLink(FileId folder, String name, String target) throws IOException {
        throw refused();
    }

    @Override
    public void remove(FileId folder, String name) throws IOException {
        throw refused();
    }

    @Override
    public void rename(FileId from, String name, FileId to, String as, boolean replace) throws IOException {
        throw refused();
    }
}
