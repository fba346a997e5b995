package atoll.tests.faults;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services are changed while they run, and the supervisor or a child is killed at its n-th poll, for each n: before, in and after it. */
@Tag("faults")
@Timeout(36_000)
class KillChangedTest extends Supervision {
    private void changed() throws Exception {
        services.tree(TREE).add(bankService()).add(branchService()).start();
        moveThroughBranch(2);
        services.change(Set.of("branch"), List.of(branchService()), TREE);
        moveThroughBranch(2);
        services.change(Set.of("branch"), List.of(), TREE);
        services.change(Set.of(), List.of(branchService()), TREE);
        killed("bank");
        recovers();
    }

    @Test
    void theSupervisorOfBefore() throws Exception {
        walk("supervisor before a change", SUPERVISOR, 1, 1, this::changed);
    }

    @Test
    void allSupervisorsButTheLast() throws Exception {
        walk("four supervisors over changes", SUPERVISOR, 1, 4, this::changed);
    }

    @Test
    void aChildThatStays() throws Exception {
        walk("child that stays over changes", BANK, 1, 1, this::changed);
    }

    @Test
    void aChildThatIsReplaced() throws Exception {
        walk("child that is replaced", BRANCH, 1, 2, this::changed);
    }
}
