"""Learn how much a word says about what a message is for, and write it to rules/situation-words.json.

    pip install -e ".[train]"
    python training/situations.py            cross-validate over the messages to learn from
    python training/situations.py --write    learn from all of them and write the file

Learned from the half `tune` of the messages labelled with a situation and from all of tests/accuracy/situations-train.yml:
logistic regression with an L2 penalty over the words and pairs of words of a message, each weighed by how rare it is
(Manning, Raghavan & Schütze 2008, chapters 6 and 13). Nothing of the half `test` is read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

import accuracy
from scipy.sparse import csr_matrix

from tonelint import ruleset
from tonelint.engine import Engine
from tonelint.message import Source
from tonelint.policy import Policy
from tonelint.readers import plain
from tonelint.situation import LearnedWords, signs_of, words_of

FILE = accuracy.ROOT / "rules" / ruleset.LEARNED
LEAST_MESSAGES, MOST_WORDS, PENALTY = 2, 8000, 0.1
FOLDS = 5


@dataclass(frozen=True)
class Known:
    """What is known of a message: its words, what the signs of each situation weigh, and its situation."""

    words: frozenset[str]
    signs: Mapping[str, float]
    situation: str


def known(labelled: Sequence[tuple[str, str]]) -> list[Known]:
    """Read the messages with the signs of the situations, and without any rule."""
    every = ruleset.load()
    engine = Engine(ruleset.RuleSet((), every.lists, every.situations))
    unknown = Policy(engine.ruleset, "unknown")
    readings = engine.read((plain.read(Source("mail.txt", text))[0] for text, _ in labelled), lambda _: unknown)
    return [
        Known(words_of(reading.view), {s.id: signs_of(reading.view, s)[0] for s in every.situations}, name)
        for (_, name), reading in zip(labelled, readings, strict=True)
    ]


def learn(messages: Sequence[Known]) -> dict[str, Any]:
    """Return the file: what each word weighs for each situation, and how rare it is."""
    count: dict[str, int] = {}
    for message in messages:
        for word in message.words:
            count[word] = count.get(word, 0) + 1
    rarity = {w: float(np.log((1 + len(messages)) / (1 + n)) + 1) for w, n in sorted(count.items()) if n >= LEAST_MESSAGES}
    model = _fit(messages, rarity)
    telling = np.argsort(-np.abs(model.coef_).max(0), kind="stable")[:MOST_WORDS]
    names = list(rarity)
    rarity = {names[column]: rarity[names[column]] for column in sorted(telling)}
    model = _fit(messages, rarity)
    words = {
        word: " ".join(str(round(number, 2)) for number in (rare, *(float(weight) * rare for weight in model.coef_[:, column])))
        for column, (word, rare) in enumerate(rarity.items())
    }
    return {"situations": list(model.classes_), "start": [round(float(start), 2) for start in model.intercept_], "words": words}


def _fit(messages: Sequence[Known], rarity: Mapping[str, float]) -> LogisticRegression:
    column = {word: number for number, word in enumerate(rarity)}
    rows, columns, values = [], [], []
    for row, message in enumerate(messages):
        present = sorted(message.words & column.keys())
        length = sum(rarity[word] ** 2 for word in present) ** 0.5
        rows += [row] * len(present)
        columns += [column[word] for word in present]
        values += [rarity[word] / length for word in present]
    table = csr_matrix((values, (rows, columns)), shape=(len(messages), len(column)))
    return LogisticRegression(C=1 / PENALTY, max_iter=2000).fit(table, [message.situation for message in messages])


def right(learned: Mapping[str, Any], messages: Sequence[Known]) -> list[bool]:
    """Tell for each message whether the learned words and the signs together name its situation."""
    words = LearnedWords.of(learned)
    told = []
    for message in messages:
        totals = {name: total + message.signs[name] for name, total in words.weigh(message.words).totals.items()}
        told.append(max(totals, key=totals.__getitem__) == message.situation)
    return told


def main() -> None:
    """Write the weights, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    labelled = accuracy.situations_to_learn()
    messages = known(labelled)
    if parser.parse_args().write:
        learned = {"from": hashlib.sha256(json.dumps(labelled).encode()).hexdigest(), **learn(messages)}
        FILE.write_text(json.dumps(learned, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        return
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(messages, [message.situation for message in messages])
    shares = [np.mean(right(learn([messages[i] for i in some]), [messages[i] for i in rest])) for some, rest in folds]
    print(f"{np.mean(shares):.3f} of {len(messages)} messages right in {FOLDS} folds")


if __name__ == "__main__":
    main()
