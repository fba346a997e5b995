package atoll.userland;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Copies its input to its output and to files. */
public final class Tee extends Tool {
    static final String OPTIONS = "a,append i,ignore-interrupts";

    private Tee() {
        super("tee");
    }

    public static void main(String[] args) {
        new Tee().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        OpenOption how = options.has("a") ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        List<OutputStream> files = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String operand : options.operands) {
            try {
                files.add(Files.newOutputStream(
                        FileName.path(operand), StandardOpenOption.CREATE, StandardOpenOption.WRITE, how));
                names.add(operand);
            } catch (IOException e) {
                fail(Text.shown(operand), e);
            }
        }
        Input in = Input.standard(out);
        while (in.read()) {
            out.write(in.buffer, in.start, in.end - in.start);
            out.flush();
            for (int i = files.size() - 1; i >= 0; i--) {
                try {
                    files.get(i).write(in.buffer, in.start, in.end - in.start);
                } catch (IOException e) {
                    fail(Text.shown(names.get(i)), e);
                    files.remove(i).close();
                    names.remove(i);
                }
            }
        }
        for (OutputStream file : files) {
            file.close();
        }
    }
}
