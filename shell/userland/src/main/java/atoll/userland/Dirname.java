package atoll.userland;

import java.io.IOException;

/** A path without its last name. */
public final class Dirname extends Tool {
    static final String OPTIONS = "+z,zero";

    private Dirname() {
        super("dirname");
    }

    public static void main(String[] args) {
        new Dirname().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        options.needOperand();
        for (String operand : options.operands) {
            out.print(folder(operand));
            out.write(options.has("z") ? 0 : '\n');
        }
    }

    static String folder(String path) {
        String stripped = FileName.stripped(path);
        int slash = stripped.lastIndexOf('/');
        if (slash < 0) {
            return ".";
        }
        return slash == 0 ? "/" : FileName.stripped(stripped.substring(0, slash));
    }
}
