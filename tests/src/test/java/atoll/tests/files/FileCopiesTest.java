package atoll.tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.block.BlockDevice;
import atoll.contract.file.FileTree;
import atoll.kernel.Account;
import atoll.kernel.Endpoint;
import atoll.kernel.Preload;
import atoll.kernel.Process;
import atoll.library.file.Volume;
import atoll.personality.java.Grants;
import atoll.personality.java.Program;
import atoll.personality.java.Streams;
import atoll.server.imageblocks.ImageBlockDriver;
import atoll.system.service.Service;
import atoll.tests.Wait;
import guest.FileCopier;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How often a byte is copied between the host and a program. Bytes come into a region and out of it by channels, which copy
 * nothing of ours, or by copies that the kernel counts; and gates copy arrays, of which these contracts have none for bytes.
 * What a server would copy in arrays of its own would show as memory that is allocated.
 */
@Timeout(120)
class FileCopiesTest extends FileServed {
    private static final int SIZE = 4 << 20;
    private static final int ROUNDS = 16;
    private static final long BYTES = (long) SIZE * ROUNDS;

    /** What was copied on the one side and on the other. */
    private record Copies(long client, long server) {}

    private Copies run(String how, Grants grants, String server) throws Exception {
        Process driver = services.process(server);
        assertNotNull(driver);
        Account before = driver.account();
        Program program = new Program(
                "server of nobody",
                List.of(Preload.place(FileCopier.class), Preload.place(Volume.class)),
                FileCopier.class.getName(),
                List.of(how, "" + ROUNDS));
        Process client = atoll.spawn(program, grants, Streams.to(System.out, System.err));
        assertEquals(0, client.waitFor().status().code(), how);
        Account after = driver.account();
        long allocated = client.account().allocated() + after.allocated() - before.allocated();
        assertTrue(allocated < BYTES / 4, how + ": " + allocated + " bytes allocated for " + BYTES);
        return new Copies(client.account().copied(), after.copied() - before.copied());
    }

    /** Into the program's own array once, into its region not at all. */
    @ParameterizedTest
    @CsvSource({"read array,1", "write array,1", "read region,0", "write region,0"})
    void aByteOfAHostFileIsCopiedOnceAtMost(String how, int times) throws Exception {
        serve(Kind.HOST).root();
        Files.write(folder.resolve("data"), pattern());
        Copies copies = run(how, new Grants().use("files", endpoint.capability()), "files");
        assertEquals(new Copies(times * BYTES, 0), copies);
        assertPattern(folder.resolve("data"), how);
    }

    /** Its bytes are in its memory: from there to the program's region is the one copy. */
    @ParameterizedTest
    @ValueSource(strings = {"read region", "write region"})
    void aByteOfAMemoryFileIsCopiedOnce(String how) throws Exception {
        serve(Kind.MEMORY);
        volume().create("data").write(0, pattern());
        assertEquals(new Copies(0, BYTES), run(how, new Grants().use("files", endpoint.capability()), "files"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"read blocks", "write blocks"})
    void aByteOfADiskIsNotCopied(String how) throws Exception {
        Path image = folder.resolve("disk.img");
        Files.write(image, pattern());
        Endpoint<BlockDevice> blocks =
                atoll.endpoint("blocks", BlockDevice.class).patience(Duration.ofSeconds(Wait.SECONDS));
        services.add(new Service(
                        "disk",
                        program(ImageBlockDriver.class, List.of("/disk.img", "512")),
                        new Grants().write(image, "/disk.img").serve("blocks", blocks)))
                .start();
        blocks.capability().gate().geometry();
        assertEquals(new Copies(0, 0), run(how, new Grants().use("blocks", blocks.capability()), "disk"));
        assertPattern(image, how);
    }

    @Test
    void noBytesCrossInArrays() {
        for (Class<?> contract : List.of(FileTree.class, BlockDevice.class)) {
            for (Method method : contract.getMethods()) {
                for (Class<?> type : List.of(method.getParameterTypes())) {
                    assertTrue(!type.isArray(), method.toString());
                }
                assertTrue(method.getReturnType() != byte[].class, method.toString());
            }
        }
    }

    private static byte[] pattern() {
        byte[] bytes = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            bytes[i] = FileCopier.at(i);
        }
        return bytes;
    }

    /** As it was, or with the first piece everywhere. */
    private static void assertPattern(Path file, String how) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(SIZE, bytes.length);
        int piece = 1 << 16;
        for (int i = 0; i < SIZE; i++) {
            assertEquals(FileCopier.at(how.startsWith("read") ? i : i % piece), bytes[i], "at " + i);
        }
    }
}
