"""What a message is for, worked out from its own words.

Two things speak: the signs in `rules/situations/` (phrases and clauses with a weight, written by people), and how much more
often a word or a pair of words stands in messages of one situation than in the others (`rules/situation-words.json`,
counted by `benchmarks/situations.py` over labelled messages: naive Bayes, as log odds). The heaviest sum wins.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from tonelint.checks.base import View
from tonelint.message import SectionKind
from tonelint.report import SituationFound
from tonelint.rulefile import Sign, Situation

# One weak sign is not enough to call a message anything.
_LEAST = 2.0
# What the mean weight of the learned words counts for against a sign of weight 1. The mean, so that a long message is not
# told by its length; the factor was chosen by cross-validation over the messages that the words are counted in.
_LEARNED = 20.0
# Fewer words and pairs than these say too little to be counted.
_LEAST_WORDS = 20
_SHOWN = 3
_WORD = re.compile(r"[a-z]+")
# Small words weigh too, but tell a person nothing.
_TELLING = re.compile(r"\w{5,}(?: \w{4,})?")
_SILENT = (SectionKind.THREAD, SectionKind.FOOTER, SectionKind.SIGNATURE)


def detect(view: View, situations: Sequence[Situation], learned: Mapping[str, Mapping[str, float]]) -> SituationFound:
    """Return the situation that weighs most, with the words that decided; `unknown` when none weighs enough.

    `learned`: the weights of words and pairs of words, by the situation's id.
    """
    present = frozenset() if view.anatomy.is_fragment else words_of(view)
    weighed = [(*_weigh(view, situation, learned.get(situation.id, {}), present), situation) for situation in situations]
    weighed = [item for item in weighed if item[0] >= _LEAST]
    if not weighed:
        return SituationFound("unknown", "detected")
    _, words, best = max(weighed, key=lambda item: (item[0], item[2].rank))
    return SituationFound(best.id, "detected", tuple(words[:_SHOWN]))


def words_of(view: View) -> frozenset[str]:
    """Return the words and pairs of words of a message; those of the subject once more, with "subject:" before them."""
    found: set[str] = set()
    for sentence in view.sentences:
        if sentence.section in _SILENT:
            continue
        words = _WORD.findall(sentence.words.text)
        found.update(words)
        found.update(f"{first} {second}" for first, second in itertools.pairwise(words))
        if sentence.section is SectionKind.SUBJECT:
            found.update(f"subject:{word}" for word in words)
    return frozenset(found)


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


def _weigh(view: View, situation: Situation, words: Mapping[str, float], present: frozenset[str]) -> tuple[float, list[str]]:
    total, shown = signs_of(view, situation)
    learned = _learned(words, present) if len(present) >= _LEAST_WORDS else []
    total += sum(weight for weight, _ in learned)
    shown = sorted(shown, reverse=True) + sorted((item for item in learned if _TELLING.fullmatch(item[1])), reverse=True)
    return total, list(dict.fromkeys(text for _, text in shown))


def _learned(words: Mapping[str, float], present: frozenset[str]) -> list[tuple[float, str]]:
    return [(words[word] * _LEARNED / len(present), word.removeprefix("subject:")) for word in sorted(present & words.keys())]


def _first(view: View, sign: Sign) -> str | None:
    for hit in view.hits(sign.patterns):
        if hit.sentence and hit.sentence.section in sign.sections:
            return " ".join(hit.part.text[hit.span.start : hit.span.end].split())
    return None
