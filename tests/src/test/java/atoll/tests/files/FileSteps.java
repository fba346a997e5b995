package atoll.tests.files;

import atoll.contract.file.FileFault;
import java.io.IOException;

/** What the random walk does, on a served tree or a plain folder. */
interface FileSteps {
    void create(String path) throws IOException;

    void makeFolder(String path) throws IOException;

    void makeLink(String path, String target) throws IOException;

    void remove(String path) throws IOException;

    void rename(String from, String to, boolean replace) throws IOException;

    void write(String path, long offset, byte[] bytes) throws IOException;

    String read(String path, long offset, int length) throws IOException;

    void resize(String path, long size) throws IOException;

    String list(String path) throws IOException;

    /** Kind, and the size of a file. */
    String attributes(String path) throws IOException;

    String target(String path) throws IOException;

    FileFault fault(IOException thrown);
}
