"""The labelled sentences that likeness is learned from: our own, written blind to the rules.

They are the half `tune` of tests/accuracy/cases, all of tests/accuracy/training and the examples in the rule files. Nothing of
the half `test` is ever read here.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "accuracy"
sys.path.insert(0, str(ROOT / "benchmarks"))

import accuracy

from tonelint import ruleset
from tonelint.checks.base import LikenessPattern, View
from tonelint.engine import Engine
from tonelint.message import Message, Source
from tonelint.readers import plain
from tonelint.telling import SILENT

# Rules that judge a message, a place or capital letters, where no single sentence tells.
NOT_LEARNED = frozenset(
    ["ownership/late-apology", "ownership/missing-apology", "humanity/unsigned", "humanity/signed-by-person", "humanity/first-person",
     "humanity/plain-voice", "recognition/no-name", "recognition/name-overuse", "recognition/no-name-fallback", "recognition/name-used",
     "recognition/broken-merge",
     "generosity/self-focus", "freedom/shouting", "sincerity/fake-thread"]
)  # fmt: skip
CALIBRATION_SHARE = 0.1
# What sentences are called in which no problem rule should find anything.
NEUTRAL = "neutral"
# The grade of messages that readers mind nothing in, and the situations in which they may still be sold to.
BEST, SELLING = 5, ("marketing", "win-back", "cold-outreach")


@dataclass(frozen=True)
class Text:
    """A labelled text: what it is a positive or a look-alike of; `marks` are the words that tell."""

    scale: str
    id: str
    text: str
    positive: bool
    marks: str | None


@dataclass(frozen=True)
class Labelled:
    """A sentence in folded words. `label`: 1 like the scale, 0 a look-alike, None not known.

    `others`: the rules that mark its text too, so that it is no counter-example for them. `calibrates`: kept back to set the bars.
    """

    words: str
    scale: str
    label: int | None
    others: frozenset[str]
    calibrates: bool


def texts() -> Iterator[Text]:
    """Yield every labelled text."""
    for folder in ("cases", "training"):
        for path in sorted((DATA / folder).glob("*/*.yml")):
            data = accuracy.read_yaml(path)
            for key in ("positives", "lookalikes"):
                for case in data[key]:
                    if folder == "training" or accuracy.half_of(f"{data['rule']}#{case['id']}") == "tune":
                        yield Text(data["rule"], f"{folder}-{case['id']}", case["text"], key == "positives", case.get("marks"))
    for rule in ruleset.load().rules:
        for number, example in enumerate((*rule.file.examples.bad, *rule.file.examples.good)):
            marks = example.marks[0] if example.marks else None
            yield Text(rule.id, f"example-{number}", str(example.text), number < len(rule.file.examples.bad), marks)


def sentences(*, others: bool = True) -> list[Labelled]:
    """Cut the texts into sentences, each with what is known of it. Without `others`, which take minutes, it is not told of those."""
    every = [text for text in texts() if text.scale not in NOT_LEARNED]
    messages = _messages([text.text for text in every])
    marked = _marked(messages) if others else [frozenset[str]()] * len(every)
    found: list[Labelled] = []
    for text, reading, rules in zip(every, _reader().read(messages), marked, strict=True):
        found += _cut(text, reading.view, rules - {text.scale})
    return found + [Labelled(words, NEUTRAL, None, frozenset(), calibrates=False) for words in neutral()]


def neutral() -> list[str]:
    """Return sentences in which no problem rule should find anything: those written as such, and those of well-graded messages."""
    lines = (DATA / "training" / "neutral.txt").read_text(encoding="utf-8").splitlines()
    good = [m.text for m in accuracy.load_graded() if m.half == "tune" and m.grade == BEST and m.situation not in SELLING]
    return [*map(str.lower, lines), *(words for message in cut(good) for words in message)]


def cut(written: Sequence[str]) -> list[list[str]]:
    """Return for each message the folded words of its sentences, but for those that say nothing of the writer's tone."""
    readings = _reader().read(_messages(written))
    return [[s.words.text for s in reading.view.sentences if s.section not in SILENT] for reading in readings]


def scales(found: Sequence[Labelled]) -> list[str]:
    """Return the names of the scales in order."""
    return sorted({sentence.scale for sentence in found if sentence.label is not None})


def _messages(written: Sequence[str]) -> list[Message]:
    return [plain.read(Source("mail.txt", text))[0] for text in written]


@cache
def _reader() -> Engine:
    """Return an engine that reads messages and marks nothing."""
    return Engine(ruleset.RuleSet((), ruleset.load().lists, ()))


def _marked(messages: Sequence[Message]) -> list[frozenset[str]]:
    """Return what is marked by the rules as people wrote them: what is to be learned must not look at what was learned."""
    every = ruleset.load()
    own = [replace(rule, unless=tuple(p for p in rule.unless if not isinstance(p, LikenessPattern))) for rule in every.rules]
    reports = Engine(ruleset.RuleSet(tuple(own), every.lists, every.situations)).lint(messages)
    return [frozenset(finding.rule for finding in (*report.findings, *report.strengths)) for report in reports]


def _cut(text: Text, view: View, others: frozenset[str]) -> Iterator[Labelled]:
    start = text.text.find(text.marks) if text.marks else -1
    own = [sentence for sentence in view.sentences if sentence.section not in SILENT]
    for sentence in own:
        region = sentence.part.map.region(sentence.span)
        if not text.positive:
            label: int | None = 0
        elif start >= 0 and text.marks:
            label = 1 if region.start < start + len(text.marks) and start < region.end else None
        else:
            label = 1 if len(own) == 1 else None
        yield Labelled(sentence.words.text, text.scale, label, others, calibrates=_calibrates(text))


def _calibrates(text: Text) -> bool:
    """Tell the texts that set the bars; the network does not learn from them."""
    digest = hashlib.blake2b(f"{text.scale}#{text.id}".encode(), digest_size=2).digest()
    return text.id.startswith("training") and digest[1] < 256 * CALIBRATION_SHARE
