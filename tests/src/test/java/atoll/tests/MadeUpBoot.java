package atoll.tests;

import atoll.boundary.Agent;
import atoll.kernel.Internals;
import atoll.linker.Boundary;
import atoll.linker.MemberTable;
import java.nio.file.Path;
import java.util.Objects;

/** Started in a JVM of its own: installs the boundary with lines of the argument added to the table. */
final class MadeUpBoot {
    private MadeUpBoot() {}

    public static void main(String[] args) {
        Internals internals = new Internals(Objects.requireNonNull(Agent.take()));
        MemberTable table = MemberTable.parse(MemberTable.standard().text() + args[0]);
        try {
            Boundary.install(internals, table, Path.of("no such file"));
            System.out.println("started");
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
            Runtime.getRuntime().halt(3);
        }
    }
}
