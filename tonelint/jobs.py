"""Work in several processes: what is loaded before they part, all of them have."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from tonelint.errors import RenamedWarning, TonelintError

T = TypeVar("T")
R = TypeVar("R")

# What the processes do; each of them begins as a copy of this one, and has it without its being sent.
_work: list[Callable[[Any], Any]] = []


def can_fork() -> bool:
    """Tell whether a process can go on as two here. On a Mac it can, but not when it has used the system's libraries."""
    return sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_jobs(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    """Yield what some work makes of each item, in their order, by that many processes.

    Raises what the work raises, and TonelintError when a process ends before its work is done.
    """
    _work.append(work)
    # What there is now is no garbage in any of the processes: looking for it would copy all of its memory.
    gc.freeze()
    pool = ProcessPoolExecutor(min(jobs, len(items)), multiprocessing.get_context("fork"), _begin)
    try:
        yield from pool.map(_do, items)
    except BrokenProcessPool:
        message = "one of the processes has ended before its work was done (was there too little memory?): try --jobs 1"
        raise TonelintError(message) from None
    except BaseException:
        # Nobody waits for what has not begun, nor for a process that is in the middle of its work.
        for process in list(pool._processes.values()):  # noqa: SLF001 - in public there is no way to end one before Python 3.14
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        gc.unfreeze()
        _work.pop()


def _begin() -> None:
    # An interrupt reaches all processes of a terminal: the first of them ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The first one tells, once, what several would.
    warnings.simplefilter("ignore", RenamedWarning)


def _do(item: Any) -> Any:
    return _work[-1](item)
