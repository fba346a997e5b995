package atoll.system.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is a process's own whoever refers to it: its object in the kernel, its loaders, their classes and all instances of these, its threads. From
 * there the rest that it holds is found. The label of an object is {@link #NOBODY}, {@link #HOST}, {@link #SHARED} or that of a process, from
 * {@link #FIRST}; the label of what is a process's own stands there with a minus.
 */
final class Owners {
    static final short NOBODY = 0;
    static final short HOST = 1;
    static final short SHARED = 2;
    static final short FIRST = 3;

    private static final int MOST = Short.MAX_VALUE - FIRST;

    /** Loaders, and groups of threads, above each other: each thread and loader walks up so far. What is below more is the host's. */
    private static final int DEEPEST = 100;

    private final Heap heap;
    private final short[] labels;
    private final List<Integer> pids = new ArrayList<>();

    /** Labels by the ids of objects. */
    private final Map<Long, Short> processes = new HashMap<>();

    private final Map<Long, Short> loaders = new HashMap<>();

    private final Shape thread;
    private final Shape virtual;
    private final Shape holder;
    private final Shape group;
    private final Shape worldGroup;
    private final Shape scheduler;

    /** Of the processes with these numbers; what others hold is the host's. */
    Owners(Heap heap, Set<Integer> living) throws BadDump {
        this.heap = heap;
        labels = new short[heap.size()];
        thread = heap.boot(Words.THREAD);
        virtual = heap.boot(Words.VIRTUAL);
        holder = heap.boot(Words.HOLDER);
        group = heap.boot(Words.GROUP);
        worldGroup = heap.boot(Words.WORLD_GROUP);
        scheduler = heap.boot(Words.SCHEDULER);
        processes(living);
        loaders();
        for (Shape shape : heap.shapes()) {
            shape.owner = loaders.getOrDefault(shape.loader, NOBODY);
        }
        for (int i = 0; i < labels.length; i++) {
            heap.check(i);
            own(i, owner(i));
        }
    }

    private void own(int object, short owner) {
        if (labels[object] == NOBODY) {
            labels[object] = (short) -owner;
        }
    }

    /** By number: where they are among {@link #pids}. */
    private void processes(Set<Integer> living) throws BadDump {
        Shape world = heap.boot(Words.WORLD);
        Shape process = below(world, Words.PROCESS);
        Shape java = below(world, Words.JAVA_PROCESS);
        for (int i : all(process)) {
            int pid = heap.number(i, process, "id");
            if (living.contains(pid)) {
                if (pids.size() == MOST) {
                    throw new BadDump("it has more than " + MOST + " processes");
                }
                short label = (short) (FIRST + pids.size());
                pids.add(pid);
                processes.put(heap.id(i), label);
                own(i, label);
                if (heap.isA(i, java)) {
                    loaders.put(heap.reference(i, java, "loader"), label);
                }
            }
        }
        // Of one that is about to begin, or at its end.
        loaders.remove(0L);
    }

    /** The class of that name which is below the boundary's; a program's own of that name is not. */
    private Shape below(Shape world, String name) throws BadDump {
        for (Shape shape : heap.shapes()) {
            if (name.equals(heap.words().named.get(shape.id)) && shape.isA(world.id)) {
                return shape;
            }
        }
        throw new BadDump("it has no class " + name);
    }

    private List<Integer> all(Shape type) throws BadDump {
        for (Shape shape : heap.shapes()) {
            shape.asked = shape.isA(type.id);
        }
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            if (heap.tag(i) == Objects.INSTANCE && heap.shape(heap.type(i)).asked) {
                all.add(i);
            }
        }
        return all;
    }

    /** Those that have a program's loader above them are its own as well. */
    private void loaders() throws BadDump {
        Shape loader = heap.boot(Words.LOADER);
        Map<Long, Short> found = new HashMap<>();
        for (int i : all(loader)) {
            int above = i;
            for (int depth = 0; above >= 0 && depth < DEEPEST; depth++) {
                Short label = loaders.get(heap.id(above));
                if (label != null) {
                    found.put(heap.id(i), label);
                    own(i, label);
                    break;
                }
                above = instance(heap.reference(above, loader, "parent"), loader);
            }
        }
        loaders.putAll(found);
    }

    /** The number of the instance with that id; negative when there is none, or it is not of that class. */
    private int instance(long id, Shape type) throws BadDump {
        int object = heap.index(id);
        return heap.isA(object, type) ? object : -1;
    }

    private short owner(int object) throws BadDump {
        long type = heap.type(object);
        if (type == 0) {
            return NOBODY;
        }
        Shape shape = heap.shape(type);
        if (shape.owner != NOBODY || heap.tag(object) != Objects.INSTANCE) {
            return shape.owner;
        }
        return shape.isA(thread.id) ? ofThread(object) : shape.id == scheduler.id ? world(object, scheduler) : NOBODY;
    }

    /** As the boundary says who is running: by the group of threads, or by who schedules a virtual one. */
    private short ofThread(int object) throws BadDump {
        if (heap.isA(object, virtual)) {
            int by = instance(heap.reference(object, virtual, "scheduler"), scheduler);
            return by < 0 ? NOBODY : world(by, scheduler);
        }
        int held = instance(heap.reference(object, thread, "holder"), holder);
        int in = held < 0 ? -1 : instance(heap.reference(held, holder, "group"), group);
        for (int depth = 0; in >= 0 && depth < DEEPEST; depth++) {
            if (heap.isA(in, worldGroup)) {
                return world(in, worldGroup);
            }
            in = instance(heap.reference(in, group, "parent"), group);
        }
        return NOBODY;
    }

    private short world(int object, Shape declaring) throws BadDump {
        return processes.getOrDefault(heap.reference(object, declaring, "world"), NOBODY);
    }

    /** Labels of all objects, to be completed. */
    short[] labels() {
        return labels;
    }

    /** Numbers of processes: the first is that of the label {@link #FIRST}. */
    List<Integer> pids() {
        return pids;
    }

    /** Whose method it is: {@link #NOBODY} where it goes on for who called it. 0: not known. */
    short ofCode(long type) throws BadDump {
        return type == 0 ? NOBODY : heap.shape(type).owner;
    }

    /** Whose thread it is. */
    short ofThread(long id) throws BadDump {
        int object = instance(id, thread);
        return object < 0 ? NOBODY : (short) Math.abs(labels[object]);
    }
}
