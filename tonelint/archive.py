"""Many objects in one file, each read when it is first asked for.

What is to be read by itself stands in `Pieces`, a sequence whose items are so stored, in a `Table` or in `Hashed`, or says so of itself by
`is_stored_apart` (and then is one and the same object wherever it is referred to). All else is pickled in one.

    8 bytes    how many pieces there are
    8 bytes    for each piece, where it ends, counted from the end of these tables
    4 bytes    for each piece, its checksum (CRC-32), which is looked at when the piece is read
    pieces     pickles, or for plain data what `marshal` makes of it, which takes a tenth of the time; the last one is the
               value that was given to `dumps`
"""

from __future__ import annotations

import marshal
import pickle
from array import array
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import accumulate, chain
from mmap import mmap
from typing import Any, Generic, TypeVar
from zlib import crc32

from tonelint.lazy import DamagedError, Lazy

# How a piece of plain data begins; no pickle does.
_PLAIN = b"\0"
# Of the keys that are looked for, most are not there, and each brings a table along.
_IN_TABLE = 3

K = TypeVar("K", bound=Hashable)
V_co = TypeVar("V_co", covariant=True)
T_co = TypeVar("T_co", covariant=True)


class Pieces(Lazy[T_co], Generic[T_co]):
    """A sequence that never changes; read from an archive, its items come one by one when they are asked for."""

    def __init__(self, items: Iterable[T_co] = (), source: tuple[Archive, int, int] | None = None) -> None:
        super().__init__(list(items) if source is None else [None] * source[2])
        self._source = source

    def make(self, at: int) -> T_co:
        """Read an item."""
        if self._source is None:
            raise IndexError(at)
        archive, first, _ = self._source
        item: T_co = archive.piece(first + at)
        return item


class Table(Mapping[K, V_co], Generic[K, V_co]):
    """A mapping that never changes; read from an archive, its values come one by one when they are asked for."""

    def __init__(self, items: Mapping[K, V_co]) -> None:
        self._numbers = {key: number for number, key in enumerate(items)}
        self._values = Pieces(items.values())

    def __getitem__(self, key: K) -> V_co:
        return self._values[self._numbers[key]]

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def __iter__(self) -> Iterator[K]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class Hashed(Mapping[str, V_co], Generic[V_co]):
    """A mapping that never changes; read from an archive, not even its keys are there before they are asked for.

    They stand in many small tables, in one of which a key is by its checksum.
    """

    def __init__(self, items: Mapping[str, V_co]) -> None:
        tables: list[dict[str, V_co]] = [{} for _ in range(len(items) // _IN_TABLE + 1)]
        for key, value in items.items():
            tables[_checksum(key) % len(tables)][key] = value
        self._tables = Pieces(tables)

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value, or else the default."""
        return self._table(key).get(key, default)

    def __getitem__(self, key: str) -> V_co:
        return self._table(key)[key]

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._table(key)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._tables)

    def __len__(self) -> int:
        return sum(map(len, self._tables))

    def _table(self, key: str) -> dict[str, V_co]:
        return self._tables[_checksum(key) % len(self._tables)]


def _checksum(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))


class Archive:
    """What `dumps` wrote, as bytes or a file mapped into memory.

    Raises ValueError when it is no archive. What is in it is as safe as any pickle, so it must be one's own.
    """

    def __init__(self, data: bytes | mmap) -> None:
        self._data = memoryview(data)
        count = int.from_bytes(data[:8], "little")
        after_ends = 8 + 8 * count
        self._start = after_ends + 4 * count
        if len(data) < self._start:
            message = "an archive that was cut off"
            raise ValueError(message)
        self._ends = self._data[8:after_ends].cast("Q")
        self._checksums = self._data[after_ends : self._start].cast("I")
        if not count or self._start + self._ends[-1] != len(data):
            message = "an archive that was cut off"
            raise ValueError(message)
        self._apart: dict[int, Any] = {}

    def value(self) -> Any:
        """Return the value that the archive was made of."""
        return self.piece(len(self._ends) - 1)

    def piece(self, number: int) -> Any:
        """Return a piece by its number. Raises DamagedError."""
        start = self._ends[number - 1] if number else 0
        data = self._data[self._start + start : self._start + self._ends[number]]
        if crc32(data) != self._checksums[number]:
            raise DamagedError
        if data[:1] == _PLAIN:
            return marshal.loads(data[1:])  # noqa: S302 - as safe as a pickle, see above
        return _Unpickler(self, BytesIO(data)).load()

    def apart(self, number: int) -> Any:
        """Return a piece that is one object for all that refer to it."""
        if number not in self._apart:
            self._apart[number] = self.piece(number)
        return self._apart[number]

    def pieces(self, first: int, count: int) -> Pieces[Any]:
        """Return a sequence of pieces."""
        return Pieces(source=(self, first, count))


def dumps(value: Any) -> bytes:
    """Return the bytes of an archive."""
    writer = _Writer()
    last = writer.dumped(value)
    pieces = [*writer.pieces, last]
    ends, checksums = array("Q", accumulate(map(len, pieces))), array("I", map(crc32, pieces))
    return b"".join([len(pieces).to_bytes(8, "little"), ends.tobytes(), checksums.tobytes(), *pieces])


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        # The numbers of what was stored by itself, by identity, with the objects, so that they live on and keep it.
        self._known: dict[int, tuple[int, object]] = {}

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
        return _PLAIN + marshal.dumps(item)
    except ValueError:
        return None


class _Pickler(pickle.Pickler):
    def __init__(self, writer: _Writer, file: BytesIO, piece: object) -> None:
        super().__init__(file, protocol=5)
        self._writer, self._piece = writer, piece

    def reducer_override(self, obj: Any) -> Any:
        """Tell how the instance of a class is pickled. Unlike `persistent_id`, it is not called for plain data."""
        if type(obj) is Pieces:
            return _pieces, (self._writer.numbered(obj, obj), len(obj))
        if obj is not self._piece and getattr(type(obj), "is_stored_apart", False):
            return _apart, (self._writer.numbered(obj, [obj]),)
        return NotImplemented


def _pieces(first: int, count: int) -> Any:
    """Stand in a pickle for `Archive.pieces`."""
    raise NotImplementedError(first, count)


def _apart(number: int) -> Any:
    """Stand in a pickle for `Archive.apart`."""
    raise NotImplementedError(number)


class _Unpickler(pickle.Unpickler):
    def __init__(self, archive: Archive, file: BytesIO) -> None:
        super().__init__(file)
        self._own = {_pieces.__name__: archive.pieces, _apart.__name__: archive.apart}

    def find_class(self, module: str, name: str) -> Any:
        return self._own[name] if module == __name__ and name in self._own else super().find_class(module, name)
