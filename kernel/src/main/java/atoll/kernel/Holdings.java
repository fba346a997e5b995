package atoll.kernel;

import java.atoll.Headroom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The regions of one process, or of the host. What a process is charged is not counted up and down but looked up: the sum
 * over the regions that it owns. So it cannot drift, and a move costs no counting.
 *
 * <p>Locks: this one, then a block's; never the other way round.
 */
final class Holdings {
    private static final int LARGEST = 1 << 30;
    private static final int FIRST_ROOM = 16;

    /** What is held, and what it comes to. */
    record Sum(int regions, long bytes) {}

    final Kernel kernel;

    /** Null for the host, and once it is dead. */
    private @Nullable Process process;

    // Guarded by this.
    private OwnedRegion[] all = new OwnedRegion[FIRST_ROOM];
    private int count;

    /** At least what is charged: everything that came in since {@link #sum} was last asked. */
    private long most;

    /** Bytes that threads have been allowed, and are allocating. */
    private long reserved;

    /** Bytes that the process had copied to, from and between regions. */
    long copied;

    /** The process is dead. */
    private boolean over;

    Holdings(Kernel kernel, @Nullable Process process) {
        this.kernel = kernel;
        this.process = process;
    }

    OwnedRegion allocate(int bytes) {
        if (bytes < 1 || bytes > LARGEST) {
            throw new IllegalArgumentException("a region has from 1 to " + LARGEST + " bytes, not " + bytes);
        }
        Headroom.need();
        Process owner = process;
        int charged = owner == null ? 0 : reserve(bytes, owner);
        OwnedRegion made = null;
        boolean kept = false;
        try {
            made = new OwnedRegion(new Block(kernel, kernel.memory().allocate(bytes)), this, null, null);
            made.state = OwnedRegion.State.OWNED;
        } finally {
            synchronized (this) {
                // At once: threads that allocate together find each region charged once.
                reserved -= charged;
                kept = made != null && add(made);
            }
        }
        if (!kept) {
            synchronized (made.block) {
                made.release();
            }
            made.block.free();
            throw new IllegalStateException("the process is dead");
        }
        return made;
    }

    /** Charges bytes that are about to be allocated, so that threads which allocate together stay within the limit. */
    private int reserve(int bytes, Process owner) {
        long limit = owner.maxMemory();
        long charged;
        synchronized (this) {
            charged = most + reserved;
            if (charged + bytes > limit) {
                charged = sum().bytes + reserved;
            }
            if (charged + bytes <= limit) {
                reserved += bytes;
                return bytes;
            }
        }
        throw new OutOfMemoryError("process " + owner.id() + " (" + owner.name() + ") has " + charged
                + " bytes of regions, and cannot have " + bytes + " more; --memory grants more than " + limit);
    }

    /** False when the process is dead. What is added may be owned later, or never. */
    boolean add(OwnedRegion region) {
        synchronized (this) {
            if (over) {
                return false;
            }
            if (count == all.length) {
                makeRoom();
            }
            most += region.block.size;
            all[count] = region;
            count++;
            return true;
        }
    }

    /** Forgets what is gone; so a region that moves through costs a place in an array, and no search when it leaves. */
    private void makeRoom() {
        OwnedRegion[] kept = new OwnedRegion[all.length];
        int left = 0;
        for (int i = 0; i < count; i++) {
            OwnedRegion region = all[i];
            if (region.orphan) {
                charged(region);
            }
            if (!region.isOut()) {
                kept[left++] = region;
            }
        }
        // The look costs as much as the array is long: three in four of its places are to be free after it.
        OwnedRegion[] next = left > kept.length / 4 ? Arrays.copyOf(kept, kept.length * 2) : kept;
        all = next;
        count = left;
    }

    private static boolean charged(OwnedRegion region) {
        Block block = region.block;
        boolean charged;
        boolean doomed;
        synchronized (block) {
            charged = region.isCharged();
            doomed = block.doomed;
        }
        if (doomed) {
            block.free();
        }
        return charged;
    }

    synchronized long copied() {
        return copied;
    }

    /** What is charged now. */
    synchronized Sum sum() {
        int regions = 0;
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            if (charged(all[i])) {
                regions++;
                bytes += all[i].block.size;
            }
        }
        most = bytes;
        return new Sum(regions, bytes);
    }

    /** Calls of rings that have not begun never will, and who answers one that has is told that nobody waits. */
    private static void endPassages(OwnedRegion region) {
        Passage out;
        Passage lent;
        synchronized (region.block) {
            out = region.gone;
            lent = region.lent;
        }
        if (out != null) {
            out.leave();
        }
        if (lent != null) {
            lent.leave();
        }
    }

    synchronized boolean isOver() {
        return over;
    }

    /** The process is dead: frees what nobody else owns. What is on its way here goes back to who sent it. */
    void die(List<String> released) {
        OwnedRegion[] left;
        int number;
        synchronized (this) {
            over = true;
            left = all;
            number = count;
            all = new OwnedRegion[0];
            count = 0;
            process = null;
        }
        int regions = 0;
        long bytes = 0;
        for (int i = 0; i < number; i++) {
            OwnedRegion region = left[i];
            endPassages(region);
            boolean owned;
            synchronized (region.block) {
                boolean charged = region.isCharged();
                Passage in = region.came;
                owned = region.state == OwnedRegion.State.OWNED && (in == null || in.isFinal());
                if (owned) {
                    region.release();
                    regions++;
                    bytes += charged ? region.block.size : 0;
                }
            }
            if (owned) {
                region.block.free();
            }
        }
        if (regions > 0) {
            released.add(regions + " regions of " + bytes + " bytes");
        }
    }
}
