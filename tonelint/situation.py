"""What a message is for, worked out from its own words.

Two things speak: the signs in `rules/situations/` (phrases and clauses with a weight, written by people), and how much a word
or a pair of words says about each situation (`rules/situation-words.json`, learned by `training/situations.py` from
labelled messages: logistic regression, as log odds). The heaviest sum wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from tonelint.checks.base import Owners, Pattern, View
from tonelint.dataclass import dataclass
from tonelint.message import SectionKind
from tonelint.regexes import regex
from tonelint.report import SituationFound
from tonelint.rule import Sign, Situation
from tonelint.telling import SILENT, told_by, words_in

# Where the signs speak alone, one weak sign is not enough to call a message anything.
_LEAST = 2.0
# What one unit of log odds counts for against a sign of weight 1; chosen by cross-validation (`training/situations.py`).
LEARNED_WEIGHT = 8.0
# Fewer words and pairs than these say too little to be counted.
_LEAST_WORDS = 20
_SHOWN = 3
# The sentences behind the greeting in which a message comes to its point.
_FIRST = 2
# Small words weigh too, but tell a person nothing.
_TELLING = regex(r"\w{5,}(?: \w{4,})?")


@dataclass(frozen=True)
class LearnedWords:
    """What words weigh. `situations` are the columns; `start` is what each weighs before any word is seen.

    `words`: for each word its rarity and what it weighs for each situation, as numbers in a text that is read when a message
    has the word. A weight is divided by the length of the message's vector of rarities, so that a long message is not told by
    its length.
    """

    situations: tuple[str, ...]
    start: tuple[float, ...]
    words: Mapping[str, str]
    _read: dict[str, tuple[float, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> LearnedWords:
        """Return what the file `rules/situation-words.json` holds."""
        return cls(tuple(told["situations"]), tuple(told["start"]), told["words"])

    def weigh(self, present: frozenset[str]) -> Weights:
        """Return what the words of a message weigh for every situation."""
        words = sorted(word for word in present if word in self.words)
        entries = [self._read.get(word) or self._numbers(word) for word in words]
        length = sum(entry[0] ** 2 for entry in entries) ** 0.5 or 1.0
        columns = [[LEARNED_WEIGHT * weight / length for weight in column] for column in list(zip(*entries, strict=True))[1:]]
        columns = columns or [[] for _ in self.situations]
        totals = (LEARNED_WEIGHT * start + sum(column) for start, column in zip(self.start, columns, strict=True))
        return Weights(words, dict(zip(self.situations, columns, strict=True)), dict(zip(self.situations, totals, strict=True)))

    def _numbers(self, word: str) -> tuple[float, ...]:
        self._read[word] = tuple(map(float, self.words[word].split()))
        return self._read[word]


@dataclass(frozen=True)
class Weights:
    """What a message weighs by its words: by the name of a situation, each of the words, in order, and the whole."""

    words: Sequence[str]
    columns: Mapping[str, Sequence[float]]
    totals: Mapping[str, float]

    def told(self, situation: str) -> list[tuple[float, str]]:
        """Return the words that speak for a situation and tell a person something, each behind its weight, the heaviest first."""
        weighed = zip(self.columns[situation], self.words, strict=True)
        speaking = sorted(((weight, word.partition(":")[2] or word) for weight, word in weighed if weight > 0), reverse=True)
        return [(weight, word) for weight, word in speaking if _TELLING.fullmatch(word)]


class Detector:
    """The situations that a message may be in, with the way from each pattern to the signs that it is part of."""

    def __init__(self, situations: Sequence[Situation], learned: LearnedWords) -> None:
        self._situations = situations
        self._learned = learned
        self._owners = Owners((id(sign), sign.patterns) for situation in situations for sign in situation.signs)

    def situation(self, view: View) -> SituationFound:
        """Return the situation that weighs most, with the words that decided.

        A fragment and a handful of words are judged by signs alone, and are `unknown` when those do not weigh enough.
        """
        present = words_of(view)
        is_counted = not view.anatomy.is_fragment and len(present) >= _LEAST_WORDS
        weights = self._learned.weigh(present if is_counted else frozenset())
        found = self._owners.of(view)
        weighed = []
        for situation in self._situations:
            total, shown = _signs(view, [(sign, found[id(sign)]) for sign in situation.signs if id(sign) in found])
            if is_counted and situation.id in weights.totals:
                total += weights.totals[situation.id]
                shown = sorted(shown, reverse=True)
            weighed.append((total, situation.rank, situation.id, shown))
        total, _, name, shown = max(weighed, default=(0.0, 0, "unknown", []))
        if name == "unknown" or (not is_counted and total < _LEAST):
            return SituationFound("unknown", "detected")
        told = weights.told(name) if is_counted and name in weights.totals else []
        return SituationFound(name, "detected", tuple(dict.fromkeys(text for _, text in [*shown, *told]))[:_SHOWN])


def words_of(view: View) -> frozenset[str]:
    """Return the words and pairs of words of a message, and its telling marks.

    Words of the subject, and of the sentences in which it comes to its point, stand once more with "subject:" or "first:".
    """
    found: set[str] = set()
    bodies = 0
    for sentence in view.sentences:
        if sentence.section in SILENT:
            continue
        found |= told_by(sentence.words.text)
        if sentence.section is SectionKind.SUBJECT:
            found.update(f"subject:{word}" for word in words_in(sentence.words.text))
        elif sentence.section is not SectionKind.GREETING:
            if bodies < _FIRST:
                found.update(f"first:{word}" for word in words_in(sentence.words.text))
            bodies += 1
    return frozenset(found)


def signs_of(view: View, situation: Situation) -> tuple[float, list[tuple[float, str]]]:
    """Return what the signs of a situation weigh in a message, and their words with their weights."""
    return _signs(view, [(sign, sign.patterns) for sign in situation.signs])


def _signs(view: View, signs: Iterable[tuple[Sign, Sequence[Pattern]]]) -> tuple[float, list[tuple[float, str]]]:
    total = 0.0
    shown: list[tuple[float, str]] = []
    for sign, patterns in signs:
        hit = next((hit for hit in view.hits(patterns) if hit.sentence and hit.sentence.section in sign.sections), None)
        if hit:
            total += sign.weight
            if sign.weight > 0:
                shown.append((sign.weight, " ".join(hit.part.text[hit.span.start : hit.span.end].split())))
    return total, shown
