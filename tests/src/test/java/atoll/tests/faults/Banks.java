package atoll.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.PeerDied;
import atoll.contract.PeerFailed;
import atoll.kernel.Capability;
import atoll.kernel.Endpoint;
import atoll.kernel.Process;
import atoll.personality.java.Grants;
import guest.faults.Bank;
import guest.faults.BankClient;
import guest.faults.BankServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A bank, whose books outlive it, a branch that calls it, and who calls them. */
abstract class Banks {
    static final int MOVES = 10;
    static final Duration PATIENT = Duration.ofSeconds(30);

    final Stage stage = new Stage();
    final AtomicReference<Bank.@Nullable Books> kept = new AtomicReference<>();

    // Used by all runs: what dies behind them must not harm them.
    final Endpoint<Bank.Ledger> ledger = stage.atoll.endpoint("ledger", Bank.Ledger.class);
    final Endpoint<Bank> bank = stage.atoll.endpoint("bank", Bank.class).patience(PATIENT);
    final Endpoint<Bank> branch = stage.atoll.endpoint("branch", Bank.class).patience(PATIENT);

    Banks() {
        ledger.serve(new Bank.Ledger() {
            @Override
            public void save(Bank.Books books) {
                kept.set(books);
            }

            @Override
            public Bank.@Nullable Books load() {
                return kept.get();
            }
        });
    }

    @AfterEach
    void nothingStays() throws Exception {
        stage.end();
    }

    /** Killed at its {@code n}th poll, as all here; 0: not. */
    Process server(long n) throws IOException {
        return stage.start(
                n,
                BankServer.class,
                new Grants().use("ledger", ledger.capability()).serve("bank", bank));
    }

    Process middle(long n) throws IOException {
        return stage.start(
                n, BankServer.class, new Grants().use("next", bank.capability()).serve("bank", branch), "branch");
    }

    Process client(long n, Endpoint<Bank> of, String how) throws IOException {
        return stage.start(
                n, BankClient.class, new Grants().use("bank", of.capability()), how, Integer.toString(MOVES));
    }

    Bank.Books books() {
        return bank.capability().gate().books();
    }

    /** Moves so often, through servers that may die: each move is done once. */
    void move(Capability<Bank> capability, int moves) {
        Bank gate = capability.gate();
        for (int i = 0; i < moves; i++) {
            long before = gate.books().moves();
            try {
                assertEquals(before + 1, gate.move(1));
            } catch (PeerDied e) {
                // Done or not, and not twice.
                long now = gate.books().moves();
                assertTrue(now == before || now == before + 1, before + " moves, now " + now);
            }
            assertEquals(3, gate.raised(new byte[] {2})[0]);
        }
    }

    /** As {@link #move}, through a server that lives and gets {@link PeerDied} itself. */
    void movePast(Capability<Bank> capability, int moves) {
        Bank gate = capability.gate();
        for (int i = 0; i < moves; i++) {
            long before = books().moves();
            try {
                assertEquals(before + 1, gate.move(1));
            } catch (PeerFailed e) {
                assertEquals(PeerDied.class.getName(), e.thrown());
                long now = books().moves();
                assertTrue(now == before || now == before + 1, before + " moves, now " + now);
            }
        }
    }

    /** No money came or went, and nothing was forgotten. */
    void inOrder() {
        Bank.Books books = books();
        assertEquals(1_000, books.left() + books.right(), books.toString());
        assertEquals(books.moves(), books.right(), books.toString());
        Bank.Books saved = kept.get();
        assertEquals(saved == null ? 0 : saved.moves(), books.moves());
    }
}
