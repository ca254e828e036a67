"""Learn how much words sound like what readers mind, and write it to rules/undertone-words.json.

    pip install -e ".[train]"
    python training/undertone.py            cross-validate over the pairs of the half `tune`
    python training/undertone.py --write    learn from all of them and write the file; a minute

Learned from the labelled sentences (`labelled.py`: problems against look-alikes, strengths and neutral ones), from contrasts
(tests/accuracy/training/contrasts.yml) and from the sentence that was changed in pairs of the half `tune`: logistic regression
with an L2 penalty over the words, pairs of words and marks of a sentence (Manning, Raghavan & Schütze 2008, chapter 13).
Nothing of the half `test` is read.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import labelled
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from tonelint.telling import told_by
from tonelint.undertone import FILE, UNIT, Undertone

MOST_WORDS, LEAST_SENTENCES, PENALTY = 8000, 2, 3.3
# A sentence of a contrast differs from its twin in the wording alone, so it says more.
CONTRASTED = 2.0
FOLDS = 5


@dataclass(frozen=True)
class Told:
    """A sentence in folded words: whether readers mind it, and how much that is worth to learn from."""

    words: str
    is_minded: bool
    worth: float = 1.0


@dataclass(frozen=True)
class Changed:
    """The sentences of the worse and of the better of two texts; `one`: a single sentence was changed."""

    worse: tuple[str, ...]
    better: tuple[str, ...]
    one: bool

    def told(self) -> list[Told]:
        """Return the sentences that only one of the messages has."""
        worse = [Told(words, is_minded=True, worth=CONTRASTED) for words in self.worse if words not in self.better]
        better = [Told(words, is_minded=False, worth=CONTRASTED) for words in self.better if words not in self.worse]
        return worse + better if self.one else []


def told() -> list[Told]:
    """Return the labelled sentences of which it is known whether readers mind them, and those of contrasts."""
    problems = {rule.id for rule in labelled.ruleset.load().rules if not rule.is_strength}
    known = [s for s in labelled.sentences(others=False) if s.label is not None or s.scale == labelled.NEUTRAL]
    contrasts = labelled.accuracy.read_yaml(labelled.DATA / "training" / "contrasts.yml")
    between = _changed([(one["worse"], one["better"], True) for one in contrasts])
    return [*(Told(s.words, is_minded=s.scale in problems and s.label == 1) for s in known), *(s for one in between for s in one.told())]


def changed() -> list[Changed]:
    """Return the pairs of the half `tune`."""
    pairs = [pair for pair in labelled.accuracy.load_pairs() if pair.half == "tune"]
    return _changed([(pair.worse, pair.better, pair.size == "sentence") for pair in pairs])


def _changed(texts: Sequence[tuple[str, str, bool]]) -> list[Changed]:
    worse, better = (labelled.cut([text[number] for text in texts]) for number in (0, 1))
    return [Changed(tuple(w), tuple(b), text[2]) for text, w, b in zip(texts, worse, better, strict=True)]


def learn(sentences: Sequence[Told]) -> dict[str, Any]:
    """Return the file: what a sentence weighs by itself, and what each of its words does."""
    count = Counter(word for sentence in sentences for word in told_by(sentence.words))
    columns = sorted(word for word, times in count.items() if times >= LEAST_SENTENCES)
    weights = _fit(sentences, columns).coef_[0]
    heaviest = sorted(columns[i] for i in np.argsort(-np.abs(weights), kind="stable")[:MOST_WORDS])
    model = _fit(sentences, heaviest)
    words = {word: round(float(weight) * UNIT) for word, weight in zip(heaviest, model.coef_[0], strict=True)}
    return {"start": round(float(model.intercept_[0]) * UNIT), "words": {word: weight for word, weight in words.items() if weight}}


def _fit(sentences: Sequence[Told], columns: Sequence[str]) -> LogisticRegression:
    column = {word: number for number, word in enumerate(columns)}
    found = [[column[word] for word in told_by(sentence.words) if word in column] for sentence in sentences]
    ends = np.cumsum([0, *map(len, found)])
    numbers = np.concatenate([np.array(sorted(one), dtype=np.int32) for one in found])
    table = csr_matrix((np.ones(len(numbers)), numbers, ends), shape=(len(sentences), len(columns)))
    model = LogisticRegression(C=1 / PENALTY, solver="liblinear", max_iter=500, random_state=0)
    return model.fit(table, [s.is_minded for s in sentences], sample_weight=[s.worth for s in sentences])


def right(learned: dict[str, Any], pairs: Sequence[Changed]) -> list[bool]:
    """Tell for each pair whether the better message has the lower undertone."""
    undertone = Undertone(learned["start"], learned["words"])
    return [undertone.of_all(pair.better) < undertone.of_all(pair.worse) for pair in pairs]


def main() -> None:
    """Write the weights, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    options, sentences, pairs = parser.parse_args(), told(), changed()
    if options.write:
        learned = learn([*sentences, *(one for pair in pairs for one in pair.told())])
        (labelled.ROOT / "rules" / FILE).write_text(json.dumps(learned, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        return
    found: Counter[tuple[str, bool]] = Counter()
    for some, rest in KFold(FOLDS, shuffle=True, random_state=0).split(pairs):
        learned = learn([*sentences, *(one for i in some for one in pairs[i].told())])
        tested = [pairs[i] for i in rest]
        found.update((("one sentence" if pair.one else "message"), ok) for pair, ok in zip(tested, right(learned, tested), strict=True))
    for name in ("message", "one sentence"):
        print(f"{name:13} {found[name, True] / (found[name, True] + found[name, False]):.3f} of {found[name, True] + found[name, False]}")


if __name__ == "__main__":
    main()
