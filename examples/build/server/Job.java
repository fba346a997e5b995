package builds.server;

import atoll.contract.CallFailed;
import atoll.contract.Late;
import atoll.contract.Names;
import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.process.ProcessControl;
import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessSignal;
import atoll.contract.process.ProcessView;
import builds.Compiler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One build, on a worker whose process is killed when it is over, or when it has used too much. */
final class Job {
    private static final long CPU_NANOS = 10_000_000_000L;
    private static final long BYTES = 2L << 30;

    final int number;
    private final String worker;
    private final Compiler compiler;

    // Guarded by this.
    private int pid;
    private String killed = "";
    private String log = "";
    private byte[] jar = new byte[0];

    Job(int number, String worker) {
        this.number = number;
        this.worker = worker;
        this.compiler = Names.find(worker, Compiler.class);
    }

    /** Returns when it is over, and its process is no more. */
    void run(String name, byte[] sources) {
        try {
            begin(compiler.pid());
            end(compiler.build(name, sources));
        } catch (Late e) {
            say("killed: it did not end within two minutes");
        } catch (PeerDied e) {
            say("its process ended: " + e.getMessage());
        } catch (PeerFailed e) {
            say("the compiler failed: " + e.thrown());
        } catch (CallFailed e) {
            say("not built: " + e.getMessage());
        } finally {
            kill();
            awaitDeath();
        }
        System.out.println("job " + number + " by " + name + " on " + worker + ": " + outcome());
    }

    private synchronized void begin(int process) {
        pid = process;
    }

    private synchronized void end(byte[] result) {
        ByteBuffer all = ByteBuffer.wrap(result);
        byte[] text = new byte[all.getInt()];
        all.get(text);
        jar = new byte[all.remaining()];
        all.get(jar);
        log = new String(text, StandardCharsets.UTF_8);
    }

    private synchronized void say(String what) {
        log = (killed.isEmpty() ? what : killed) + "\n";
    }

    private synchronized void kill() {
        Names.find("control", ProcessControl.class).signal(pid, ProcessSignal.KILL);
    }

    /** So that the worker's next job comes to its next process. */
    private void awaitDeath() {
        ProcessList table = Names.find("processes", ProcessList.class);
        try {
            while (table.look(process()) != null) {
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int process() {
        return pid;
    }

    synchronized boolean isBuilt() {
        return jar.length > 0;
    }

    private synchronized String outcome() {
        return isBuilt() ? "built" : killed.isEmpty() ? "not built" : killed;
    }

    synchronized String log() {
        return log;
    }

    synchronized byte[] jar() {
        return jar;
    }

    /** Kills it when it has used too much. */
    synchronized void look(ProcessList table) {
        ProcessView view = pid == 0 ? null : table.look(pid);
        if (view == null) {
            return;
        }
        if (view.cpuNanos() > CPU_NANOS) {
            killed = "killed: it used more than 10 s of processor time";
        } else if (view.allocated() > BYTES) {
            killed = "killed: it allocated more than 2 GB";
        }
        if (!killed.isEmpty()) {
            Names.find("control", ProcessControl.class).signal(pid, ProcessSignal.KILL);
        }
    }
}
