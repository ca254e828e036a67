"""Older messages quoted in plain text: lines with a mark, the line that says who wrote them, and all below a copied header.

English, German and French programs; a line of prose that only looks like one of theirs stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tonelint.regexes import regex

_MARKED = regex(r"[ \t]*>")
_WROTE = regex(r"[ \t]*(?:On\b.{4,200}\bwrote|Am\b.{4,200}\bschrieb\b.{0,80}?|Le\b.{4,200}\ba écrit)[ \t\u00a0]*:[ \t]*", re.I)
_WROTE_STARTS = regex(r"[ \t]*(?:On|Am|Le)\b.{4,160}", re.I)
_BY_PRONOUN = regex(r"\b(?:I|we|you|he|she|they)[ \t]+wrote\b", re.I)
_WHEN = regex(r"\d")
# A program gives the time or the address; a person who quotes gives the day at most.
_BY_PROGRAM = regex(r"\d[:.]\d\d|\S@\S")
_ORIGINAL = regex(
    r"[ \t]*(?:-{2,}|_{5,})[ \t]*(?:original message|forwarded message|ursprüngliche nachricht|message d'origine)?[ \t]*"
    r"(?:-{2,}|_{5,})?[ \t]*",
    re.I,
)
_HEADER = regex(r"[ \t]*\*?(?:From|Sent|Date|To|Subject|Von|Gesendet|Datum|An|Betreff|De|Envoyé|À|Objet)[ \t]*:\*?[ \t]*\S", re.I)
_FROM = regex(r"[ \t]*\*?(?:from|von|de)[ \t]*:\*?[ \t]*\S", re.I)
_SENT = regex(r"[ \t]*\*?(?:sent|date|gesendet|datum|envoyé)[ \t]*:\*?[ \t]*\S", re.I)


def quoted_lines(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that quote an older message."""
    quoted = {number for number, line in enumerate(lines) if _MARKED.match(line)}
    for number, line in enumerate(lines):
        if not line.strip() or number in quoted:
            continue
        length = _attribution(lines, number)
        after = _next(lines, number + length)
        if length and (after in quoted or _WHEN.search(line)):
            quoted.update(range(number, number + length))
            said = " ".join(lines[number : number + length])
            if after not in quoted and _BY_PROGRAM.search(said) and not _BY_PRONOUN.search(said):
                return quoted.union(range(number, len(lines)))
        elif _is_copied_header(lines, number):
            return quoted.union(range(number, len(lines)))
    return quoted


def _attribution(lines: Sequence[str], number: int) -> int:
    """Return over how many lines it is said who wrote what follows: none, one, or two where a program cut the line."""
    if _WROTE.fullmatch(lines[number]):
        return 1
    if number + 1 < len(lines) and _WROTE_STARTS.fullmatch(lines[number]) and _WROTE.fullmatch(" ".join(lines[number : number + 2])):
        return 2
    return 0


def _next(lines: Sequence[str], number: int) -> int:
    return next((later for later in range(number, len(lines)) if lines[later].strip()), len(lines))


def _is_copied_header(lines: Sequence[str], number: int) -> bool:
    """Tell the first line of a header that was copied with the message below it; a pair of its lines must be there."""
    following = lines[number + 1 : number + 4]
    if _ORIGINAL.fullmatch(lines[number]):
        return any(_HEADER.match(line) for line in following[:2])
    return bool(_FROM.match(lines[number])) and any(_SENT.match(line) for line in following)
