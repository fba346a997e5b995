package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.process.Report;
import atoll.contract.process.Reports;
import atoll.kernel.ExitStatus;
import atoll.kernel.Process;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A supervisor that lives and does nothing is as bad as none. */
@Tag("faults")
@Timeout(120)
class HungSupervisorTest extends Supervision {
    @Test
    void aSupervisorThatHangsIsKilledAndTheNextGoesOn() throws Exception {
        services.tree(TREE).supervisorLimit(Duration.ofSeconds(3));
        services.add(bankService()).add(branchService()).start();
        moveThroughBranch(1);
        Process supervisor = services.supervisor();
        supervisor.pause();
        killed("branch");
        assertEquals(ExitStatus.killed(), supervisor.waitFor().status());
        recovers();
        Reports reports = services.reports().gate();
        boolean told = false;
        for (Report report = reports.next(0); report != null; report = reports.next(report.number())) {
            told |= report.child().equals("supervisor") && report.cause().contains("asked for no event for 3000 ms");
        }
        assertTrue(told);
    }

    @Test
    void aSupervisorWithNothingToDoIsNotTakenForHung() throws Exception {
        services.tree(TREE).supervisorLimit(Duration.ofSeconds(3));
        services.add(bankService()).add(branchService()).start();
        moveThroughBranch(1);
        Process supervisor = services.supervisor();
        Thread.sleep(Duration.ofSeconds(5));
        assertEquals(supervisor, services.supervisor());
        recovers();
    }
}
