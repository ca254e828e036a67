"""The undertone of a sentence and of a message: how much the words sound like what readers mind, also where no rule marks them.

Each word, pair of words and mark of a sentence has a weight; their sum is the sentence's undertone, in hundredths of a log
odd: where it is above zero, readers rather mind the sentence than not. The weights were learned by `training/undertone.py`
(logistic regression) from labelled sentences, and never change at run time.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache

from tonelint.archive import Hashed
from tonelint.dataclass import dataclass
from tonelint.shipped import built_in
from tonelint.telling import told_by, words_in

FILE = "undertone-words.json"
# A log odd, in hundredths.
UNIT = 100
_LEAST_WORDS, _KNOWN_SHARE = 3, 0.25
# Below this, readers mind fewer than one sentence in eight.
_PLAIN = -2 * UNIT


@dataclass(frozen=True)
class Undertone:
    """What words weigh. `start`: what a sentence weighs before any word is seen. All in hundredths of a log odd."""

    start: int
    words: Mapping[str, int]

    def hears(self, folded: str) -> bool:
        """Tell a sentence from a value, a name, code and another language: it has words, and enough of them are known."""
        words = words_in(folded)
        return len(words) >= _LEAST_WORDS and sum(word in self.words for word in words) >= _KNOWN_SHARE * len(words)

    def of(self, folded: str) -> int:
        """Return the undertone of a sentence, given folded."""
        return self.start + sum(self.words.get(one, 0) for one in told_by(folded))

    def is_plain(self, folded: str) -> bool:
        """Tell a sentence that hardly any reader minds, given folded."""
        return self.hears(folded) and self.of(folded) < _PLAIN

    def heaviest(self, folded: str) -> list[tuple[int, str]]:
        """Return what is in a sentence that weighs anything, behind its weight, the heaviest first."""
        return sorted(((self.words[one], one) for one in told_by(folded) if one in self.words), key=lambda pair: (-abs(pair[0]), pair[1]))

    def of_all(self, folded: Iterable[str]) -> float:
        """Return the undertone of sentences, given folded: -ln of the chance that a reader minds none of them.

        0 where all are beyond doubt. A sentence that is surely minded adds its log odds, one that surely is not hardly anything.
        """
        return together(map(self.of, folded))


def together(undertones: Iterable[int]) -> float:
    """Return the undertone of sentences together, given that of each."""
    return math.fsum(_minded(one / UNIT) for one in undertones)


def _minded(log_odds: float) -> float:
    """Return -ln of the chance that a sentence is not minded: ln(1 + e^x), without an overflow."""
    return max(log_odds, 0.0) + math.log1p(math.exp(-abs(log_odds)))


@cache
def load() -> Undertone:
    """Return the weights that come with the program."""
    told = json.loads((built_in() / FILE).read_text(encoding="utf-8"))
    return Undertone(told["start"], Hashed(told["words"]))
