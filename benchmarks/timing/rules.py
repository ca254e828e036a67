"""Rule sets of any size, of words that the generated messages have, so that they fire far more often than real rules."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from timing.corpus import SEED, load_frames

# Of nine rules five are phrases, three clauses, one a regular expression.
_KINDS = ("phrase", "clause", "phrase", "regex", "phrase", "clause", "phrase", "clause", "phrase")
_FRAME = {"severity": "suggestion", "points": 1, "message": "Generated.", "why": "Generated.", "examples": {"bad": [], "good": []}}
_SHORT = 3
PRINCIPLE = "bench"


def write_rules(folder: Path, count: int, mails: Sequence[str]) -> Path:
    """Write so many rule files, of words of the mails at these paths, into a folder; return it."""
    place = folder / f"rules-{count}"
    (place / PRINCIPLE).mkdir(parents=True, exist_ok=True)
    for number, check in zip(range(count), _checks(mails), strict=False):
        name = f"rule-{number:04}"
        rule = {"id": f"{PRINCIPLE}/{name}", **_FRAME, "any": [check]}
        (place / PRINCIPLE / f"{name}.yml").write_text(yaml.safe_dump(rule, sort_keys=False), encoding="utf-8")
    return place


def _checks(mails: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield checks without end; a larger set begins with the smaller one."""
    draw = random.Random(SEED)
    verbs = sorted(set(load_frames().verbs))
    runs = [run for path in mails for run in _runs(Path(path).read_text(encoding="utf-8"))]
    while True:
        for kind in _KINDS:
            first, second = draw.choice(runs), draw.choice(runs)
            if kind == "phrase":
                yield {"phrase": [f"{first[0]} ({first[1]}|{second[1]}) {first[2]}", f"{second[0]} ...2 {second[2]}~"]}
            elif kind == "regex":
                yield {"regex": [rf"\b{first[0]} \w+ {first[2]}\b"]}
            else:
                place, who = draw.choice(("subject", "object")), draw.choice(("sender", "reader", "something"))
                yield {"clause": {"verb": draw.sample(verbs, 2), place: who}}


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the runs of three words in a text, in lower case, with nothing but spaces between; "the ... of" would be found everywhere."""
    for stretch in re.findall(r"\b[a-z]+(?: [a-z]+){2,}", text):
        words = stretch.split()
        yield from (run for run in zip(words, words[1:], words[2:], strict=False) if min(len(run[0]), len(run[2])) > _SHORT)
