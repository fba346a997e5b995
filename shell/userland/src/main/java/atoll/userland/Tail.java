package atoll.userland;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The end of files, and what is added to them. */
public final class Tail extends Tool {
    static final String OPTIONS =
            "n,lines: c,bytes: f,follow F q,quiet,silent s,sleep-interval: v,verbose z,zero-terminated";

    private static final int PIECE = 1 << 16;

    private byte terminator = '\n';
    private boolean bytes;
    private boolean fromStart;
    private long count = 10;
    private boolean headed;
    private String shown = "";

    private Tail() {
        super("tail");
    }

    public static void main(String[] args) {
        new Tail().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, modern(args));
        String unit = options.last("n", "c");
        bytes = unit.equals("c");
        if (!unit.isEmpty()) {
            String given = options.value(unit, "");
            String digits = given.startsWith("+") || given.startsWith("-") ? given.substring(1) : given;
            count = Count.of(digits);
            List<String> all = new ArrayList<>(options.values("n"));
            all.addAll(options.values("c"));
            for (String each : all) {
                // As in GNU's tail, also if a later one has none.
                fromStart |= each.startsWith("+");
            }
            if (count < 0) {
                throw Usage.complete("invalid number of " + (bytes ? "bytes" : "lines") + ": " + Text.quoted(given));
            }
        }
        terminator = (byte) (options.has("z") ? 0 : '\n');
        long millis = interval(options);
        List<String> operands = options.operands.isEmpty() ? List.of("-") : options.operands;
        String heads = options.last("q", "v");
        headed = heads.equals("v") || heads.isEmpty() && operands.size() > 1;
        boolean follows = options.has("f") || options.has("F");
        if (count == 0 && !unit.isEmpty() && !fromStart && !follows) {
            return;
        }
        List<Growing> growing = new ArrayList<>();
        for (String operand : operands) {
            try {
                long end = show(operand);
                if (follows && !operand.equals("-")) {
                    growing.add(new Growing(operand, end));
                }
            } catch (Output.Broken e) {
                throw e;
            } catch (IOException e) {
                cannot(operand, e);
                if (options.has("F")) {
                    growing.add(new Growing(operand, 0));
                }
            }
        }
        if (follows && growing.isEmpty() && !operands.contains("-")) {
            complain("no files remaining");
        }
        follow(growing, options.has("F"), millis);
    }

    private static String[] modern(String[] args) {
        if (args.length > 0
                && args[0].length() > 1
                && args[0].charAt(0) == '+'
                && Count.of(args[0].substring(1)) >= 0) {
            String[] modern = args.clone();
            modern[0] = "-n" + args[0];
            return modern;
        }
        return Head.modern(args);
    }

    private static long interval(Options options) {
        String given = options.value("s", "1");
        try {
            return Math.max(1, (long) (Double.parseDouble(given) * 1000));
        } catch (NumberFormatException e) {
            throw Usage.complete("invalid number of seconds: " + Text.quoted(given));
        }
    }

    private void cannot(String operand, IOException why) throws Output.Broken {
        boolean folder = Failure.of(why).equals("Is a directory");
        if (folder) {
            head(operand);
            fail("error reading " + Text.quoted(operand) + ": Is a directory");
        } else {
            fail("cannot open " + Text.quoted(operand) + " for reading: " + Failure.of(why));
        }
    }

    private void head(String operand) throws Output.Broken {
        if (headed) {
            out.print((shown.isEmpty() ? "" : "\n") + "==> " + (operand.equals("-") ? "standard input" : operand)
                    + " <==\n");
        }
        shown = operand;
    }

    /** Returns where the file ended. */
    private long show(String operand) throws IOException {
        if (operand.equals("-")) {
            head(operand);
            copy(Input.standard(out));
            return 0;
        }
        try (Input in = Input.open(operand, out)) {
            head(operand);
            if (fromStart || !bytes) {
                return copy(in);
            }
        }
        try (SeekableByteChannel channel = Files.newByteChannel(FileName.path(operand), StandardOpenOption.READ)) {
            return from(channel, Math.max(0, channel.size() - count));
        }
    }

    private long from(SeekableByteChannel channel, long start) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        channel.position(start);
        while (channel.read(piece) >= 0) {
            out.write(piece.array(), 0, piece.position());
            piece.clear();
        }
        return channel.position();
    }

    private long copy(Input in) throws IOException {
        long size = 0;
        if (fromStart && bytes) {
            for (long skip = Math.max(0, count - 1); in.read(); ) {
                int length = in.end - in.start;
                int skipped = (int) Math.min(skip, length);
                skip -= skipped;
                size += length;
                out.write(in.buffer, in.start + skipped, length - skipped);
            }
        } else if (bytes) {
            lastBytes(in);
        } else if (fromStart) {
            for (long number = 1; in.line(terminator); number++) {
                size += in.end - in.start + (in.ended ? 1 : 0);
                if (number >= count) {
                    out.write(in.buffer, in.start, in.end - in.start);
                    end(in.ended);
                }
            }
        } else {
            size = lastLines(in);
        }
        return size;
    }

    private void end(boolean ended) throws IOException {
        if (ended) {
            out.write(terminator);
        }
    }

    private long lastLines(Input in) throws IOException {
        ArrayDeque<byte[]> held = new ArrayDeque<>();
        boolean ended = true;
        long size = 0;
        while (in.line(terminator)) {
            size += in.end - in.start + (in.ended ? 1 : 0);
            if (held.size() == count && count > 0) {
                held.removeFirst();
            }
            if (count > 0) {
                held.add(in.copy());
            }
            ended = in.ended;
        }
        while (!held.isEmpty()) {
            out.write(held.removeFirst());
            end(!held.isEmpty() || ended);
        }
        return size;
    }

    private void lastBytes(Input in) throws IOException {
        ArrayDeque<byte[]> held = new ArrayDeque<>();
        long size = 0;
        while (in.read()) {
            held.add(in.copy());
            size += in.end - in.start;
            while (!held.isEmpty() && size - held.getFirst().length >= count) {
                size -= held.removeFirst().length;
            }
        }
        for (byte[] piece : held) {
            int skipped = (int) Math.max(0, Math.min(piece.length, size - count));
            size -= skipped;
            out.write(piece, skipped, piece.length - skipped);
        }
    }

    /** A file whose growth is shown. */
    private static final class Growing {
        private final String operand;
        private long end;
        private Object key = "";

        private Growing(String operand, long end) {
            this.operand = operand;
            this.end = end;
        }
    }

    /** Until somebody ends it; what is shorter than before was written anew. */
    private void follow(List<Growing> growing, boolean byName, long millis) throws IOException {
        while (!growing.isEmpty()) {
            out.flush();
            for (Growing file : growing) {
                grow(file, byName);
            }
            out.flush();
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void grow(Growing file, boolean byName) throws IOException {
        try {
            Facts facts = Facts.of(FileName.path(file.operand), true);
            String key = facts.device + " " + facts.inode;
            boolean other = byName && !file.key.equals("") && !file.key.equals(key);
            file.key = key;
            if (facts.size < file.end) {
                complain(file.operand + ": file truncated");
            }
            if (other || facts.size < file.end) {
                file.end = 0;
            }
            if (facts.size > file.end) {
                if (!shown.equals(file.operand)) {
                    head(file.operand);
                }
                try (SeekableByteChannel channel =
                        Files.newByteChannel(FileName.path(file.operand), StandardOpenOption.READ)) {
                    file.end = from(channel, file.end);
                }
            }
        } catch (Output.Broken e) {
            throw e;
        } catch (IOException e) {
            // It may come back.
            file.key = byName ? "gone" : file.key;
            file.end = byName ? 0 : file.end;
        }
    }
}
