package atoll.server.memoryfiles;

import atoll.contract.Region;
import atoll.contract.file.FileFault;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, in pieces; a piece that is not there is all zeros. A call that ends anywhere, because its caller's
 * stack does, leaves a part of a write, as an error may, and pieces that are accounted for: a piece counts once it is put in
 * its place, and the size is raised last.
 */
final class Content {
    static final int PIECE = 1 << 14;

    /** The array of pieces has an int for its length; this keeps it small besides. */
    private static final long MOST = 1L << 36;

    private final Room room;
    private byte[] @Nullable [] pieces = new byte[0][];
    private long size;

    Content(Room room) {
        this.room = room;
    }

    long size() {
        return size;
    }

    /** How many bytes came. */
    int read(long offset, Region into, int at, int length) {
        if (offset >= size) {
            return 0;
        }
        int all = (int) Math.min(length, size - offset);
        int done = 0;
        while (done < all) {
            long place = offset + done;
            int start = (int) (place % PIECE);
            int count = Math.min(PIECE - start, all - done);
            byte[] piece = piece(place);
            if (piece != null) {
                into.write(at + done, piece, start, count);
            } else {
                into.fill(at + done, count, (byte) 0);
            }
            done += count;
        }
        return all;
    }

    void write(long offset, Region from, int at, int length) throws IOException {
        checkSize(offset, length);
        int done = 0;
        while (done < length) {
            long place = offset + done;
            int start = (int) (place % PIECE);
            int count = Math.min(PIECE - start, length - done);
            from.read(at + done, made(place), start, count);
            done += count;
            size = Math.max(size, place + count);
        }
    }

    void resize(long wanted) throws IOException {
        checkSize(wanted, 0);
        if (wanted < size) {
            size = wanted;
            forget(wanted);
        }
        size = wanted;
    }

    /** What is behind {@code end} reads as zeros if the file is lengthened again. */
    private void forget(long end) {
        int first = (int) ((end + PIECE - 1) / PIECE);
        for (int i = first; i < pieces.length; i++) {
            if (pieces[i] != null) {
                pieces[i] = null;
                room.give(PIECE);
            }
        }
        byte[] last = end % PIECE == 0 ? null : piece(end);
        if (last != null) {
            Arrays.fill(last, (int) (end % PIECE), PIECE, (byte) 0);
        }
    }

    private static void checkSize(long offset, long more) throws IOException {
        if (offset < 0) {
            throw FileFault.INVALID.because("offset " + offset);
        }
        if (offset > MOST - more) {
            throw FileFault.TOO_LARGE.because("a file has at most " + MOST + " bytes");
        }
    }

    private byte @Nullable [] piece(long at) {
        long index = at / PIECE;
        return index < pieces.length ? pieces[(int) index] : null;
    }

    private byte[] made(long at) throws IOException {
        byte[] piece = piece(at);
        if (piece != null) {
            return piece;
        }
        int index = (int) (at / PIECE);
        if (index >= pieces.length) {
            int length = Math.max(index + 1, Math.min(pieces.length * 2, (int) (MOST / PIECE)));
            pieces = Arrays.copyOf(pieces, length);
        }
        room.take(PIECE);
        byte[] fresh = new byte[PIECE];
        pieces[index] = fresh;
        return fresh;
    }
}
