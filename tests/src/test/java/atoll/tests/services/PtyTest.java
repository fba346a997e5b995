package atoll.tests.services;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atoll.contract.terminal.Modes;
import atoll.system.service.TerminalService;
import atoll.system.service.TerminalService.Bell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The terminal beside a pseudo-terminal of Linux: the same keys, modes and writes at random, and after each step the same bytes on the
 * screen, the same bytes read, the same signals. By hand for longer: {@code -Datoll.pty.seconds=600 -Datoll.pty.seed=1}.
 */
@Timeout(3_600)
class PtyTest extends Served {
    private static final long SECONDS = Long.getLong("atoll.pty.seconds", 12);
    private static final long SEED = Long.getLong("atoll.pty.seed", System.nanoTime());
    private static final int STEPS = 60;

    /** Lines are read before there are so many bytes that Linux keeps keys back. */
    private static final int MUCH = 1_500;

    private static final String[] COMMON = {
        "a",
        "b",
        " ",
        "x_9",
        "word ",
        "\t",
        "\u00e9",
        "\u00d7",
        "\u6f22",
        "\ud83d\ude00",
        "\u05d0",
        "-",
        "\n",
        "\r",
        "\u007f",
        "\u007f",
        "\u007f",
        "\u0017",
        "\u0015",
        "\u0016",
        "\u0012",
        "\u0004",
        "\u0001",
        "\u001b",
        "\b"
    };
    private static final int[] RARE = {
        0, 3, 0x1a, 0x1c, 0x0f, 0x11, 0x11, 0x13, 0xff, 0x80, 0xc3, 0xe6, 0x0b, 0x1f, 0xf7, 0xd7, '\\'
    };

    private static final String ALONE = "\u0003\u001a\u001c\u0013";
    private static final byte START = 0x11;
    private static final byte STOP = 0x13;

    private static final int[] INPUT = {
        Modes.ISTRIP, Modes.INLCR, Modes.IGNCR, Modes.ICRNL, Modes.ICRNL, Modes.IUTF8, Modes.IUTF8, Modes.IXANY
    };
    private static final int[] OUTPUT = {Modes.OPOST, Modes.ONLCR, Modes.OCRNL, Modes.ONOCR, Modes.ONLRET, Modes.XTABS};
    private static final int[] LOCAL = {
        Modes.ISIG,
        Modes.ICANON,
        Modes.ECHO,
        Modes.ECHOE,
        Modes.ECHOK,
        Modes.ECHONL,
        Modes.NOFLSH,
        Modes.ECHOCTL,
        Modes.ECHOPRT,
        Modes.ECHOKE,
        Modes.IEXTEN
    };

    private final TerminalService service = new TerminalService(atoll, services, PATIENCE).session("tty");
    private final List<String> steps = new ArrayList<>();
    private Random random = new Random();
    private Line ours;
    private HostPty linux;
    private long shown;
    private int signals;
    private Modes sane;

    private void serve() throws IOException {
        services.add(service.service("terminal"));
        services.start();
    }

    @Test
    void sameAsLinux() throws Exception {
        serve();
        System.out.println("pty: seed " + SEED);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int runs = 0;
        while (System.nanoTime() - until < 0) {
            long seed = SEED + runs;
            steps.clear();
            try {
                run(seed);
            } catch (AssertionError | IOException e) {
                throw new AssertionError(
                        "seed " + seed + ", step " + steps.size() + ": " + e.getMessage() + "\n"
                                + String.join("\n", steps),
                        e);
            }
            runs++;
        }
        System.out.println("pty: " + runs + " sessions of " + STEPS + " steps were the same");
    }

    private void run(long seed) throws Exception {
        random = new Random(seed);
        ours = new Line(service.driver("tty").gate(), service.terminal("tty").gate());
        sane = ours.modes();
        shown = 0;
        signals = 0;
        for (Bell bell : List.of(Bell.INTERRUPT, Bell.QUIT, Bell.SUSPEND)) {
            service.bell("tty", bell).poll();
        }
        try (HostPty pty = new HostPty("pty.py", List.of())) {
            linux = pty;
            set(sane);
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            settle();
        }
    }

    private void step() throws Exception {
        switch (random.nextInt(12)) {
            case 0 -> {
                flow();
                if (ours.modes().does(Modes.ECHO) && random.nextBoolean()) {
                    keys("ab\t".getBytes(StandardCharsets.UTF_8));
                }
                set(random.nextInt(3) == 0 ? sane : changed());
            }
            case 1 -> {
                flow();
                write();
            }
            case 2 -> read();
            case 3 -> longLine();
            default -> keys(someKeys());
        }
        if (ours.terminal.available() > 0 && ours.modes().does(Modes.ICANON)) {
            read();
        }
        if (!ours.modes().does(Modes.ICANON) && ours.terminal.available() > MUCH) {
            read();
        }
    }

    private byte[] someKeys() {
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        for (int i = 1 + random.nextInt(10); i > 0; i--) {
            if (random.nextInt(6) == 0) {
                keys.write(RARE[random.nextInt(RARE.length)]);
            } else {
                keys.writeBytes(COMMON[random.nextInt(COMMON.length)].getBytes(StandardCharsets.UTF_8));
            }
        }
        return keys.toByteArray();
    }

    /**
     * By itself goes what signals, which drops what is not shown yet, and what stops the screen: what Linux has shown by then only
     * chance knows.
     */
    private void keys(byte[] keys) throws IOException {
        int from = 0;
        for (int i = 0; i < keys.length; i++) {
            if (ALONE.indexOf(keys[i]) >= 0) {
                type(Arrays.copyOfRange(keys, from, i));
                if (keys[i] != STOP) {
                    flow();
                }
                type(new byte[] {keys[i]});
                from = i + 1;
            }
        }
        type(Arrays.copyOfRange(keys, from, keys.length));
    }

    private void type(byte[] keys) throws IOException {
        if (keys.length == 0) {
            return;
        }
        steps.add("type " + (keys.length > 99 ? keys.length + " bytes" : HostPty.hex(keys)));
        assertEquals(keys.length, ours.type(keys), "not all keys were taken");
        linux.ask("K " + HostPty.hex(keys));
        look();
    }

    private void look() throws IOException {
        byte[] wanted = ours.look();
        shown += wanted.length;
        String was = linux.ask("S " + shown);
        assertEquals(was, HostPty.hex(wanted), "the screen, Linux's first");
        for (Bell bell : List.of(Bell.INTERRUPT, Bell.QUIT, Bell.SUSPEND)) {
            int number = bell == Bell.INTERRUPT ? 2 : bell == Bell.QUIT ? 3 : 20;
            for (long i = service.bell("tty", bell).poll(); i > 0; i--) {
                signals++;
                String[] seen = linux.ask("G " + signals).split(" ");
                assertEquals(signals, seen.length, "signals");
                assertEquals(Integer.toString(number), seen[signals - 1], "signal");
            }
        }
    }

    /** What was typed is a line that is read: so Linux has come to its end as well. */
    private void settle() throws IOException {
        if (ours.modes().does(Modes.ICANON)) {
            type(new byte[] {'z', 4});
        } else {
            type(new byte[] {'z'});
        }
        while (read()) {}
    }

    /** The screen is not stopped: then programs wait, and what is held back is shown as the modes are later, if it is not too much. */
    private void flow() throws IOException {
        settle();
        type(new byte[] {START});
        settle();
    }

    private boolean read() throws IOException {
        boolean lines = ours.modes().does(Modes.ICANON);
        int most = new int[] {1, 3, 70, 4096}[random.nextInt(4)];
        byte[] read = ours.read(most);
        if (read == null) {
            return false;
        }
        steps.add("read " + most + ": " + (read.length > 99 ? read.length + " bytes" : HostPty.hex(read)));
        String was = linux.ask("R " + most + " " + (lines ? 0 : read.length));
        assertEquals(was, HostPty.hex(read), "read " + most + ", Linux's first");
        look();
        return true;
    }

    private void write() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = random.nextInt(30); i > 0; i--) {
            bytes.writeBytes(
                    random.nextInt(3) == 0
                            ? new byte[] {(byte) "\n\t\b\r\u001b\u0007".charAt(random.nextInt(6))}
                            : COMMON[random.nextInt(COMMON.length)].getBytes(StandardCharsets.UTF_8));
        }
        if (bytes.size() == 0) {
            return;
        }
        steps.add("write " + HostPty.hex(bytes.toByteArray()));
        ours.write(bytes.toByteArray());
        linux.ask("W " + HostPty.hex(bytes.toByteArray()));
        look();
    }

    /** Beyond what is kept, in parts of which all is shown. */
    private void longLine() throws IOException {
        if (random.nextInt(6) != 0 || !ours.modes().does(Modes.ICANON)) {
            return;
        }
        flow();
        for (int left = 3_000 + random.nextInt(1_500); left > 0; left -= 500) {
            type("l".repeat(Math.min(left, 500)).getBytes(StandardCharsets.UTF_8));
        }
        // A whole one that is erased would be more than Linux echoes at once.
        type(new byte[] {0x7f, 'm', 0x7f});
        settle();
    }

    private Modes changed() throws IOException {
        Modes now = ours.modes();
        int input = now.input();
        int output = now.output();
        int local = now.local();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> input ^= INPUT[random.nextInt(INPUT.length)];
                case 1 -> output ^= OUTPUT[random.nextInt(OUTPUT.length)];
                default -> local ^= LOCAL[random.nextInt(LOCAL.length)];
            }
        }
        return new Modes(input, output, local, now.controls());
    }

    private void set(Modes modes) throws IOException {
        steps.add("modes " + Integer.toHexString(modes.input()) + " " + Integer.toHexString(modes.output()) + " "
                + Integer.toHexString(modes.local()));
        ours.terminal.setModes(modes);
        linux.ask("M " + modes.input() + " " + modes.output() + " " + modes.local() + " "
                + HostPty.hex(modes.controls().getBytes(StandardCharsets.ISO_8859_1)));
        look();
    }
}
