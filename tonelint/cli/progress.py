"""How far a long run is, on standard error, where a person looks on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Fewer files are done before anybody wonders.
_LEAST = 20


@contextmanager
def progress(*, shown: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many files of how many are read; it draws a bar on a terminal, and nothing elsewhere."""
    if not (shown and sys.stderr.isatty()):
        yield lambda _done, _all: None
        return
    from rich.console import Console  # noqa: PLC0415 - takes time to import
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None, visible=False)
        yield lambda done, every: bar.update(task, completed=done, total=every, visible=every >= _LEAST)
