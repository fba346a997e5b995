"""A pseudo-terminal of the host, for PtyTest. Reads commands from standard input, one a line; bytes are hexadecimal.

K KEYS         types
S COUNT        waits until the screen was sent so many bytes in all; answers all of them since the last time
W BYTES        a program writes
R MOST WANTED  a program reads, again until it has WANTED bytes; answers them, or - when nothing comes
N              answers whether there is something to read: 0 or 1
M I O L CC     sets all modes, at once
G COUNT        waits until there were so many signals in all; answers their numbers
"""

import fcntl
import os
import select
import signal
import sys
import termios
import threading
import time

SECONDS = 20

master, slave = os.openpty()
os.setsid()
fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

screen = bytearray()
told = 0
changed = threading.Condition()
signals = []


def show():
    while True:
        data = os.read(master, 65536)
        with changed:
            screen.extend(data)
            changed.notify_all()


def on_signal(number, frame):
    signals.append(number)


for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
    signal.signal(number, on_signal)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
threading.Thread(target=show, daemon=True).start()


def wait_screen(count):
    global told
    with changed:
        changed.wait_for(lambda: len(screen) >= count, SECONDS)
        data = bytes(screen[told:])
        told = len(screen)
        return data.hex()


def read(most, wanted):
    data = b""
    while True:
        if not select.select([slave], [], [], SECONDS)[0]:
            return "-" + data.hex()
        data += os.read(slave, most - len(data))
        if len(data) >= wanted:
            return data.hex()


def set_modes(words):
    modes = termios.tcgetattr(slave)
    modes[0], modes[1], modes[3] = (int(word) for word in words[:3])
    controls = bytes.fromhex(words[3])
    modes[6][: len(controls)] = [bytes([c]) for c in controls]
    for raw in (termios.VMIN, termios.VTIME):
        if not modes[3] & termios.ICANON:
            modes[6][raw] = controls[raw]
    termios.tcsetattr(slave, termios.TCSANOW, modes)
    return "ok"


def wait_signals(count):
    deadline = time.monotonic() + SECONDS
    while len(signals) < count and time.monotonic() < deadline:
        time.sleep(0.001)
    return " ".join(str(s) for s in signals)


def answer(words):
    match words[0]:
        case "K":
            os.write(master, bytes.fromhex(words[1]))
            return "ok"
        case "S":
            return wait_screen(int(words[1]))
        case "W":
            os.write(slave, bytes.fromhex(words[1]))
            return "ok"
        case "R":
            return read(int(words[1]), int(words[2]))
        case "N":
            return str(len(select.select([slave], [], [], 0)[0]))
        case "M":
            return set_modes(words[1:])
        case "G":
            return wait_signals(int(words[1]))
    raise ValueError(words)


# An end of file must not end as a signal does.
while line := sys.stdin.readline():
    print(answer(line.split()), flush=True)
