package atoll.system.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.personality.java.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What processes wrote: lines in order, the last of them, whatever one of them writes and wherever its stack ends. */
@Timeout(120)
class LogBookTest {
    private static final long SEED = System.nanoTime();
    private static final int ROOM = 1 << 18;

    private final LogBook book = new LogBook();

    private OutputStream out(String process) {
        return book.streamsOf(process).out();
    }

    private List<String> texts(String... of) {
        List<String> texts = new ArrayList<>();
        for (LogBook.Line line : book.reader(List.of(of)).next()) {
            texts.add(line.process() + " " + line.stream() + " " + line.text());
        }
        return texts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void linesOfAllComeInOrderAndThoseOfOneWhenAsked() throws IOException {
        Streams a = book.streamsOf("a");
        a.out().write(bytes("one\ntw"));
        out("b").write(bytes("three\n"));
        a.err().write(bytes("four\n"));
        a.out().write(bytes("o\n\n"));
        assertEquals(List.of("a out one", "b out three", "a err four", "a out two", "a out "), texts());
        assertEquals(List.of("b out three"), texts("b"));
    }

    @Test
    void whatHasNoEndIsALineWhenTheStreamIsClosed() throws IOException {
        OutputStream first = out("a");
        first.write(bytes("last"));
        assertEquals(List.of(), texts());
        first.close();
        out("a").write(bytes("next\n"));
        assertEquals(List.of("a out last", "a out next"), texts());
    }

    @Test
    void longLinesAreSeveral() throws IOException {
        out("a").write(bytes("x".repeat(8 << 10) + "\n" + "y".repeat(10_000) + "\nz\n"));
        assertEquals(
                List.of(
                        "a out " + "x".repeat(8 << 10),
                        "a out " + "y".repeat(8 << 10),
                        "a out " + "y".repeat(10_000 - (8 << 10)),
                        "a out z"),
                texts());
    }

    @Test
    void controlCharactersDoNothingToATerminal() throws IOException {
        out("a").write(bytes("a\033[2Jb\tc\r\n"));
        assertEquals(List.of("a out a\ufffd[2Jb\tc"), texts());
    }

    /** Against a list of all lines: what is kept is its end, as much of it as there is room for. */
    @Test
    void theLastLinesOfEachAreKept() throws IOException {
        Random random = new Random(SEED);
        OutputStream a = out("a");
        out("b").write(bytes("still there\n"));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            String line = "line " + i + " " + "x".repeat(random.nextInt(random.nextInt(400) + 1));
            all.add("a out " + line);
            byte[] bytes = bytes(line + "\n");
            int cut = random.nextInt(bytes.length);
            a.write(bytes, 0, cut);
            a.write(bytes, cut, bytes.length - cut);
        }
        List<String> kept = texts("a");
        assertEquals(all.subList(all.size() - kept.size(), all.size()), kept, "seed " + SEED);
        int size = 0;
        for (String line : kept) {
            size += line.length() - "a out ".length() + 21;
        }
        assertTrue(size <= ROOM && size > ROOM - 500, size + " of " + ROOM + ", seed " + SEED);
        assertEquals(List.of("b out still there"), texts("b"));
    }

    @Test
    void aReaderIsToldEachLineOnce() throws IOException {
        LogBook.Reader reader = book.reader(List.of());
        out("a").write(bytes("1\n"));
        assertEquals(1, reader.next().size());
        assertEquals(0, reader.next().size());
        out("b").write(bytes("2\n3\n"));
        assertEquals(2, reader.next().size());
    }

    /** Written at each depth up to the end of the stack: all of it or nothing, and the book goes on. */
    @Test
    void theEndOfAStackLeavesNoHalfLine() throws Exception {
        OutputStream a = out("a");
        int[] written = {0};
        Thread deep = new Thread(null, () -> fall(a, written, 1_000_000), "deep", 1 << 19);
        deep.start();
        deep.join();
        a.write(bytes("after\n"));
        List<String> kept = texts("a");
        assertEquals("a out after", kept.removeLast());
        assertTrue(written[0] > 100, written[0] + " lines");
        for (String line : kept) {
            assertEquals("a out 0123456789", line);
        }
    }

    private static void fall(OutputStream to, int[] written, int left) {
        try {
            to.write(bytes("0123456789\n"));
            written[0]++;
            if (left > 0) {
                fall(to, written, left - 1);
            }
        } catch (StackOverflowError | IOException e) {
            // Here it ends.
        }
    }
}
