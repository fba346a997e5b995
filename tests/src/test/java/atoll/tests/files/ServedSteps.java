package atoll.tests.files;

import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileKind;
import atoll.library.file.OpenFile;
import atoll.library.file.Volume;
import java.io.IOException;
import java.util.Arrays;

/** The steps on a file server. */
record ServedSteps(Volume volume) implements FileSteps {
    @Override
    public void create(String path) throws IOException {
        volume.create(path);
    }

    @Override
    public void makeFolder(String path) throws IOException {
        volume.makeFolder(path);
    }

    @Override
    public void makeLink(String path, String target) throws IOException {
        volume.makeLink(path, target);
    }

    @Override
    public void remove(String path) throws IOException {
        volume.remove(path);
    }

    @Override
    public void rename(String from, String to, boolean replace) throws IOException {
        volume.rename(from, to, replace);
    }

    @Override
    public void write(String path, long offset, byte[] bytes) throws IOException {
        volume.open(path).write(offset, bytes);
    }

    @Override
    public String read(String path, long offset, int length) throws IOException {
        OpenFile file = volume.open(path);
        byte[] all = new byte[length];
        int done = 0;
        byte[] some = file.read(offset, length);
        while (some.length > 0 && done < length) {
            System.arraycopy(some, 0, all, done, some.length);
            done += some.length;
            some = file.read(offset + done, length - done);
        }
        return done + " " + Arrays.hashCode(Arrays.copyOf(all, done));
    }

    @Override
    public void resize(String path, long size) throws IOException {
        volume.open(path).resize(size);
    }

    @Override
    public String list(String path) throws IOException {
        return volume.list(path).toString();
    }

    @Override
    public String attributes(String path) throws IOException {
        Attributes seen = volume.attributes(path);
        return seen.kind() + (seen.kind() == FileKind.FILE ? " " + seen.size() : "");
    }

    @Override
    public String target(String path) throws IOException {
        return volume.target(path);
    }

    @Override
    public FileFault fault(IOException thrown) {
        return FileFault.in((IOException) thrown.getCause());
    }
}
