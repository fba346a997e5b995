package atoll.system.service;

import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessView;
import atoll.kernel.Account;
import atoll.kernel.Process;
import atoll.system.Atoll;
import java.atoll.Headroom;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's process table, for those who may look at it. Runs on their threads, and takes locks of the kernel's: so it makes
 * sure of the stack first. It calls nothing that a program can override, such as a thread's state.
 */
final class Census implements ProcessList {
    private static final int MOST_LINES = 1_000;
    private static final int MOST_CHARACTERS = 200;

    private final Atoll atoll;
    private final Services services;
    private final long table = new SecureRandom().nextLong();

    Census(Atoll atoll, Services services) {
        this.atoll = atoll;
        this.services = services;
    }

    @Override
    public long table() {
        return table;
    }

    @Override
    public int[] living() {
        Headroom.need();
        List<Process> all = atoll.processes().all();
        int[] pids = new int[all.size()];
        for (int i = 0; i < pids.length; i++) {
            pids[i] = all.get(i).id();
        }
        return pids;
    }

    @Override
    public @Nullable ProcessView look(int pid) {
        Headroom.need();
        Process process = atoll.processes().get(pid);
        if (process == null) {
            return null;
        }
        Account account = process.account();
        return new ProcessView(
                pid,
                brief(process.name()),
                process.state().name(),
                account.threads(),
                account.cpuNanos(),
                account.allocated(),
                account.regions(),
                account.copied(),
                services.startsOf(pid));
    }

    @Override
    public String[] threads(int pid) {
        Headroom.need();
        Process process = atoll.processes().get(pid);
        List<Thread> threads = process == null ? List.of() : process.threadsInside();
        String[] names = new String[Math.min(threads.size(), MOST_LINES)];
        for (int i = 0; i < names.length; i++) {
            names[i] = brief(threads.get(i).getName());
        }
        return names;
    }

    @Override
    public String[] grants(int pid) {
        Headroom.need();
        Process process = atoll.processes().get(pid);
        List<String> grants = process == null ? List.of() : atoll.grantsOf(process);
        String[] lines = new String[Math.min(grants.size(), MOST_LINES)];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = brief(grants.get(i));
        }
        return lines;
    }

    /** A program may give its threads names of any length. */
    private static String brief(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }
}
