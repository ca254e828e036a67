"""Values put away one after the other: a run over a mailbox makes more reports than should be in memory together.

The first ones stay at hand. The others lie in a file and are read whenever they are asked for: in one without a name, or in
one of a folder when another process is to go on with them.
"""

from __future__ import annotations

import pickle
import zlib
from abc import abstractmethod
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import IO, TypeVar, overload

T = TypeVar("T")

# So many are held: most runs have no more.
AT_HAND = 500


class _Many(Sequence[T]):
    """A sequence whose values are made or read one by one, and so are those of its slices."""

    @abstractmethod
    def one(self, number: int) -> T:
        """Return a value by its number, which counts from 0."""

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        """Return a value, or some of them."""
        return _Part(self, range(len(self))[at]) if isinstance(at, slice) else self.one(range(len(self))[at])

    def __iter__(self) -> Iterator[T]:
        return map(self.one, range(len(self)))


class Shelf(_Many[T]):
    """Values in the order in which they were put here. `folder`: where the file of those that are not at hand is to be."""

    def __init__(self, folder: str | None = None) -> None:
        self._folder = folder
        self._held: list[T] = []
        self._ends = array("Q", [0])
        self._file: IO[bytes] | None = None

    def __len__(self) -> int:
        return len(self._held) + len(self._ends) - 1

    def put(self, value: T) -> None:
        """Put a value behind the others."""
        if len(self._held) < AT_HAND:
            self._held.append(value)
            return
        file = self._file = self._file or self._opened()
        data = zlib.compress(pickle.dumps(value, protocol=5), level=1)
        file.seek(self._ends[-1])
        file.write(data)
        self._ends.append(self._ends[-1] + len(data))

    def one(self, number: int) -> T:
        """Return a value by its number."""
        if number < len(self._held) or not self._file:
            return self._held[number]
        start, end = self._ends[number - len(self._held)], self._ends[number - len(self._held) + 1]
        self._file.seek(start)
        value: T = pickle.loads(zlib.decompress(self._file.read(end - start)))  # noqa: S301 - a file of our own
        return value

    def part(self, start: int, stop: int) -> Sequence[T]:
        """Return the values from a number to before another; as a tuple when they are at hand."""
        return tuple(self._held[start:stop]) if stop <= len(self._held) else self[start:stop]

    def _opened(self) -> IO[bytes]:
        import tempfile  # noqa: PLC0415 - takes time to import, and most runs put nothing into a file

        # It is open for as long as anything may be read from it.
        return tempfile.NamedTemporaryFile(dir=self._folder, delete=False) if self._folder else tempfile.TemporaryFile()

    def __getstate__(self) -> tuple[list[T], array[int], str | None]:
        if self._file:
            self._file.flush()
        return self._held, self._ends, self._file.name if self._file else None

    def __setstate__(self, state: tuple[list[T], array[int], str | None]) -> None:
        self._folder = None
        self._held, self._ends, name = state
        self._file = open(name, "rb") if name else None  # noqa: SIM115 - see above


class _Part(_Many[T]):
    """Some of the values of a sequence, by their numbers there."""

    def __init__(self, of: _Many[T], numbers: range) -> None:
        self._of, self._numbers = of, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def one(self, number: int) -> T:
        return self._of.one(self._numbers[number])


class Joined(_Many[T]):
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
