"""What every rule leaves alone for free: quotations, addresses, and pressure that is denied ("no need to hurry")."""

from __future__ import annotations

import re

from tonelint.checks.base import Hit
from tonelint.sentences import Sentence
from tonelint.text import Span

_QUOTED = re.compile(r'"[^"]{1,300}"|(?<!\w)\'[^\']{2,200}\'(?!\w)')
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+\.(?:com|org|net|co\.uk|io|example)(?:/\S*)?\b")
_NEGATED = re.compile(r"\b(?:not|never|no|without|nothing|neither|nor|nobody|cannot)\b(?: [\w'-]+){0,4} ?$", re.I)
_NOT_NEGATED = re.compile(
    r"\b(?:not only|not just|why not|if not|whether or not|if you have not|no longer|no thanks|no problem|no doubt)\b", re.I
)
_CLAUSE_BORDER = re.compile(r"[,;:.!?()]| - | but | so | and ")


def is_quoted(hit: Hit) -> bool:
    """Tell whether the hit lies in quotation marks, a link or an e-mail address: not the sender's voice."""
    if hit.sentence is None:
        return False
    return any(span.covers(hit.span) for span in _spans(hit.sentence, _QUOTED)) or any(
        span.overlaps(hit.span) for span in _spans(hit.sentence, _ADDRESS)
    )


def is_negated(hit: Hit) -> bool:
    """Tell whether a negation stands before the hit in its own clause."""
    if hit.sentence is None:
        return False
    words = hit.sentence.words
    at = next((i for i, start in enumerate(words.starts) if start >= hit.span.start), len(words.text))
    before = _CLAUSE_BORDER.split(words.text[:at])[-1]
    return bool(_NEGATED.search(before)) and not _NOT_NEGATED.search(before)


def _spans(sentence: Sentence, pattern: re.Pattern[str]) -> list[Span]:
    folded = sentence.folded
    return [folded.span(match.start(), match.end()) for match in pattern.finditer(folded.text)]
