package atoll.tests;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the hostile table.
 *
 * @param attack a guest program
 * @param name the attack that it is asked for
 * @param end how it must end
 * @param told what every line of its outcome must hold: the exception, the missing right
 * @param host what must hold in the host after it, beyond what is checked after every row
 */
record HostileRow(
        Class<?> attack,
        String name,
        End end,
        List<String> told,
        @Nullable HostCheck host) {
    enum End {
        /** It ends by itself; every attempt was refused with an exception that says {@code told}. */
        REFUSED,
        /** It ends by itself; what it did had the effects {@code told}, and none on others. */
        HARMLESS,
        /** The process has exited with status 3. */
        EXITS,
        /** It says "ready" and does not end by itself: it must die when killed. */
        KILLED
    }

    /** Asked in the host after the process is dead. */
    interface HostCheck {
        void run() throws Exception;
    }

    static HostileRow refused(Class<?> attack, String name, String... told) {
        return new HostileRow(attack, name, End.REFUSED, List.of(told), null);
    }

    static HostileRow harmless(Class<?> attack, String name, String... told) {
        return new HostileRow(attack, name, End.HARMLESS, List.of(told), null);
    }

    static HostileRow exits(Class<?> attack, String name) {
        return new HostileRow(attack, name, End.EXITS, List.of(), null);
    }

    static HostileRow killed(Class<?> attack, String name) {
        return new HostileRow(attack, name, End.KILLED, List.of(), null);
    }

    HostileRow then(HostCheck check) {
        return new HostileRow(attack, name, end, told, check);
    }

    String title() {
        return attack.getSimpleName() + "." + name;
    }
}
