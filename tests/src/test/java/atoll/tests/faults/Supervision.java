package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.contract.process.Strategy;
import atoll.contract.process.Tree;
import atoll.kernel.PollTrap;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.kernel.ProcessState;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.system.service.Service;
import atoll.system.service.Services;
import atoll.tests.Deaths;
import atoll.tests.Wait;
import guest.faults.Bank;
import guest.faults.BankServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** A supervised bank with a branch that needs it, some of whose processes are trapped. */
abstract class Supervision extends Banks {
    /** Any number of deaths, and pauses that are short. */
    static final Tree TREE = new Tree(Strategy.ONE_FOR_ONE, -1, 1, 0, 1, 4, 10);

    static final String SUPERVISOR = "supervisor";
    static final String BANK = "fault bank";
    static final String BRANCH = "fault branch";
    static final String NEXT = "fault next bank";

    /** By program, the processes of a run in the order in which they were made. */
    final Map<String, List<Process>> made = new ConcurrentHashMap<>();

    Services services = new Services(stage.atoll);

    @Override
    @AfterEach
    void nothingStays() throws Exception {
        services.close();
        stage.atoll.whenPrepared(process -> {});
        super.nothingStays();
    }

    static Program program(String name, String... arguments) {
        return new Program(
                name, List.of(Preload.place(BankServer.class)), BankServer.class.getName(), List.of(arguments));
    }

    static Program nextBank() {
        return program(NEXT);
    }

    Service bankService() {
        Grants grants = new Grants().use("ledger", ledger.capability()).serve("bank", bank);
        return new Service("bank", program(BANK), grants);
    }

    Service branchService() {
        Grants grants = new Grants().use("next", bank.capability()).serve("bank", branch);
        return new Service("branch", program(BRANCH, "branch"), grants).after("bank");
    }

    /** The {@code from}th to the {@code to}th process of that program, from 1, are killed at their {@code n}th poll. */
    void trap(String program, int from, int to, long n) {
        made.clear();
        stage.atoll.whenPrepared(process -> {
            stage.watch(process);
            List<Process> all = made.computeIfAbsent(process.name(), name -> new CopyOnWriteArrayList<>());
            all.add(process);
            if (process.name().equals(program) && all.size() >= from && all.size() <= to) {
                process.trap.killAt(n);
            }
        });
    }

    PollTrap trapOf(String program, int number) {
        return made.get(program).get(number - 1).trap;
    }

    /** As {@link #move} for callers who hear from the branch that the bank died. */
    void moveThroughBranch(int moves) {
        Bank gate = branch.capability().gate();
        for (int i = 0; i < moves; i++) {
            long before = books().moves();
            try {
                assertEquals(before + 1, gate.move(1));
            } catch (PeerDied | PeerFailed e) {
                assertTrue(e instanceof PeerDied || e.getMessage().contains("died in"), e.toString());
                long now = books().moves();
                assertTrue(now == before || now == before + 1, before + " moves, now " + now);
            }
        }
    }

    void killed(String name) throws InterruptedException {
        Deaths.kill(services, name);
    }

    /** What was killed is back, and comes back once more. */
    void recovers() throws InterruptedException {
        moveThroughBranch(1);
        killed("bank");
        killed("branch");
        moveThroughBranch(1);
        Wait.until(
                () -> isWell(), () -> List.of(services.children().gate().now()).toString());
        inOrder();
        assertFalse(services.done().isDone());
    }

    private boolean isWell() {
        Process supervisor = services.supervisor();
        boolean all = supervisor != null && supervisor.state() == ProcessState.RUNNING;
        for (var child : services.children().gate().now()) {
            all &= child.alive() && child.ready() && child.retired().isEmpty();
        }
        return all;
    }

    /** What is done with services in one run, and what must have come of it. */
    interface Work {
        void run() throws Exception;
    }

    /** Runs it with each of these processes killed at its {@code n}th poll, for each n. */
    void walk(String name, String program, int from, int to, Work work) throws Exception {
        Walk.through(name, n -> {
            kept.set(null);
            trap(program, from, to, n);
            work.run();
            PollTrap trap = trapOf(program, from);
            endRun();
            return trap;
        });
    }

    void endRun() throws InterruptedException {
        services.close();
        Wait.until(bank::isIdle, () -> "somebody is in the bank");
        Wait.until(branch::isIdle, () -> "somebody is in the branch");
        stage.clear();
        services = new Services(stage.atoll);
    }
}
