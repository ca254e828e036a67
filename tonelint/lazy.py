"""Sequences whose items are made when they are asked for: each time, or the first time."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

T_co = TypeVar("T_co", covariant=True)


class DamagedError(Exception):
    """What an item was to be made of is not as it was written, which may be found out long after the sequence was opened."""


class Many(Sequence[T_co]):
    """A sequence whose values are made or read one by one, and so are those of its slices."""

    @abstractmethod
    def one(self, number: int) -> T_co:
        """Return a value by its number, which counts from 0."""

    @overload
    def __getitem__(self, at: int) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T_co]: ...
    def __getitem__(self, at: int | slice) -> T_co | Sequence[T_co]:
        """Return a value, or some of them."""
        return _Part(self, range(len(self))[at]) if isinstance(at, slice) else self.one(range(len(self))[at])

    def __iter__(self) -> Iterator[T_co]:
        return map(self.one, range(len(self)))


class _Part(Many[T_co]):
    """Some of the values of a sequence, by their numbers there."""

    def __init__(self, of: Many[T_co], numbers: range) -> None:
        self._of, self._numbers = of, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def one(self, number: int) -> T_co:
        return self._of.one(self._numbers[number])


class Lazy(Sequence[T_co], Generic[T_co]):
    """A sequence that never changes and keeps what was made of it. No item is None."""

    def __init__(self, items: Sequence[T_co | None]) -> None:
        self._items: list[Any] = list(items)

    @abstractmethod
    def make(self, at: int) -> T_co:
        """Return an item, by its number from the start."""

    @overload
    def __getitem__(self, at: int) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T_co]: ...
    def __getitem__(self, at: int | slice) -> T_co | Sequence[T_co]:
        """Return an item, or some of them."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        item = self._items[at]
        if item is None:
            item = self._items[at] = self.make(range(len(self))[at])
        found: T_co = item
        return found

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lazy) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
