"""Run a command to its end and print its exit code, the seconds that it took, its CPU seconds, and the peak of its memory.

    python -I -S launch.py COMMAND ...

A process of its own, and a small one: on Linux a process counts as its peak what its parent held when it was made.
"""

import os
import sys
import time

_QUIET = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1, 2)]

start = time.perf_counter()
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=_QUIET)
_, status, usage = os.wait4(process, 0)
wall = time.perf_counter() - start
print(os.waitstatus_to_exitcode(status), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
