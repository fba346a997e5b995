package atoll.userland;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes folders. */
public final class Mkdir extends Tool {
    static final String OPTIONS = "m,mode: p,parents v,verbose";

    private Mkdir() {
        super("mkdir");
    }

    public static void main(String[] args) {
        new Mkdir().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        options.needOperand();
        String mode = options.value("m");
        if (mode != null && Modes.parse(mode) < 0) {
            throw Usage.complete("invalid mode " + Text.quoted(mode));
        }
        for (String operand : options.operands) {
            try {
                boolean made = make(operand, options.has("p"), options.has("v"));
                if (made && mode != null) {
                    Modes.set(FileName.entry(operand), Modes.parse(mode));
                }
            } catch (Output.Broken e) {
                throw e;
            } catch (IOException e) {
                fail("cannot create directory " + Text.quoted(operand) + ": " + Failure.of(e));
            }
        }
    }

    private boolean make(String operand, boolean parents, boolean told) throws IOException {
        Path path = FileName.entry(operand);
        if (!parents) {
            Files.createDirectory(path);
            tell(operand, told);
            return true;
        }
        boolean made = false;
        for (int end = next(operand, 0); end > 0; end = next(operand, end)) {
            String part = operand.substring(0, end);
            Path folder = FileName.path(part);
            boolean last = end == FileName.stripped(operand).length();
            if (!Files.isDirectory(folder)) {
                if (!last && Files.exists(folder)) {
                    fail("cannot create directory " + Text.quoted(part) + ": Not a directory");
                    return false;
                }
                Files.createDirectory(folder);
                made = last;
                tell(part, told);
            }
        }
        return made;
    }

    /** Where the next name ends; 0 when there is none. */
    private static int next(String path, int from) {
        int at = from;
        while (at < path.length() && path.charAt(at) == '/') {
            at++;
        }
        if (at == path.length()) {
            return 0;
        }
        int slash = path.indexOf('/', at);
        return slash < 0 ? path.length() : slash;
    }

    private void tell(String operand, boolean told) throws IOException {
        if (told) {
            out.line("mkdir: created directory " + Text.quoted(operand));
        }
    }
}
