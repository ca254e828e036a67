"""Source frames: the line a finding is on, cut to the width at hand, with its words underlined."""

from __future__ import annotations

from tonelint.dataclass import dataclass
from tonelint.finding import Place
from tonelint.source import Source
from tonelint.writers.page import ONE_CELL, cells
from tonelint.writers.style import clean

_MOST_LINES = 3
_LEAST_WIDTH = 20


@dataclass(frozen=True, slots=True)
class FrameLine:
    """A line of a frame: its number, the text before, in and after the mark."""

    number: int
    before: str
    marked: str
    after: str

    @property
    def underline(self) -> str:
        """Spaces under what stands before the mark, carets under the mark, by the cells they take in a terminal."""
        return " " * cells(self.before) + "^" * max(1, cells(self.marked))


def frame(source: Source, place: Place, width: int) -> list[FrameLine]:
    """Return the lines of a finding, three at most, none wider than `width` cells."""
    lines = []
    for number in range(place.start.line, min(place.end.line, place.start.line + _MOST_LINES - 1) + 1):
        text = source.lines.line(number)
        start = place.start.column - 1 if number == place.start.line else len(text) - len(text.lstrip())
        end = place.end.column - 1 if number == place.end.line else len(text.rstrip())
        if end > start or number == place.start.line:
            lines.append(_fit(number, text, start, max(start, end), max(width, _LEAST_WIDTH)))
    return lines


def _fit(number: int, text: str, start: int, end: int, width: int) -> FrameLine:
    """Cut a long line to a window around its mark, with an ellipsis where something was cut."""
    before, marked, after = (clean(part) for part in (text[:start], text[start:end], text[end:]))
    if cells(marked) > width - 4:
        marked = _first_cells(marked, width - 5) + "…"
    room = width - cells(marked)
    if cells(before) + cells(after) > room:
        keep_after = min(cells(after), max(room // 3, room - cells(before)))
        keep_before = room - keep_after
        if cells(before) > keep_before:
            before = "…" + _first_cells(before[::-1], keep_before - 1)[::-1]
        if cells(after) > keep_after:
            after = _first_cells(after, keep_after - 1) + "…" if keep_after > 0 else ""
    return FrameLine(number, before, marked, after)


def _first_cells(text: str, most: int) -> str:
    if ONE_CELL.issuperset(text):
        return text[: max(0, most)]
    taken = 0
    for at, character in enumerate(text):
        taken += cells(character)
        if taken > most:
            return text[:at]
    return text
