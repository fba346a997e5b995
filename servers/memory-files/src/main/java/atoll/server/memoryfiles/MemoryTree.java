package atoll.server.memoryfiles;

import atoll.contract.Region;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileArguments;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileTree;
import atoll.contract.process.Health;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tree, under one lock. Its methods run on the threads of callers, whose stacks may end anywhere: what changes several
 * things sets {@link #torn} first and takes it back last, and who finds it set ends this process, for nobody knows what the
 * tree is like. The next one has other ids.
 */
final class MemoryTree implements FileTree, Health {
    private final long generation;
    private final Room room;
    private final Node root;
    private final Map<Long, Node> nodes = new HashMap<>();
    private long numbers;
    private boolean torn;

    /** {@code generation}: another one for each tree there ever is. */
    MemoryTree(long generation, Room room) {
        this.generation = generation;
        this.room = room;
        this.root = new Node(new FileId(0, generation), FileKind.FOLDER, "", room);
        nodes.put(0L, root);
    }

    /** Well is who gives the lock back that the calls take, and has left nothing half done. */
    @Override
    public synchronized void beat() {
        checkWhole();
    }

    @Override
    public synchronized Attributes root() {
        checkWhole();
        return root.attributes();
    }

    @Override
    public synchronized Attributes lookup(FileId folder, String name) throws IOException {
        Node in = folder(folder);
        FileArguments.checkName(name);
        return child(in, name).attributes();
    }

    @Override
    public synchronized Attributes attributes(FileId id) throws IOException {
        return node(id).attributes();
    }

    @Override
    public synchronized int read(FileId file, long offset, Region into, int at, int length) throws IOException {
        Node node = file(file);
        FileArguments.checkTransfer(offset, into, at, length);
        return node.content.read(offset, into, at, Math.min(length, MOST_BYTES));
    }

    @Override
    public synchronized String target(FileId link) throws IOException {
        Node node = node(link);
        if (node.kind != FileKind.LINK) {
            throw FileFault.INVALID.because("not a link");
        }
        return node.target;
    }

    @Override
    public synchronized String[] list(FileId folder, String after, int most) throws IOException {
        Node in = folder(folder);
        if (most <= 0) {
            throw FileFault.INVALID.because("at most " + most + " names");
        }
        List<String> names = new ArrayList<>();
        for (String name : in.children.tailMap(after, false).keySet()) {
            if (names.size() == most) {
                break;
            }
            names.add(name);
        }
        return names.toArray(new String[0]);
    }

    @Override
    public synchronized void write(FileId file, long offset, Region from, int at, int length) throws IOException {
        Node node = file(file);
        FileArguments.checkWrite(offset, from, at, length);
        node.content.write(offset, from, at, length);
        node.modified = Node.now();
    }

    @Override
    public synchronized void resize(FileId file, long size) throws IOException {
        Node node = file(file);
        torn = true;
        try {
            node.content.resize(size);
        } catch (IOException e) {
            torn = false;
            throw e;
        }
        node.modified = Node.now();
        torn = false;
    }

    @Override
    public synchronized void touch(FileId id, long modified) throws IOException {
        node(id).modified = modified;
    }

    @Override
    public synchronized void flush(FileId id) throws IOException {
        node(id);
    }

    @Override
    public Attributes create(FileId folder, String name) throws IOException {
        return make(folder, name, FileKind.FILE, "");
    }

    @Override
    public Attributes makeFolder(FileId folder, String name) throws IOException {
        return make(folder, name, FileKind.FOLDER, "");
    }

    @Override
    public Attributes makeLink(FileId folder, String name, String target) throws IOException {
        FileArguments.checkTarget(target);
        return make(folder, name, FileKind.LINK, target);
    }

    private synchronized Attributes make(FileId folder, String name, FileKind kind, String target) throws IOException {
        Node in = folder(folder);
        FileArguments.checkName(name);
        if (in.children.containsKey(name)) {
            throw FileFault.EXISTS.because(name);
        }
        Node made = new Node(new FileId(++numbers, generation), kind, target, room);
        room.take(made.bytes());
        torn = true;
        nodes.put(made.id.number(), made);
        in.children.put(name, made);
        made.parent = in;
        in.modified = Node.now();
        torn = false;
        return made.attributes();
    }

    @Override
    public synchronized void remove(FileId folder, String name) throws IOException {
        Node in = folder(folder);
        FileArguments.checkName(name);
        Node gone = child(in, name);
        checkEmpty(gone, name);
        torn = true;
        in.children.remove(name);
        in.modified = Node.now();
        forget(gone);
        torn = false;
    }

    @Override
    public synchronized void rename(FileId from, String name, FileId to, String as, boolean replace)
            throws IOException {
        Node source = folder(from);
        Node target = folder(to);
        FileArguments.checkName(name);
        FileArguments.checkName(as);
        Node moved = child(source, name);
        Node there = target.children.get(as);
        if (there == moved) {
            return;
        }
        if (there != null && !replace) {
            throw FileFault.EXISTS.because(as);
        }
        if (target.isInOrIs(moved)) {
            throw FileFault.INVALID.because("a folder is not moved into itself");
        }
        if (there != null) {
            if (source.isInOrIs(there)) {
                throw FileFault.NOT_EMPTY.because(as);
            }
            checkReplaceable(moved, there, as);
        }
        torn = true;
        if (there != null) {
            forget(there);
        }
        source.children.remove(name);
        target.children.put(as, moved);
        moved.parent = target;
        source.modified = Node.now();
        target.modified = source.modified;
        torn = false;
    }

    private static void checkReplaceable(Node moved, Node there, String as) throws IOException {
        boolean folder = moved.kind == FileKind.FOLDER;
        if (folder && there.kind != FileKind.FOLDER) {
            throw FileFault.NOT_A_FOLDER.because(as);
        }
        if (!folder && there.kind == FileKind.FOLDER) {
            throw FileFault.IS_A_FOLDER.because(as);
        }
        checkEmpty(there, as);
    }

    private static void checkEmpty(Node node, String name) throws IOException {
        if (!node.children.isEmpty()) {
            throw FileFault.NOT_EMPTY.because(name);
        }
    }

    private void forget(Node gone) throws IOException {
        nodes.remove(gone.id.number());
        gone.parent = null;
        gone.content.resize(0);
        room.give(gone.bytes());
    }

    private static Node child(Node folder, String name) throws IOException {
        Node child = folder.children.get(name);
        if (child == null) {
            throw FileFault.NOT_FOUND.because(name);
        }
        return child;
    }

    private Node folder(FileId id) throws IOException {
        Node node = node(id);
        if (node.kind != FileKind.FOLDER) {
            throw FileFault.NOT_A_FOLDER.because("a " + node.kind);
        }
        return node;
    }

    private Node file(FileId id) throws IOException {
        Node node = node(id);
        if (node.kind == FileKind.FOLDER) {
            throw FileFault.IS_A_FOLDER.because("a folder has no bytes");
        }
        if (node.kind != FileKind.FILE) {
            throw FileFault.INVALID.because("a " + node.kind + " has no bytes");
        }
        return node;
    }

    private Node node(FileId id) throws IOException {
        checkWhole();
        Node node = nodes.get(id.number());
        if (node == null || !node.id.equals(id)) {
            throw FileFault.STALE.because("no such file any more");
        }
        return node;
    }

    private void checkWhole() {
        if (torn) {
            Runtime.getRuntime().halt(1);
        }
    }
}
