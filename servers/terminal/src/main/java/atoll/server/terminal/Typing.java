package atoll.server.terminal;

import atoll.contract.terminal.KeptSession;
import atoll.contract.terminal.Modes;
import atoll.contract.terminal.Terminal;
import java.util.Arrays;

/**
 * Linux's line discipline N_TTY: what keys do to the bytes to be read, and what is echoed. Works on a copy that is one call's own: who
 * ends in the middle has changed nothing.
 */
final class Typing {
    private static final int SEVEN_BITS = 0x7f;

    private final Keys keys;
    private final Modes modes;
    final Printer echo;

    /** Bytes to be read, {@code head} of them: lines up to {@code edited}, then the one that is edited. */
    final byte[] bytes = new byte[Terminal.TYPED];

    final boolean[] ends = new boolean[Terminal.TYPED];
    int head;
    int edited;

    boolean literal;
    boolean erasing;
    boolean stopped;

    // What else is to be done.
    int interrupts;
    int quits;
    int suspends;
    boolean dropsScreen;

    Typing(KeptSession from, Keys keys, Printer echo) {
        this.keys = keys;
        modes = keys.modes;
        this.echo = echo;
        head = from.input().length();
        edited = from.edited();
        for (int i = 0; i < head; i++) {
            bytes[i] = (byte) from.input().charAt(i);
            ends[i] = from.ends().charAt(i) != 0;
        }
        literal = from.literal();
        erasing = from.erasing();
        stopped = from.stopped();
    }

    String input() {
        return Bytes.text(bytes, 0, head);
    }

    String ends() {
        byte[] text = new byte[head];
        for (int i = 0; i < head; i++) {
            text[i] = (byte) (ends[i] ? 1 : 0);
        }
        return Bytes.text(text, 0, head);
    }

    /** Returns how many keys were taken: all, or as many as there is room for. */
    int type(byte[] typed, int from) {
        for (int i = from; i < typed.length; i++) {
            if (!makeRoom()) {
                return i - from;
            }
            key(typed[i] & 0xff);
        }
        return typed.length - from;
    }

    /** A line that is too long keeps room for its end: what comes takes the place of its last byte. */
    private boolean makeRoom() {
        int room = Terminal.TYPED - head - 1;
        if (room > 0) {
            return true;
        }
        boolean tooLong = modes.does(Modes.ICANON) && edited == 0;
        if (tooLong && room < 0) {
            head--;
        }
        return tooLong;
    }

    private void key(int typed) {
        int c = has(Modes.ISTRIP) ? typed & SEVEN_BITS : typed;
        if (literal) {
            literal = false;
            plain(c);
            return;
        }
        Key first = keys.first(c);
        if (first != Key.PLAIN) {
            command(first, c);
            return;
        }
        if (has(Modes.IXANY) && has(Modes.IXON)) {
            stopped = false;
        }
        if (c == '\r') {
            if (has(Modes.IGNCR)) {
                return;
            }
            c = has(Modes.ICRNL) ? '\n' : c;
        } else if (c == '\n' && has(Modes.INLCR)) {
            c = '\r';
        }
        edit(keys.editing(c), c, c == typed);
    }

    private boolean has(int flag) {
        return (modes.input() & flag) != 0;
    }

    private void command(Key key, int c) {
        switch (key) {
            case START -> stopped = false;
            case STOP -> stopped = true;
            case INTR -> {
                interrupts++;
                signalled(c);
            }
            case QUIT -> {
                quits++;
                signalled(c);
            }
            default -> {
                suspends++;
                signalled(c);
            }
        }
    }

    private void signalled(int c) {
        if (!modes.does(Modes.NOFLSH)) {
            head = 0;
            edited = 0;
            erasing = false;
            echo.drop();
            dropsScreen = true;
        }
        if (has(Modes.IXON)) {
            stopped = false;
        }
        if (modes.does(Modes.ECHO)) {
            echo.echo(c);
        }
    }

    /** {@code asTyped}: not made of another byte. */
    private void edit(Key key, int c, boolean asTyped) {
        boolean echoes = modes.does(Modes.ECHO);
        switch (key) {
            case ERASE, WERASE, KILL -> new Eraser(this, modes, echo).erase(key);
            case LNEXT -> literalNext(echoes);
            case REPRINT -> reprint(c);
            case NEWLINE -> {
                if (echoes || modes.does(Modes.ECHONL)) {
                    echo.print('\n');
                }
                end(c);
            }
            case EOF -> end(0);
            case EOL -> {
                if (echoes) {
                    echoed(c);
                }
                end(c);
            }
            default -> {
                if (c == '\n' && !asTyped && echoes) {
                    finishErasing();
                    echo.print(c);
                    put(c);
                } else {
                    plain(c);
                }
            }
        }
    }

    private void plain(int c) {
        if (modes.does(Modes.ECHO)) {
            finishErasing();
            echoed(c);
        }
        put(c);
    }

    private void echoed(int c) {
        if (edited == head) {
            echo.start = echo.column;
        }
        echo.echo(c);
    }

    private void put(int c) {
        bytes[head] = (byte) c;
        ends[head] = false;
        head++;
    }

    private void end(int c) {
        put(c);
        ends[head - 1] = true;
        edited = head;
    }

    private void literalNext(boolean echoes) {
        literal = true;
        if (echoes) {
            finishErasing();
            if (modes.does(Modes.ECHOCTL)) {
                echo.print('^');
                echo.print('\b');
            }
        }
    }

    private void reprint(int c) {
        finishErasing();
        echo.echo(c);
        echo.print('\n');
        for (int i = edited; i < head; i++) {
            echo.echo(bytes[i] & 0xff);
        }
    }

    void finishErasing() {
        if (erasing) {
            echo.print('/');
            erasing = false;
        }
    }

    /** The modes have changed: what was typed in lines is read as bytes, or bytes are a line. */
    void changed(Modes before) {
        if (!has(Modes.IXON)) {
            stopped = false;
        }
        if (before.does(Modes.ICANON) == modes.does(Modes.ICANON)) {
            return;
        }
        for (int i = 0; i < head; i++) {
            ends[i] = false;
        }
        edited = 0;
        if (modes.does(Modes.ICANON) && head > 0) {
            ends[head - 1] = true;
            edited = head;
        }
        erasing = false;
        literal = false;
    }

    /** Nothing was typed. */
    void forget() {
        head = 0;
        edited = 0;
        literal = false;
        erasing = false;
    }

    /** The next bytes, {@code most} at most, which are then gone; null when there are none. */
    byte[] take(int most) {
        boolean lines = modes.does(Modes.ICANON);
        int there = Math.min(most, lines ? edited : head);
        int count = 0;
        boolean ended = false;
        while (count < there && !ended) {
            ended = lines && ends[count];
            count++;
        }
        // The end of what was typed (^D) is no byte.
        boolean mark = ended && bytes[count - 1] == 0;
        byte[] taken = Arrays.copyOf(bytes, mark ? count - 1 : count);
        if (lines && !ended && count < edited && ends[count] && bytes[count] == 0) {
            // Who has read all before it just now is not told of an end.
            count++;
        }
        head -= count;
        System.arraycopy(bytes, count, bytes, 0, head);
        System.arraycopy(ends, count, ends, 0, head);
        edited = Math.max(edited - count, lines ? 0 : -1);
        return taken;
    }

    /** How many bytes {@link #take} would give. */
    int available() {
        if (!modes.does(Modes.ICANON)) {
            return head;
        }
        for (int i = 0; i < edited; i++) {
            if (ends[i]) {
                return bytes[i] == 0 ? i : i + 1;
            }
        }
        return edited;
    }
}
