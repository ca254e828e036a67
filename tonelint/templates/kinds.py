"""Merge fields: what a tag will put into the text, and the fallback words it carries.

Whose name a field holds is told from the words of its path ("customer.first_name", "FNAME"), never from a list of
variables.
"""

from __future__ import annotations

import re

from tonelint.message import FieldKind, MergeField
from tonelint.templates.tags import Tag
from tonelint.text import Span

_PIPE_FALLBACK = re.compile(
    r"""(?:\|\s*(?:default\w*|fallback)\s*[:(]?\s*(?P<a>"[^"]*"|'[^']*'|[“][^”]*[”]|\w+)"""
    r"""|(?:\bor|\|\||\?\?|\?:|:)\s*(?P<b>"[^"]*"|'[^']*')|"(?:default|fallback)=(?P<c>[^"]*)")""",
    re.I,
)
_COMMA_FALLBACK = re.compile(r"(?:,\s*fallback=|:default=|\|)(?P<a>[^\]}%|]*)", re.I)
_MARKETO = re.compile(r"\s*lead\.", re.I)
_FALLBACKS = {
    **dict.fromkeys(("curly", "erb-value", "php-value"), _PIPE_FALLBACK),
    **dict.fromkeys(("helpscout", "campaign-monitor"), _COMMA_FALLBACK),
}


_SENDER = re.compile(
    r"\b(?:agent|sender|rep|surveyor|driver|doctor|dr|nurse|teacher|tutor|coach|instructor|trainer|stylist|engineer|technician|courier|therapist|consultant|owner|author|signature|signed|staff|my|our|host|manager|advisor|adviser|from)\b"
)
_NOT_A_PERSON = re.compile(
    r"\b(?:company|organi[sz]ation|org|product|brand|shop|store|site|team|plan|event|app|business|project|item|list|file"
    r"|workspace|channel|location|room|tier|host|category|tag|role|account name|group|collective|merchant|venue|course|school|course)\b"
)
_NAME = re.compile(r"\b(?:f ?name|l ?name|first ?name|last ?name|full ?name|name|given|surname|salutation|handle|nickname|username)\b")
# Without "name", only the end of the path says that a person is put there: "sender", "ticket.signature".
_SIGNER = re.compile(r"\b(?:sender|signature|agent|signed by|author)$")
_KINDS = (
    (re.compile(r"\b(?:url|link|href|src)\b"), FieldKind.LINK),
    (re.compile(r"\b(?:amount|total|price|cost|fee|balance|due amount|subtotal|refund|discount)\b"), FieldKind.AMOUNT),
    (re.compile(r"\b(?:date|day|deadline|expiry|expires?|time|month|year|at|on)\b"), FieldKind.DATE),
    (re.compile(r"\b(?:count|number|num|id|qty|quantity|days?|hours?|code|no)\b"), FieldKind.NUMBER),
    (re.compile(r"\b(?:company|organi[sz]ation|org|brand|shop|store|site|team|business|merchant)\b"), FieldKind.ORGANISATION),
    (re.compile(r"\b(?:product|plan|item|course|event|app|project)\b"), FieldKind.PRODUCT),
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_QUOTED = re.compile(r"""(["'“]).*?["'”]""")


def merge_field(text: str, tag: Tag) -> tuple[MergeField, Span | None]:
    """Return the merge field of a tag, and where its fallback words stand."""
    own = text[tag.span.start : tag.span.end]
    pattern = _COMMA_FALLBACK if tag.syntax == "curly" and _MARKETO.match(tag.text) else _FALLBACKS.get(tag.syntax)
    if tag.syntax == "braces" and "|" in own:
        pattern = _PIPE_FALLBACK if own.startswith("{$") else _COMMA_FALLBACK
    found = pattern.search(text, tag.inner.start, tag.inner.end) if pattern else None
    place = _words(text, found) if found else None
    words = text[place.start : place.end] if place else None
    return MergeField(tag.span, kind_of(own), words or None, pattern is not None), place


def _words(text: str, found: re.Match[str]) -> Span | None:
    group = next((name for name, value in found.groupdict().items() if value is not None), None)
    if group is None:
        return None
    start, end = found.span(group)
    while start < end and text[start] in " \"'“”":
        start += 1
    while end > start and text[end - 1] in " \"'“”":
        end -= 1
    return Span(start, end)


def kind_of(field: str) -> FieldKind:
    """Tell what a field will put into the text from the words of its path."""
    path = re.split(r"\||,\s*fallback|:default=|\bor\b", _QUOTED.sub("", field))[0] or field
    if field.startswith("*|"):
        path = field
    words = " ".join(re.split(r"[^a-z0-9]+", _CAMEL.sub(" ", path).lower())).strip()
    if _NAME.search(words) and not _NOT_A_PERSON.search(words):
        return FieldKind.SENDER if _SENDER.search(words) else FieldKind.NAME
    if _SIGNER.search(words) and not _NOT_A_PERSON.search(words):
        return FieldKind.SENDER
    return next((kind for pattern, kind in _KINDS if pattern.search(words)), FieldKind.OTHER)
