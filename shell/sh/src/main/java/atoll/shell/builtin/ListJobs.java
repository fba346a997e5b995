package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Job;
import atoll.shell.run.Jobs;
import java.io.IOException;

/** What runs in the background or is stopped. */
final class ListJobs implements Builtin {
    @Override
    public int run(Call call) throws IOException {
        boolean pids = call.arguments.contains("-p");
        for (Job job : call.state.jobs.all()) {
            call.out((pids ? Integer.toString(job.pid()) : Jobs.line(job)) + "\n");
        }
        call.state.jobs.takeDone();
        return 0;
    }
}
