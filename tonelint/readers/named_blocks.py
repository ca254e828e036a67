"""Blocks of a template that are a part of the message by their name: {% block subject %}...{% endblock %}."""

from __future__ import annotations

import re

from tonelint.draft import Draft, Weaver
from tonelint.message import FieldKind, PartRole
from tonelint.text import Span

_OPENS = re.compile(r"\{%[-+]?\s*block\s+(?P<name>\w+)")
_CLOSES = re.compile(r"\{%[-+]?\s*endblock\b")
_ROLES = (
    (re.compile(r"(?:e?mail_?)?subject(?:_?(?:line|text))?|title", re.I), PartRole.SUBJECT),
    (re.compile(r"(?:e?mail_?)?(?:preheader|preview(?:_?text)?)", re.I), PartRole.PREHEADER),
)


def split(draft: Draft) -> tuple[list[tuple[PartRole, Draft]], Draft]:
    """Take the blocks that are a subject or a preheader out of a draft: each with its part's role, and what is left."""
    places = [(role, whole, inner) for role, whole, inner in _blocks(draft) if draft.text[inner.start : inner.end].strip()]
    if not places:
        return [], draft
    rest = Weaver(draft)
    at = 0
    for _, whole, _ in places:
        rest.copy(at, whole.start)
        at = max(at, whole.end)
    rest.copy(at, len(draft.text))
    return [(role, draft.cut(inner.start, inner.end)) for role, _, inner in places], rest.draft()


def _blocks(draft: Draft) -> list[tuple[PartRole, Span, Span]]:
    """Return the role, the span with the tags and the span between them of each such block."""
    found: list[tuple[PartRole, Span, Span]] = []
    open_blocks: list[tuple[PartRole | None, Span]] = []
    for merge_field in draft.fields:
        if merge_field.kind is not FieldKind.CONTROL:
            continue
        text, span = draft.text, merge_field.span
        opens = _OPENS.match(text, span.start, span.end)
        if opens:
            open_blocks.append((next((role for pattern, role in _ROLES if pattern.fullmatch(opens["name"])), None), span))
        elif open_blocks and _CLOSES.match(text, span.start, span.end):
            role, start = open_blocks.pop()
            if role and not any(inner for inner, _ in open_blocks):
                inner = _trimmed(text, start.end, span.start)
                found.append((role, Span(start.start, span.end), inner))
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return Span(start, max(start, start + len(inner.strip())))
