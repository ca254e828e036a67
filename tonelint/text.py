"""Places in text: spans in prose, regions in a source, and lines and columns for people.

Span and Region are two types on purpose. A span counts characters of the prose that a reader sees; a region counts
characters of the file. Mixing them is the classic bug of a linter that reads markup, so mypy must see the difference.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from tonelint.dataclass import dataclass
from tonelint.regexes import regex

_LINE_END = regex(r"\r\n|\r|\n")


def _wrong(start: int, end: int) -> ValueError:
    return ValueError(f"offsets must satisfy 0 <= start <= end, got {start} and {end}")


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """Half-open character offsets in the prose of a part."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise _wrong(self.start, self.end)

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> Span:
        """Return the span that many characters further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, order=True, slots=True)
class Region:
    """Half-open character offsets in the source file."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise _wrong(self.start, self.end)


class Position(NamedTuple):
    """A line and a column, both counted from 1 in characters, and the offset from 0."""

    line: int
    column: int
    offset: int


START = Position(1, 1, 0)


class LineIndex:
    """Finds the line and column of an offset; any of LF, CRLF and CR ends a line.

    `base`: where the text starts in a file that holds more than it; positions and line numbers are those of the file.
    """

    def __init__(self, text: str, base: Position = START) -> None:
        self._text = text
        self._base = base

    @cached_property
    def _starts(self) -> array[int]:
        return array("Q", (0, *(match.end() for match in _LINE_END.finditer(self._text))))

    def position(self, offset: int) -> Position:
        """Return the position of a character offset, which may be the end of the text."""
        line = bisect_right(self._starts, offset)
        return Position(self._base.line + line - 1, offset - self._starts[line - 1] + 1, self._base.offset + offset)

    def line(self, number: int) -> str:
        """Return the text of a line by its number, without its line end."""
        number -= self._base.line - 1
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")
