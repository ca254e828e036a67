"""Cutting blocks into sentences. Blocks and sections are hard borders; a wrapped line is no border.

Each sentence is folded and, when a rule needs it, parsed on its own: what it yields never depends on its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property

from tonelint.dataclass import dataclass
from tonelint.fold import Folded, fold, for_parser, for_words
from tonelint.line import Line
from tonelint.message import Block, BlockKind, Part, SectionKind
from tonelint.regexes import regex
from tonelint.text import Span

# A sentence longer than this is no sentence; it is cut at white space so that memory stays bounded.
LONGEST = 1000

_LINE = regex(r"[^\r\n]+")
_END = regex(r"[.!?…]+[\"'”’)\]]*(?=\s)")
_ABBREVIATION = regex(
    r"(?:^|[\s(])(?:mr|mrs|ms|mx|dr|prof|st|no|nos|vs|approx|e\.g|i\.e|etc|inc|ltd|co|corp|dept|est|ext|tel|ref|fig|jan|feb|mar|apr|jun"
    r"|jul|aug|sept?|oct|nov|dec|a\.m|p\.m|p\.p\.s|p\.s|u\.s|u\.k|[a-z])\.$",
    re.I,
)
_JOINING_END = regex(r"(?:,|;|-|–|—|\b(?:and|or|but|the|a|an|of|to|for|with|in|on|at|by|your|our|we|you|is|are|have|has|be|that))$", re.I)
_NARROW = 40
_WORDS = regex(r"\w+")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a part in a section; `index` counts within the message, from 0."""

    index: int
    part: Part
    block: Block
    section: SectionKind
    span: Span

    @cached_property
    def folded(self) -> Folded:
        """What both foldings share."""
        return fold(self.part.text, self.span, [f for f in self.part.holes if self.span.overlaps(f.span)])

    @cached_property
    def words(self) -> Folded:
        """The folding for phrases."""
        return for_words(self.folded)

    @cached_property
    def line(self) -> Line:
        """The words, ready for phrases."""
        return Line(self.words.text)

    @cached_property
    def for_parser(self) -> Folded:
        """The folding for the parser."""
        return for_parser(self.folded)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the sentence in lower case: what the index of rule words is asked with."""
        spelt_out, lower = self.words.text, self.folded.text.lower()
        return frozenset(_WORDS.findall(spelt_out if spelt_out == lower else f"{spelt_out} {lower}"))

    def let_go(self) -> None:
        """Forget what was made for the search alone, which is many times as large as the sentence."""
        for name in ("line", "vocabulary", "for_parser"):
            self.__dict__.pop(name, None)

    @property
    def text(self) -> str:
        """The sentence as it stands in the prose."""
        return self.part.text[self.span.start : self.span.end]


@dataclass(frozen=True)
class Stretch:
    """A stretch of one block that lies in one section, as the anatomy found it."""

    block: Block
    section: SectionKind
    span: Span
    by_line: bool = field(default=False)


def cut(part: Part, stretches: Sequence[Stretch], start_index: int = 0) -> list[Sentence]:
    """Return the sentences of a part, in order."""
    sentences: list[Sentence] = []
    for stretch in stretches:
        for span in _spans(part, stretch):
            sentences.append(Sentence(start_index + len(sentences), part, stretch.block, stretch.section, span))
    return sentences


def _spans(part: Part, stretch: Stretch) -> Iterator[Span]:
    if stretch.block.kind is BlockKind.CODE:
        return
    for unit in unwrap(part.text, stretch.span, by_line=stretch.by_line, hard_lines=part.hard_lines):
        for span in _split(part.text, unit):
            yield from _capped(part.text, span)


def unwrap(text: str, span: Span, *, by_line: bool = False, hard_lines: bool = False) -> list[Span]:
    """Join the wrapped lines of a stretch and return the spans of the joined lines; none is joined `by_line`.

    Where lines are meant to end (`hard_lines`), only words that go on in the next line join it.
    """
    lines = [_trim(text, Span(m.start(), m.end())) for m in _LINE.finditer(text, span.start, span.end)]
    lines = [line for line in lines if len(line)]
    width = 0 if hard_lines else max((len(line) for line in lines), default=0)
    units: list[Span] = []
    for line in lines:
        if units and not by_line and _is_wrapped(text, units[-1], line, width):
            units[-1] = Span(units[-1].start, line.end)
        else:
            units.append(line)
    return units


def _is_wrapped(text: str, before: Span, after: Span, width: int) -> bool:
    """Tell a wrapped line from a line that was ended on purpose: by its width, or by the words at the break."""
    last_line = text[before.start : before.end].splitlines()[-1].strip()
    first_word = text[after.start : after.end].split(None, 1)[0]
    if first_word[0].islower() or _JOINING_END.search(last_line):
        return True
    return width >= _NARROW and len(last_line) + 1 + len(first_word) > width


def _split(text: str, unit: Span) -> Iterator[Span]:
    start = unit.start
    for match in _END.finditer(text, unit.start, unit.end):
        following = text[match.end() : unit.end].lstrip()
        if not following or (match.group()[0] == "." and not _ends(text[start : match.end()], match.group(), following)):
            continue
        yield _trim(text, Span(start, match.end()))
        start = match.end()
    rest = _trim(text, Span(start, unit.end))
    if len(rest):
        yield rest


def _ends(before: str, mark: str, following: str) -> bool:
    if len(mark) > 1 and mark.startswith(".."):
        return not following[0].islower()
    if _ABBREVIATION.search(before[-12:]):
        return False
    return not (before[-2:-1].isdigit() and following[0].isdigit())


def _capped(text: str, span: Span) -> Iterator[Span]:
    while len(span) > LONGEST:
        cut_at = text.rfind(" ", span.start + 1, span.start + LONGEST)
        cut_at = cut_at if cut_at > span.start else span.start + LONGEST
        yield Span(span.start, cut_at)
        span = _trim(text, Span(cut_at, span.end))
    if len(span):
        yield span


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
