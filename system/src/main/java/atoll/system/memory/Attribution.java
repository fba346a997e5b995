package atoll.system.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who holds each object of a heap. First all that the host reaches, without what is a process's own; then what each process reaches from its own, as far
 * as that is nobody's yet. What two processes reach is shared. An object gets a label once, and once more when it turns out to be shared: so it is walked
 * over twice at most, and no more of them wait to be walked over than there are.
 */
final class Attribution implements Heap.Hears {
    private static final int FIRST_STACK = 1_024;

    /** What is kept of a root, and which share of the room all of them may take. */
    private static final int BYTES_ROOT = 48;

    private static final int SHARE = 8;

    private final Heap heap;
    private final Owners owners;
    private final short[] labels;
    private final long[] sums;

    /** Objects that got the label {@link #now}, and whose references are still to be looked at. */
    private int[] waiting = new int[FIRST_STACK];

    private int count;
    private short now;

    /** Objects on which some root keeps its hand, by labels. */
    private final Map<Short, List<Long>> roots = new HashMap<>();

    private final long most;
    private long kept;

    private Attribution(Heap heap, long room, Set<Integer> living) throws BadDump {
        this.heap = heap;
        most = room / SHARE / BYTES_ROOT;
        owners = new Owners(heap, living);
        labels = owners.labels();
        sums = new long[Owners.FIRST + owners.pids().size()];
        roots();
        walk(Owners.HOST, new int[0]);
        int[] own = own();
        for (int label = Owners.FIRST, from = 0; label < sums.length; label++) {
            int to = from;
            while (to < own.length && -labels[own[to]] == label) {
                to++;
            }
            walk((short) label, Arrays.copyOfRange(own, from, to));
            from = to;
        }
        for (int i = 0; i < labels.length; i++) {
            sums[Math.abs(labels[i])] += heap.size(i);
        }
    }

    /** What the processes with these numbers hold, and others do. {@code room}: bytes that the heap has to give. */
    static Held of(Heap heap, long room, Set<Integer> living) throws BadDump {
        Attribution done = new Attribution(heap, room, living);
        Map<Integer, Long> byProcess = new HashMap<>();
        List<Integer> pids = done.owners.pids();
        for (int i = 0; i < pids.size(); i++) {
            byProcess.put(pids.get(i), done.sums[Owners.FIRST + i]);
        }
        // What no root reaches, such as what waits to be finalised, is the JVM's.
        return new Held(
                byProcess, done.sums[Owners.SHARED], done.sums[Owners.HOST] + done.sums[Owners.NOBODY], heap.size());
    }

    // -- roots

    private void roots() throws BadDump {
        Map<Integer, short[]> stacks = new HashMap<>();
        Map<Integer, Short> threads = new HashMap<>();
        DumpFile file = heap.file();
        Objects.tell(file, heap.words(), new Objects.Hears() {
            @Override
            public void object(int tag, long at) {}

            @Override
            public void root(int tag, long at) throws BadDump {
                if (tag == Objects.ROOT_THREAD) {
                    int serial = file.u4(at + DumpFile.ID);
                    short owner = orHost(owners.ofThread(file.u8(at)));
                    threads.put(serial, owner);
                    stacks.put(serial, stack(owner, file.u4(at + DumpFile.ID + Integer.BYTES)));
                }
            }
        });
        Objects.tell(file, heap.words(), new Objects.Hears() {
            @Override
            public void object(int tag, long at) {}

            @Override
            public void root(int tag, long at) throws BadDump {
                // Whoever locks an object has it on the stack.
                if (tag != Objects.ROOT_MONITOR) {
                    if (++kept > most) {
                        throw new BadDump("it has more than " + most + " roots; the heap has no room for them");
                    }
                    roots.computeIfAbsent(label(tag, at, stacks, threads), key -> new ArrayList<>())
                            .add(file.u8(at));
                }
            }
        });
    }

    private static short orHost(short label) {
        return label == Owners.NOBODY ? Owners.HOST : label;
    }

    private short label(int tag, long at, Map<Integer, short[]> stacks, Map<Integer, Short> threads) throws BadDump {
        if (tag != Objects.ROOT_FRAME && tag != Objects.ROOT_JNI_LOCAL) {
            return Owners.HOST;
        }
        int serial = heap.file().u4(at + DumpFile.ID);
        int frame = heap.file().u4(at + DumpFile.ID + Integer.BYTES);
        short[] stack = stacks.getOrDefault(serial, new short[0]);
        return frame >= 0 && frame < stack.length ? stack[frame] : threads.getOrDefault(serial, Owners.HOST);
    }

    /** Who each frame works for: whose method it is or, for one of the JDK or of the kernel, who called it. */
    private short[] stack(short thread, int trace) throws BadDump {
        long[] types = heap.words().stack(trace);
        short[] stack = new short[types.length];
        short owner = thread;
        for (int i = types.length - 1; i >= 0; i--) {
            short code = owners.ofCode(types[i]);
            owner = code == Owners.NOBODY ? owner : code;
            stack[i] = owner;
        }
        return stack;
    }

    // -- walks

    /** All that is a process's own, by labels. */
    private int[] own() {
        int[] starts = new int[sums.length + 1];
        for (short label : labels) {
            if (label < 0) {
                starts[1 - label]++;
            }
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] own = new int[starts[starts.length - 1]];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                own[starts[-labels[i]]++] = i;
            }
        }
        return own;
    }

    private void walk(short label, int[] own) throws BadDump {
        now = label;
        for (long root : roots.getOrDefault(label, List.of())) {
            reached(root);
        }
        for (int object : own) {
            heap.references(object, this);
            finish();
        }
        finish();
    }

    private void finish() throws BadDump {
        while (count > 0) {
            heap.references(waiting[--count], this);
        }
    }

    @Override
    public void type(Shape shape) {
        // Most objects are of few classes.
        if (shape.reachedBy != now) {
            shape.reachedBy = now;
            reached(shape.id);
        }
    }

    @Override
    public void reached(long id) {
        int object = id == 0 ? -1 : heap.index(id);
        if (object < 0) {
            return;
        }
        short before = labels[object];
        if (before == Owners.NOBODY) {
            labels[object] = now;
        } else if (before >= Owners.FIRST && before != now) {
            labels[object] = Owners.SHARED;
        } else {
            return;
        }
        if (count == waiting.length) {
            waiting = Arrays.copyOf(waiting, (int) Math.min(labels.length, 2L * count));
        }
        waiting[count++] = object;
    }
}
