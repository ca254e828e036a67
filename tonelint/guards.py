"""What rules leave alone: quotations, addresses, titles in lists of links, what is denied, and sentences that hardly any reader minds."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from tonelint import undertone
from tonelint.checks.base import Hit
from tonelint.regexes import regex
from tonelint.sentences import Sentence

_QUOTED = regex(r'"[^"]{1,300}"|(?<!\w)\'[^\']{2,200}\'(?!\w)')
# a quotation of more than one sentence, within one block
_LONG_QUOTED = regex(r'(?<![\w"])"(?=[^\s"])[^"]{1,600}(?<=[^\s"])"(?![\w"])|“[^“”]{1,600}”')
_LINKED = regex(r"^[ \t]*[<(]?https?://\S+[ \t]*$", re.M)
_DIGEST = 8
_NEXT = 2
_ADDRESS = regex(r"\b(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+\.(?:com|org|net|co\.uk|io|example)(?:/\S*)?\b")
_NEGATED = regex(r"\b(?:not|never|no|without|nothing|neither|nor|nobody|cannot)\b(?: [\w'-]+){0,4} ?$", re.I)
_NOT_NEGATED = regex(
    r"\b(?:not only|not just|why not|if not|whether or not|if you have not|no longer|no thanks|no problem|no doubt)\b", re.I
)
_CLAUSE_BORDER = regex(r"[,;:.!?()]| - | but | so | and ")


def is_quoted(hit: Hit) -> bool:
    """Tell whether the hit lies in quotation marks, a link, the title of one or an e-mail address: not the sender's voice."""
    if hit.sentence is None:
        return False
    if _is_quoted_at_length(hit.sentence) or _is_title(hit):
        return True
    folded = hit.sentence.folded
    if any(folded.span(*place).covers(hit.span) for place in _places(_QUOTED, folded.text)):
        return True
    return any(folded.span(*place).overlaps(hit.span) for place in _places(_ADDRESS, folded.text))


def is_negated(hit: Hit) -> bool:
    """Tell whether a negation stands before the hit in its own clause."""
    if hit.sentence is None:
        return False
    words = hit.sentence.words
    at = bisect_left(words.starts, hit.span.start)
    before = _CLAUSE_BORDER.split(words.text[:at])[-1]
    return bool(_NEGATED.search(before)) and not _NOT_NEGATED.search(before)


def is_plain(hit: Hit) -> bool:
    """Tell whether the hit stands in a sentence whose words are of those that hardly any reader minds."""
    return hit.sentence is not None and _is_plain(hit.sentence.words.text)


@lru_cache(maxsize=256)
def _is_plain(words: str) -> bool:
    return undertone.load().is_plain(words)


def _is_quoted_at_length(sentence: Sentence) -> bool:
    """Tell whether the whole sentence stands within a quotation that goes on before or after it."""
    block, text = sentence.block.span, sentence.part.text
    if '"' not in text and "“" not in text:
        return False
    start, end = max(block.start, sentence.span.start - 600), min(block.end, sentence.span.end + 600)
    found = _LONG_QUOTED.finditer(text, start, end)
    return any(match.start() <= sentence.span.start and sentence.span.end <= match.end() for match in found)


def _is_title(hit: Hit) -> bool:
    """Tell whether the hit lies on a line of a long list in which a bare address follows each line: the name of a page."""
    text = hit.part.text
    if not _is_digest(text):
        return False
    start = text.rfind("\n", 0, hit.span.start) + 1
    before = [line for line in text[max(0, start - 600) : start].splitlines() if line.strip()]
    after = [line for line in text[hit.span.end : hit.span.end + 600].splitlines()[1:] if line.strip()]
    if not after or not _LINKED.match(after[0]):
        return False
    return bool((before and _LINKED.match(before[-1])) or (len(after) > _NEXT and _LINKED.match(after[_NEXT])))


@lru_cache(maxsize=4)
def _is_digest(text: str) -> bool:
    return sum(1 for _ in zip(range(_DIGEST), _LINKED.finditer(text), strict=False)) == _DIGEST


@lru_cache(maxsize=256)
def _places(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return where a pattern is found in a sentence, which many rules ask about one after the other."""
    return [match.span() for match in pattern.finditer(text)]
