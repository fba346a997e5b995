"""Runs a command at a terminal of the host, as a shell with job control does. Reads commands from standard input, one a line; bytes are hexadecimal.

K KEYS         types
A BYTES        waits until these are on the screen; answers all that was shown since the last time
W ROWS COLS    gives the window another size
M              answers whether the terminal's modes are those from before the command: 0 or 1
P              waits until the command has stopped; answers as M does, and lets it go on
S NUMBER       sends the command a signal
H              hangs up; answers the status of the command once it has ended
E              waits for the command's end; answers its status, whether the modes are as before, and all that was shown
"""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import threading

SECONDS = 60

master, slave = os.openpty()
os.setsid()
fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
signal.signal(signal.SIGHUP, signal.SIG_IGN)

screen = bytearray()
told = 0
changed = threading.Condition()


def show():
    while hanging not in select.select([master, hanging], [], [])[0]:
        data = os.read(master, 65536)
        with changed:
            screen.extend(data)
            changed.notify_all()


def size(rows, columns):
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def await_bytes(wanted):
    global told
    with changed:
        found = changed.wait_for(lambda: screen.find(wanted, told) >= 0, SECONDS)
        data = bytes(screen[told:])
        told = len(screen)
        return ("" if found else "-") + data.hex()


def same():
    return str(int(termios.tcgetattr(slave) == before))


def foreground(group):
    os.tcsetpgrp(slave, group)


def begin():
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpgrp())
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTTOU):
        signal.signal(number, signal.SIG_DFL)


def wait():
    limit = threading.Timer(SECONDS, os.killpg, (command.pid, signal.SIGKILL))
    limit.start()
    status = os.waitpid(command.pid, os.WUNTRACED)[1]
    limit.cancel()
    return status


def end():
    status = os.waitstatus_to_exitcode(wait())
    foreground(os.getpgrp())
    # What was written before is on the screen before this.
    os.write(slave, b"\0")
    with changed:
        changed.wait_for(lambda: screen.endswith(b"\0"), SECONDS)
        data = bytes(screen[told:-1])
    return f"{status} {same()} {data.hex()}"


def paused():
    if not os.WIFSTOPPED(wait()):
        return "ended"
    answer = same()
    foreground(command.pid)
    os.killpg(command.pid, signal.SIGCONT)
    return answer


def hang_up():
    os.close(hang)
    shows.join()
    os.close(master)
    return str(os.waitstatus_to_exitcode(wait()))


def answer(words):
    match words[0]:
        case "K":
            os.write(master, bytes.fromhex(words[1]))
            return "ok"
        case "A":
            return await_bytes(bytes.fromhex(words[1]))
        case "W":
            size(int(words[1]), int(words[2]))
            return "ok"
        case "M":
            return same()
        case "P":
            return paused()
        case "S":
            os.kill(command.pid, int(words[1]))
            return "ok"
        case "H":
            return hang_up()
        case "E":
            return end()
    raise ValueError(words)


hanging, hang = os.pipe()
size(24, 80)
modes = termios.tcgetattr(slave)
modes[6][termios.VERASE] = b"\x08"
termios.tcsetattr(slave, termios.TCSANOW, modes)
before = termios.tcgetattr(slave)
shows = threading.Thread(target=show, daemon=True)
shows.start()
command = subprocess.Popen(sys.argv[1:], stdin=slave, stdout=slave, stderr=slave, preexec_fn=begin)

# An end of file must not end as a signal does.
while line := sys.stdin.readline():
    print(answer(line.split()), flush=True)
