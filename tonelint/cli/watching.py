"""Waiting for files to change: for a writer at work, who wants to see what each saved version gets."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence

_PAUSE = 0.3


def changes(paths: Callable[[], Sequence[str]], pause: float = _PAUSE) -> Iterator[list[str]]:
    """Yield all paths at first, then those that changed or came into being each time any did; for ever."""
    known: dict[str, tuple[int, int]] = {}
    while True:
        now = {path: stamp for path in paths() if (stamp := _stamp(path))}
        changed = [path for path, stamp in now.items() if known.get(path) != stamp]
        known = now
        if changed:
            yield changed
        time.sleep(pause)


def _stamp(path: str) -> tuple[int, int] | None:
    """Return what changes when a file is saved; None for one that is gone, as it is for a moment while an editor saves."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size
