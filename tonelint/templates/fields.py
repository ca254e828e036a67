"""The merge field of a tag, with the fallback words it carries."""

from __future__ import annotations

import re

from tonelint.message import MergeField
from tonelint.regexes import regex
from tonelint.templates.kinds import kind_of
from tonelint.templates.tags import Tag
from tonelint.text import Span

_STRING = r"\"(?:[^\"\\\n]|\\.){0,300}\"|'(?:[^'\\\n]|\\.){0,300}'|“[^”\n]{0,300}”"
_EXPRESSION = regex(
    rf"""\|\s*(?:default\w*|fallback|if_empty|presence)\s*[:(]?\s*(?P<filter>{_STRING})"""
    rf"""|(?:\bor\b|\|\||\?\?|\?:)\s*(?P<otherwise>{_STRING})"""
    rf"""|"(?:default|fallback)=(?P<insert>[^"\n]*)\""""
    rf"""|(?<=[{{\s-])(?:or|default|coalesce)(?:\s+[.$]?[\w.]+){{0,3}}\s+(?P<first>{_STRING})"""
    rf"""|\b(?:blankvalue|nullvalue|coalesce)\s*\([^()]*,\s*(?P<blank>{_STRING})\s*\)""",
    re.I,
)
# A fallback that is a variable of its own has no words, but is one.
_VARIABLE = regex(r"\|\s*(?:default\w*|fallback)\s*[:(]?\s*[\w.$]+|(?:\bor\b|\|\||\?\?|\?:)\s*[\w.$@]+", re.I)
_BARE = regex(r"(?:,\s?fallback=|:default=|\|)(?P<words>[^\]}%|]*)", re.I)
_WITH_EXPRESSIONS = frozenset(
    [
        "curly",
        "raw-curly",
        "erb-value",
        "php-value",
        "blade-value",
        "php",
        "salesforce",
        "toolkit",
        "interpolation",
        "own-value",
        "own-both",
    ]
)
# In these an author can always write a fallback, and one who did not forgot it.
_CAN_FALL_BACK = frozenset(
    ["curly", "raw-curly", "erb", "erb-value", "php", "php-value", "blade-value", "toolkit", "help-scout", "campaign-monitor"]
)
# Ghost: a path, and its fallback behind a comma.
_AFTER_COMMA = regex(r",\s?\"(?P<words>[^\"]*)\"")
_BARE_SYNTAXES = frozenset(["help-scout", "campaign-monitor"])
_MARKETO = regex(r"(?:lead|company|my)\.[\w ]+:default=", re.I)


def merge_field(text: str, tag: Tag) -> tuple[MergeField, Span | None]:
    """Return the merge field of a tag, and where its fallback words stand."""
    own = text[tag.span.start : tag.span.end]
    pattern = _pattern(tag)
    found = pattern.search(text, tag.inner.start, tag.inner.end) if pattern else None
    place = _words(text, found) if found else None
    words = text[place.start : place.end] if place else None
    can_fall_back = tag.syntax in _CAN_FALL_BACK or own.startswith("{$") or place is not None
    is_chained = found is None and pattern is _EXPRESSION and bool(_VARIABLE.search(tag.text))
    return MergeField(tag.span, kind_of(own), words or None, can_fall_back and not is_chained), place


def _pattern(tag: Tag) -> re.Pattern[str] | None:
    if tag.syntax in _BARE_SYNTAXES or (tag.syntax == "curly" and _MARKETO.match(tag.text)):
        return _BARE
    if tag.syntax in ("braces", "percents") and "," in tag.text:
        return _AFTER_COMMA
    if tag.syntax == "braces" and "|" in tag.text:
        return _EXPRESSION if tag.text.startswith("$") else _BARE
    return _EXPRESSION if tag.syntax in _WITH_EXPRESSIONS else None


def _words(text: str, found: re.Match[str]) -> Span:
    start, end = found.span(found.lastgroup or 0)
    while start < end and text[start] in " \"'“”":
        start += 1
    while end > start and text[end - 1] in " \"'“”":
        end -= 1
    return Span(start, end)
