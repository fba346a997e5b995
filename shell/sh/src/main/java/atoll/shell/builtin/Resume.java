package atoll.shell.builtin;

import atoll.contract.process.ProcessSignal;
import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Job;
import java.io.IOException;

/** {@code fg} and {@code bg}: goes on with a stopped job. */
final class Resume implements Builtin {
    @Override
    public int run(Call call) throws IOException {
        String name = call.arguments.isEmpty() ? "%+" : call.arguments.getFirst();
        Job job = call.state.jobs.find(name.startsWith("%") ? name : "%" + name);
        if (job == null) {
            return call.error("no such job: " + name);
        }
        if (call.name.equals("bg")) {
            call.out("[" + job.number() + "] " + job.text + "\n");
            job.signal(ProcessSignal.CONT);
            return 0;
        }
        call.out(job.text + "\n");
        call.state.jobs.remove(job);
        job.signal(ProcessSignal.CONT);
        return call.shell.foreground(job);
    }
}
