package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.file.FileTree;
import atoll.kernel.Process;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.system.service.Service;
import atoll.tests.Deaths;
import atoll.tests.Kills;
import atoll.tests.Wait;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** File servers that are killed under load: what is read is right, or the error is the one that was promised. */
@Timeout(180)
class FileKillTest extends FileServed {
    private static final int KILLS = 25;
    private static final int CLIENTS = 3;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void doesTheSystemRecoverByItselfWhenTheFileSystemDies(Kind kind) throws Exception {
        serve(kind);
        long seed = Long.getLong("atoll.seed", new Random().nextLong());
        underKills(kind, this::volume, seed, List.of(kills("files", KILLS, new Random(seed))));
    }

    /** Both, each at moments of its own. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void andWhenTheNameSpaceDiesAsWell(Kind kind) throws Exception {
        addSpace(Map.of("tree", endpoint), "/=tree", "/elsewhere/deep=tree");
        serve(kind);
        long seed = Long.getLong("atoll.seed", new Random().nextLong());
        underKills(
                kind,
                () -> new Volume(space.capability().gate()),
                seed,
                List.of(kills("files", KILLS, new Random(seed)), kills("space", KILLS, new Random(seed + 100))));
    }

    private void underKills(Kind kind, Supplier<Volume> volumes, long seed, List<Kills> kills) throws Exception {
        List<FutureTask<FileUser>> users = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            FileUser user = new FileUser(volumes.get(), "user" + i, kind == Kind.MEMORY, new Random(seed + 1 + i));
            FutureTask<FileUser> task = new FutureTask<>(() -> {
                while (kills.stream().anyMatch(Thread::isAlive) || user.steps() < 500) {
                    user.step();
                }
                user.checkAll();
                return user;
            });
            users.add(task);
            new Thread(task).start();
        }
        long steps = 0;
        long unsure = 0;
        long losses = 0;
        for (FutureTask<FileUser> user : users) {
            try {
                steps += user.get().steps();
            } catch (java.util.concurrent.ExecutionException e) {
                throw new AssertionError("seed " + seed, e);
            }
            unsure += user.get().unsure();
            losses += user.get().losses();
            // Once for each server that died, and once more for the one that died while it began again.
            assertTrue(user.get().losses() <= 2 * KILLS, "seed " + seed);
        }
        for (Kills killer : kills) {
            killer.end();
        }
        System.out.println(kind + " killed " + KILLS + " times, " + steps + " steps meanwhile, all right; " + unsure
                + " ended in PeerDied, " + losses + " losses of all files noticed");
        if (kind == Kind.HOST) {
            assertEquals(0, losses);
            // What is there, is there for the host too.
            Volume volume = volumes.get();
            for (String user : volume().list("/")) {
                for (String file : volume.list(user)) {
                    assertEquals(
                            volume.attributes(user + "/" + file).size(),
                            Files.size(folder.resolve(user).resolve(file)));
                }
            }
        } else {
            assertTrue(losses > 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void canOneKillADriverLikeAnyProgram(Kind kind) throws Exception {
        FileTree tree = serve(kind);
        tree.root();
        Process seen = null;
        for (Process process : atoll.processes().all()) {
            if (process.name().equals("server " + kind.main.getSimpleName()) && process == services.process("files")) {
                seen = process;
            }
        }
        assertNotNull(seen, "not in the process table");
        seen.kill();
        assertEquals(137, seen.waitFor().status().code());
        assertEquals(List.of(), seen.waitFor().undead());
        tree.root();
        Process next = services.process("files");
        assertNotNull(next);
        assertTrue(next.id() != seen.id());
    }

    /** It hangs with a caller in it: it is killed for missing its heartbeats, and the caller is answered by the next one. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void doesTheSystemRecoverByItselfWhenTheFileSystemHangs(Kind kind) throws Exception {
        Grants grants = kind.grants(folder).serve("files", endpoint);
        services.add(new Service("files", program(kind.main, kind.arguments()), grants)
                        .heartbeat(Duration.ofMillis(20), Duration.ofMillis(500), 2))
                .start();
        FileTree tree = tree();
        tree.root();
        // One that hangs before it is ready is given its time: see CAVEATS.
        Wait.until(() -> services.children().gate().now()[0].ready(), () -> "the server is not ready");
        Process hung = Deaths.awaited(services, "files");
        hung.pause();
        tree.root();
        Process next = services.process("files");
        assertNotNull(next);
        assertTrue(next.id() != hung.id());
        assertEquals(137, hung.waitFor().status().code());
    }
}
