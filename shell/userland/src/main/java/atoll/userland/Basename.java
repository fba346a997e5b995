package atoll.userland;

import java.io.IOException;

/** The last name of a path. */
public final class Basename extends Tool {
    static final String OPTIONS = "+a,multiple s,suffix: z,zero";

    private Basename() {
        super("basename");
    }

    public static void main(String[] args) {
        new Basename().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        options.needOperand();
        boolean many = options.has("a") || options.has("s");
        if (!many && options.operands.size() > 2) {
            throw Usage.of("extra operand " + Text.quoted(options.operands.get(2)));
        }
        String suffix = options.value("s", !many && options.operands.size() == 2 ? options.operands.get(1) : "");
        for (String operand : many ? options.operands : options.operands.subList(0, 1)) {
            String last = FileName.last(operand);
            boolean cut = !last.equals(suffix) && !last.equals("/") && last.endsWith(suffix);
            out.print(cut ? last.substring(0, last.length() - suffix.length()) : last);
            out.write(options.has("z") ? 0 : '\n');
        }
    }
}
