"""A message as its reader sees it, cut wherever a mark or a merge field begins or ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from tonelint.dataclass import dataclass
from tonelint.message import Block, BlockKind, FieldKind, PartRole, Section, SectionKind
from tonelint.regexes import regex
from tonelint.report import Shown, ShownPart
from tonelint.sentences import unwrap
from tonelint.text import Span

_BY_LINE = frozenset([SectionKind.SIGNATURE, SectionKind.FOOTER, SectionKind.THREAD])
# What is plain to see needs no name.
_UNNAMED = frozenset([SectionKind.OPENING, SectionKind.BODY, SectionKind.BUTTON])
_GROUPED = frozenset([BlockKind.LIST_ITEM, BlockKind.QUOTE])
# Blanks that a preheader is filled up with, so that no words of the body are seen beside it.
_PADDING = regex(r"(?:[\u00a0\u00ad\u034f\u061c\u200b-\u200d\u2007\u2060\ufeff] *){4,}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span, in the part of that number, that the finding of a number speaks of."""

    number: int
    part: int
    span: Span


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters under the same marks, by number; `ends`: the marks whose last characters these are."""

    text: str
    marks: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """The segments of one merge field, of that kind, or of what is between two."""

    field: FieldKind | None
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as lines of runs, and the sections that it lies in."""

    kind: BlockKind
    sections: tuple[SectionKind, ...]
    lines: tuple[tuple[Run, ...], ...]

    @property
    def label(self) -> str:
        """What the paragraph is called beside the message; empty for its plain middle."""
        if self.kind is BlockKind.QUOTE:
            return "quoted"
        return ", ".join(kind.value for kind in self.sections if kind not in _UNNAMED)


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours that make one list or one quotation, or a paragraph by itself; `label` is empty where the one before has it."""

    kind: BlockKind
    label: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A part of the message. `is_laid_out`: its author chose what is a heading; in plain text it is only a short line."""

    role: PartRole
    is_laid_out: bool
    groups: tuple[Group, ...]


def letter(shown: Shown, marks: Sequence[Mark]) -> tuple[LetterPart, ...]:
    """Return the parts of a message that have words, with the marks in them."""
    parts = (_part(part, shown.sections, [mark for mark in marks if mark.part == number]) for number, part in enumerate(shown.parts))
    return tuple(part for part in parts if part.groups)


def marked(parts: Sequence[LetterPart]) -> frozenset[int]:
    """Return the numbers of the marks that can be seen."""
    return frozenset(
        number
        for part in parts
        for group in part.groups
        for paragraph in group.paragraphs
        for line in paragraph.lines
        for run in line
        for segment in run.segments
        for number in segment.ends
    )


def _part(part: ShownPart, sections: Sequence[Section], marks: Sequence[Mark]) -> LetterPart:
    sections = sections if part.role is PartRole.BODY else ()
    starts = [section.span.start for section in sections]
    blocks: list[tuple[Block, tuple[SectionKind, ...], list[Span]]] = []
    for block in part.blocks:
        first = max(0, bisect_left(starts, block.span.start) - 1)
        inner = sections[first : bisect_left(starts, block.span.end)]
        kinds = tuple(dict.fromkeys(section.kind for section in inner if section.span.overlaps(block.span)))
        blocks.append((block, kinds, _lines(part, block, kinds)))
    cutter = _Cutter(part, marks, [line for _, _, lines in blocks for line in lines])
    paragraphs = [Paragraph(block.kind, kinds, tuple(map(cutter.runs, lines))) for block, kinds, lines in blocks if lines]
    return LetterPart(part.role, part.hard_lines, tuple(_grouped(paragraphs)))


def _lines(part: ShownPart, block: Block, kinds: Sequence[SectionKind]) -> list[Span]:
    """Return the lines of a block; where only the width of the page ended one, it goes on."""
    if block.kind is BlockKind.CODE:
        return [block.span]
    by_line = block.kind is BlockKind.QUOTE or (bool(kinds) and _BY_LINE.issuperset(kinds))
    return unwrap(part.text, block.span, by_line=by_line, hard_lines=part.hard_lines)


def _grouped(paragraphs: Sequence[Paragraph]) -> Iterator[Group]:
    before = ""
    for (kind, label, _), group in groupby(enumerate(paragraphs), key=_togetherness):
        yield Group(kind, "" if label == before else label, tuple(paragraph for _, paragraph in group))
        before = label


def _togetherness(item: tuple[int, Paragraph]) -> tuple[BlockKind, str, int]:
    number, paragraph = item
    return paragraph.kind, paragraph.label, -1 if paragraph.kind in _GROUPED else number


class _Cutter:
    """Cuts the lines of a part into runs."""

    def __init__(self, part: ShownPart, marks: Sequence[Mark], lines: Sequence[Span]) -> None:
        self._part = part
        self._fields = sorted(part.fields, key=lambda field: field.span)
        self._starts = [field.span.start for field in self._fields]
        # A mark ends with the last of its characters that stands in a line.
        self._marks = [
            (mark, min(seen[-1].end, mark.span.end)) for mark in marks if (seen := [line for line in lines if line.overlaps(mark.span)])
        ]

    def runs(self, line: Span) -> tuple[Run, ...]:
        """Return the runs of a line."""
        fields = self._fields[max(0, bisect_left(self._starts, line.start) - 1) : bisect_left(self._starts, line.end)]
        spans = [*(field.span for field in fields), *(mark.span for mark, _ in self._marks)]
        inner = {at for span in spans for at in (span.start, span.end) if line.start < at < line.end}
        pieces = [Span(*pair) for pair in pairwise(sorted({line.start, line.end, *inner}))]
        kinds = {piece: (field.span, field.kind) for piece in pieces for field in fields if field.span.covers(piece)}
        return tuple(Run(found[1] if found else None, tuple(map(self._segment, group))) for found, group in groupby(pieces, key=kinds.get))

    def _segment(self, piece: Span) -> Segment:
        over = [(mark, end) for mark, end in self._marks if mark.span.covers(piece)]
        text = _PADDING.sub(" ", self._part.text[piece.start : piece.end])
        return Segment(text, tuple(mark.number for mark, _ in over), tuple(mark.number for mark, end in over if end == piece.end))
