package atoll.userland;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Counts lines, words and bytes. */
public final class Wc extends Tool {
    static final String OPTIONS = "c,bytes m,chars l,lines w,words L,max-line-length";

    private static final int PIPE_WIDTH = 7;
    private static final int TAB = 8;

    private boolean lines;
    private boolean words;
    private boolean characters;
    private boolean bytes;
    private boolean longest;
    private int width = 1;

    private Wc() {
        super("wc");
    }

    public static void main(String[] args) {
        new Wc().start(args);
    }

    private static final class Counts {
        private long lines;
        private long words;
        private long bytes;
        private long longest;
        private long column;
        private boolean inWord;

        private void add(byte[] buffer, int from, int to) {
            bytes += to - from;
            for (int i = from; i < to; i++) {
                int c = buffer[i];
                switch (c) {
                    case '\n', '\r', '\f' -> {
                        lines += c == '\n' ? 1 : 0;
                        endLine();
                        endWord();
                    }
                    case '\t' -> {
                        column += TAB - column % TAB;
                        endWord();
                    }
                    case ' ' -> {
                        column++;
                        endWord();
                    }
                    case '\u000b' -> endWord();
                    default -> {
                        if (c > ' ' && c < 0x7f) {
                            column++;
                            inWord = true;
                        }
                    }
                }
            }
        }

        private void endLine() {
            longest = Math.max(longest, column);
            column = 0;
        }

        private void endWord() {
            words += inWord ? 1 : 0;
            inWord = false;
        }

        private void end() {
            endLine();
            endWord();
        }

        private void add(Counts other) {
            lines += other.lines;
            words += other.words;
            bytes += other.bytes;
            longest = Math.max(longest, other.longest);
        }
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        lines = options.has("l");
        words = options.has("w");
        characters = options.has("m");
        bytes = options.has("c");
        longest = options.has("L");
        if (!lines && !words && !characters && !bytes && !longest) {
            lines = true;
            words = true;
            bytes = true;
        }
        List<String> operands = options.operands;
        width = width(operands);
        if (operands.isEmpty()) {
            print(count("-"), "");
            return;
        }
        Counts total = new Counts();
        for (String operand : operands) {
            Counts counts = count(operand);
            if (counts != null) {
                print(counts, " " + (operand.indexOf('\n') < 0 ? operand : Text.shown(operand)));
                total.add(counts);
            }
        }
        if (operands.size() > 1) {
            print(total, " total");
        }
    }

    /** Null for standard input, and for what is not there: that is told when it is to be read. */
    private static @org.jspecify.annotations.Nullable BasicFileAttributes attributes(String operand) {
        try {
            return operand.equals("-") ? null : Files.readAttributes(FileName.path(operand), BasicFileAttributes.class);
        } catch (IOException e) {
            return null;
        }
    }

    /** Known before anything is read, from the sizes of the files. */
    private int width(List<String> operands) {
        int columns = (lines ? 1 : 0) + (words ? 1 : 0) + (characters ? 1 : 0) + (bytes ? 1 : 0) + (longest ? 1 : 0);
        if (operands.size() < 2 && columns == 1) {
            return 1;
        }
        long size = 0;
        int least = operands.isEmpty() ? PIPE_WIDTH : 1;
        for (String operand : operands) {
            BasicFileAttributes attributes = attributes(operand);
            if (operand.equals("-") || attributes != null && !attributes.isRegularFile()) {
                least = PIPE_WIDTH;
            } else if (attributes != null) {
                size += attributes.size();
            }
        }
        return Math.max(least, Long.toString(size).length());
    }

    private @org.jspecify.annotations.Nullable Counts count(String operand) throws IOException {
        Counts counts = new Counts();
        try (Input in = Input.open(operand, out)) {
            while (in.read()) {
                counts.add(in.buffer, in.start, in.end);
            }
        } catch (IOException e) {
            fail(Text.shown(operand), e);
            if (!Failure.of(e).equals("Is a directory")) {
                return null;
            }
        }
        counts.end();
        return counts;
    }

    private void print(@org.jspecify.annotations.Nullable Counts counts, String operand) throws IOException {
        if (counts == null) {
            return;
        }
        StringBuilder line = new StringBuilder();
        add(line, lines, counts.lines);
        add(line, words, counts.words);
        add(line, characters, counts.bytes);
        add(line, bytes, counts.bytes);
        add(line, longest, counts.longest);
        out.line(line + operand);
    }

    private void add(StringBuilder line, boolean wanted, long number) {
        if (wanted) {
            String digits = Long.toString(number);
            line.append(line.isEmpty() ? "" : " ")
                    .append(" ".repeat(Math.max(0, width - digits.length())))
                    .append(digits);
        }
    }
}
