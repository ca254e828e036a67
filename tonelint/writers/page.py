"""Pages of lines for people. On a terminal rich shows them (`terminal.py`); elsewhere they are plain, and rich need not be imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import TextIO

from tonelint.regexes import regex
from tonelint.writers.style import Style

WIDEST, _USUAL, _NARROWEST = 100, 80, 10
_WORD = regex(r"\s*\S+\s*")
# Characters that take one cell each, and mean nothing to a terminal: printable ASCII, Latin letters, quotes, what we draw with.
ONE_CELL = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x300)))) | frozenset("‘’“”–—…•€█░│")
# Each says that what is no terminal is one all the same, or the other way round.
_SAYING = ("FORCE_COLOR", "TTY_COMPATIBLE")


class Line:
    """A line in pieces, each with its style as rich writes it; the style of the line is under them all."""

    def __init__(self, text: str = "", style: str = "") -> None:
        self.style = style
        self.pieces = [(text, "")]

    def append(self, text: str, style: str = "") -> None:
        """Add a piece."""
        self.pieces.append((text, style))

    @property
    def plain(self) -> str:
        """The line without its styles."""
        return "".join(text for text, _ in self.pieces)


class Page:
    """Lines that are written together, without styles. `width`: what they are wrapped to."""

    def __init__(self, stream: TextIO, width: int) -> None:
        self.width = width
        self._stream = stream
        self._lines: list[str] = []

    def uncut(self, line: Line) -> None:
        """Add a line as it is, however long."""
        text = line.plain
        self._lines += [text] if ONE_CELL.issuperset(text) else _as_rich_wraps(text, len(text) * 8 + 1)

    def line(self, line: Line | None = None) -> None:
        """Add a line, or an empty one; what is wider than the page goes on in the next."""
        self._lines += _wrapped(line.plain, self.width) if line else ("",)

    def indented(self, line: Line, indent: int) -> None:
        """Add a line wrapped to the page's width behind an indent, without blanks at the ends of lines."""
        wrapped = _wrapped(line.plain, max(_NARROWEST, self.width - indent))
        self._lines += [" " * indent + one.rstrip() for one in wrapped]

    def turn(self) -> None:
        """Write the lines there are."""
        if self._lines:
            self._stream.write("\n".join([*self._lines, ""]))
            self._stream.flush()
        self._lines.clear()


def page_for(stream: TextIO, style: Style) -> Page:
    """Return a page on a stream; NO_COLOR, FORCE_COLOR and TERM are respected unless the style says otherwise."""
    if not is_plain(stream, style):
        page: Page = import_module("tonelint.writers.terminal").TerminalPage(stream, style)
        return page
    return Page(stream, min(width_of(style), WIDEST))


def is_plain(stream: TextIO, style: Style) -> bool:
    """Tell whether a page on a stream depends on nothing but its width."""
    is_shown = style.color or stream.isatty() or any(name in os.environ for name in _SAYING)
    return not is_shown and sys.platform != "win32" and width_of(style) > 0


def width_of(style: Style) -> int:
    """Return the width of the terminal that any of the standard streams is on, as rich tells it."""
    columns = os.environ.get("COLUMNS", "")
    if style.width is not None or columns.isdigit():
        return int(columns) if style.width is None else style.width
    for number in range(3):
        try:
            return os.get_terminal_size(number).columns or _USUAL
        except (OSError, ValueError):
            continue
    return _USUAL


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    found: int = len(text) if ONE_CELL.issuperset(text) else import_module("rich.cells").cell_len(text)
    return found


@lru_cache(maxsize=512)
def _wrapped(text: str, width: int) -> tuple[str, ...]:
    """Return the lines that a text is wrapped to, as rich wraps it. What rules say comes again and again."""
    return tuple([piece for line in text.split("\n") for piece in _pieces(line, width)])


def _pieces(line: str, width: int) -> Iterable[str]:
    if not ONE_CELL.issuperset(line):
        return _as_rich_wraps(line, width)
    if len(line) <= width:
        return (line,)
    is_simple = all(len(word.rstrip()) <= width for word in _WORD.findall(line))
    return _cut(line, width) if is_simple else _as_rich_wraps(line, width)


def _cut(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text of which every word fits into one, the last blanks left out that do not."""
    start = 0
    for word in _WORD.finditer(text):
        if len(word[0].rstrip()) > width - (word.start() - start):
            yield _fitting(text[start : word.start()], width)
            start = word.start()
    yield _fitting(text[start:], width)


def _fitting(line: str, width: int) -> str:
    return line if len(line) <= width else line[:width] + line[width:].rstrip()


def _as_rich_wraps(text: str, width: int) -> list[str]:
    found: list[str] = import_module("tonelint.writers.terminal").wrapped(text, width)
    return found
