package atoll.shell.run;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that is part of the shell. */
public interface Builtin {
    /** Returns the status. */
    int run(Call call) throws IOException, InterruptedException;

    /** All that there are. */
    interface Table {
        @Nullable Builtin find(String name);

        /** Whether its errors end the shell, and assignments before it stay, as POSIX has it. */
        boolean isSpecial(String name);

        List<String> names();
    }
}
