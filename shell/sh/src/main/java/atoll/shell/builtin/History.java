package atoll.shell.builtin;

import atoll.shell.run.Builtin;
import atoll.shell.run.Call;
import java.io.IOException;
import java.util.List;

/** What was typed, numbered. */
final class History implements Builtin {
    private final List<String> lines;

    History(List<String> lines) {
        this.lines = lines;
    }

    @Override
    public int run(Call call) throws IOException {
        int size = lines.size();
        int count = call.arguments.isEmpty() ? size : Numbers.small(call.arguments.getFirst());
        if (count < 0) {
            return call.usage("not a number: " + call.arguments.getFirst());
        }
        for (int i = Math.max(0, size - count); i < size; i++) {
            String number = Integer.toString(i + 1);
            call.out(" ".repeat(Math.max(0, 5 - number.length())) + number + "  " + lines.get(i) + "\n");
        }
        return 0;
    }
}
