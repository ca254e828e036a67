"""The comments of YAML, which its loader passes over: all that follows a "#" outside its scalars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from tonelint.directives import Comment, mentions
from tonelint.draft import Draft
from tonelint.regexes import regex
from tonelint.source import Source
from tonelint.text import Region, Span

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = regex(r"(?:(?<=[ \t\r\n])|\A)#[ \t]*(?P<words>[^\r\n]*)")
_LINE = regex(r"[^\r\n]*")


def comments(source: Source, start: int = 0, end: int | None = None) -> Iterator[Comment]:
    """Yield the comments of a stretch of a source that can hold a directive. What stands there is known to be YAML."""
    text = source.text[start:end]
    if not mentions(text):
        return
    at = 0
    for scalar in _scalars(text):
        yield from _between(source, start, text, Span(at, max(at, scalar.start)))
        at = scalar.end
    yield from _between(source, start, text, Span(at, len(text)))


def _scalars(text: str) -> Iterator[Span]:
    """Yield where a "#" is text: of a block, that is below its first line."""
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            start, end = event.start_mark.index, event.end_mark.index
            first = _LINE.match(text, start) if event.style in ("|", ">") else None
            yield Span(min(first.end(), end) if first else start, end)


def _between(source: Source, start: int, text: str, span: Span) -> Iterator[Comment]:
    for match in _COMMENT.finditer(text, span.start, span.end):
        words = Draft.of(source, start + match.start("words"), start + match.end("words"))
        yield Comment(Region(start + match.start(), start + match.end()), words)
