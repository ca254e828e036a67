"""What rich shows: pages in colour on terminals, and text that takes more thought to wrap."""

from __future__ import annotations

import os
from functools import cache
from typing import TextIO

from rich.console import Console
from rich.text import Text

from tonelint.writers.page import WIDEST, Line, Page
from tonelint.writers.style import Style


class _Console(Console):
    """A console that leaves a broken pipe to the command line; rich would end the program with 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_for(stream: TextIO, style: Style) -> Console:
    """Return a console on a stream; NO_COLOR, FORCE_COLOR and TERM are respected unless the style says otherwise."""
    no_color = style.color is False or (style.color is None and bool(os.environ.get("NO_COLOR")))
    console = _Console(
        file=stream,
        force_terminal=True if style.color else None,
        no_color=no_color,
        color_system=None if no_color else "auto",
        highlight=False,
        markup=False,
        emoji=False,
        width=style.width,
    )
    console.width = min(console.width, WIDEST)
    return console


class TerminalPage(Page):
    """A page whose lines are printed together: for each print, rich asks the environment and the terminal anew."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._console = console_for(stream, style)
        super().__init__(stream, self._console.width)
        self._texts: list[Text] = []

    def uncut(self, line: Line) -> None:
        """Add a line as it is, however long."""
        self._texts.append(_text(line))

    def line(self, line: Line | None = None) -> None:
        """Add a line, or an empty one; what is wider than the page goes on in the next."""
        self._texts += _text(line).wrap(self._console, self.width) if line else [Text()]

    def indented(self, line: Line, indent: int) -> None:
        """Add a line wrapped to the page's width behind an indent, without blanks at the ends of lines."""
        for one in _text(line).wrap(self._console, max(10, self.width - indent)):
            one.rstrip()
            self._texts.append(Text(" " * indent).append_text(one))

    def turn(self) -> None:
        """Print the lines there are."""
        if self._texts:
            self._console.print(Text("\n").join(self._texts), soft_wrap=True)
        self._texts.clear()


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines that a text is wrapped to."""
    return [line.plain for line in Text(text).wrap(_usual_console(), width)]


@cache
def _usual_console() -> Console:
    return Console()


def _text(line: Line) -> Text:
    text = Text(style=line.style)
    for piece, style in line.pieces:
        text.append(piece, style=style)
    return text
