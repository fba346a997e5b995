"""prompt.py COMMAND...: runs it at a terminal of its own; prints the nanoseconds until it shows a prompt, then ends it."""

import os
import pty
import sys
import time

begin = time.monotonic_ns()
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
shown = b""
while not shown.endswith(b"$ "):
    shown += os.read(terminal, 4096)
print(time.monotonic_ns() - begin)
os.write(terminal, b"exit\n")
try:
    while os.read(terminal, 4096):
        pass
except OSError:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
