package atoll.server.terminal;

import atoll.contract.terminal.Modes;

/** ERASE, WERASE and KILL: takes characters from the line that is edited, and their columns from the screen. */
final class Eraser {
    private final Typing line;
    private final Modes modes;
    private final Printer echo;

    Eraser(Typing line, Modes modes, Printer echo) {
        this.line = line;
        this.modes = modes;
        this.echo = echo;
    }

    void erase(Key key) {
        if (line.head == line.edited) {
            return;
        }
        if (key == Key.KILL && !showsEach()) {
            line.head = line.edited;
            if (modes.does(Modes.ECHO)) {
                line.finishErasing();
                echo.echo(modes.control(Modes.KILL));
                if (modes.does(Modes.ECHOK)) {
                    echo.print('\n');
                }
            }
            return;
        }
        boolean word = false;
        while (line.head != line.edited) {
            int from = characterBefore();
            int first = line.bytes[from] & 0xff;
            if (isContinuation(first)) {
                // Half a character stays.
                break;
            }
            if (key == Key.WERASE) {
                if (Bytes.isOfWord(first)) {
                    word = true;
                } else if (word) {
                    break;
                }
            }
            int count = line.head - from;
            line.head = from;
            if (modes.does(Modes.ECHO)) {
                show(key, first, count);
            }
            if (key == Key.ERASE) {
                break;
            }
        }
        if (line.head == line.edited && modes.does(Modes.ECHO)) {
            line.finishErasing();
        }
    }

    private boolean showsEach() {
        return modes.does(Modes.ECHO) && modes.does(Modes.ECHOK) && modes.does(Modes.ECHOKE) && modes.does(Modes.ECHOE);
    }

    private boolean isContinuation(int c) {
        return (modes.input() & Modes.IUTF8) != 0 && Bytes.isContinuation(c);
    }

    private int characterBefore() {
        int from = line.head - 1;
        while (from != line.edited && isContinuation(line.bytes[from] & 0xff)) {
            from--;
        }
        return from;
    }

    private void show(Key key, int first, int count) {
        if (modes.does(Modes.ECHOPRT)) {
            if (!line.erasing) {
                echo.print('\\');
                line.erasing = true;
            }
            echo.echo(first);
            for (int i = 1; i < count; i++) {
                echo.print(line.bytes[line.head + i] & 0xff);
                echo.back();
            }
        } else if (key == Key.ERASE && !modes.does(Modes.ECHOE)) {
            echo.echo(modes.control(Modes.ERASE));
        } else if (first == '\t') {
            showTab();
        } else {
            boolean control = Bytes.isControl(first);
            if (control && modes.does(Modes.ECHOCTL)) {
                echo.rubOut();
            }
            if (!control || modes.does(Modes.ECHOCTL)) {
                echo.rubOut();
            }
        }
    }

    private void showTab() {
        int columns = 0;
        for (int i = line.head - 1; i >= line.edited; i--) {
            int c = line.bytes[i] & 0xff;
            if (c == '\t') {
                echo.rubOutTab(columns, true);
                return;
            }
            if (Bytes.isControl(c)) {
                columns += modes.does(Modes.ECHOCTL) ? 2 : 0;
            } else if (!isContinuation(c)) {
                columns++;
            }
        }
        echo.rubOutTab(columns, false);
    }
}
