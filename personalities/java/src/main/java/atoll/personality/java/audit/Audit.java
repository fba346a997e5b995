package atoll.personality.java.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a process used beyond its grants, when it runs without being refused what a grant could allow. What no grant can
 * allow (programs of the host, native code, the JVM's own diagnosis) stays refused, and is noted. Safe for many threads.
 * What threads of the process call here has no lambda and no joined strings: it may run while a class is being loaded.
 */
public final class Audit {
    /** From so many files of one folder on, the folder is the need. */
    private static final int SIBLINGS = 4;

    private final Consumer<String> heard;

    // Guarded by this.
    private final TreeMap<Path, Boolean> files = new TreeMap<>();
    private final Set<String> others = new LinkedHashSet<>();
    private final Set<String> told = new LinkedHashSet<>();

    /** Tells {@code heard} of every need when it is seen first, as the option that grants it, or as a remark. */
    public Audit(Consumer<String> heard) {
        this.heard = heard;
    }

    /** The host file or folder at {@code host} was read, or written. */
    public void file(String host, boolean written) {
        synchronized (this) {
            Path path = Path.of(host);
            files.put(path, written || Boolean.TRUE.equals(files.get(path)));
        }
        tell(line((written ? "--rw " : "--ro ").concat(host)));
    }

    /** {@code option} with {@code value} would have granted something. */
    public void option(String option, String value) {
        other(option.concat(" ").concat(value));
    }

    /** Something that no single option grants. */
    public void remark(String what) {
        other("# ".concat(what));
    }

    private void other(String text) {
        String line = line(text);
        synchronized (this) {
            others.add(line);
        }
        tell(line);
    }

    /** The program chooses names and paths: one that would end its line, or move the cursor, is a remark. */
    private static String line(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean same = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = Character.isISOControl(c);
            same &= !control;
            plain.append(control ? '?' : c);
        }
        return same ? text : "# no line can grant: ".concat(plain.toString());
    }

    private void tell(String line) {
        synchronized (this) {
            if (!told.add(line)) {
                return;
            }
        }
        heard.accept(line);
    }

    /** The options that grant all of it, one a line: {@code --ro /a}; remarks start with {@code #}. */
    public synchronized List<String> options() {
        List<String> lines = new ArrayList<>();
        TreeMap<Path, Boolean> granted = new TreeMap<>();
        folders().forEach((path, written) -> {
            if (!covered(granted, path, written)) {
                granted.put(path, written);
            }
        });
        granted.forEach((path, written) -> lines.add(line((written ? "--rw " : "--ro ") + path)));
        lines.addAll(others);
        return lines;
    }

    /** The files, where many of one folder stand for the folder; folders before what is in them. */
    private Map<Path, Boolean> folders() {
        TreeMap<Path, Integer> children = new TreeMap<>();
        for (Path file : files.keySet()) {
            Path folder = file.getParent();
            if (folder != null && folder.getNameCount() > 0) {
                children.merge(folder, 1, Integer::sum);
            }
        }
        TreeMap<Path, Boolean> needs = new TreeMap<>();
        files.forEach((file, written) -> {
            Path folder = file.getParent();
            boolean many = folder != null && children.getOrDefault(folder, 0) >= SIBLINGS;
            needs.merge(many ? folder : file, written, Boolean::logicalOr);
        });
        return needs;
    }

    private static boolean covered(Map<Path, Boolean> granted, Path path, boolean written) {
        for (Path above = path; above != null; above = above.getParent()) {
            Boolean writable = granted.get(above);
            if (writable != null && (writable || !written)) {
                return true;
            }
        }
        return false;
    }
}
