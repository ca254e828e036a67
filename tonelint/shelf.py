"""Values put away one after the other: a run over a mailbox makes more reports than should be in memory together.

The first ones stay at hand. The others lie in a file and are read whenever they are asked for; where no file can be written,
they stay at hand, too.
"""

from __future__ import annotations

import os
import pickle
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import IO, TypeVar

from tonelint.lazy import Many

T = TypeVar("T")

# So many are held: most runs have no more.
AT_HAND = 500


class Shelf(Many[T]):
    """Values in the order in which they were put here. `is_sent`: another process is to go on with them."""

    def __init__(self, *, is_sent: bool = False) -> None:
        self._is_sent = is_sent
        self._held: list[T] = []
        self._ends = array("Q", [0])
        self._file: IO[bytes] | None = None
        # Those that came when no more could be written.
        self._late: list[T] = []

    def __len__(self) -> int:
        return len(self._held) + len(self._ends) - 1 + len(self._late)

    def put(self, value: T) -> None:
        """Put a value behind the others."""
        if len(self._held) < AT_HAND:
            self._held.append(value)
        elif self._late or not self._write(zlib.compress(pickle.dumps(value, protocol=5), level=1)):
            self._late.append(value)

    def _write(self, data: bytes) -> bool:
        """Write the bytes of a value behind the others; tell whether that was possible."""
        try:
            file = self._file = self._file or self._opened()
            file.seek(self._ends[-1])
            is_whole = file.write(data) == len(data)
        except OSError:
            return False
        if is_whole:
            self._ends.append(self._ends[-1] + len(data))
        return is_whole

    def one(self, number: int) -> T:
        """Return a value by its number."""
        if number < len(self._held):
            return self._held[number]
        in_file = number - len(self._held)
        if in_file >= len(self._ends) - 1 or not self._file:
            return self._late[in_file - len(self._ends) + 1]
        start, end = self._ends[in_file], self._ends[in_file + 1]
        self._file.seek(start)
        value: T = pickle.loads(zlib.decompress(self._file.read(end - start)))  # noqa: S301 - a file of our own
        return value

    def part(self, start: int, stop: int) -> Sequence[T]:
        """Return the values from a number to before another; as a tuple when they are at hand."""
        return tuple(self._held[start:stop]) if stop <= len(self._held) else self[start:stop]

    def _opened(self) -> IO[bytes]:
        import tempfile  # noqa: PLC0415 - takes time to import, and most runs put nothing into a file

        # Each write goes to the file at once: what is left in a buffer would come too late, or fail when nobody asks any more.
        if self._is_sent:
            return tempfile.NamedTemporaryFile(prefix="tonelint-", delete=False, buffering=0)
        return tempfile.TemporaryFile(buffering=0)

    def __getstate__(self) -> tuple[list[T], array[int], str | None, list[T]]:
        return self._held, self._ends, self._file.name if self._file else None, self._late

    def __setstate__(self, state: tuple[list[T], array[int], str | None, list[T]]) -> None:
        self._is_sent = False
        self._held, self._ends, name, self._late = state
        self._file = open(name, "rb") if name else None  # noqa: SIM115 - it is open for as long as anything may be read from it
        if name:
            os.unlink(name)


class Joined(Many[T]):
    """Sequences one after the other."""

    def __init__(self, pieces: Iterable[Sequence[T]]) -> None:
        self._pieces = list(pieces)
        self._starts = array("Q", accumulate(map(len, self._pieces), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    def one(self, number: int) -> T:
        piece = bisect_right(self._starts, number) - 1
        return self._pieces[piece][number - self._starts[piece]]


def shelved(values: Iterable[T]) -> Sequence[T]:
    """Return values that come one by one as they are kept."""
    shelf: Shelf[T] = Shelf()
    for value in values:
        shelf.put(value)
    return shelf.part(0, len(shelf))
