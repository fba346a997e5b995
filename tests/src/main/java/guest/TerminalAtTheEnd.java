package guest;

import atoll.contract.CallFailed;
import atoll.contract.Names;
import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Size;
import atoll.contract.terminal.Terminal;
import atoll.contract.terminal.TerminalDriver;
import java.io.IOException;
import java.util.Arrays;

/**
 * Drives a session and reads from it at the end of its stack, where each call is cut short anywhere and made again, and sees whether
 * each line that it types comes once.
 */
public final class TerminalAtTheEnd {
    private static final int ROUNDS = 8;

    private static Terminal terminal;
    private static TerminalDriver driver;
    private static long typed;
    private static byte[] line;
    private static byte[] read;
    private static long number;
    private static int cut;

    private TerminalAtTheEnd() {}

    private interface Deed {
        void run() throws IOException;
    }

    public static void main(String[] args) throws Exception {
        terminal = Names.find("terminal", Terminal.class);
        driver = Names.find("driver", TerminalDriver.class);
        driver.open(3, new Size(80, 24));
        Modes modes = terminal.modes();
        for (int round = 0; round < ROUNDS; round++) {
            line = ("line " + round + "\n").getBytes();
            long at = typed;
            atTheEnd(() -> typed = driver.type(3, at, line));
            if (typed != at + line.length) {
                System.out.println("took " + (typed - at) + " keys of " + line.length);
            }
            atTheEnd(() -> terminal.setModes(modes));
            atTheEnd(() -> terminal.write(line));
            number++;
            atTheEnd(() -> read = terminal.read(1, number, 100, 0));
            if (!Arrays.equals(line, read)) {
                System.out.println("read " + Arrays.toString(read) + " in round " + round);
            }
            driver.screen(3, driver.shown(3), Terminal.MOST);
            driver.screen(3, driver.shown(3) + driver.screen(3, driver.shown(3), Terminal.MOST).length, 1);
        }
        System.out.println(cut > 0 ? "done" : "nothing was cut short");
    }

    private static void atTheEnd(Deed deed) throws InterruptedException {
        Thread thread = new Thread(null, () -> deep(deed), "deep", 256 << 10);
        thread.start();
        thread.join();
    }

    /** Each frame on the way back tries once, until one had stack enough. */
    private static boolean deep(Deed deed) {
        boolean done = false;
        try {
            done = deep(deed);
        } catch (StackOverflowError e) {
            // This is near the end.
        }
        return done || tried(deed);
    }

    private static boolean tried(Deed deed) {
        try {
            deed.run();
            return true;
        } catch (StackOverflowError | CallFailed e) {
            cut++;
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
