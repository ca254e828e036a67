"""Folding: the same words whatever their quotes, capitals, spaces and contractions, with every offset kept.

Two foldings of the same prose. *Words* is for phrases: lower case, contractions spelt out ("we've" is "we have").
*Parser* is for the dependency parser: shouted and title-case lines in sentence case, everything else as written. Both
put a stand-in where a merge field is, so that a sentence with a hole still reads as a sentence.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence

from tonelint.dataclass import dataclass
from tonelint.message import FieldKind, MergeField
from tonelint.regexes import regex
from tonelint.text import Span

STAND_INS = {
    FieldKind.NAME: "Alex",
    FieldKind.SENDER: "Robin",
    FieldKind.PERSON: "Robin",
    FieldKind.AMOUNT: "$20",
    FieldKind.DATE: "Monday",
    FieldKind.NUMBER: "12",
    FieldKind.PRODUCT: "Acorn",
    FieldKind.ORGANISATION: "Fernway",
    FieldKind.LINK: "link",
    FieldKind.CONTROL: "",
    FieldKind.OTHER: "Acorn",
    FieldKind.OWN: "Acorn",
}

_ZERO_WIDTH = regex("[\u200b-\u200f\u2060\ufeff\u00ad\u034f]+")
# White space that is not one plain blank already.
_SPACES = regex(r"\s{2,}|[^\S ]")
_LIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u0060\u00b4\u02bc\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u2026": ".",
    }
)
# Behind these words 's is "is" and no possessive.
_WORDS_WITH_IS = (
    "it", "he", "she", "who", "that", "what", "here", "there", "how", "where", "when", "why", "now", "time", "clock", "everyone",
    "everybody", "everything", "nothing", "nobody", "someone", "somebody", "something", "anyone", "anybody", "anything",
)  # fmt: skip
_CONTRACTION = regex(
    r"\b(?:can(?:'t|not)|won't|shan't|let's|gonna|wanna|gotta)\b"
    r"|(?<=\w)n't\b"
    r"|(?<=\w)'(?:m|re|ve|ll|d)\b" + "".join(rf"|(?<=\b{word})'s\b" for word in _WORDS_WITH_IS)
)
# What tells "we'd promised" from "we'd promise": a participle behind it. After "let" or "read" nothing does.
_HAD = regex(
    r"(?<=\w)'d(?= (?:not )?(?:(?:just|already|never|only|really|also|always|long|both|all|even|previously|recently|originally) )?"
    r"(?:better|been|had|got|gone|done|made|seen|said|told|sent|paid|left|lost|found|bought|brought|kept|built|held|heard|felt|meant|met"
    r"|agreed|thought|taken|given|chosen|written|shown|known|grown|broken|forgotten|begun|spoken|driven|fallen"
    r"|[a-z]*[^e\W]ed)\b)"
)
# The only contractions without an apostrophe.
_JOINED = ("cannot", "gonna", "wanna", "gotta")
_SPELT_OUT = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "let's": "let us",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "n't": " not",
    "'m": " am",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "'d": " would",
    "'s": " is",
}
_WORD = regex(r"[^\W\d_]+")
_SHOUT_SHARE = 0.6
_TITLE_SHARE = 0.7
_TITLE_WORDS = 4
_TITLE_LONG_WORDS = 3


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; character i stands for the prose from starts[i] to ends[i]. Where nothing was folded, both are ranges."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Return the span of prose that folded[start:end] stands for; the range must not be empty."""
        return Span(self.starts[start], self.ends[end - 1])

    def sub(self, pattern: re.Pattern[str], replace: Callable[[str], str]) -> Folded:
        """Replace every match; each new character stands for the whole prose of what it replaces."""
        matches = list(pattern.finditer(self.text))
        if not matches:
            return self
        text: list[str] = []
        starts, ends = _offsets(), _offsets()
        done = 0
        for match in matches:
            new = replace(match.group())
            starts.extend(self.starts[done : match.start()])
            ends.extend(self.ends[done : match.start()])
            text += (self.text[done : match.start()], new)
            starts.extend([self.starts[match.start()]] * len(new))
            ends.extend([self.ends[match.end() - 1]] * len(new))
            done = match.end()
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return Folded("".join(text) + self.text[done:], starts, ends)

    def retold(self, text: str) -> Folded:
        """Return the same offsets under another text of the same length."""
        return Folded(text, self.starts, self.ends) if len(text) == len(self.text) else self


def fold(prose: str, span: Span, fields: Iterable[MergeField] = ()) -> Folded:
    """Fold what both foldings share: stand-ins, zero-width characters, quotes, dashes and white space."""
    text, starts, ends = _with_stand_ins(prose, span, fields)
    folded = Folded(text.translate(_LIKE), starts, ends).sub(_ZERO_WIDTH, lambda _: "")
    return folded.sub(_SPACES, lambda _: " ")


def for_words(folded: Folded) -> Folded:
    """Return the folding for phrases: lower case, contractions spelt out."""
    lower = folded.text.lower()
    if len(lower) != len(folded.text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded.text)
    lowered = folded.retold(lower)
    may_contract = "'" in lower or ("n" in lower and any(word in lower for word in _JOINED))
    if not may_contract:
        return lowered
    had = lowered.sub(_HAD, lambda _: " had") if "'d " in lower else lowered
    return had.sub(_CONTRACTION, lambda found: _SPELT_OUT[found])


def for_parser(folded: Folded) -> Folded:
    """Return the folding for the parser: a shouted or headline-cased text in sentence case."""
    words = _WORD.findall(folded.text)
    if is_shouted(words):
        return folded.retold(_sentence_case(folded.text))
    if _is_title_case(words):
        return folded.retold(_sentence_case(folded.text))
    return folded


def is_shouted(words: list[str]) -> bool:
    """Tell whether most letters of the words (two or more of them) are capitals."""
    letters = "".join(words)
    capitals = sum(c.isupper() for c in letters)
    return len(words) > 1 and len(letters) > len(words) and capitals > _SHOUT_SHARE * len(letters)


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) > 3]  # noqa: PLR2004 - "of", "the", "and" stay low in headlines
    capitals = sum(word[0].isupper() for word in long)
    return len(words) >= _TITLE_WORDS and len(long) >= _TITLE_LONG_WORDS and capitals > _TITLE_SHARE * len(long)


def _sentence_case(text: str) -> str:
    # Only characters that fold one to one: offsets must not move.
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lower = re.sub(r"\bi\b(?!\.\w)", "I", lower)
    first = _WORD.search(lower)
    if not first or len(lower[first.start()].upper()) != 1:
        return lower
    at = first.start()
    return lower[:at] + lower[at].upper() + lower[at + 1 :]


def _with_stand_ins(prose: str, span: Span, fields: Iterable[MergeField]) -> tuple[str, Sequence[int], Sequence[int]]:
    text: list[str] = []
    starts, ends = _offsets(), _offsets()
    done = span.start
    for field in fields:
        if not span.covers(field.span) or field.span.start < done:
            continue
        word = STAND_INS[field.kind]
        text += (prose[done : field.span.start], word)
        starts.extend((*range(done, field.span.start), *([field.span.start] * len(word))))
        ends.extend((*range(done + 1, field.span.start + 1), *([field.span.end] * len(word))))
        done = field.span.end
    if not text:
        return prose[done : span.end], range(done, span.end), range(done + 1, span.end + 1)
    text.append(prose[done : span.end])
    starts.extend(range(done, span.end))
    ends.extend(range(done + 1, span.end + 1))
    return "".join(text), starts, ends


def _offsets() -> array[int]:
    # A list of numbers would be seventy times as large as the text.
    return array("Q")
