package atoll.userland;

import java.io.IOException;

/** Shows pages of the manual. */
public final class Man extends Tool {
    static final String OPTIONS = "";

    private static final int NO_PAGE = 16;

    private Man() {
        super("man");
    }

    public static void main(String[] args) {
        new Man().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        if (options.operands.isEmpty()) {
            throw Usage.complete("What manual page do you want?\nFor example, try 'man man'.");
        }
        for (String operand : options.operands) {
            ManualPage page = ManualPage.of(operand);
            if (page == null) {
                complain("No manual entry for " + operand);
                status = NO_PAGE;
                continue;
            }
            for (String line : page.lines()) {
                out.line(line);
            }
        }
    }
}
