package atoll.userland;

import java.io.IOException;
import java.util.List;

/** Files, one after the other. */
public final class Cat extends Tool {
    static final String OPTIONS = "b,number-nonblank e n,number s,squeeze-blank t u v,show-nonprinting E,show-ends "
            + "T,show-tabs A,show-all";

    private boolean numbered;
    private boolean filled;
    private boolean squeezed;
    private boolean ends;
    private boolean tabs;
    private boolean visible;

    private long lines;
    private int empty;
    private boolean inLine;

    private Cat() {
        super("cat");
    }

    public static void main(String[] args) {
        new Cat().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        boolean all = options.has("A");
        filled = options.has("b");
        numbered = filled || options.has("n");
        squeezed = options.has("s");
        ends = all || options.has("e") || options.has("E");
        tabs = all || options.has("t") || options.has("T");
        visible = all || options.has("e") || options.has("t") || options.has("v");
        boolean plain = !numbered && !squeezed && !ends && !tabs && !visible;
        for (String operand : options.operands.isEmpty() ? List.of("-") : options.operands) {
            try (Input in = Input.open(operand, out)) {
                while (in.read()) {
                    if (plain) {
                        out.write(in.buffer, in.start, in.end - in.start);
                    } else {
                        decorated(in);
                    }
                }
            } catch (IOException e) {
                fail(Text.shown(operand), e);
            }
        }
    }

    private void decorated(Input in) throws IOException {
        for (int i = in.start; i < in.end; i++) {
            int c = in.buffer[i] & 0xff;
            if (c == '\n' && !inLine) {
                empty++;
                if (squeezed && empty > 1) {
                    continue;
                }
            }
            if (!inLine && numbered && (c != '\n' || !filled)) {
                String number = Long.toString(++lines);
                out.print(" ".repeat(Math.max(0, 6 - number.length())) + number + "\t");
            }
            inLine = c != '\n';
            if (inLine) {
                empty = 0;
                shown(c);
            } else {
                out.print(ends ? "$\n" : "\n");
            }
        }
    }

    private void shown(int c) throws IOException {
        if (c == '\t' || !visible) {
            out.print(c == '\t' && tabs ? "^I" : "");
            if (c != '\t' || !tabs) {
                out.write(c);
            }
            return;
        }
        int low = c & 0x7f;
        if (c >= 0x80) {
            out.print("M-");
        }
        if (low < ' ') {
            out.write('^');
            out.write(low + '@');
        } else if (low == 0x7f) {
            out.print("^?");
        } else {
            out.write(low);
        }
    }
}
