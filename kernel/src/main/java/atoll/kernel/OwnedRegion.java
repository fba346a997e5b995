package atoll.kernel;

import atoll.contract.Region;
import java.atoll.Headroom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one process has of a region. {@link Passage} says how it comes and goes; all state is guarded by the block's lock,
 * which is never held while code of a process runs.
 *
 * <p>A use is a look at the state and a count of users, under the lock; then the bytes; then the count again. So no bytes
 * are touched through a handle that has lost its right, and no memory is freed or handed on while somebody is inside. The
 * counting down has no call in it: neither a full stack nor a kill in the middle of a copy can leave it out.
 */
final class OwnedRegion implements Region {
    private static final int WAITS = 100;

    /** The life of a handle. */
    enum State {
        /** A call has yet to bring it. */
        NEW,
        OWNED,
        /** By {@link #gone}. */
        MOVED,
        CLOSED
    }

    final Holdings holder;

    final Block block;

    // Guarded by the block.
    State state = State.NEW;
    private int users;

    /** Of the users, those that could not count themselves out: see {@link #inside}. Two at once may count as one. */
    private volatile int stuck;

    /** The call that brought it; null when it was made here, and later. For a handle that was lent: for ever. */
    @Nullable Passage came;

    /** The call that took it away. */
    @Nullable Passage gone;

    /** Whose this is, when it was lent for {@link #came}. */
    final @Nullable OwnedRegion lender;

    /** What it is lent for; of a block that is shared nothing is kept. */
    @Nullable Passage lent;

    /** The server gave it away, and the caller had no stack left to take it: it is nobody's. Written without the lock. */
    boolean orphan;

    /** The next owner of a shared block. */
    @Nullable OwnedRegion next;

    OwnedRegion(Block block, Holdings holder, @Nullable Passage came, @Nullable OwnedRegion lender) {
        this.block = block;
        this.holder = holder;
        this.came = came;
        this.lender = lender;
    }

    // -- state, with the block's lock

    /** Of a call that never reached its server nothing stays; if it was cut short, its end is made up for here. */
    void settle() {
        Passage in = came;
        if (in != null && in.isUndone() && state != State.CLOSED) {
            state = State.CLOSED;
            if (block.shared) {
                block.disowns(this);
            }
        }
        Passage out = gone;
        if (out != null && out.isUndone() && state == State.MOVED) {
            gone = null;
            state = State.OWNED;
        }
        if (orphan && state == State.OWNED && lender == null) {
            release();
        }
    }

    /** Threads that are using it, through this handle. */
    int users() {
        return users - stuck;
    }

    /** Nothing is to be looked at more closely. No call: see {@link Passage}. */
    boolean isPlain() {
        return state == State.OWNED && lender == null && lent == null && !block.shared && !block.doomed;
    }

    private boolean isLentStill() {
        for (OwnedRegion at = this; at.lender != null; at = at.lender) {
            Passage by = Objects.requireNonNull(at.came);
            if (by.isOver() || at.lender.state != State.OWNED || !block.shared && at.lender.lent != by) {
                return false;
            }
        }
        return true;
    }

    /** Why it cannot be used, or null. {@code alone}: nobody else must be using it. */
    @Nullable String hindrance(boolean writes, boolean alone) {
        settle();
        switch (state) {
            case NEW -> {
                return "has not arrived";
            }
            case MOVED -> {
                return "was moved by " + gone;
            }
            case CLOSED -> {
                return "was closed";
            }
            default -> {
                // Looked at below.
            }
        }
        if (lender != null && !isLentStill()) {
            return "was lent for " + came + ", which is over";
        }
        if (block.doomed || block.memory == null) {
            return "was closed by its owner";
        }
        Passage by = lent;
        if (by != null) {
            if (!by.isOver()) {
                return "is lent for " + by + ", which is not over";
            }
            if (block.users() > 0) {
                // The lock is given back while it waits: all may be different.
                return awaitUsers()
                        ? hindrance(writes, alone)
                        : "is still used by the server that it was lent to for " + by;
            }
            lent = null;
        }
        if (writes && block.shared) {
            return "is shared, and can only be read";
        }
        return alone && users() > 0 ? "is in use by another thread" : null;
    }

    /** Those who came in before the call was over are on their way out, unless a channel holds them. */
    private boolean awaitUsers() {
        for (int i = 0; i < WAITS && block.users() > 0; i++) {
            try {
                block.wait(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return block.users() == 0;
    }

    /** Whether the process pays for the bytes. */
    boolean isCharged() {
        settle();
        if (state == State.MOVED) {
            // The server is charged from when it begins.
            return gone != null && gone.isOnItsWay();
        }
        boolean here = came == null || came.isFinal();
        return state == State.OWNED && here && lender == null && (!block.shared || block.first == this);
    }

    /**
     * Whether nothing can make it the process's again. Without the lock: closed is for ever, and so is a move by a call that
     * has begun. What is not known yet is seen the next time.
     */
    boolean isOut() {
        Passage out = gone;
        return state == State.CLOSED || out != null && out.isFinal();
    }

    /** The holder gives it up; {@link Block#free} is to follow. */
    void release() {
        state = State.CLOSED;
        if (block.shared) {
            block.disowns(this);
            block.doomed = block.first == null;
        } else {
            block.doomed = true;
        }
    }

    IllegalStateException misused(String why) {
        return new IllegalStateException("the region of " + block.size + " bytes " + why);
    }

    /** What the caller may use now. */
    private ByteBuffer usable(boolean writes) {
        ByteBuffer memory = block.memory;
        if (isPlain() && memory != null) {
            return memory;
        }
        String why = hindrance(writes, false);
        memory = block.memory;
        if (why != null || memory == null) {
            throw misused(String.valueOf(why));
        }
        return memory;
    }

    // -- one number: under the lock

    @Override
    public int size() {
        return block.size;
    }

    @Override
    public byte get(int at) {
        synchronized (block) {
            return usable(false).get(at);
        }
    }

    @Override
    public void put(int at, byte value) {
        synchronized (block) {
            usable(true).put(at, value);
        }
    }

    @Override
    public int getInt(int at) {
        synchronized (block) {
            return usable(false).getInt(at);
        }
    }

    @Override
    public void putInt(int at, int value) {
        synchronized (block) {
            usable(true).putInt(at, value);
        }
    }

    @Override
    public long getLong(int at) {
        synchronized (block) {
            return usable(false).getLong(at);
        }
    }

    @Override
    public void putLong(int at, long value) {
        synchronized (block) {
            usable(true).putLong(at, value);
        }
    }

    // -- many bytes: counted in and out

    /** Copies {@code copies} bytes, which are counted. */
    private void copies(boolean writes, RegionWork work, int copies) {
        try {
            inside(writes, work, copies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one too few keeps bytes, one too many would give them away
    private int inside(boolean writes, RegionWork work, int copies) throws IOException {
        long copied = 0;
        ByteBuffer memory;
        synchronized (block) {
            memory = usable(writes);
            users++;
            block.users++;
        }
        try {
            int result = work.run(memory);
            copied = copies;
            return result;
        } finally {
            // No call before the lock is given back. The lock itself may be out of reach: C2 compiles no handler that
            // never ran, and the interpreter, with its larger frames, looks at the stack when it locks (measured).
            boolean frees = false;
            boolean out = false;
            try {
                synchronized (block) {
                    out = true;
                    users--;
                    block.users--;
                    frees = block.doomed && block.users() == 0;
                }
            } finally {
                if (!out) {
                    stuck++;
                    block.stuck++;
                }
            }
            if (copied > 0) {
                synchronized (holder) {
                    holder.copied += copied;
                }
            }
            if (frees) {
                block.free();
            }
        }
    }

    @Override
    public void read(int at, byte[] into, int from, int length) {
        copies(false, new RegionWork.ToArray(at, into, from, length), length);
    }

    @Override
    public void write(int at, byte[] bytes, int from, int length) {
        copies(true, new RegionWork.FromArray(at, bytes, from, length), length);
    }

    @Override
    public void copy(int at, Region to, int toAt, int length) {
        OwnedRegion target = own(to);
        if (target.block == block) {
            copies(true, new RegionWork.Within(at, toAt, length), length);
        } else {
            copies(false, new RegionWork.ToRegion(at, target, toAt, length), 0);
        }
    }

    /** The last step of {@link #copy}. */
    void take(int at, ByteBuffer source, int from, int length) {
        copies(true, new RegionWork.FromRegion(at, source, from, length), length);
    }

    @Override
    public void fill(int at, int length, byte value) {
        copies(true, new RegionWork.Fill(at, length, value), 0);
    }

    @Override
    public int readFrom(ReadableByteChannel channel, int at, int length) throws IOException {
        holder.kernel.memory().checkChannel(channel);
        return inside(true, new RegionWork.FromChannel(channel, at, length), 0);
    }

    @Override
    public int readFrom(FileChannel file, long position, int at, int length) throws IOException {
        holder.kernel.memory().checkChannel(file);
        return inside(true, new RegionWork.FromFile(file, position, at, length), 0);
    }

    @Override
    public int writeTo(WritableByteChannel channel, int at, int length) throws IOException {
        holder.kernel.memory().checkChannel(channel);
        return inside(false, new RegionWork.ToChannel(channel, at, length), 0);
    }

    @Override
    public int writeTo(FileChannel file, long position, int at, int length) throws IOException {
        holder.kernel.memory().checkChannel(file);
        return inside(false, new RegionWork.ToFile(file, position, at, length), 0);
    }

    // -- ownership

    /** {@code region} as one that the kernel made: anybody can implement an interface. */
    static OwnedRegion own(Region region) {
        if (region.getClass() != OwnedRegion.class) {
            throw new IllegalArgumentException(
                    "an object of " + region.getClass().getName() + " is no region that the kernel made");
        }
        return (OwnedRegion) region;
    }

    @Override
    public Region share() {
        synchronized (block) {
            String why = lender != null ? "was lent, and is its owner's to share" : hindrance(false, true);
            if (why != null) {
                throw misused(why);
            }
            if (!block.shared) {
                block.first = this;
                block.shared = true;
            }
        }
        return this;
    }

    @Override
    public boolean isShared() {
        synchronized (block) {
            return block.shared;
        }
    }

    @Override
    public boolean isUsable() {
        synchronized (block) {
            return hindrance(false, false) == null;
        }
    }

    @Override
    public void close() {
        Headroom.need();
        synchronized (block) {
            settle();
            if (state == State.MOVED || state == State.CLOSED) {
                return;
            }
            String why = lender != null ? "was lent, and is its owner's to close" : hindrance(false, true);
            if (why != null) {
                throw misused(why);
            }
            release();
        }
        block.free();
    }

    @Override
    public String toString() {
        synchronized (block) {
            String why = hindrance(false, false);
            return "region of " + block.size + " bytes" + (why == null ? "" : ", which " + why);
        }
    }
}
