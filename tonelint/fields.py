"""Merge fields in plain text: where they stand, what they will put there, and the fallback words they carry.

Whose name a field holds is told from the words of its path ("customer.first_name", "FNAME"), never from a list of
variables. Blocks of template code (conditions, loops, comments) are fields too: they stand for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tonelint.message import FieldKind, MergeField
from tonelint.text import Span


@dataclass(frozen=True, slots=True)
class Syntax:
    """A pair of delimiters; `control` when it holds code only, `fallback` when the language has fallback words."""

    pattern: re.Pattern[str]
    control: bool = False
    fallback: re.Pattern[str] | None = None


_PIPE_FALLBACK = re.compile(
    r"""(?:\|\s*(?:default\w*|fallback)\s*[:(]?\s*(?P<a>"[^"]*"|'[^']*'|[“][^”]*[”]|\w+)"""
    r"""|(?:\bor|\|\||\?\?|\?:|:)\s*(?P<b>"[^"]*"|'[^']*')|"(?:default|fallback)=(?P<c>[^"]*)")""",
    re.I,
)
_COMMA_FALLBACK = re.compile(r"(?:,\s*fallback=|:default=|\|)(?P<a>[^\]}%|]*)", re.I)

# The limit keeps a file of opening braces linear: a tag is short or it is no tag.
SYNTAXES = (
    Syntax(re.compile(r"\{%-?\s{0,3}comment\b[^%]{0,80}%\}.{0,2000}?\{%-?\s{0,3}endcomment\s{0,3}-?%\}", re.S), control=True),
    Syntax(re.compile(r"\{\{!--.{0,2000}?--\}\}|\{#.{0,2000}?#\}|<%#.{0,2000}?%>", re.S), control=True),
    Syntax(
        re.compile(r"\{\{[~\s]{0,2}[#/^!>&](?:(?!\{\{|\}\}).){0,600}\}\}|\{\{[~\s]{0,2}else\b(?:(?!\{\{|\}\}).){0,200}\}\}", re.S),
        control=True,
    ),
    Syntax(re.compile(r"\{%[^%{}]{0,300},\s?fallback=[^%{}]{0,80}%\}"), fallback=_COMMA_FALLBACK),
    Syntax(re.compile(r"\{%.{0,600}?%\}", re.S), control=True),
    Syntax(re.compile(r"<%[=-].{1,300}?%>", re.S), fallback=_PIPE_FALLBACK),
    Syntax(re.compile(r"<\?=.{1,300}?\?>|<\?php\s+echo\b.{1,300}?\?>", re.S), fallback=_PIPE_FALLBACK),
    Syntax(re.compile(r"<%.{0,600}?%>", re.S), control=True),
    Syntax(re.compile(r"\*\|(?:IF|IFNOT|ELSE|ELSEIF|END)\b[^|]{0,200}\|\*", re.I), control=True),
    Syntax(re.compile(r"\*\|[A-Z0-9_:.]{1,80}\|\*", re.I)),
    Syntax(re.compile(r"\{\{\{(?:(?!\{\{|\}\}).){1,400}\}\}\}", re.S)),
    Syntax(re.compile(r"\{\{\s*lead\.[^{}]{1,200}\}\}", re.I), fallback=_COMMA_FALLBACK),
    Syntax(re.compile(r"\{\{(?:(?!\{\{|\}\}).){1,400}\}\}", re.S), fallback=_PIPE_FALLBACK),
    Syntax(re.compile(r"%%=?[\w .()@]{1,80}=?%%")),
    Syntax(re.compile(r"\[firstname,fallback=[^\]]{0,80}\]|\[\w{1,40},fallback=[^\]]{0,80}\]", re.I), fallback=_COMMA_FALLBACK),
    Syntax(re.compile(r"\[\[\s?[\w. ]{1,60}\s?\]\]|\[%[^%]{1,200}%\]")),
    Syntax(re.compile(r"[%$#]\{[\w.\- ]{1,80}\}")),
    Syntax(re.compile(r"\{![\w.$]{1,80}\}")),
    Syntax(re.compile(r"\{\$[\w.>\-]{1,80}(?:\|[^{}]{1,80})?\}"), fallback=_PIPE_FALLBACK),
    Syntax(re.compile(r"\{[A-Za-z_][\w.]{1,60}\|[^{}|]{0,60}\}"), fallback=_COMMA_FALLBACK),
    Syntax(re.compile(r"\{[A-Za-z_][\w.]{1,60}\}")),
    Syntax(re.compile(r"(?<![\w%])%[A-Z][A-Z_]{2,30}%(?!\w)|%\([a-z_.]{1,60}\)s")),
    Syntax(re.compile(r"«[^»\n]{1,60}»")),
)

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


def find_fields(text: str) -> tuple[MergeField, ...]:
    """Return the merge fields of a text in order, never overlapping."""
    if not any(mark in text for mark in ("{", "%", "*|", "[", "«", "<?")):
        return ()
    found: list[MergeField] = []
    taken = bytearray(len(text))
    for syntax in SYNTAXES:
        for match in syntax.pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
            found.append(_field(syntax, match))
    return tuple(sorted(found, key=lambda field: field.span))


def _field(syntax: Syntax, match: re.Match[str]) -> MergeField:
    span = Span(match.start(), match.end())
    if syntax.control:
        return MergeField(span, FieldKind.CONTROL)
    fallback = syntax.fallback.search(match.group()) if syntax.fallback else None
    words = next((group for group in fallback.groups() if group is not None), "") if fallback else None
    kind = kind_of(match.group())
    return MergeField(span, kind, words.strip(" \"'“”") if words else None, syntax.fallback is not None)


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
