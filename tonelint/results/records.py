"""Records as lists of their fields in order, and the types that these may have, which are looked at together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

from tonelint.finding import Place, Severity
from tonelint.text import Position

_NONE = type(None)
INT, STR, LIST = (int, _NONE), (str, _NONE), (list, _NONE)
Signatures = frozenset[tuple[type, ...]]
# Severities by their values; 0 for none.
SEVERITIES: dict[int, Severity | None] = {0: None} | {severity.value: severity for severity in Severity}


def signatures(*kinds: type | tuple[type, ...]) -> Signatures:
    """Return all that the types of a record may be, given the type or the types of each field."""
    return frozenset(product(*(kind if isinstance(kind, tuple) else (kind,) for kind in kinds)))


def wrong(data: Any) -> ValueError:
    """Return the error of data that is not as we write it."""
    return ValueError(f"not as it was written: {data!r:.80}")


def checked(row: Any, kinds: Signatures) -> Any:
    """Return a record. Raises ValueError, or TypeError, when it is none of a kind."""
    if tuple(map(type, row)) not in kinds:
        raise wrong(row)
    return row


def records(rows: Iterable[Any], kinds: Signatures) -> Iterator[Any]:
    """Yield records. Raises ValueError, or TypeError, when one is not of a kind."""
    return (checked(row, kinds) for row in rows)


def place_as_data(place: Place) -> list[int]:
    """Return a place as six numbers."""
    return [*place.start, *place.end]


def as_place(numbers: Sequence[int]) -> Place:
    """Return the place that six integers say. Raises ValueError when they say none."""
    if min(numbers) < 0:
        raise wrong(numbers)
    return Place(Position(*numbers[:3]), Position(*numbers[3:]))
