package atoll.userland;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies blocks. */
public final class Dd extends Tool {
    static final String OPTIONS = "";
    /** What it takes instead of options. */
    static final String OPERANDS = "if= of= bs= ibs= obs= count= skip= seek= conv= status= iflag= oflag=";

    private static final long MOST_BLOCK = 1 << 30;

    private @Nullable String from;
    private @Nullable String to;
    private long inputBlock = 512;
    private long outputBlock = 512;
    private boolean oneSize;
    private long count = Long.MAX_VALUE;
    private long skip;
    private long seek;
    private String level = "";
    private final Set<String> conversions = new HashSet<>();
    private final Set<String> inputFlags = new HashSet<>();
    private final Set<String> outputFlags = new HashSet<>();

    private long wholeIn;
    private long partIn;
    private long wholeOut;
    private long partOut;
    private long bytes;
    private @Nullable ByteBuffer held;

    private Dd() {
        super("dd");
    }

    public static void main(String[] args) {
        new Dd().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        for (String operand : new Options(this, OPTIONS, args).operands) {
            operand(operand);
        }
        long begun = System.nanoTime();
        try (ReadableByteChannel reading = reading();
                WritableByteChannel writing = writing()) {
            try {
                copy(reading, writing);
            } catch (Output.Broken e) {
                throw e;
            } catch (IOException e) {
                fail("error copying " + shown(from, "standard input") + ": " + Failure.of(e));
            }
        }
        report(System.nanoTime() - begun);
    }

    private static String shown(@Nullable String name, String standard) {
        return Text.quoted(name == null ? standard : name);
    }

    private void operand(String operand) {
        int equals = operand.indexOf('=');
        String key = equals < 0 ? operand : operand.substring(0, equals + 1);
        String value = operand.substring(equals + 1);
        if (equals < 0 || !(" " + OPERANDS + " ").contains(" " + key + " ")) {
            throw Usage.of("unrecognized operand " + Text.quoted(operand));
        }
        switch (key) {
            case "if=" -> from = value;
            case "of=" -> to = value;
            case "bs=" -> {
                inputBlock = size(value);
                outputBlock = inputBlock;
                oneSize = true;
            }
            case "ibs=" -> inputBlock = oneSize ? inputBlock : size(value);
            case "obs=" -> outputBlock = oneSize ? outputBlock : size(value);
            case "count=" -> count = number(value);
            case "skip=" -> skip = number(value);
            case "seek=" -> seek = number(value);
            case "conv=" ->
                words(
                        value,
                        "notrunc fsync fdatasync nocreat excl noerror sync ucase lcase",
                        "conversion",
                        conversions);
            case "iflag=" -> words(value, "fullblock count_bytes skip_bytes", "input flag", inputFlags);
            case "oflag=" -> words(value, "append seek_bytes", "output flag", outputFlags);
            default -> {
                if (!value.equals("none") && !value.equals("noxfer") && !value.equals("progress")) {
                    throw Usage.of("invalid status level: " + Text.quoted(value));
                }
                level = value;
            }
        }
    }

    private static void words(String value, String known, String what, Set<String> into) {
        for (String word : value.split(",", -1)) {
            if (word.isEmpty() || !(" " + known + " ").contains(" " + word + " ")) {
                throw Usage.of("invalid " + what + ": " + Text.quoted(word));
            }
            into.add(word);
        }
    }

    private static long size(String value) {
        long size = number(value);
        if (size == 0 || size > MOST_BLOCK) {
            throw Usage.complete("invalid number: " + Text.quoted(value));
        }
        return size;
    }

    /** {@code 2x512}, {@code 4k}, {@code 1w}. */
    private static long number(String value) {
        long product = 1;
        for (String factor : value.split("x", -1)) {
            boolean small = factor.endsWith("c") || factor.endsWith("w");
            long number = Count.of(small ? factor.substring(0, factor.length() - 1) : factor);
            number *= factor.endsWith("w") ? 2 : 1;
            if (number < 0 || !Numeral.isDigit(Text.bytes(factor), 0, factor.length())) {
                throw Usage.complete("invalid number: " + Text.quoted(value));
            }
            product = number == 0 ? 0 : product > Long.MAX_VALUE / number ? Long.MAX_VALUE : product * number;
        }
        return product;
    }

    private ReadableByteChannel reading() throws IOException {
        InputStream standard = new FileInputStream(FileDescriptor.in);
        String file = from;
        if (file == null) {
            return new StandardChannel(standard);
        }
        try {
            return Files.newByteChannel(FileName.path(file), StandardOpenOption.READ);
        } catch (IOException e) {
            throw Usage.complete("failed to open " + Text.quoted(file) + ": " + Failure.of(e));
        }
    }

    private WritableByteChannel writing() throws IOException {
        String file = to;
        if (file == null) {
            return new StandardChannel(new FileOutputStream(FileDescriptor.out));
        }
        Set<OpenOption> options = new HashSet<>();
        options.add(StandardOpenOption.WRITE);
        if (conversions.contains("excl")) {
            options.add(StandardOpenOption.CREATE_NEW);
        } else if (!conversions.contains("nocreat")) {
            options.add(StandardOpenOption.CREATE);
        }
        long start = outputFlags.contains("seek_bytes") ? seek : saturated(seek, outputBlock);
        try {
            SeekableByteChannel channel = Files.newByteChannel(FileName.path(file), options);
            if (!conversions.contains("notrunc") && !outputFlags.contains("append")) {
                channel.truncate(Math.min(start, channel.size()));
            }
            channel.position(outputFlags.contains("append") ? channel.size() : start);
            return channel;
        } catch (IOException | IllegalArgumentException e) {
            String why = e instanceof IOException io ? Failure.of(io) : "Invalid argument";
            throw Usage.complete("failed to open " + Text.quoted(file) + ": " + why);
        }
    }

    private static long saturated(long count, long size) {
        return count > Long.MAX_VALUE / size ? Long.MAX_VALUE : count * size;
    }

    /** One read; with the flag {@code fullblock}, or to skip, until the block is full. */
    private boolean read(ReadableByteChannel reading, ByteBuffer block, boolean full) throws IOException {
        block.clear();
        int count;
        do {
            count = reading.read(block);
        } while (count >= 0 && full && block.hasRemaining());
        return block.position() > 0;
    }

    private boolean skip(ReadableByteChannel reading) throws IOException {
        long left = inputFlags.contains("skip_bytes") ? skip : saturated(skip, inputBlock);
        if (reading instanceof SeekableByteChannel channel) {
            if (left > channel.size()) {
                fail(shown(from, "standard input") + ": cannot skip to specified offset");
                status = 0;
            }
            channel.position(Math.min(left, channel.size()));
            return true;
        }
        while (left > 0) {
            ByteBuffer block = ByteBuffer.allocate((int) Math.min(left, 1 << 16));
            if (!read(reading, block, true)) {
                fail(shown(from, "standard input") + ": cannot skip to specified offset");
                status = 0;
                return false;
            }
            left -= block.position();
        }
        return true;
    }

    private void copy(ReadableByteChannel reading, WritableByteChannel writing) throws IOException {
        boolean more = skip(reading);
        boolean byBytes = inputFlags.contains("count_bytes");
        long left = byBytes ? count : saturated(count, 1);
        ByteBuffer block = ByteBuffer.allocate((int) inputBlock);
        while (more && left > 0) {
            if (byBytes && left < block.capacity()) {
                block = ByteBuffer.allocate((int) left);
            }
            if (!read(reading, block, inputFlags.contains("fullblock"))) {
                break;
            }
            int length = block.position();
            left -= byBytes ? length : 1;
            if (length == inputBlock) {
                wholeIn++;
            } else {
                partIn++;
                pad(block);
            }
            block.flip();
            convert(block);
            write(writing, block);
        }
        ByteBuffer rest = held;
        if (rest != null && rest.position() > 0) {
            rest.flip();
            writeOut(writing, rest);
        }
        if (writing instanceof java.nio.channels.FileChannel file
                && (conversions.contains("fsync") || conversions.contains("fdatasync"))) {
            file.force(conversions.contains("fsync"));
        }
    }

    private void pad(ByteBuffer block) {
        while (conversions.contains("sync") && block.hasRemaining()) {
            block.put((byte) 0);
        }
    }

    private void convert(ByteBuffer block) {
        for (int i = 0; i < block.limit(); i++) {
            byte b = block.get(i);
            boolean upper = b >= 'A' && b <= 'Z';
            boolean lower = b >= 'a' && b <= 'z';
            if (conversions.contains("ucase") && lower) {
                block.put(i, (byte) (b - 32));
            } else if (conversions.contains("lcase") && upper) {
                block.put(i, (byte) (b + 32));
            }
        }
    }

    private void write(WritableByteChannel writing, ByteBuffer block) throws IOException {
        if (oneSize) {
            writeOut(writing, block);
            return;
        }
        ByteBuffer gathered = held == null ? ByteBuffer.allocate((int) outputBlock) : held;
        held = gathered;
        while (block.hasRemaining()) {
            int length = Math.min(block.remaining(), gathered.remaining());
            gathered.put(block.slice(block.position(), length));
            block.position(block.position() + length);
            if (!gathered.hasRemaining()) {
                gathered.flip();
                writeOut(writing, gathered);
                gathered.clear();
            }
        }
    }

    private void writeOut(WritableByteChannel writing, ByteBuffer block) throws IOException {
        int length = block.remaining();
        try {
            while (block.hasRemaining()) {
                writing.write(block);
            }
        } catch (IOException e) {
            if (to == null) {
                throw new Output.Broken(e);
            }
            throw Usage.complete("error writing " + shown(to, "standard output") + ": " + Failure.of(e));
        }
        bytes += length;
        if (length == outputBlock) {
            wholeOut++;
        } else {
            partOut++;
        }
    }

    private void report(long nanos) throws IOException {
        if (level.equals("none")) {
            return;
        }
        String text = wholeIn + "+" + partIn + " records in\n" + wholeOut + "+" + partOut + " records out\n";
        if (!level.equals("noxfer")) {
            double seconds = Math.max(nanos, 1) / 1e9;
            String rate = Count.human((long) (bytes / seconds));
            text += bytes + (bytes == 1 ? " byte" : " bytes") + " copied, "
                    + String.format(java.util.Locale.ROOT, "%.6g", seconds) + " s, " + rate + "B/s\n";
        }
        out.flush();
        new FileOutputStream(FileDescriptor.err).write(Text.bytes(text));
    }
}
