"""Text on its way from a file to prose. Each step of reading (transfer decoding, templates, markup) makes a draft of a draft.

A draft knows the way back to the source and the merge fields that stand in its text, so that a step needs to know
neither what came before it nor what follows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from tonelint.dataclass import dataclass
from tonelint.message import Block, MergeField, Part, PartRole
from tonelint.source import Source
from tonelint.sourcemap import Slice, SourceMap
from tonelint.text import Region, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """Text, its map to the source, and its merge fields in order."""

    text: str
    map: SourceMap
    fields: tuple[MergeField, ...] = ()

    @classmethod
    def of(cls, source: Source, start: int = 0, end: int | None = None) -> Draft:
        """Return a stretch of a source as it stands there, its fields not looked for."""
        text = source.text[start:end]
        return cls(text, SourceMap.shifted(len(text), start))

    def cut(self, start: int, end: int) -> Draft:
        """Return a stretch of the draft."""
        weaver = Weaver(self)
        weaver.copy(start, end)
        return weaver.draft()

    def part(self, role: PartRole, blocks: Iterable[Block], *, hard_lines: bool = False) -> Part:
        """Return the draft as a part of a message: its text is prose now."""
        return Part(role, self.text, self.map, tuple(blocks), self.fields, hard_lines=hard_lines)

    def source_span(self, start: int, end: int) -> Region:
        """Return the region of the source that a stretch of the draft stands for."""
        return self.map.region(Span(start, end))


class Weaver:
    """Makes a draft out of another: stretches copied in order, and characters that stand for some of its own."""

    def __init__(self, draft: Draft) -> None:
        self._from = draft
        self._starts = [field.span.start for field in draft.fields]
        self._text: list[str] = []
        self._slices: list[Slice] = []
        self._fields: list[MergeField] = []
        self.length = 0

    def copy(self, start: int, end: int) -> None:
        """Copy a stretch, with the fields that lie wholly in it."""
        if start >= end:
            return
        for number in range(bisect_left(self._starts, start), len(self._starts)):
            field = self._from.fields[number]
            if field.span.start >= end:
                break
            if field.span.end <= end:
                self._fields.append(field.moved(self.length - start))
        last = self._slices[-1] if self._slices else None
        if last and last.copied and last.region.end == start:
            self._slices[-1] = Slice(Span(last.span.start, last.span.end + end - start), Region(last.region.start, end), copied=True)
        else:
            self._slices.append(Slice(Span(self.length, self.length + end - start), Region(start, end), copied=True))
        self._text.append(self._from.text[start:end])
        self.length += end - start

    def put(self, text: str, start: int, end: int) -> None:
        """Put characters that stand for a stretch of the draft, which may be empty."""
        if not text:
            return
        self._text.append(text)
        self._slices.append(Slice(Span(self.length, self.length + len(text)), Region(start, end), copied=False))
        self.length += len(text)

    def tail(self, start: int) -> str:
        """Return the text made so far from an offset on."""
        pieces: list[str] = []
        wanted = self.length - start
        for piece in reversed(self._text):
            if wanted <= 0:
                break
            pieces.append(piece[-wanted:])
            wanted -= len(piece)
        return "".join(reversed(pieces))

    def mark(self, field: MergeField) -> None:
        """Say that a merge field stands in the text made so far; fields come in order."""
        self._fields.append(field)

    def draft(self) -> Draft:
        """Return the draft that was made, mapped to the source."""
        return Draft("".join(self._text), SourceMap(tuple(self._slices)).then(self._from.map), tuple(self._fields))
