"""count: something said too often in one message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from tonelint.checks.base import Compiling, Hit, Judge, Options, Pattern, View, only_patterns
from tonelint.dataclass import dataclass
from tonelint.message import FieldKind, MergeField, Part, PartRole, SectionKind
from tonelint.regexes import regex

_LEFT_OUT = (SectionKind.THREAD, SectionKind.FOOTER, SectionKind.SIGNATURE)
_WORD = regex(r"\w+")


@dataclass(frozen=True)
class CountOptions:
    """Something that is said too often in one message."""

    least: Annotated[int, "so many hits, or more, are too many"]
    any: Annotated[tuple[Options, ...], "checks, whose hits are counted"] = ()
    of: Annotated[Literal["hits", "reader-name"], "what is counted: hits of the checks, or mentions of the reader's name"] = "hits"
    words: Annotated[int, "only in a message of at most so many words"] = 1_000_000

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one judge."""
        return [Count(self, only_patterns(self.any, context))]


@dataclass(frozen=True)
class Count:
    """The compiled check; the anchor is the hit that was one too many."""

    options: CountOptions
    patterns: tuple[Pattern, ...]

    def judge(self, view: View) -> Iterator[Hit]:
        """Yield the hit that reached the limit."""
        hits = view.hits(self.patterns) if self.options.of == "hits" else list(_names(view))
        if len(hits) < self.options.least:
            return
        words = sum(len(_WORD.findall(s.text)) for s in view.sentences if s.section not in _LEFT_OUT)
        if words <= self.options.words:
            yield hits[self.options.least - 1]


def _names(view: View) -> Iterator[Hit]:
    """Yield every mention of the reader's name: the word from the greeting, or the merge field that greets."""
    greeting = view.anatomy.greeting
    name = greeting.name
    word = _mention(name) if name else None
    for sentence in view.sentences:
        if sentence.section in _LEFT_OUT:
            continue
        for field in sentence.part.fields:
            if field.kind is FieldKind.NAME and sentence.span.covers(field.span) and _greets(view, sentence.part, field):
                yield Hit(field.span, sentence.part, sentence)
        if word:
            folded = sentence.folded
            for match in word.finditer(folded.text):
                yield Hit(folded.span(match.start(), match.end()), sentence.part, sentence)


def _mention(name: str) -> re.Pattern[str]:
    """Return what a name is found by: in its own capitals or shouted, so that "Will" is not "will", nor "May" a date."""
    written = {name} if name.islower() else {name, name.upper(), name.title() if name.isupper() else name}
    return re.compile(rf"(?<!\w)(?<!\d )(?:{'|'.join(map(re.escape, sorted(written)))})(?!\w| \d)")


def _greets(view: View, part: Part, field: MergeField) -> bool:
    """Tell whether a field is the one that the greeting addresses the reader with."""
    body, span = view.message.part(PartRole.BODY), view.anatomy.greeting.name_span
    if body is None or span is None:
        return False
    return _path(part.text[field.span.start : field.span.end]) == _path(body.text[span.start : span.end])


def _path(field: str) -> str:
    return re.split(r"[|,]", re.sub(r"[\s{}%*\[\]<>=]", "", field.strip("{}*|% ")))[0].lower()
