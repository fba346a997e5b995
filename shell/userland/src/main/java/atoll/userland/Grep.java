package atoll.userland;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines that match. */
public final class Grep extends Tool {
    static final String OPTIONS =
            "A,after-context: a,text B,before-context: c,count C,context: color? colour? E,extended-regexp e,regexp: "
                    + "exclude: exclude-dir: F,fixed-strings f,file: G,basic-regexp H,with-filename h,no-filename i,ignore-case,y I include: "
                    + "l,files-with-matches L,files-without-match line-buffered m,max-count: n,line-number o,only-matching q,quiet,silent "
                    + "R,dereference-recursive r,recursive s,no-messages v,invert-match w,word-regexp x,line-regexp Z,null z,null-data";

    private static final int TROUBLE = 2;

    private boolean found;
    private boolean quiet;
    private boolean silent;
    private @Nullable GrepFile files;

    private Grep() {
        super("grep", TROUBLE);
    }

    public static void main(String[] args) {
        new Grep().start(args);
    }

    @Override
    String usage() {
        return "Usage: grep [OPTION]... PATTERNS [FILE]...\n";
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, numbered(args));
        List<String> operands = new ArrayList<>(options.operands);
        Matcher matcher = new Matcher(patterns(options, operands), options);
        quiet = options.has("q");
        silent = options.has("s");
        boolean nothing = "0".equals(options.value("m")) || options.has("v") && matcher.fitsAll();
        if (nothing && !options.last("l", "L").equals("L")) {
            status = 1;
            return;
        }
        boolean recursive = options.has("r") || options.has("R");
        String names = options.last("H", "h");
        boolean named = names.equals("H") || names.isEmpty() && (operands.size() > 1 || recursive);
        GrepFile file = new GrepFile(this, matcher, options, named);
        files = file;
        if (operands.isEmpty()) {
            operands.add(recursive ? "." : "-");
        }
        boolean bare = options.operands.size() < (options.has("e") || options.has("f") ? 1 : 2);
        for (String operand : operands) {
            if (recursive && !operand.equals("-")) {
                new Tree(options, bare ? "./" : "").from(operand, FileName.path(operand), true);
            } else {
                search(
                        operand.equals("-") ? "(standard input)" : operand,
                        operand.equals("-") ? null : FileName.path(operand));
            }
            if (quiet && found) {
                break;
            }
        }
        boolean success = quiet && found;
        status = success ? 0 : Math.max(status, found ? 0 : 1);
    }

    /** {@code -3} means {@code -C 3}. */
    private static String[] numbered(String[] args) {
        String[] all = args.clone();
        for (int i = 0; i < all.length && !all[i].equals("--"); i++) {
            boolean digits = all[i].length() > 1 && all[i].charAt(0) == '-';
            for (int k = 1; k < all[i].length(); k++) {
                digits &= Character.isDigit(all[i].charAt(k));
            }
            boolean value = i > 0
                    && all[i - 1].length() == 2
                    && "ABCefm".indexOf(all[i - 1].charAt(1)) >= 0
                    && all[i - 1].charAt(0) == '-';
            all[i] = digits && !value ? "-C" + all[i].substring(1) : all[i];
        }
        return all;
    }

    private List<byte[]> patterns(Options options, List<String> operands) throws IOException {
        List<byte[]> patterns = new ArrayList<>();
        for (String pattern : options.values("e")) {
            split(Text.bytes(pattern), patterns);
        }
        for (String file : options.values("f")) {
            try (Input in = Input.open(file, out)) {
                while (in.line((byte) '\n')) {
                    patterns.add(in.copy());
                }
            } catch (IOException e) {
                throw Usage.complete(file + ": " + Failure.of(e));
            }
        }
        if (!options.has("e") && !options.has("f")) {
            if (operands.isEmpty()) {
                throw Usage.hint();
            }
            split(Text.bytes(operands.removeFirst()), patterns);
        }
        return patterns;
    }

    private static void split(byte[] pattern, List<byte[]> patterns) {
        int from = 0;
        for (int i = 0; i <= pattern.length; i++) {
            if (i == pattern.length || pattern[i] == '\n') {
                patterns.add(java.util.Arrays.copyOfRange(pattern, from, i));
                from = i + 1;
            }
        }
    }

    void search(String shown, @Nullable Path path) throws IOException {
        GrepFile file = files;
        if (file == null) {
            return;
        }
        try (Input in = path == null ? Input.standard(out) : Input.file(path, out)) {
            found |= file.search(shown, in);
        } catch (Output.Broken e) {
            throw e;
        } catch (IOException e) {
            unread(shown, e);
        }
    }

    private void unread(String shown, IOException why) throws IOException {
        if (!silent) {
            fail(shown, why);
        }
        status = TROUBLE;
    }

    /** What is below an operand. */
    private final class Tree extends Walk {
        private final Options options;
        private final String cut;

        Tree(Options options, String cut) {
            super(options.has("R"));
            this.options = options;
            this.cut = cut;
        }

        @Override
        boolean enter(Step step) throws IOException {
            String last = step.last();
            if (step.facts.isFolder()) {
                return step.depth == 0 || !matches(options.values("exclude-dir"), last);
            }
            boolean linked = step.facts.isLink() && (step.depth == 0 || options.has("R"));
            boolean wanted = options.values("include").isEmpty() || matches(options.values("include"), last);
            boolean done = quiet && found;
            if ((step.facts.isFile() || linked) && wanted && !matches(options.values("exclude"), last) && !done) {
                String shown = step.shown.startsWith(cut) ? step.shown.substring(cut.length()) : step.shown;
                search(shown, step.path);
            }
            return false;
        }

        private static boolean matches(List<String> globs, String name) {
            for (String glob : globs) {
                if (new Glob(glob, false).matches(name)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        void leave(Step step) {
            // Nothing is kept of a folder.
        }

        @Override
        void failed(String shown, IOException why, @Nullable Step folder) throws IOException {
            unread(shown, why);
            status = TROUBLE;
        }
    }
}
