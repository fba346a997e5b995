package workload;

import atoll.contract.Names;
import atoll.contract.clock.Clock;
import atoll.contract.entropy.Entropy;
import atoll.contract.log.Log;
import atoll.contract.log.LogRecord;
import atoll.contract.log.Severity;
import atoll.contract.name.NameSpace;
import atoll.contract.terminal.Terminal;
import atoll.contract.terminal.TerminalDriver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Of {@link StormLoad}, the clients that count calls. */
final class StormCalls {
    private StormCalls() {}

    static StormLoad.Load make(String[] args) {
        return switch (args[0]) {
            case "log" -> new Appends();
            case "clock" -> new Looks();
            case "terminal" -> new Keys(Long.parseLong(args[1]));
            case "entropy" -> new Draws(Integer.parseInt(args[1]));
            case "names" -> new Finds(args[2], args[3]);
            default -> throw new IllegalArgumentException(args[0]);
        };
    }

    /** Appends to a log: numbers grow, and what is kept is what was said. */
    private static final class Appends implements StormLoad.Load {
        private final Log log = Names.find("log", Log.class);
        private long last;
        private String text = "";

        @Override
        public long once() throws IOException {
            String next = "after " + last;
            long number = log.append(Severity.INFO, next);
            if (number <= last) {
                return -1;
            }
            last = number;
            text = next;
            return 1;
        }

        @Override
        public long check() throws IOException {
            // It may be gone with a server since.
            LogRecord[] kept = log.read(last - 1, 1);
            return kept.length == 0
                            || kept[0].number() != last
                            || kept[0].text().equals(text)
                    ? 0
                    : 1;
        }
    }

    /** Time never goes back, whichever server says it. */
    private static final class Looks implements StormLoad.Load {
        private final Clock clock = Names.find("clock", Clock.class);
        private long last = Long.MIN_VALUE;

        @Override
        public long once() {
            long now = clock.monotonic();
            if (now < last) {
                return -1;
            }
            last = now;
            return 1;
        }
    }

    /** Types a line, as the driver, and reads it, as the program; what is echoed is taken, whatever it is. */
    private static final class Keys implements StormLoad.Load {
        private static final int LINE = 32;

        private final Terminal terminal = Names.find("terminal", Terminal.class);
        private final TerminalDriver driver = Names.find("driver", TerminalDriver.class);
        private final long opening;
        private long typed;
        private long calls;
        private byte[] line = new byte[0];

        Keys(long opening) {
            this.opening = opening;
        }

        @Override
        public long once() throws IOException {
            if (line.length == 0) {
                line = "%031d\n".formatted(typed).getBytes(StandardCharsets.US_ASCII);
                typed += LINE;
                calls++;
            }
            if (driver.type(opening, typed - LINE, line) != typed) {
                return -1;
            }
            byte[] read = terminal.read(1, calls, 2 * LINE, 0);
            byte[] wanted = line;
            line = new byte[0];
            driver.screen(opening, driver.shown(opening), Terminal.MOST);
            return Arrays.equals(wanted, read) ? 1 : -1;
        }
    }

    /** Random bytes: never those of a draw not long before. */
    private static final class Draws implements StormLoad.Load {
        private final Entropy entropy = Names.find("entropy", Entropy.class);
        private final long[] before = new long[1 << 16];
        private final int size;

        Draws(int size) {
            this.size = size;
        }

        @Override
        public long once() throws IOException {
            byte[] drawn = entropy.bytes(size);
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = value << Byte.SIZE | drawn[i] & 0xff;
            }
            int slot = (int) value & before.length - 1;
            boolean again = before[slot] == value;
            before[slot] = value;
            return drawn.length != size || again ? -1 : 1;
        }
    }

    /** Looks for what covers a path. */
    private static final class Finds implements StormLoad.Load {
        private final NameSpace names = Names.find("names", NameSpace.class);
        private final String path;
        private final String covering;

        Finds(String path, String covering) {
            this.path = path;
            this.covering = covering;
        }

        @Override
        public long once() throws IOException {
            return names.covering(path).equals(covering) ? 1 : -1;
        }
    }
}
