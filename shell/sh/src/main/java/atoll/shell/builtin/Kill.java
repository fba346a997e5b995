package atoll.shell.builtin;

import atoll.contract.process.ProcessSignal;
import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import atoll.shell.run.Job;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Signals jobs; processes that are no jobs are left to the tool. */
final class Kill implements Builtin {
    @Override
    public int run(Call call) throws IOException {
        List<String> words = new ArrayList<>(call.arguments);
        if (!words.isEmpty() && words.getFirst().equals("-l")) {
            for (ProcessSignal signal : ProcessSignal.values()) {
                call.out(signal.number() + " " + signal.name() + "\n");
            }
            return 0;
        }
        @Nullable ProcessSignal signal = ProcessSignal.TERM;
        if (!words.isEmpty()
                && words.getFirst().startsWith("-")
                && !words.getFirst().equals("--")) {
            String name = words.removeFirst().substring(1);
            if (name.equals("s") && !words.isEmpty()) {
                name = words.removeFirst();
            }
            signal = signal(name);
            if (signal == null) {
                return call.usage(name + ": no such signal");
            }
        }
        if (!words.isEmpty() && words.getFirst().equals("--")) {
            words.removeFirst();
        }
        if (words.isEmpty()) {
            return call.usage("usage: kill [-SIGNAL] PROCESS|%JOB...");
        }
        int status = 0;
        for (String word : words) {
            status = Math.max(status, one(call, signal, word));
        }
        return status;
    }

    private static int one(Call call, ProcessSignal signal, String word) {
        Job job = call.state.jobs.find(word);
        if (job != null && job.isDone()) {
            return call.error(word + ": has ended");
        }
        if (job != null) {
            job.signal(signal);
            return 0;
        }
        if (word.startsWith("%")) {
            return call.error(word + ": no such job");
        }
        if (Numbers.small(word) < 0) {
            return call.error(word + ": not a number of a process");
        }
        if (!call.state.world.tools().contains("kill")) {
            return call.error(word + ": no such process");
        }
        return call.shell.program(List.of("kill", "-" + signal.name(), word));
    }

    private static @Nullable ProcessSignal signal(String name) {
        String plain = name.toUpperCase(Locale.ROOT);
        for (ProcessSignal signal : ProcessSignal.values()) {
            if (plain.equals(signal.name())
                    || plain.equals("SIG" + signal.name())
                    || plain.equals(Integer.toString(signal.number()))) {
                return signal;
            }
        }
        return null;
    }
}
