"""Many objects in one file, each read when it is first asked for.

What is to be read by itself stands in `Pieces`, a sequence whose items are so stored, or says so of itself by
`is_stored_apart` (and then is one and the same object wherever it is referred to), as are large frozen sets that are equal.
All else is pickled in one.

    8 bytes    how many pieces there are
    8 bytes    for each piece, where it ends, counted from the end of this table
    pieces     pickles, or for plain data what `marshal` makes of it, which takes a tenth of the time; the last one is the
               value that was given to `dumps`
"""

from __future__ import annotations

import marshal
import os
import pickle
from array import array
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO, FileIO
from mmap import ACCESS_READ, mmap
from typing import Any, Generic, TypeVar, overload

# How a piece of plain data begins; no pickle does.
_PLAIN = 0
_WHOLE = frozenset([str, int, float, bool, tuple, list, dict, set, frozenset, bytes, type(None)])

T_co = TypeVar("T_co", covariant=True)
# Reads from an offset on so many bytes.
_Read = Callable[[int, int], bytes]

# A set of more than so many items is worth a piece.
_SMALL = 8


class Pieces(Sequence[T_co], Generic[T_co]):
    """A sequence that never changes; read from an archive, its items come one by one when they are asked for."""

    def __init__(self, items: Iterable[T_co] = (), source: tuple[Archive, int, int] | None = None) -> None:
        self._source = source
        self._items: list[Any] = list(items) if source is None else [None] * source[2]

    @overload
    def __getitem__(self, at: int) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T_co]: ...
    def __getitem__(self, at: int | slice) -> T_co | Sequence[T_co]:
        """Return an item, or some of them."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        item = self._items[at]
        if item is None and self._source is not None:
            archive, first, count = self._source
            item = self._items[at] = archive.piece(first + range(count)[at])
        found: T_co = item
        return found

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pieces) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


class Archive:
    """What `dumps` wrote, as bytes or an open file.

    Raises ValueError when it is no archive. What is in it is as safe as any pickle, so it must be one's own.
    """

    def __init__(self, data: bytes | FileIO) -> None:
        self._read, size = _in_bytes(data) if isinstance(data, bytes) else _in_file(data)
        count = int.from_bytes(self._read(0, 8), "little")
        self._start = 8 + 8 * count
        if size < self._start:
            message = "an archive that was cut off"
            raise ValueError(message)
        self._ends = array("Q", self._read(8, 8 * count))
        if not count or self._start + self._ends[-1] != size:
            message = "an archive that was cut off"
            raise ValueError(message)
        self._apart: dict[int, Any] = {}

    def value(self) -> Any:
        """Return the value that the archive was made of."""
        return self.piece(len(self._ends) - 1)

    def piece(self, number: int) -> Any:
        """Return a piece by its number."""
        start = self._ends[number - 1] if number else 0
        data = self._read(self._start + start, self._ends[number] - start)
        if data[0] == _PLAIN:
            return marshal.loads(data[1:])  # noqa: S302 - as safe as a pickle, see above
        return _Unpickler(self, BytesIO(data)).load()

    def apart(self, number: int) -> Any:
        """Return a piece that is one object for all that refer to it."""
        if number not in self._apart:
            self._apart[number] = self.piece(number)
        return self._apart[number]


def _in_bytes(data: bytes) -> tuple[_Read, int]:
    return lambda start, count: data[start : start + count], len(data)


def _in_file(file: FileIO) -> tuple[_Read, int]:
    """Return what reads a file. Mapped into memory, nearly all of it would be there as soon as a few pieces are read."""
    size = os.fstat(file.fileno()).st_size
    if hasattr(os, "pread"):
        return lambda start, count: os.pread(file.fileno(), count, start), size
    mapped = mmap(file.fileno(), 0, access=ACCESS_READ)
    return lambda start, count: mapped[start : start + count], size


def dumps(value: Any) -> bytes:
    """Return the bytes of an archive."""
    writer = _Writer()
    last = writer.dumped(value)
    pieces = [*writer.pieces, last]
    ends = array("Q")
    for piece in pieces:
        ends.append((ends[-1] if ends else 0) + len(piece))
    return len(pieces).to_bytes(8, "little") + ends.tobytes() + b"".join(pieces)


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        # The numbers of what was stored by itself, by identity, with the objects, so that they live on and keep it.
        self._known: dict[int, tuple[int, object]] = {}
        # Sets that are equal are one.
        self.sets: dict[frozenset[Any], frozenset[Any]] = {}

    def dumped(self, value: Any) -> bytes:
        file = BytesIO()
        _Pickler(self, file, value).dump(value)
        return file.getvalue()

    def numbered(self, value: object, items: Sequence[Any]) -> int:
        """Return the number of the first of the pieces that items are stored in, one each."""
        if id(value) not in self._known:
            first = len(self.pieces)
            self._known[id(value)] = first, value
            self.pieces += [b""] * len(items)
            for number, item in enumerate(items, start=first):
                self.pieces[number] = _marshalled(item) or self.dumped(item)
        return self._known[id(value)][0]


def _marshalled(item: Any) -> bytes | None:
    """Return plain data as a piece; None for what has a class of its own."""
    try:
        return bytes([_PLAIN]) + marshal.dumps(item)
    except ValueError:
        return None


class _Pickler(pickle.Pickler):
    def __init__(self, writer: _Writer, file: BytesIO, piece: object) -> None:
        super().__init__(file, protocol=5)
        self._writer, self._piece = writer, piece

    def persistent_id(self, obj: Any) -> tuple[int, int] | int | None:
        if type(obj) is frozenset and len(obj) > _SMALL and obj is not self._piece:
            one = self._writer.sets.setdefault(obj, obj)
            return self._writer.numbered(one, [one])
        # Asked for every object there is, most of which are plain.
        if type(obj) in _WHOLE:
            return None
        if type(obj) is Pieces:
            return self._writer.numbered(obj, obj), len(obj)
        if obj is not self._piece and getattr(type(obj), "is_stored_apart", None) is not None and obj.is_stored_apart:
            return self._writer.numbered(obj, [obj])
        return None


class _Unpickler(pickle.Unpickler):
    def __init__(self, archive: Archive, file: BytesIO) -> None:
        super().__init__(file)
        self._archive = archive

    def persistent_load(self, pid: tuple[int, int] | int) -> Any:
        return self._archive.apart(pid) if isinstance(pid, int) else Pieces(source=(self._archive, *pid))
