package plugins.host;

import atoll.contract.CallFailed;
import atoll.contract.Late;
import atoll.contract.Names;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.process.ProcessControl;
import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessSignal;
import atoll.contract.process.ProcessView;
import plugins.Plugin;

/** A plug-in as the host knows it: what it did, and what was done about it. After some misdeeds it is called no more. */
final class Guest {
    private static final int MISDEEDS = 2;
    private static final int MOST_CHARACTERS = 200;
    private static final long WINDOW_NANOS = 1_000_000_000L;

    // Quotas for a second.
    private static final long CPU_NANOS = 300_000_000L;
    private static final long BYTES = 64L << 20;

    final String name;
    private final Plugin plugin;

    // Guarded by this.
    private long calls;
    private long answers;
    private int misdeeds;
    private String last = "-";
    private String over = "";
    private int pid;
    private long begun;
    private long cpu;
    private long allocated;

    Guest(String name) {
        this.name = name;
        this.plugin = Names.find(name, Plugin.class);
    }

    /** On a thread of the host's for this plug-in alone. */
    void use() {
        try {
            while (!isOut()) {
                call("hello");
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it answers, or why it does not: in words that can be shown. */
    String call(String text) {
        String bad;
        count();
        try {
            String answer = plugin.apply(text);
            bad = wrong(answer);
            if (bad.isEmpty()) {
                answered(answer);
                return answer;
            }
        } catch (Late e) {
            bad = "no answer in five seconds";
            kill();
        } catch (PeerDied e) {
            bad = "died in a call";
        } catch (PeerFailed e) {
            bad = "threw " + plain(e.thrown());
        } catch (CallFailed e) {
            bad = plain(String.valueOf(e.getMessage()));
        }
        return misdeed(bad);
    }

    /** A plug-in may answer anything. */
    private static String wrong(String answer) {
        if (answer == null) {
            return "answered null";
        }
        return answer.length() > MOST_CHARACTERS ? "answered " + answer.length() + " characters" : "";
    }

    private static String plain(String text) {
        String some = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        return some.replaceAll("[^ -~]", "?");
    }

    private synchronized void count() {
        calls++;
    }

    private synchronized void answered(String answer) {
        answers++;
        last = plain(answer);
    }

    private synchronized String misdeed(String seen) {
        String what = over.isEmpty() ? seen : over;
        over = "";
        misdeeds++;
        last = what;
        if (isOut()) {
            kill();
            System.out.println(name + " is out: " + what);
        }
        return what;
    }

    private synchronized boolean isOut() {
        return misdeeds >= MISDEEDS;
    }

    synchronized String row() {
        return String.format("%-8s %7d %8d  %s%n", name, calls, answers, (isOut() ? "out: " : "") + last);
    }

    // -- quotas

    private static ProcessList processes() {
        return Names.find("processes", ProcessList.class);
    }

    /** Kills the process of it that was seen last. */
    private synchronized void kill() {
        Names.find("control", ProcessControl.class).signal(pid, ProcessSignal.KILL);
    }

    /** What is in the process table now. */
    synchronized void look(ProcessView view) {
        long now = System.nanoTime();
        if (view.pid() != pid) {
            pid = view.pid();
            cpu = view.cpuNanos();
            allocated = view.allocated();
            begun = now;
        }
        // Who allocates needs the processor too, and may be over both by the time of a look.
        if (view.allocated() - allocated > BYTES) {
            over = "more than 64 MB allocated in a second";
        } else if (view.cpuNanos() - cpu > CPU_NANOS) {
            over = "more than 300 ms of processor time in a second";
        }
        if (!over.isEmpty()) {
            kill();
        } else if (now - begun > WINDOW_NANOS) {
            cpu = view.cpuNanos();
            allocated = view.allocated();
            begun = now;
        }
    }

    /** Looks at all, for ever. */
    static void watch(Guest[] all) {
        ProcessList table = processes();
        try {
            while (true) {
                for (int pid : table.living()) {
                    ProcessView view = table.look(pid);
                    for (Guest each : all) {
                        // Those without starts wait to take the place of one that dies.
                        if (view != null && view.starts() > 0 && view.name().equals(each.name)) {
                            each.look(view);
                        }
                    }
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
