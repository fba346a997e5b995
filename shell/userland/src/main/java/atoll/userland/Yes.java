package atoll.userland;

import java.io.IOException;

/** A line for ever. */
public final class Yes extends Tool {
    static final String OPTIONS = "+";

    private Yes() {
        super("yes");
    }

    public static void main(String[] args) {
        new Yes().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        String line = options.operands.isEmpty() ? "y" : String.join(" ", options.operands);
        byte[] bytes = Text.bytes(line + "\n");
        while (true) {
            out.write(bytes);
        }
    }
}
