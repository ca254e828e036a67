"""Sequences whose items are made when they are first asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Generic, TypeVar, overload

T_co = TypeVar("T_co", covariant=True)


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
