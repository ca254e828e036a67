"""How much a sentence reads like labelled texts: one number from 0 to 1 for each scale, 0.5 at the bar.

A small convolutional network (after Kim 2014, "Convolutional neural networks for sentence classification"): words become
vectors, three layers see three, five and nine neighbours at once, and what each of their features reaches at most, and on
average, is weighed for every scale. It was trained by `training/likeness.py`, it never changes at run time, and the same
sentence always gets the same numbers. numpy is imported and the weights are read when a sentence is first asked about.
"""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib import import_module
from io import BytesIO
from typing import Any

from tonelint.dataclass import dataclass
from tonelint.regexes import regex
from tonelint.shipped import built_in

WEIGHTS, EXAMPLES = "likeness.npz", "likeness-examples.json"

# Words, amounts, shares and numbers each as one; the marks that change how a sentence reads.
_TOKEN = regex(r"(?P<money>[£$€]\s?\d[\d,.]*)|(?P<percent>\d[\d,.]*\s?%)|(?P<number>\d[\d,.:]*)|[^\W\d_]+|[!?,.:\"-]")
_UNKNOWN = "?unknown"
_LONGEST = 64
_LEAST_WORDS, _MOST_WORDS, _KNOWN_SHARE = 2, 32, 0.7
_REMEMBERED = 4096
# Zeros between two sentences: as many as the widest layer reaches to one side, so that no sentence sees its neighbour.
_GAP = 2


@cache
def examples() -> Mapping[str, Sequence[str]]:
    """Return the scales there are, each with labelled texts that it was learned from."""
    file = built_in() / EXAMPLES
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def tokens(words: str) -> list[str]:
    """Return the tokens of a sentence's folded words, as the network knows them; at most so many as it reads."""
    found = [f"#{match.lastgroup}" if match.lastgroup else match.group() for match in _TOKEN.finditer(words)]
    return found[:_LONGEST] or [_UNKNOWN]


@dataclass(frozen=True)
class Likeness:
    """The network. Sentences are given as their folded words."""

    weights: Mapping[str, Any]

    @cached_property
    def scales(self) -> dict[str, int]:
        """The columns of the scores by the names of the scales."""
        return {name: column for column, name in enumerate(_lines(self.weights["scales"]))}

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        return {word: row for row, word in enumerate(_lines(self.weights["words"]))}

    @cached_property
    def _known(self) -> dict[str, array[float]]:
        return {}

    def score(self, sentence: str, scale: str) -> float:
        """Return the score of a sentence: 0.5 where it is just like enough, more where it is more so.

        What is no sentence that the network can read has no score: not a number, which lies in no range. Each sentence is
        reckoned by itself, so that its score never depends on what else there is; the last few thousand are remembered.
        """
        if sentence not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[sentence] = self._scores(tokens(sentence))
        return self._known[sentence][self.scales[scale]]

    def _scores(self, line: Sequence[str]) -> array[float]:
        """Return the scores of a sentence's tokens, in the order of the scales; thousands of them are remembered."""
        if not self._is_read(line):
            return array("d", [math.nan]) * len(self.scales)
        weighed = self._features([line])[0] @ self.weights["out"] - self.weights["bar"]
        return array("d", (1.0 / (1.0 + _numpy().exp(-weighed))).tolist())

    def _is_read(self, line: Sequence[str]) -> bool:
        """Tell a sentence from a value, a name, code or another language: it has words, and most of them are known.

        Nor is a sentence read that is longer than nearly all that the network was taught with.
        """
        words = [token for token in line if token[0].isalpha()]
        known = sum(word in self._vocabulary for word in words)
        return known >= _LEAST_WORDS and len(words) <= _MOST_WORDS and known >= _KNOWN_SHARE * len(words)

    def nearest(self, scale: str, sentence: str) -> str | None:
        """Return the labelled text of a scale that is nearest to a sentence in what the scale looks at (by cosine)."""
        known = examples().get(scale, ())
        if not known:
            return None
        numpy = _numpy()
        looked_at = numpy.abs(self.weights["out"][:, self.scales[scale]])
        vectors = self._features([tokens(sentence), *(tokens(text.lower()) for text in known)]) * looked_at
        vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
        return known[int(numpy.argmax(vectors[1:] @ vectors[0]))]

    def _features(self, lines: Sequence[Sequence[str]]) -> Any:
        """Return the features of each sentence's tokens; all are laid in one row with zeros between, so that none is padded."""
        numpy = _numpy()
        lengths = numpy.array([len(line) for line in lines])
        starts = numpy.cumsum(numpy.concatenate(([_GAP], lengths[:-1] + _GAP)))
        rows = numpy.zeros(int(lengths.sum()) + _GAP * (len(lines) + 1), dtype=numpy.int32)
        present = numpy.zeros((len(rows), 1), dtype=numpy.float32)
        unknown = self._vocabulary[_UNKNOWN]
        for start, line in zip(starts, lines, strict=True):
            rows[start : start + len(line)] = [self._vocabulary.get(token, unknown) for token in line]
            present[start : start + len(line)] = 1.0
        layer = self.weights["vectors"][rows].astype(numpy.float32) * self.weights["unit"] * present
        pooled = []
        for number, reach in enumerate((1, 1, 2), start=1):
            seen = _convolved(layer, self.weights[f"layer{number}"], reach) + self.weights[f"bias{number}"]
            layer = (numpy.maximum(seen, 0.0) + (layer if number > 1 else 0.0)) * present
            pooled.append(numpy.maximum.reduceat(layer, starts, axis=0))
        pooled.append(numpy.add.reduceat(layer, starts, axis=0) / lengths[:, None])
        return numpy.concatenate([*pooled, numpy.ones((len(lines), 1), dtype=numpy.float32)], axis=1)


def _convolved(layer: Any, weights: Any, reach: int) -> Any:
    """Return each row weighed with the rows `reach` before and behind it; weights of shape (3, features, features)."""
    numpy = _numpy()
    before, behind = numpy.zeros_like(layer), numpy.zeros_like(layer)
    before[reach:], behind[:-reach] = layer[:-reach], layer[reach:]
    return before @ weights[0] + layer @ weights[1] + behind @ weights[2]


@cache
def load() -> Likeness:
    """Return the network that comes with the program."""
    arrays = _numpy().load(BytesIO((built_in() / WEIGHTS).read_bytes()), allow_pickle=False)
    weights = {name: arrays[name] for name in arrays.files}
    return Likeness({name: a.astype("float32") if a.dtype == "float16" else a for name, a in weights.items()})


@cache
def _numpy() -> Any:
    return import_module("numpy")


def _lines(array: Any) -> list[str]:
    return bytes(array).decode("utf-8").split("\n")
