package guest;

import atoll.contract.Names;
import atoll.contract.Notification;
import atoll.contract.Refused;
import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Size;
import atoll.contract.terminal.Terminal;
import atoll.contract.terminal.TerminalDriver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A program of a session: {@code echo} prints each line that it reads, to the end; {@code lines COUNT} so many; {@code raw} sets modes and stays; {@code flood} writes without
 * end; {@code size} says it for each byte; {@code settle} tries to; {@code drive} opens the session and stays; {@code shell} counts interrupts, by {@code control}.
 */
public final class TerminalUser {
    private static final long READER = new Random().nextLong();
    private static long reads;

    private TerminalUser() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("drive")) {
            Names.find("driver", TerminalDriver.class).open(7, new Size(100, 30));
            System.out.println("drives");
            Thread.sleep(Long.MAX_VALUE);
        }
        Terminal terminal = Names.find("terminal", Terminal.class);
        switch (args[0]) {
            case "echo" -> echo(terminal, Integer.MAX_VALUE);
            case "lines" -> echo(terminal, Integer.parseInt(args[1]));
            case "raw" -> {
                Modes now = terminal.modes();
                terminal.setModes(now.withLocal(now.local() & ~(Modes.ICANON | Modes.ECHO)));
                System.out.println("raw");
                echo(terminal, Integer.MAX_VALUE);
            }
            case "flood" -> {
                System.out.println("floods");
                while (true) {
                    write(terminal, "flood ".repeat(600));
                }
            }
            case "size" -> {
                while (System.in.read() >= 0) {
                    System.out.println(
                            terminal.size().columns() + " by " + terminal.size().rows());
                }
            }
            case "settle" -> {
                try {
                    terminal.settle(terminal.modes());
                } catch (Refused e) {
                    System.out.println(e.getMessage());
                }
            }
            default -> {
                Notification interrupt = Names.notification("terminal interrupt");
                System.out.println("waits");
                System.out.println("interrupted " + interrupt.await());
            }
        }
    }

    private static void echo(Terminal terminal, int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            byte[] line = read(terminal);
            System.out.println("read " + new String(line, StandardCharsets.UTF_8).strip());
            if (line.length == 0) {
                return;
            }
        }
    }

    private static byte[] read(Terminal terminal) throws IOException, InterruptedException {
        reads++;
        while (true) {
            byte[] read = terminal.read(READER, reads, Terminal.MOST, 0);
            if (read != null) {
                return read;
            }
            Names.notification("terminal input").await();
        }
    }

    private static void write(Terminal terminal, String text) throws IOException, InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int done = 0;
        while (done < bytes.length) {
            int count = terminal.write(java.util.Arrays.copyOfRange(bytes, done, bytes.length));
            done += count;
            if (count == 0) {
                Names.notification("terminal room").await();
            }
        }
    }
}
