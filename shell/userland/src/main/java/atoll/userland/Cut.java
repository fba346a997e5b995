package atoll.userland;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Parts of lines. */
public final class Cut extends Tool {
    static final String OPTIONS =
            "b,bytes: c,characters: complement d,delimiter: f,fields: n output-delimiter: s,only-delimited "
                    + "z,zero-terminated";

    private final List<long[]> ranges = new ArrayList<>();
    private boolean complement;
    private boolean only;
    private byte delimiter = '\t';
    private byte @org.jspecify.annotations.Nullable [] between;
    private byte terminator = '\n';

    private Cut() {
        super("cut");
    }

    public static void main(String[] args) {
        new Cut().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        int lists = 0;
        for (String option : options.inOrder()) {
            lists += "bcf".contains(option) ? 1 : 0;
        }
        if (lists > 1) {
            throw Usage.of("only one list may be specified");
        }
        boolean fields = options.has("f");
        String list = options.value(options.last("b", "c", "f"));
        if (list == null) {
            throw Usage.of("you must specify a list of bytes, characters, or fields");
        }
        parse(list, fields);
        complement = options.has("complement");
        only = options.has("s");
        terminator = (byte) (options.has("z") ? 0 : '\n');
        delimiters(options, fields);
        for (String operand : options.operands.isEmpty() ? List.of("-") : options.operands) {
            try (Input in = Input.open(operand, out)) {
                while (in.line(terminator)) {
                    if (fields) {
                        fields(in);
                    } else {
                        bytes(in);
                    }
                }
            } catch (IOException e) {
                fail(Text.shown(operand), e);
            }
        }
    }

    private void delimiters(Options options, boolean fields) {
        String given = options.value("d");
        if (given != null && !fields) {
            throw Usage.of("an input delimiter may be specified only when operating on fields");
        }
        if (only && !fields) {
            throw Usage.of("suppressing non-delimited lines makes sense\n\tonly when operating on fields");
        }
        if (given != null) {
            byte[] bytes = Text.bytes(given);
            if (bytes.length > 1) {
                throw Usage.of("the delimiter must be a single character");
            }
            delimiter = bytes.length == 0 ? 0 : bytes[0];
        }
        String output = options.value("output-delimiter");
        between = output == null ? null : Text.bytes(output);
    }

    private void parse(String list, boolean fields) {
        for (String range : list.split("[, \t]", -1)) {
            int dash = range.indexOf('-');
            String first = dash < 0 ? range : range.substring(0, dash);
            String last = dash < 0 ? range : range.substring(dash + 1);
            if (dash >= 0 && first.isEmpty() && last.isEmpty()) {
                throw Usage.of("invalid range with no endpoint: -");
            }
            long from = first.isEmpty() && dash >= 0 ? 1 : number(first, fields);
            long to = last.isEmpty() && dash >= 0 ? Long.MAX_VALUE : number(last, fields);
            if (from == 0 || to == 0) {
                throw Usage.of((fields ? "fields are" : "byte/character positions are") + " numbered from 1");
            }
            if (to < from) {
                throw Usage.of("invalid decreasing range");
            }
            ranges.add(new long[] {from, to});
        }
    }

    private static long number(String text, boolean fields) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw Usage.of(
                        (fields ? "invalid field value " : "invalid byte/character position ") + Text.quoted(text));
            }
        }
        return text.isEmpty() ? 0 : text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private boolean wanted(long number) {
        for (long[] range : ranges) {
            if (number >= range[0] && number <= range[1]) {
                return !complement;
            }
        }
        return complement;
    }

    /** Whether a range of output begins there: one that no other one before runs into. */
    private boolean begins(long number) {
        if (complement) {
            return !wanted(number - 1);
        }
        for (long[] range : ranges) {
            if (range[0] < number && range[1] >= number) {
                return false;
            }
        }
        return true;
    }

    private void bytes(Input in) throws IOException {
        boolean any = false;
        for (int i = in.start; i < in.end; i++) {
            int number = i - in.start + 1;
            if (wanted(number)) {
                if (any && between != null && begins(number)) {
                    out.write(between);
                }
                any = true;
                out.write(in.buffer[i]);
            }
        }
        out.write(terminator);
    }

    private void fields(Input in) throws IOException {
        long number = 1;
        boolean any = false;
        int from = in.start;
        int end = next(in, from);
        if (end == in.end) {
            if (!only) {
                out.write(in.buffer, from, end - from);
                out.write(terminator);
            }
            return;
        }
        while (true) {
            if (wanted(number)) {
                if (any) {
                    if (between == null) {
                        out.write(delimiter);
                    } else {
                        out.write(between);
                    }
                }
                any = true;
                out.write(in.buffer, from, end - from);
            }
            if (end == in.end) {
                break;
            }
            from = end + 1;
            end = next(in, from);
            number++;
        }
        out.write(terminator);
    }

    private int next(Input in, int from) {
        int at = from;
        while (at < in.end && in.buffer[at] != delimiter) {
            at++;
        }
        return at;
    }
}
