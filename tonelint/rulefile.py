"""One YAML file to one rule or situation, with every problem at its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from tonelint.checks import CHECKS
from tonelint.checks.base import Compiling, Judge, Options, Pattern, is_judge, is_pattern, only_patterns
from tonelint.decode import Decoder, Located, plain
from tonelint.errors import Problem, near
from tonelint.finding import Severity
from tonelint.message import SectionKind
from tonelint.packs import BUILT_IN
from tonelint.phrases import WordLists

PRINCIPLES = ("recognition", "ownership", "freedom", "sincerity", "generosity", "humanity")
SITUATIONS = (
    "service-reply", "apology", "transactional", "notice", "billing", "onboarding", "marketing", "win-back", "survey",
    "cold-outreach", "unknown",
)  # fmt: skip
EVERYWHERE = tuple(kind for kind in SectionKind if kind not in (SectionKind.THREAD, SectionKind.FOOTER, SectionKind.SIGNATURE))

_ID = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
_LISTED = {"phrase": "phrases", "regex": "patterns", "tokens": "patterns", "dependency": "patterns"}


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must mark (`marks` are the exact words, in order) or must leave alone.

    `also` names the other rules that mark it too; `situation` is given to the message, as in front matter.
    """

    text: str
    marks: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    situation: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of a rule: its tests and its documentation."""

    bad: tuple[Example, ...]
    good: tuple[Example, ...]


@dataclass(frozen=True)
class RuleFile:
    """The keys of a rule file. For a strength, `examples.bad` holds what earns it and `good` what does not."""

    id: str
    message: str
    why: str
    points: float
    any: tuple[Options, ...]
    examples: Examples
    kind: Literal["problem", "strength"] = "problem"
    severity: Severity | None = None
    basis: Literal["law", "experiment", "convention", "value"] = "value"
    evidence: Literal["strong", "mixed", "weak", "none"] = "none"
    references: tuple[str, ...] = ()
    suggestion: str | None = None
    in_: tuple[SectionKind, ...] = EVERYWHERE
    when: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()
    severity_in: dict[str, Severity] = field(default_factory=dict)
    unless: tuple[Options, ...] = ()
    unless_message: tuple[Options, ...] = ()
    given: tuple[Options, ...] = ()
    without: tuple[SectionKind, ...] = ()
    negation: Literal["guard", "allow"] = "guard"
    quotation: Literal["guard", "allow"] = "guard"
    once: bool = False
    default: Literal["on", "off"] = "on"


@dataclass(frozen=True)
class Rule:
    """A rule with its checks compiled, the path of the file it came from, and whence that came (see `packs.DataFile`)."""

    path: str
    file: RuleFile
    patterns: tuple[Pattern, ...]
    judges: tuple[Judge, ...]
    unless: tuple[Pattern, ...]
    unless_message: tuple[Pattern | Judge, ...]
    given: tuple[Pattern | Judge, ...]
    origin: str = BUILT_IN

    @property
    def id(self) -> str:
        """The id, `principle/name`."""
        return str(self.file.id)

    @property
    def principle(self) -> str:
        """The principle, which is the first half of the id."""
        return self.id.split("/", 1)[0]

    @property
    def is_strength(self) -> bool:
        """Tell a strength from a problem."""
        return self.file.kind == "strength"

    def all_patterns(self) -> Iterator[Pattern]:
        """Yield every pattern that sentences must be searched for on behalf of this rule."""
        for check in (*self.patterns, *self.judges, *self.unless, *self.unless_message, *self.given):
            if is_pattern(check):
                yield check
            elif is_judge(check):
                yield from check.patterns


@dataclass(frozen=True)
class EvidenceFile:
    """One sign of a situation: its weight counts once when any of its checks is found in the named sections."""

    weight: float
    any: tuple[Options, ...]
    in_: tuple[SectionKind, ...] = EVERYWHERE


@dataclass(frozen=True)
class SituationFile:
    """The keys of a situation file: what tells it, and which rank it has when two are told equally."""

    id: str
    about: str
    rank: int
    signs: tuple[EvidenceFile, ...]


@dataclass(frozen=True)
class Sign:
    """A compiled sign."""

    weight: float
    patterns: tuple[Pattern, ...]
    sections: tuple[SectionKind, ...]


@dataclass(frozen=True)
class Situation:
    """A compiled situation."""

    id: str
    about: str
    rank: int
    signs: tuple[Sign, ...]


def read_rule(path: str, text: str, lists: WordLists) -> tuple[Rule | None, list[Problem]]:
    """Read a rule file. Return the rule, or None and all the problems found."""
    decoder = _RuleDecoder(path)
    file = decoder.load(text, RuleFile)
    context = _compiling(decoder, lists)
    if file is None:
        return None, _all_problems(decoder, context)
    _check(file, decoder)
    checks = [check for options in file.any for check in options.compile(context)]
    rule = Rule(
        path,
        file,
        tuple(check for check in checks if is_pattern(check)),
        tuple(check for check in checks if is_judge(check)),
        only_patterns(file.unless, context),
        tuple(check for options in file.unless_message for check in options.compile(context)),
        tuple(check for options in file.given for check in options.compile(context)),
    )
    return (None if decoder.problems else rule), decoder.problems


def read_situation(path: str, text: str, lists: WordLists) -> tuple[Situation | None, list[Problem]]:
    """Read a situation file. Return the situation, or None and all the problems found."""
    decoder = _RuleDecoder(path)
    file = decoder.load(text, SituationFile)
    context = _compiling(decoder, lists)
    if file is None:
        return None, _all_problems(decoder, context)
    _known_situation(decoder, file.id)
    signs = tuple(Sign(sign.weight, only_patterns(sign.any, context), sign.in_) for sign in file.signs)
    return (None if decoder.problems else Situation(str(file.id), file.about, file.rank, signs)), decoder.problems


def _check(file: RuleFile, decoder: Decoder) -> None:
    if not _ID.fullmatch(file.id):
        decoder.problem(Located.of(file.id), f"an id is principle/name in lower case, got '{file.id}'")
    if not file.any:
        decoder.problem(Located.of(file.id), "the rule has no check: 'any' is empty")
    if file.kind == "problem" and file.severity is None:
        decoder.problem(Located.of(file.id), "the key 'severity' is missing (only a strength has none)")
    if file.kind == "strength" and file.severity is not None:
        decoder.problem(Located.of(file.id), "a strength has no severity")
    if file.points <= 0:
        decoder.problem(Located.of(file.id), "'points' must be greater than 0; whether they count for or against is told by 'kind'")
    examples = (*file.examples.bad, *file.examples.good)
    for name in (*file.when, *file.not_when, *file.severity_in, *(e.situation for e in examples if e.situation)):
        _known_situation(decoder, name)


def _known_situation(decoder: Decoder, name: str) -> None:
    if name not in SITUATIONS:
        decoder.problem(Located.of(name), f"unknown situation '{name}'{near(name, SITUATIONS)}")


def _compiling(decoder: Decoder, lists: WordLists) -> Compiling:
    return Compiling(decoder.path, lists, lambda where, what: decoder.problem(Located.of(where), what))


class _RuleDecoder(Decoder):
    """A decoder that remembers the checks it has read, so that their mistakes are told even when the file has others."""

    def __init__(self, path: str) -> None:
        super().__init__(path, {Options: self._check, Example: _decode_example})
        self.checks: list[Options] = []

    def _check(self, _: Decoder, node: yaml.Node) -> Options:
        options: Options = _decode_check(self, node)
        self.checks.append(options)
        return options


def _all_problems(decoder: _RuleDecoder, context: Compiling) -> list[Problem]:
    for options in decoder.checks:
        options.compile(context)
    return sorted(set(decoder.problems))


def _decode_check(decoder: Decoder, node: yaml.Node) -> Any:
    pairs = decoder.pairs(node)
    if len(pairs) != 1:
        decoder.fail(node, f"a check is one key of {', '.join(CHECKS)}; write the next check as an item of its own")
    key, value = pairs[0]
    if key not in CHECKS:
        decoder.fail(node, f"unknown check '{key}'{near(key, CHECKS)}")
    if key not in _LISTED:
        return decoder.decode(value, CHECKS[key])
    if key in ("phrase", "regex"):
        return CHECKS[key](decoder.decode(value, tuple[str, ...]))
    patterns = plain(value)
    is_single = isinstance(patterns, list) and bool(patterns) and isinstance(patterns[0], dict)
    place = Located.of(key, value.start_mark.line + 1, value.start_mark.column + 1)
    return CHECKS[key]((patterns,) if is_single or not isinstance(patterns, list) else tuple(patterns), place)


@dataclass(frozen=True, slots=True)
class _ExampleKeys:
    text: str
    marks: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    situation: str | None = None


def _decode_example(decoder: Decoder, node: yaml.Node) -> Example:
    """Decode an example: a text alone, or a mapping with the text and what is to be marked."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Example(str(node.value), line=line)
    keys = decoder.decode(node, _ExampleKeys)
    return Example(str(keys.text), tuple(map(str, keys.marks)), tuple(map(str, keys.also)), keys.situation, line)
