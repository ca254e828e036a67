"""Count how much a word says about a situation, and write it to rules/situation-words.json.

    python benchmarks/situations.py            how often situations are right with those weights, for tune and test apart
    python benchmarks/situations.py --write    count anew and write the file

Learned from the half `tune` of the messages labelled with a situation and from all of tests/accuracy/situations-train.yml.
A weight is the logarithm of the odds of a word in messages of the situation against the others, with Laplace's rule for rare
ones (naive Bayes; Manning, Raghavan & Schütze 2008, chapter 13), and is kept when it is large enough to matter.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent))

import accuracy

from tonelint import ruleset
from tonelint.engine import Engine
from tonelint.message import Source
from tonelint.readers import plain
from tonelint.situation import words_of

TRAINING = accuracy.DATA / "situations-train.yml"
FILE = accuracy.ROOT / "rules" / ruleset.LEARNED
SMOOTHING = 1.0
LEAST_MESSAGES = 2
LEAST_WEIGHT = 0.5


def training() -> list[tuple[str, str]]:
    """Return the messages to learn from, with their situations."""
    labelled = [(text, name) for item, text, name in accuracy.load_situations() if accuracy.half_of(item) == "tune"]
    if TRAINING.exists():
        labelled += [(item["text"], item["situation"]) for item in yaml.safe_load(TRAINING.read_text(encoding="utf-8"))]
    return labelled


def learn(labelled: Sequence[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """Return the weights by situation and word."""
    engine = Engine(ruleset.load())
    readings = engine.read(plain.read(Source("mail.txt", text)) for text, _ in labelled)
    messages: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    seen_in: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (_, name), reading in zip(labelled, readings, strict=True):
        words = words_of(reading.view)
        messages[name] += 1
        seen.update(words)
        seen_in[name].update(words)
    weights: dict[str, dict[str, float]] = {}
    for name in sorted(messages):
        others = len(labelled) - messages[name]
        weighed = {
            word: _log_odds(seen_in[name][word], messages[name], count - seen_in[name][word], others)
            for word, count in sorted(seen.items())
            if count >= LEAST_MESSAGES
        }
        weights[name] = {word: weight for word, weight in weighed.items() if abs(weight) >= LEAST_WEIGHT}
    return weights


def _log_odds(inside: int, messages: int, outside: int, others: int) -> float:
    share = (inside + SMOOTHING) / (messages + 2 * SMOOTHING)
    other = (outside + SMOOTHING) / (others + 2 * SMOOTHING)
    return round(math.log(share / other), 1)


def main() -> None:
    """Write the weights, or print how good they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        FILE.write_text(json.dumps(learn(training()), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(accuracy.measure_situations(Engine(ruleset.load())), indent=1))


if __name__ == "__main__":
    main()
