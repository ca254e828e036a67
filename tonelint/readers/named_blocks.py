"""Pieces of a template that are a part of the message by their name: {% block subject %}...{% endblock %}, {% macro get_subject() %}."""

from __future__ import annotations

import re

from tonelint.draft import Draft, Weaver
from tonelint.message import FieldKind, PartRole
from tonelint.regexes import regex
from tonelint.text import Span

_OPENS = regex(r"\{%[-+]?\s*(?:block|macro)\s+(?P<block>\w+)|\{\{~?#\*\s*inline\s+[\"'](?P<inline>\w+)|\{\{~?#>\s*(?P<partial>\w+)")
_CLOSES = regex(r"\{%[-+]?\s*end(?:block|macro)\b|\{\{~?/")
_SUBJECT = regex(r"(?:get_)?(?:[a-z]+_)?subject(?:_?(?:line|text|message))?|title", re.I)
_PREHEADER = regex(r"(?:[a-z]+_?)?(?:preheader|preview(?:_?text)?)", re.I)
# Stands before or behind the subject, and is one only where there is nothing else.
_BESIDE_SUBJECT = regex(r"subject_(?:prefix|suffix|name)", re.I)


def split(draft: Draft) -> tuple[list[tuple[PartRole, Draft]], Draft]:
    """Take the blocks that are a subject or a preheader out of a draft: each with its part's role, and what is left."""
    places = [(name, whole, inner) for name, whole, inner in _blocks(draft) if draft.text[inner.start : inner.end].strip()]
    if not places:
        return [], draft
    rest = Weaver(draft)
    at = 0
    for _, whole, _ in places:
        rest.copy(at, whole.start)
        at = max(at, whole.end)
    rest.copy(at, len(draft.text))
    places.sort(key=lambda place: bool(_BESIDE_SUBJECT.fullmatch(place[0])))
    return [(_role(name) or PartRole.SUBJECT, draft.cut(inner.start, inner.end)) for name, _, inner in places], rest.draft()


def _role(name: str) -> PartRole | None:
    if _PREHEADER.fullmatch(name):
        return PartRole.PREHEADER
    return PartRole.SUBJECT if _SUBJECT.fullmatch(name) or _BESIDE_SUBJECT.fullmatch(name) else None


def _blocks(draft: Draft) -> list[tuple[str, Span, Span]]:
    """Return the name, the span with the tags and the span between them of each such piece."""
    found: list[tuple[str, Span, Span]] = []
    open_blocks: list[tuple[str, Span]] = []
    for merge_field in draft.fields:
        if merge_field.kind is not FieldKind.CONTROL:
            continue
        text, span = draft.text, merge_field.span
        opens = _OPENS.match(text, span.start, span.end)
        if opens:
            open_blocks.append((opens[opens.lastgroup or 0], span))
        elif open_blocks and _CLOSES.match(text, span.start, span.end):
            name, start = open_blocks.pop()
            if _role(name) and not any(_role(outer) for outer, _ in open_blocks):
                inner = _trimmed(text, start.end, span.start)
                found.append((name, Span(start.start, span.end), inner))
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return Span(start, max(start, start + len(inner.strip())))
