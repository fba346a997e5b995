package atoll.userland;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists folders. */
public final class Ls extends Tool {
    static final String OPTIONS =
            "1 a,all A,almost-all C d,directory F,classify full-time g G,no-group group-directories-first "
                    + "h,human-readable i,inode l L,dereference n,numeric-uid-gid o p q,hide-control-chars r,reverse R,recursive "
                    + "S t u c w,width:";

    private static final int TROUBLE = 2;
    private static final int WIDTH = 80;

    /** A file to be listed. */
    static final class Item {
        final String name;
        final Path path;
        final Facts facts;
        /** Whether it is a folder, or a link to one, as far as that is of interest. */
        final boolean isFolder;

        Item(String name, Path path, Facts facts) {
            this(name, path, facts, facts.isFolder());
        }

        private Item(String name, Path path, Facts facts, boolean isFolder) {
            this.name = name;
            this.path = path;
            this.facts = facts;
            this.isFolder = isFolder;
        }
    }

    /** A folder to be listed. */
    private record Folder(String name, Path path, boolean isOperand) {}

    private boolean all;
    private boolean almostAll;
    private boolean followed;
    private boolean recursive;
    private boolean foldersFirst;
    private Order order = new Order("", false, false);
    private ItemLines lines = new ItemLines(out, List.of(), false, WIDTH);
    private boolean any;

    private Ls() {
        super("ls", TROUBLE);
    }

    public static void main(String[] args) {
        new Ls().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        Options options = new Options(this, OPTIONS, args);
        String hidden = options.last("a", "A");
        all = hidden.equals("a");
        almostAll = hidden.equals("A");
        followed = options.has("L");
        recursive = options.has("R") && !options.has("d");
        String times = options.last("u", "c");
        String sorted = options.last("t", "S");
        boolean longer = options.has("l")
                || options.has("g")
                || options.has("n")
                || options.has("o")
                || options.has("full-time");
        if (sorted.isEmpty() && !times.isEmpty() && !longer) {
            sorted = "t";
        }
        foldersFirst = options.has("group-directories-first");
        order = new Order(sorted + times, options.has("r"), foldersFirst);
        Console console = options.has("1") || longer || options.has("C") ? null : System.console();
        boolean shown = console != null && console.isTerminal();
        lines = new ItemLines(out, options.inOrder(), shown, width(options));
        list(options, longer);
    }

    private static int width(Options options) {
        String given = options.value("w");
        String columns = given == null ? System.getenv("COLUMNS") : given;
        long width = columns == null ? WIDTH : Count.of(columns);
        if (width < 0 && given != null) {
            throw Usage.complete("invalid line width: " + Text.quoted(given));
        }
        return width <= 0 ? width == 0 ? Integer.MAX_VALUE : WIDTH : (int) Math.min(Integer.MAX_VALUE, width);
    }

    private void list(Options options, boolean longer) throws IOException {
        boolean itself = options.has("d");
        boolean linksThemselves = itself || longer || options.has("F");
        List<Item> files = new ArrayList<>();
        List<Item> folders = new ArrayList<>();
        List<String> operands = options.operands.isEmpty() ? List.of(".") : options.operands;
        for (String operand : operands) {
            try {
                Item item = new Item(operand, FileName.path(operand), Facts.of(operand, followed));
                if (item.facts.isLink() && !linksThemselves) {
                    Facts beyond = Walk.look(item.path, true);
                    item = beyond.isFolder() ? new Item(operand, item.path, beyond) : item;
                }
                (item.facts.isFolder() && !itself ? folders : files).add(item);
            } catch (IOException e) {
                cannot("access", operand, e, true);
            }
        }
        files.sort(order);
        folders.sort(order);
        lines.print(files);
        any = !files.isEmpty();
        List<Folder> left = new ArrayList<>();
        for (Item folder : folders.reversed()) {
            left.add(new Folder(folder.name, folder.path, true));
        }
        boolean headed = recursive || operands.size() > 1;
        while (!left.isEmpty()) {
            list(left.removeLast(), headed, left);
        }
    }

    private void cannot(String what, String name, IOException why, boolean operand) throws IOException {
        if (why instanceof Output.Broken) {
            throw why;
        }
        fail("cannot " + what + " " + Text.quoted(name) + ": " + Failure.of(why));
        status = operand ? TROUBLE : Math.max(status, 1);
    }

    private void list(Folder folder, boolean headed, List<Folder> left) throws IOException {
        List<Entry> entries;
        try {
            entries = Entry.in(folder.path);
        } catch (IOException e) {
            cannot("open directory", folder.name, e, folder.isOperand);
            return;
        }
        if (headed) {
            out.print((any ? "\n" : "") + lines.shown(folder.name) + ":\n");
        }
        any = true;
        List<Item> items = items(folder, entries);
        items.sort(order);
        lines.total(items);
        lines.print(items);
        if (recursive) {
            for (Item item : items.reversed()) {
                if (item.facts.isFolder() && !item.name.equals(".") && !item.name.equals("..")) {
                    left.add(new Folder(FileName.join(folder.name, item.name), item.path, false));
                }
            }
        }
    }

    private List<Item> items(Folder folder, List<Entry> entries) throws IOException {
        List<Item> items = new ArrayList<>();
        if (all) {
            for (String name : List.of(".", "..")) {
                Path path = folder.path.resolve(name);
                items.add(new Item(name, path, Facts.of(path, true)));
            }
        }
        for (Entry entry : entries) {
            if (entry.name().startsWith(".") && !all && !almostAll) {
                continue;
            }
            try {
                Facts facts = Facts.of(entry.path(), followed);
                boolean leads = foldersFirst && facts.isLink() ? Files.isDirectory(entry.path()) : facts.isFolder();
                items.add(new Item(entry.name(), entry.path(), facts, leads));
            } catch (IOException e) {
                cannot("access", FileName.join(folder.name, entry.name()), e, false);
            }
        }
        return items;
    }
}
