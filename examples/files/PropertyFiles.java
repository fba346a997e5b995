import atoll.contract.*;
import atoll.contract.file.*;
import java.io.IOException;
import java.util.*;
/** The properties of this process as files, for reading. */
public class PropertyFiles implements FileTree {
    private final long life = new java.security.SecureRandom().nextLong();
    private final List<String> names = List.copyOf(new TreeSet<>(System.getProperties().stringPropertyNames()));
    private byte[] bytes(FileId id) throws IOException {
        if (id.generation() != life) throw new IOException("STALE: from before");
        if (id.number() == 0) throw new IOException("IS_A_FOLDER: the root");
        return System.getProperty(names.get((int) id.number() - 1), "").getBytes();
    }
    public Attributes root() { return new Attributes(new FileId(0, life), FileKind.FOLDER, 0, 0); }
    public Attributes attributes(FileId id) throws IOException {
        return id.equals(root().id()) ? root() : new Attributes(id, FileKind.FILE, bytes(id).length, 0);
    }
    public Attributes lookup(FileId folder, String name) throws IOException {
        int at = names.indexOf(name);
        if (attributes(folder).kind() != FileKind.FOLDER) throw new IOException("NOT_A_FOLDER: a property");
        if (at < 0) throw new IOException("NOT_FOUND: " + name);
        return attributes(new FileId(at + 1, life));
    }
    public String[] list(FileId folder, String after, int most) throws IOException {
        if (attributes(folder).kind() != FileKind.FOLDER) throw new IOException("NOT_A_FOLDER: a property");
        return names.stream().filter(name -> name.compareTo(after) > 0).limit(most).toArray(String[]::new);
    }
    public int read(FileId file, long offset, Region into, int at, int length) throws IOException {
        byte[] all = bytes(file);
        int count = (int) Math.max(0, Math.min(length, all.length - offset));
        if (count > 0) into.write(at, all, (int) offset, count);
        return count;
    }
    private static IOException no() { return new IOException("READ_ONLY: properties are only read"); }
    public String target(FileId link) throws IOException { throw new IOException("INVALID: no link"); }
    public void write(FileId file, long offset, Region from, int at, int size) throws IOException { throw no(); }
    public void resize(FileId file, long size) throws IOException { throw no(); }
    public void touch(FileId id, long modified) throws IOException { throw no(); }
    public void flush(FileId id) throws IOException { attributes(id); }
    public Attributes create(FileId in, String name) throws IOException { throw no(); }
    public Attributes makeFolder(FileId in, String name) throws IOException { throw no(); }
    public Attributes makeLink(FileId in, String name, String target) throws IOException { throw no(); }
    public void remove(FileId in, String name) throws IOException { throw no(); }
    public void rename(FileId a, String b, FileId c, String d, boolean e) throws IOException { throw no(); }
    public static void main(String[] args) throws InterruptedException {
        Names.serve("files", FileTree.class, new PropertyFiles());
        new java.util.concurrent.CountDownLatch(1).await();
    }
}
