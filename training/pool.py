"""Sentences for the teacher to speak of: the labelled ones, ordinary ones, and variations of both.

The small network learns from what the teacher says of very many sentences, true or odd. Variations swap words for near
ones, join halves of two sentences, cut sentences short and leave words out.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import Any

import labelled
import numpy as np

_CLAUSE = re.compile(r"(?<=[,;:])\s|\s(?=(?:and|but|so|if|because|when|that|to)\s)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_PIECE = re.compile(r"\w+|[^\w\s]|\s+")
# Words that carry the grammar stay as they are.
_KEPT = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "does", "for", "from", "has", "have", "i", "if", "in", "is", "it",
     "its", "me", "my", "no", "not", "of", "on", "or", "our", "so", "that", "the", "this", "to", "us", "was", "we", "were", "will", "with",
     "you", "your"]
)  # fmt: skip
_COMMON, _LONGEST = 9000, 240


def ordinary() -> list[str]:
    """Return the sentences of the whole messages that situations are learned from."""
    found = []
    for item in labelled.accuracy.read_yaml(labelled.DATA / "situations-train.yml"):
        lines = (line.strip() for line in item["text"].lower().splitlines())
        found += [sentence for line in lines if line for sentence in _SENTENCE.split(line)]
    return found


def build(telling: Sequence[str], others: Sequence[str], words: Sequence[str], vectors: Any, size: int) -> list[str]:
    """Return so many different sentences: those given, then variations, mostly of the telling ones."""
    chance = random.Random(3)
    base = list(dict.fromkeys([*telling, *others]))
    found = dict.fromkeys(base)
    neighbours = _Neighbours(words, vectors)
    while len(found) < size:
        sentence = chance.choice(telling if chance.random() < 0.7 else base)
        varied = _varied(sentence, base, neighbours, chance).strip()
        if varied:
            found[varied] = None
    return list(found)


class _Neighbours:
    """The nearest words of a word, by the cosine of their vectors."""

    def __init__(self, words: Sequence[str], vectors: Any) -> None:
        self._words = words[:_COMMON]
        self._vectors = vectors[:_COMMON] / np.linalg.norm(vectors[:_COMMON], axis=1, keepdims=True)
        self._rows = {word: row for row, word in enumerate(self._words)}
        self._near: dict[str, list[str]] = {}

    def one(self, word: str, chance: random.Random) -> str:
        if word not in self._rows or word in _KEPT:
            return word
        if word not in self._near:
            nearest = np.argsort(-(self._vectors @ self._vectors[self._rows[word]]))
            self._near[word] = [self._words[row] for row in nearest[1:9]]
        return chance.choice(self._near[word])


def _varied(sentence: str, base: Sequence[str], neighbours: _Neighbours, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.45:
        share = chance.choice([0.1, 0.2, 0.35])
        pieces = _PIECE.findall(sentence)
        return "".join(neighbours.one(p, chance) if p.isalpha() and chance.random() < share else p for p in pieces)
    if kind < 0.7:
        first, second = _CLAUSE.split(sentence), _CLAUSE.split(chance.choice(base))
        return " ".join([*first[: chance.randint(0, len(first))], *second[chance.randint(0, len(second)) :]])[:_LONGEST]
    words = sentence.split()
    if kind < 0.85:
        start = chance.randint(0, len(words) // 2)
        return " ".join(words[start : chance.randint(max(start + 1, len(words) // 2), max(len(words), start + 1))])
    return " ".join(word for word in words if chance.random() > 0.15)


def clauses(sentences: Sequence[str]) -> Iterator[str]:
    """Yield the clauses of sentences: what a mark is narrowed to is asked about by itself."""
    for sentence in sentences:
        parts = _CLAUSE.split(sentence)
        if len(parts) > 1:
            yield from parts
