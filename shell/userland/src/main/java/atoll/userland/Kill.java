package atoll.userland;

import atoll.contract.Names;
import atoll.contract.Refused;
import atoll.contract.process.ProcessControl;
import atoll.contract.process.ProcessList;
import atoll.contract.process.ProcessSignal;
import atoll.contract.process.ProcessView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sends signals to processes. */
public final class Kill extends Tool {
    static final String OPTIONS = "+l s:";

    private static final int SIGNALLED = 128;

    private Kill() {
        super("kill");
    }

    public static void main(String[] args) {
        new Kill().start(args);
    }

    @Override
    void run(String[] args) throws IOException {
        ProcessSignal signal = ProcessSignal.TERM;
        String[] rest = args;
        boolean direct = args.length > 0
                && args[0].length() > 1
                && args[0].charAt(0) == '-'
                && "ls-".indexOf(args[0].charAt(1)) < 0;
        if (direct) {
            signal = named(args[0].substring(1));
            rest = java.util.Arrays.copyOfRange(args, 1, args.length);
        }
        Options options = new Options(this, OPTIONS, rest);
        if (options.has("l")) {
            list(options.operands);
            return;
        }
        String given = options.value("s");
        signal = given == null ? signal : named(given);
        if (options.operands.isEmpty()) {
            throw Usage.of("no process ID specified");
        }
        ProcessControl control;
        try {
            control = Names.find("control", ProcessControl.class);
        } catch (Refused e) {
            throw Usage.complete("this process was given no power over others: it needs the endpoint 'control'");
        }
        for (String operand : options.operands) {
            signal(control, operand, signal);
        }
    }

    private void signal(ProcessControl control, String operand, ProcessSignal signal) throws IOException {
        List<Integer> pids = new ArrayList<>();
        if (isNumber(operand)) {
            pids.add(operand.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(operand));
        } else {
            ProcessList list = Processes.list();
            for (ProcessView view : Processes.find(list, operand)) {
                pids.add(view.pid());
            }
        }
        boolean any = false;
        for (int pid : pids) {
            any |= control.signal(pid, signal);
        }
        if (!any) {
            fail("(" + operand + ") - No such process");
        }
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static @Nullable ProcessSignal find(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        for (ProcessSignal signal : ProcessSignal.values()) {
            boolean same = signal.name().equals(name) || ("SIG" + signal.name()).equals(name);
            if (same || Integer.toString(signal.number()).equals(name)) {
                return signal;
            }
        }
        return null;
    }

    private static ProcessSignal named(String text) {
        ProcessSignal signal = find(text);
        if (signal == null) {
            throw Usage.of(Text.quoted(text) + ": invalid signal");
        }
        return signal;
    }

    private void list(List<String> operands) throws IOException {
        for (String operand : operands) {
            boolean status = isNumber(operand) && operand.length() < 9 && Integer.parseInt(operand) > SIGNALLED;
            ProcessSignal signal = find(status ? Integer.toString(Integer.parseInt(operand) - SIGNALLED) : operand);
            if (signal == null) {
                fail(Text.quoted(operand) + ": invalid signal");
            } else {
                out.line(isNumber(operand) ? signal.name() : Integer.toString(signal.number()));
            }
        }
        for (ProcessSignal signal : operands.isEmpty() ? ProcessSignal.values() : new ProcessSignal[0]) {
            out.line(signal.name());
        }
    }
}
