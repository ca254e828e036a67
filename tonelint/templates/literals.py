"""The words of a string in a tag, with the values that they name themselves: "#{name}", "%s", "%(name)s", "{name}"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tonelint.message import MergeField
from tonelint.regexes import regex
from tonelint.templates.control import step_of
from tonelint.templates.fields import merge_field
from tonelint.templates.kinds import kind_of
from tonelint.templates.nodes import Copy, Node, Value
from tonelint.templates.steps import Act
from tonelint.templates.tags import Tag, find_tags
from tonelint.text import Span

STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
# Placeholders of catalogues that are no tags of their own outside of strings: "%name", "%name%", ":name".
_PLACEHOLDER = regex(r"(?<![\w%:])(?:%[a-z][a-z_]{2,30}\b%?|:[a-z][a-z_]{2,30}\b)")
_ESCAPED = regex(r"\\(?=[\"'\\])")
# One word is mostly a key of a catalogue or a path: "emails.greeting", "now".
_ONE_WORD = regex(r"[A-Z][a-z’']+[,.!:?]? ?|[a-z]+[,!?:]")


def is_copy(string: str) -> bool:
    """Tell words that a reader sees from a key, a path or a format; the string is in its quotes."""
    words = string[1:-1]
    if _ONE_WORD.fullmatch(words) or _PLACEHOLDER.search(words):
        return True
    # What is a format speaks in letters too: "%d %B".
    is_sentence = " " in words and bool(re.search(r"[^\W\d_]{2}", re.sub(r"%-?[A-Za-z]\b", "", words)))
    return is_sentence or bool(re.fullmatch(r"[ ,.!]+", words))


def literal(text: str, place: Span, arguments: tuple[str, ...] = ()) -> tuple[Node, ...]:
    """Return the words of a string in quotes; `arguments` are what its placeholders stand for."""
    nodes: list[Node] = []
    at, end = place.start + 1, place.end - 1
    for value in _values(text, at, end, arguments):
        nodes += _copy(text, at, value.field.span.start)
        nodes.append(value)
        at = value.field.span.end
    return (*nodes, *_copy(text, at, end))


def _values(text: str, start: int, end: int, arguments: tuple[str, ...]) -> Iterator[Value]:
    inner = text[start:end]
    places: list[tuple[Span, Tag | None]] = [(tag.span, tag) for tag in find_tags(inner) if step_of(tag).act is Act.VALUE]
    places += [(Span(*match.span()), None) for match in _PLACEHOLDER.finditer(inner)]
    done = number = 0
    for span, tag in sorted(places, key=lambda place: (place[0].start, -place[0].end)):
        if span.start < done:
            continue
        done = span.end
        own = inner[span.start : span.end]
        if tag is None or tag.syntax == "printf":
            own = arguments[number] if tag and number < len(arguments) else own
            number += bool(tag)
            yield Value(MergeField(span.moved(start), kind_of(own)))
        else:
            found, fallback = merge_field(inner, tag)
            yield Value(replace(found, span=span.moved(start)), fallback.moved(start) if fallback else None)


def _copy(text: str, start: int, end: int) -> Iterator[Copy]:
    at = start
    for escaped in _ESCAPED.finditer(text, start, end):
        yield from [Copy(Span(at, escaped.start()))] if at < escaped.start() else []
        at = escaped.end()
    yield from [Copy(Span(at, end))] if at < end else []
