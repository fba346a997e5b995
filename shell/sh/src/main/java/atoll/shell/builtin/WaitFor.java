package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Job;

/** Waits for jobs. */
final class WaitFor implements Builtin {
    private static final int UNKNOWN = 127;

    @Override
    public int run(Call call) throws InterruptedException {
        if (call.arguments.isEmpty()) {
            for (Job job : call.state.jobs.all()) {
                job.await();
            }
            call.state.jobs.takeDone();
            call.state.jobs.forgetStatuses();
            return 0;
        }
        int status = 0;
        for (String name : call.arguments) {
            status = one(call, name);
        }
        return status;
    }

    private static int one(Call call, String name) throws InterruptedException {
        Job job = call.state.jobs.find(name);
        if (job == null) {
            int pid = Numbers.small(name);
            if (pid < 0 && !name.startsWith("%")) {
                return call.usage("not a number of a process: " + name);
            }
            Integer status = call.state.jobs.takeStatus(pid);
            return status == null ? UNKNOWN : status;
        }
        job.await();
        if (job.isStopped()) {
            return 148;
        }
        call.state.jobs.remove(job);
        return job.status();
    }
}
