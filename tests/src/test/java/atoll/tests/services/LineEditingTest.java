package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atoll.contract.terminal.Size;
import atoll.tests.Wait;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys at the prompt of the shell: lines that are edited, completed and found again, and ^C at any time. */
@Timeout(180)
class LineEditingTest extends AtShell {
    private static final String UP = "\u001bOA";
    private static final String DOWN = "\u001bOB";
    private static final String LEFT = "\u001b[D";
    private static final String HOME = "\u001b[H";
    private static final String END = "\u001b[F";
    private static final String INTERRUPT = "\u0003";

    /** What a terminal shows. */
    private static String row(Typist person, int columns, int row) {
        ScreenTerminal screen = new ScreenTerminal(columns, 24);
        screen.write(person.shown());
        long[] cells = new long[columns * 24];
        screen.dump(cells, new int[2]);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            int c = ScreenTerminal.cellCodePoint(cells[row * columns + i]);
            text.appendCodePoint(c == 0 ? ' ' : c);
        }
        return text.toString().stripTrailing();
    }

    private static void awaitRow(Typist person, int columns, int row, String wanted) throws InterruptedException {
        Wait.until(
                () -> row(person, columns, row).equals(wanted),
                () -> row + ": " + row(person, columns, row) + "\n"
                        + person.shown().replace("\u001b", "^["));
    }

    @Test
    void keysThatEdit() throws Exception {
        Typist person = person();
        person.run("echo first", "\nfirst\r\n");
        person.run("echo second", "\nsecond\r\n");
        person.run(UP + UP, "\nfirst\r\n");
        person.run(UP + UP + DOWN, "\nfirst\r\n");
        person.run("bd" + LEFT + "c" + HOME + "echo a" + END + "e", "\nabcde\r\n");
        person.run("d\u0001echo c\u0005e", "\ncde\r\n");
        person.run("echo x y\u0017z", "\nx z\r\n");
        person.run("echo kept\u0015\u0019 twice", "\nkept twice\r\n");
        person.run("echo a junk" + LEFT.repeat(5) + "\u000b", "\na\r\n");
        person.run("echo xz\u007fy", "\nxy\r\n");
        person.run("echo xxz" + LEFT + LEFT + "\u0004", "\nxz\r\n");
        person.run("\u0012kept", "\nkept twice\r\n");
        person.type("\u0004");
        assertEquals(0, person.end());
    }

    @Test
    void completion() throws Exception {
        Files.createDirectory(folder.resolve("folder"));
        Files.writeString(folder.resolve("with space"), "of the file\n");
        Files.writeString(folder.resolve("-$x'\""), "strange\n");
        Typist person = person();
        person.run("cd /ho\t", "~");
        person.run("pip\tcat < wi\t", "\nof the file\r\n");
        person.run("piped cat < 'wi\t", "\nof the file\r\n");
        person.run("piped cat < ./-\t", "\nstrange\r\n");
        person.run("piped cat < \"-\t", "\nstrange\r\n");
        person.run("VALUE=seen", "");
        person.run("echo $VAL\t", "\nseen\r\n");
        person.run("echo \"<${VAL\t>\"", "\n<seen>\r\n");
        person.run("echo fo\t\t", "\nfolder/\r\n");
        person.run("cd fo\t", "~/folder");
        person.run("true; expo\tX=1 && echo $X", "\n1\r\n");
    }

    @Test
    void commandsOfSeveralLines() throws Exception {
        Typist person = person();
        person.type("for i in 1 2\r");
        person.await("more> ");
        person.type("do echo \"n\r");
        person.await("more> ");
        person.run("$i\"; done", "\nn\r\n1\r\nn\r\n2\r\n");
        person.run(UP, "\nn\r\n1\r\nn\r\n2\r\n");
        person.type("if true\r");
        person.await("more> ");
        person.type(INTERRUPT);
        person.await("/> ");
        person.run("echo over", "\nover\r\n");
    }

    @Test
    void whatIsPastedIsNotRunByItself() throws Exception {
        Typist person = person();
        person.type("\u001b[200~echo one\recho t\u001b[201~");
        person.await("echo t");
        person.run("wo", "\none\r\ntwo\r\n");
        assertEquals(List.of("echo one\\necho two"), Files.readAllLines(folder.resolve(".sh_history")));
    }

    @Test
    void wideCharacters() throws Exception {
        Typist person = person();
        person.type("echo \u65e5\u672c\ud83d\ude00" + LEFT + LEFT + "x");
        Wait.until(
                () -> row(person, 80, 0).replace(" ", "").equals("/>echo\u65e5x\u672c\ud83d\ude00"),
                () -> row(person, 80, 0));
        person.run("", "\n\u65e5x\u672c\ud83d\ude00\r\n");
        // Bytes that are no character.
        person.fingers.write(new byte[] {'e', 'c', 'h', 'o', ' ', (byte) 0xe3, '-', (byte) 0xff, '.'});
        person.run("", "\n\ufffd-\ufffd.\r\n");
    }

    @Test
    void theWindow() throws Exception {
        Typist person = person();
        person.run("echo $COLUMNS $LINES", "\n80 24\r\n");
        person.type("echo not run");
        awaitRow(person, 80, 2, "/> echo not run");
        person.session.resize(new Size(40, 10));
        // Anew, though no key came.
        person.await("\r/> echo not run");
        person.run("", "\nnot run\r\n");
        person.run("echo $COLUMNS $LINES", "\n40 10\r\n");
        person.type("echo 0123456789012345678901234567890123456789012345");
        person.await("345");
        person.run("", "\n0123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dumb", ""})
    void withoutACursorTheTerminalEdits(String terminal) throws Exception {
        Typist person = at(terminal);
        person.await("/> ");
        person.run("never\u0015echo xz\u007fy", "\nxy\r\n");
        person.type("echo never" + INTERRUPT);
        person.await("> ");
        person.run("echo $?", "\n130\r\n");
        person.type("echo \"a\r");
        person.await("more> ");
        person.run("b\"", "\na\r\nb\r\n");
        person.run("history", "echo xy");
        assertFalse(person.shown().contains("\u001b"), person::shown);
        person.type("\u0004");
        assertEquals(0, person.end());
    }

    @Test
    void terminalsThatNobodyKnows() throws Exception {
        Typist person = at("no-such_terminal");
        person.await("/> ");
        person.await("/> ");
        person.run("echo ac" + LEFT + "b", "\nabc\r\n");
    }

    /** Keys for the terminal's own editing are what it was told. */
    @Test
    void programsFindTheTerminalAsItWas() throws Exception {
        Typist person = person();
        start(person, "piped cat");
        person.type("typz\u007fed\n");
        person.await("typed\r\n");
        person.type("\u0004");
        person.await("> ");
    }

    @Test
    void historyIsKeptByAllShells() throws Exception {
        Files.write(
                folder.resolve(".sh_history"), new byte[] {'e', 'c', 'h', 'o', ' ', 'o', 'l', 'd', '\n', -1, 0, '\n'});
        Typist one = person();
        one.run(UP + UP, "\nold\r\n");
        Typist two = person();
        List<String> typed = new ArrayList<>(List.of("echo old"));
        for (int i = 0; i < 20; i++) {
            typed.add("echo one " + i);
            typed.add("echo two " + i);
            one.type("echo one " + i + "\r");
            two.type("echo two " + i + "\r");
        }
        one.await("\none 19\r\n");
        two.await("\ntwo 19\r\n");
        List<String> kept = new String(Files.readAllBytes(folder.resolve(".sh_history")), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertTrue(kept.containsAll(typed), kept::toString);
        assertEquals(typed.size() + 2, kept.size());
    }

    @Test
    void historyIsBounded() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            many.add("echo " + i);
        }
        Files.write(folder.resolve(".sh_history"), many);
        for (int i = 0; i < 2; i++) {
            Typist person = person();
            person.run(UP.repeat(2 * i + 1), "\n1499\r\n");
            person.run("history", "  echo 1499\r\n");
            person.type("exit\r");
            assertEquals(0, person.end());
            assertEquals(many, Files.readAllLines(folder.resolve(".sh_history.old")));
        }
        assertTrue(Files.readAllLines(folder.resolve(".sh_history")).size() <= 6);
        assertFalse(Files.exists(folder.resolve(".sh_history.moving")));
    }

    /** So that what comes next comes at any time. */
    private static void spin(Random random) {
        for (int spins = random.nextInt(1 << random.nextInt(20)); spins > 0; spins--) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm", "dumb"})
    void interruptsAtThePromptNeverEndIt(String terminal) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 5; round++) {
            // From the very beginning on.
            Typist person = at(terminal);
            for (int i = 0; i < 100; i++) {
                person.type("echo " + "x".repeat(random.nextInt(4)) + (random.nextInt(3) == 0 ? "\r" : ""));
                spin(random);
                person.type(INTERRUPT);
                spin(random);
            }
            person.type("\recho al\"\"ive\r");
            person.await("alive\r\n");
            leave(person);
        }
    }

    /** The shell may hear the last ^C only now: then it is for this line, and it has to be said again. */
    private static void leave(Typist person) throws Exception {
        for (boolean gone = false; !gone; ) {
            person.type("exit 0\r");
            try {
                person.session.shell().death().get(1, TimeUnit.SECONDS);
                gone = true;
            } catch (TimeoutException e) {
                // Again.
            }
        }
        assertEquals(0, person.end());
    }

    /** The line is typed to its end, and the key comes before the command has begun, or as it begins, or just after. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "piped hang",
                "piped yes | piped sum",
                "while :; do :; done",
                "(piped hang; :)",
                "x=$(piped hang)",
                "for i in 1 2 3; do piped hang; done",
                "read x"
            })
    void noCommandSurvivesAnInterruptAfterItsLine(String command) throws Exception {
        Typist person = person();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            person.type(command + "\r");
            person.await("\r\n");
            spin(random);
            person.type(INTERRUPT);
            person.await("> ");
        }
        awaitNoPrograms(person);
        person.run("echo al\"\"ive", "\nalive\r\n");
    }

    @Test
    void noCommandRunsOnAfterASuspend() throws Exception {
        Typist person = person();
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            person.type("piped hang\r");
            person.await("\r\n");
            spin(random);
            person.type("\u001a");
            person.await("[1] Stopped     piped hang\r\n");
            person.await("> ");
            person.run("kill -KILL %1; wait %1; echo $?", "137\r\n");
        }
    }
}
