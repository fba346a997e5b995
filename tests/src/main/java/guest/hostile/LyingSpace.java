package guest.hostile;

import atoll.contract.Names;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileSpace;
import atoll.contract.file.FileTree;
import atoll.contract.file.Mounted;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * A name space of files that tells one lie: at its root is the tree that it was given as {@code real}, but for that. Without
 * arguments it says which there are.
 */
public final class LyingSpace implements FileSpace {
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final int LONG = 1_000_000;
    private static final int MANY = 70_000;
    private static final long MOUNT = 1;

    private interface Find {
        Mounted of(String path) throws IOException;
    }

    private interface Tree {
        FileTree of(long mount) throws IOException;
    }

    private interface Below {
        String[] of(String path) throws IOException;
    }

    private static volatile boolean told;

    private final FileTree real;
    private final Find find;
    private final Tree tree;
    private final Below below;

    private LyingSpace(Find find, Tree tree, Below below) {
        this.real = Names.find("real", FileTree.class);
        this.find = find;
        this.tree = tree;
        this.below = below;
    }

    /** Which there are, and what makes each: with the given tree, so not before it is asked for. */
    private interface Made {
        LyingSpace lie();
    }

    public static void main(String[] args) throws InterruptedException {
        Map<String, Made> lies = new TreeMap<>();
        finds(lies);
        trees(lies);
        belows(lies);
        if (args.length == 0) {
            lies.keySet().forEach(System.out::println);
            return;
        }
        Names.serve("space", FileSpace.class, lies.get(args[0]).lie());
        NEVER.await();
    }

    private static void tell() {
        if (!told) {
            told = true;
            System.out.println("told");
        }
    }

    @Override
    public Mounted find(String path) throws IOException {
        if (find == null) {
            return new Mounted(MOUNT, path);
        }
        tell();
        return find.of(path);
    }

    @Override
    public FileTree tree(long mount) throws IOException {
        if (tree == null) {
            return real;
        }
        tell();
        return tree.of(mount);
    }

    @Override
    public String[] below(String path) throws IOException {
        if (below == null) {
            return new String[0];
        }
        tell();
        return below.of(path);
    }

    private static void found(Map<String, Made> lies, String name, Find lie) {
        lies.put("find: " + name, () -> new LyingSpace(lie, null, null));
    }

    private static void finds(Map<String, Made> lies) {
        found(lies, "nothing", path -> null);
        found(lies, "no rest", path -> new Mounted(MOUNT, null));
        found(lies, "another path", path -> new Mounted(MOUNT, "/file"));
        found(lies, "a longer path", path -> new Mounted(MOUNT, "/x" + path));
        found(lies, "a part of a name", path -> new Mounted(MOUNT, path.substring(Math.min(path.length(), 2))));
        found(lies, "always the root", path -> new Mounted(MOUNT, ""));
        found(lies, "a long path", path -> new Mounted(MOUNT, "x/".repeat(LONG)));
        found(lies, "a path upwards", path -> new Mounted(MOUNT, "../../etc/passwd"));
        Random random = new Random(3);
        found(lies, "another mount each time", path -> new Mounted(random.nextLong(), path));
        found(lies, "in no mount", path -> {
            throw FileFault.NOT_FOUND.because("in none");
        });
        found(lies, "stale", path -> {
            throw FileFault.STALE.because("no more");
        });
        found(lies, "a text of its own", path -> {
            throw new IOException("x".repeat(LONG));
        });
        found(lies, "its own exception", path -> {
            throw new IllegalStateException("hostile");
        });
        found(lies, "its own error", path -> {
            throw new AssertionError("hostile");
        });
    }

    private static void trees(Map<String, Made> lies) {
        lies.put("tree: none", () -> new LyingSpace(null, mount -> null, null));
        lies.put(
                "tree: always stale",
                () -> new LyingSpace(
                        null,
                        mount -> {
                            throw FileFault.STALE.because("no more");
                        },
                        null));
        lies.put(
                "tree: no text",
                () -> new LyingSpace(
                        null,
                        mount -> {
                            throw new IOException();
                        },
                        null));
        lies.put(
                "tree: its own exception",
                () -> new LyingSpace(
                        null,
                        mount -> {
                            throw new UnsupportedOperationException("hostile");
                        },
                        null));
    }

    private static void below(Map<String, Made> lies, String name, String... said) {
        lies.put("below: " + name, () -> new LyingSpace(null, null, path -> said));
    }

    private static void belows(Map<String, Made> lies) {
        below(lies, "nothing", (String[]) null);
        below(lies, "no name", (String) null);
        below(lies, "an empty name", "");
        below(lies, "upwards", "..");
        below(lies, "here", ".");
        below(lies, "a path", "a/b");
        below(lies, "a name with an end", "a\0b");
        below(lies, "twice the same", "a", "a");
        below(lies, "not in order", "b", "a");
        below(lies, "a long name", "x".repeat(LONG));
        String[] many = new String[MANY];
        for (int i = 0; i < MANY; i++) {
            many[i] = Integer.toString(MANY + i);
        }
        below(lies, "many names", many);
        lies.put(
                "below: its own exception",
                () -> new LyingSpace(null, null, path -> {
                    throw new IllegalStateException("hostile");
                }));
    }
}
