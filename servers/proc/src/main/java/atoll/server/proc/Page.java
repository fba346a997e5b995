package atoll.server.proc;

import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessView;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A file in the folder of a process. Its number is part of ids. */
enum Page {
    NAME(1),
    STATE(2),
    STATUS(3),
    THREADS(4),
    CPU(5),
    MEMORY(6),
    GRANTS(7),
    STARTS(8);

    /** As a file. */
    final String title = name().toLowerCase(Locale.ROOT);

    /** From 1 on; 0 is the folder. */
    final int number;

    Page(int number) {
        this.number = number;
    }

    String text(ProcessView view, ProcessList list) {
        return switch (this) {
            case NAME -> line(view.name());
            case STATE -> line(view.state());
            case STATUS -> status(view);
            case THREADS -> lines(list.threads(view.pid()));
            case CPU -> line(view.cpuNanos() + " ns");
            case MEMORY -> memory(view);
            case GRANTS -> lines(list.grants(view.pid()));
            case STARTS -> line(Integer.toString(view.starts()));
        };
    }

    static @Nullable Page named(String title) {
        for (Page page : values()) {
            if (page.title.equals(title)) {
                return page;
            }
        }
        return null;
    }

    static @Nullable Page numbered(long number) {
        for (Page page : values()) {
            if (page.number == number) {
                return page;
            }
        }
        return null;
    }

    private static String status(ProcessView view) {
        return "pid: " + view.pid() + "\nname: " + line(view.name()) + "state: " + line(view.state()) + "threads: "
                + view.threads() + "\ncpu: " + view.cpuNanos() + " ns\n" + memory(view) + "starts: " + view.starts()
                + "\n";
    }

    private static String memory(ProcessView view) {
        return "allocated: " + view.allocated() + "\nregions: " + view.regions() + "\ncopied: " + view.copied() + "\n";
    }

    private static String lines(String[] texts) {
        StringBuilder lines = new StringBuilder();
        for (String text : texts) {
            lines.append(line(text));
        }
        return lines.toString();
    }

    /** Whatever a program calls itself or its threads stays on its line. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder(text.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? '?' : c);
        }
        return line.append('\n').toString();
    }
}
