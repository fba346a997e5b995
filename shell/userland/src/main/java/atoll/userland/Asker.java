package atoll.userland;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Asks the user, who answers by a line. */
final class Asker {
    private final Tool tool;
    private final InputStream in = new FileInputStream(FileDescriptor.in);

    Asker(Tool tool) {
        this.tool = tool;
    }

    /** Whether the answer begins with a y. */
    boolean agrees(String question) throws IOException {
        tool.out.flush();
        new FileOutputStream(FileDescriptor.err).write(Text.bytes(tool.name + ": " + question));
        int first = in.read();
        for (int c = first; c >= 0 && c != '\n'; ) {
            c = in.read();
        }
        return first == 'y' || first == 'Y';
    }
}
