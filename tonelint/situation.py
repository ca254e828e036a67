"""What a message is for, worked out from its own words.

Two things speak: the signs in `rules/situations/` (phrases and clauses with a weight, written by people), and how much a word
or a pair of words says about each situation (`rules/situation-words.json`, learned by `training/situations.py` from
labelled messages: logistic regression, as log odds). The heaviest sum wins.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tonelint.checks.base import View
from tonelint.message import SectionKind
from tonelint.report import SituationFound
from tonelint.rulefile import Sign, Situation

# Where the signs speak alone, one weak sign is not enough to call a message anything.
_LEAST = 2.0
# What one unit of log odds counts for against a sign of weight 1; chosen by cross-validation (`training/situations.py`).
LEARNED_WEIGHT = 8.0
# Fewer words and pairs than these say too little to be counted.
_LEAST_WORDS = 20
_SHOWN = 3
# The sentences behind the greeting in which a message comes to its point.
_FIRST = 2
_WORD = re.compile(r"[a-z]+")
_MARK = re.compile(r"[£$€?!%]|#?\b[a-z]*\d{4,}\b")
# Small words weigh too, but tell a person nothing.
_TELLING = re.compile(r"\w{5,}(?: \w{4,})?")
_SILENT = (SectionKind.THREAD, SectionKind.FOOTER, SectionKind.SIGNATURE)


@dataclass(frozen=True)
class LearnedWords:
    """What words weigh. `situations` are the columns; `start` is what each weighs before any word is seen.

    `words`: for each word its rarity and what it weighs for each situation, to be divided by the length of the message's
    vector of rarities, so that a long message is not told by its length.
    """

    situations: tuple[str, ...]
    start: tuple[float, ...]
    words: Mapping[str, Sequence[float]]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> LearnedWords:
        """Return what the file `rules/situation-words.json` holds."""
        return cls(tuple(told["situations"]), tuple(told["start"]), told["words"])

    def weigh(self, situation: str, present: frozenset[str]) -> tuple[float, list[tuple[float, str]]]:
        """Return what a message with these words weighs for a situation, and its words with their weights."""
        column = self.situations.index(situation)
        entries = [(word, self.words[word]) for word in sorted(present & self.words.keys())]
        length = sum(entry[0] ** 2 for _, entry in entries) ** 0.5 or 1.0
        weighed = [(LEARNED_WEIGHT * entry[column + 1] / length, word.partition(":")[2] or word) for word, entry in entries]
        return LEARNED_WEIGHT * self.start[column] + sum(weight for weight, _ in weighed), weighed


def detect(view: View, situations: Sequence[Situation], learned: LearnedWords) -> SituationFound:
    """Return the situation that weighs most, with the words that decided.

    A fragment and a handful of words are judged by signs alone, and are `unknown` when those do not weigh enough.
    """
    present = words_of(view)
    is_counted = not view.anatomy.is_fragment and len(present) >= _LEAST_WORDS
    weighed = []
    for situation in situations:
        total, shown = signs_of(view, situation)
        if is_counted and situation.id in learned.situations:
            more, words = learned.weigh(situation.id, present)
            total += more
            shown = sorted(shown, reverse=True) + sorted((item for item in words if _tells(item)), reverse=True)
        weighed.append((total, situation.rank, situation.id, shown))
    total, _, name, shown = max(weighed, default=(0.0, 0, "unknown", []))
    if name == "unknown" or (not is_counted and total < _LEAST):
        return SituationFound("unknown", "detected")
    return SituationFound(name, "detected", tuple(dict.fromkeys(text for _, text in shown))[:_SHOWN])


def words_of(view: View) -> frozenset[str]:
    """Return the words and pairs of words of a message, and its telling marks.

    Words of the subject, and of the sentences in which it comes to its point, stand once more with "subject:" or "first:".
    """
    found: set[str] = set()
    bodies = 0
    for sentence in view.sentences:
        if sentence.section in _SILENT:
            continue
        words = _WORD.findall(sentence.words.text)
        found.update(words)
        found.update(f"{first} {second}" for first, second in itertools.pairwise(words))
        found.update(f"mark:{mark if len(mark) == 1 else 'number'}" for mark in _MARK.findall(sentence.words.text))
        if sentence.section is SectionKind.SUBJECT:
            found.update(f"subject:{word}" for word in words)
        elif sentence.section is not SectionKind.GREETING:
            if bodies < _FIRST:
                found.update(f"first:{word}" for word in words)
            bodies += 1
    return frozenset(found)


def _tells(item: tuple[float, str]) -> bool:
    weight, word = item
    return weight > 0 and _TELLING.fullmatch(word) is not None


def signs_of(view: View, situation: Situation) -> tuple[float, list[tuple[float, str]]]:
    """Return what the signs of a situation weigh in a message, and their words with their weights."""
    total = 0.0
    shown: list[tuple[float, str]] = []
    for sign in situation.signs:
        text = _first(view, sign)
        if text is not None:
            total += sign.weight
            if sign.weight > 0:
                shown.append((sign.weight, text))
    return total, shown


def _first(view: View, sign: Sign) -> str | None:
    for hit in view.hits(sign.patterns):
        if hit.sentence and hit.sentence.section in sign.sections:
            return " ".join(hit.part.text[hit.span.start : hit.span.end].split())
    return None
