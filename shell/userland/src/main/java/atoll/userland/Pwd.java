package atoll.userland;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The working directory. */
public final class Pwd extends Tool {
    static final String OPTIONS = "L,logical P,physical";

    private Pwd() {
        super("pwd");
    }

    public static void main(String[] args) {
        new Pwd().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        if (!options.operands.isEmpty()) {
            complain("ignoring non-option arguments");
        }
        Path here = Path.of("").toAbsolutePath();
        String logical = System.getenv("PWD");
        boolean known = options.last("L", "P").equals("L")
                && logical != null
                && logical.startsWith("/")
                && !(logical + "/").contains("/./")
                && !(logical + "/").contains("/../")
                && Files.isSameFile(FileName.path(logical), here);
        out.line(known && logical != null ? logical : FileName.of(here.toRealPath()));
    }
}
