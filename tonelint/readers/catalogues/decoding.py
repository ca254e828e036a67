"""A text decoded out of its file: what is copied, and what stands for something else there.

Much like a Weaver, but straight to the source: a catalogue has thousands of texts of a few characters each.
"""

from __future__ import annotations

from tonelint.draft import Draft
from tonelint.sourcemap import Slice, SourceMap
from tonelint.text import Region, Span


class Decoding:
    """Makes the draft of one text of a file."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[tuple[str, int, int, bool]] = []

    def copy(self, start: int, end: int) -> None:
        """Copy a stretch of the file."""
        if start < end:
            if self._pieces and self._pieces[-1][3] and self._pieces[-1][2] == start:
                start = self._pieces.pop()[1]
            self._pieces.append((self._source[start:end], start, end, True))

    def put(self, text: str, start: int, end: int) -> None:
        """Put characters that stand for a stretch of the file."""
        if text:
            self._pieces.append((text, start, end, False))

    def draft(self) -> Draft:
        """Return the text with its map to the file."""
        slices: list[Slice] = []
        at = 0
        for text, start, end, copied in self._pieces:
            slices.append(Slice(Span(at, at + len(text)), Region(start, end), copied))
            at += len(text)
        return Draft("".join(text for text, _, _, _ in self._pieces), SourceMap(tuple(slices)))
