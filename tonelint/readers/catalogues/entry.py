"""An entry of a catalogue, and the path of keys to the value that is being read."""

from __future__ import annotations

from tonelint.dataclass import dataclass
from tonelint.draft import Draft

# Nothing that people write texts in is nested deeper.
_DEEPEST = 100


class TooDeepError(Exception):
    """Lists in lists in lists: data, not a catalogue."""

    what = f"nested more than {_DEEPEST} deep: that is data, not a catalogue of texts"


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of a catalogue: its key, the text decoded, the files that a .po file says it is used in, and what is to be said of it.

    `is_keyed`: the key is a path, and tells what the text is; in most .po files it is the text itself.
    """

    key: str
    draft: Draft
    references: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_keyed: bool = True


@dataclass(slots=True)
class _Level:
    prefix: str
    is_list: bool
    key: str | None = None
    number: int = 0

    @property
    def awaits_key(self) -> bool:
        return not self.is_list and self.key is None

    def path(self) -> str:
        """Return the path of the next value, and go on to the one after it."""
        own, self.key = self.key if self.key is not None else str(self.number), None
        self.number += 1
        # What a merge key (<<) brings belongs to the mapping around it.
        return self.prefix if own == "<<" else joined(self.prefix, own)


class Trail:
    """The way from the root of a document to the value that comes next, kept while mappings and lists open and close."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    def open(self, *, is_list: bool) -> None:
        """Go into a mapping or a list."""
        if len(self._levels) > _DEEPEST:
            raise TooDeepError
        prefix = ""
        if self._levels:
            above = self._levels[-1]
            if above.awaits_key:
                above.key = "?"
                prefix = joined(above.prefix, "?")
            else:
                prefix = above.path()
        self._levels.append(_Level(prefix, is_list))

    def close(self) -> None:
        """Come back out of it."""
        self._levels.pop()

    @property
    def awaits_key(self) -> bool:
        """Tell whether the next scalar is a key."""
        return bool(self._levels) and self._levels[-1].awaits_key

    def take(self, scalar: str) -> str:
        """Take a scalar and return its path; of a key, that is the path of the value to come."""
        if not self._levels:
            return ""
        level = self._levels[-1]
        if level.awaits_key:
            level.key = scalar
            return joined(level.prefix, scalar)
        return level.path()


def joined(prefix: str, key: str) -> str:
    """Return the path of a key below a path."""
    return f"{prefix}.{key}" if prefix else key
