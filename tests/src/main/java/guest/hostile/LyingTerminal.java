package guest.hostile;

import atoll.contract.Names;
import atoll.contract.Signal;
import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Size;
import atoll.contract.terminal.Terminal;
import atoll.contract.terminal.TerminalDriver;
import atoll.contract.terminal.TerminalFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A terminal server of the session {@code tty} that tells one lie, and otherwise shows what is typed. Without arguments it says which there
 * are. Else its argument is a lie, or {@code any}: then it is the one whose number the driver opens the session with, as columns.
 */
public final class LyingTerminal implements TerminalDriver, Terminal {
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final int LONG = 1_000_000;
    private static final int HUGE = 64 << 20;
    private static final long START = 7;
    private static final Modes MODES = new Modes(Modes.IXON, 0, 0, "\0".repeat(Modes.CONTROLS));

    /** What a call does that is right otherwise. The arguments are those that are numbers, or 0. */
    private interface Lie {
        Object told(LyingTerminal server, long at, long count) throws IOException;
    }

    private final Map<String, Lie> lies = new LinkedHashMap<>();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private Signal output;
    private Signal room;

    /** The call that lies, and how. */
    private volatile String lie;

    private volatile String told = "";

    private LyingTerminal() {
        for (String call : List.of("open", "type", "screen", "shown", "resize", "hangUp", "modes", "settle")) {
            wrongs(call + ": ");
        }
        numbers();
        screens();
        lies.put("modes: none", (server, at, count) -> null);
    }

    public static void main(String[] args) throws InterruptedException {
        LyingTerminal server = new LyingTerminal();
        if (args.length == 0) {
            server.lies.keySet().forEach(System.out::println);
            return;
        }
        server.output = Names.signal("output of tty");
        server.room = Names.signal("keys of tty");
        server.lie = args[0];
        Names.serve("terminal of tty", Terminal.class, server);
        Names.serve("driver of tty", TerminalDriver.class, server);
        NEVER.await();
    }

    private void wrongs(String call) {
        lies.put(call + "a long text", (server, at, count) -> {
            throw new IOException("\033[2J\r\n" + "x".repeat(LONG));
        });
        lies.put(call + "no text", (server, at, count) -> {
            throw new IOException();
        });
        lies.put(call + "its own exception", (server, at, count) -> {
            throw new IllegalStateException("hostile");
        });
        lies.put(call + "its own error", (server, at, count) -> {
            throw new AssertionError("hostile");
        });
        lies.put(call + "the end of its stack", (server, at, count) -> server.deep(0));
        for (TerminalFault fault : TerminalFault.values()) {
            lies.put(call + fault, (server, at, count) -> {
                throw fault.because("it is not");
            });
        }
        lies.put(call + "hangs", (server, at, count) -> {
            while (true) {
                LockSupport.park(server);
            }
        });
        lies.put(call + "dies", (server, at, count) -> {
            Runtime.getRuntime().halt(1);
            return null;
        });
    }

    private int deep(int depth) {
        return deep(depth + 1) + 1;
    }

    private void numbers() {
        lies.put("type: fewer than none", (server, at, count) -> at - 1);
        lies.put("type: more than there are", (server, at, count) -> at + count + 1);
        lies.put("type: the least number", (server, at, count) -> Long.MIN_VALUE);
        lies.put("type: the greatest number", (server, at, count) -> Long.MAX_VALUE);
        lies.put("type: none, ever", (server, at, count) -> at);
        lies.put("type: none, and room for more", (server, at, count) -> {
            server.room.signal(1);
            return at;
        });
        lies.put("type: all, and forgets them", (server, at, count) -> at + count);
        lies.put("type: interrupts", (server, at, count) -> {
            Thread.currentThread().interrupt();
            return at + count;
        });
        lies.put("shown: below 0", (server, at, count) -> -1L);
        lies.put("shown: the least number", (server, at, count) -> Long.MIN_VALUE);
        lies.put("shown: the greatest number", (server, at, count) -> Long.MAX_VALUE);
    }

    private void screens() {
        lies.put("screen: none", (server, at, count) -> null);
        lies.put("screen: one too many", (server, at, count) -> new byte[(int) count + 1]);
        lies.put("screen: a great many", (server, at, count) -> new byte[HUGE]);
        lies.put("screen: without end", (server, at, count) -> keys((int) count));
        lies.put("screen: without end, one by one", (server, at, count) -> keys(1));
        lies.put("screen: without end, slowly", (server, at, count) -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            return keys(1);
        });
        lies.put("screen: nothing, and more of it", (server, at, count) -> {
            server.output.signal(Long.MAX_VALUE);
            return new byte[0];
        });
    }

    private static byte[] keys(int count) {
        byte[] keys = new byte[count];
        Arrays.fill(keys, (byte) 'k');
        return keys;
    }

    /** Whether this call lies. */
    private boolean lies(String call) {
        String now = lie;
        if (!now.startsWith(call + ": ")) {
            return false;
        }
        if (!told.equals(now)) {
            told = now;
            System.out.println("told " + now);
        }
        return true;
    }

    private Object lie(long at, long count) throws IOException {
        return lies.get(lie).told(this, at, count);
    }

    // -- the driver's

    @Override
    public void open(long opening, Size size) throws IOException {
        synchronized (typed) {
            typed.reset();
        }
        if (size.columns() > 0) {
            lie = new ArrayList<>(lies.keySet()).get(size.columns() - 1);
        }
        if (lies("open")) {
            lie(0, 0);
        }
    }

    @Override
    public long type(long opening, long at, byte[] keys) throws IOException {
        if (lies("type")) {
            return (long) lie(at, keys.length);
        }
        synchronized (typed) {
            typed.writeBytes(keys);
        }
        output.signal(1);
        return at + keys.length;
    }

    @Override
    public byte[] screen(long opening, long from, int most) throws IOException {
        if (lies("screen")) {
            return (byte[]) lie(from, most);
        }
        synchronized (typed) {
            long at = from - START;
            if (at < 0 || at > typed.size()) {
                throw TerminalFault.LOST.because("nothing begins there");
            }
            return Arrays.copyOfRange(typed.toByteArray(), (int) at, (int) Math.min(at + most, typed.size()));
        }
    }

    @Override
    public long shown(long opening) throws IOException {
        return lies("shown") ? (long) lie(0, 0) : START;
    }

    @Override
    public void resize(long opening, Size size) throws IOException {
        if (lies("resize")) {
            lie(0, 0);
        }
    }

    @Override
    public void hangUp(long opening) throws IOException {
        if (lies("hangUp")) {
            lie(0, 0);
        }
    }

    // -- a program's, as far as the driver asks for it

    @Override
    public Modes modes() throws IOException {
        return lies("modes") ? (Modes) lie(0, 0) : MODES;
    }

    @Override
    public void settle(Modes modes) throws IOException {
        if (lies("settle")) {
            lie(0, 0);
        }
    }

    @Override
    public byte[] read(long reader, long number, int most, long waitedMillis) {
        return null;
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public void discard() {}

    @Override
    public int write(byte[] bytes) {
        return bytes.length;
    }

    @Override
    public boolean drained() {
        return true;
    }

    @Override
    public void setModes(Modes modes) {}

    @Override
    public Size size() {
        return new Size(0, 0);
    }
}
