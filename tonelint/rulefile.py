"""One YAML file to one rule or situation, with every problem at its line and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from typing import Annotated, Any, Literal

import yaml

from tonelint.archive import Pieces
from tonelint.checks import CHECKS
from tonelint.checks.base import Compiling, Judge, Options, Pattern, is_judge, is_pattern, only_patterns
from tonelint.dataclass import dataclass
from tonelint.decode import Decoder, Keyword, Located, plain
from tonelint.errors import Problem, near
from tonelint.finding import Severity
from tonelint.message import SectionKind
from tonelint.names import SITUATIONS
from tonelint.packs import BUILT_IN
from tonelint.phrases import WordLists
from tonelint.regexes import regex

EVERYWHERE = tuple(kind for kind in SectionKind if kind not in (SectionKind.THREAD, SectionKind.FOOTER, SectionKind.SIGNATURE))

ID = regex(r"[a-z0-9-]+/[a-z0-9-]+")
SituationName = Annotated[str, Keyword("enum", SITUATIONS)]
_Checks = tuple[Options, ...]
LISTED = {"phrase": "phrases", "regex": "patterns", "tokens": "patterns", "dependency": "patterns"}


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

    bad: Annotated[Sequence[Example], "texts that the rule marks, six or more; for a strength, texts that earn it"]
    good: Annotated[Sequence[Example], "texts like them that the rule leaves alone, six or more, and every other rule too"]


@dataclass(frozen=True)
class RuleFile:
    """A rule: what it looks for, what it says about it, and the texts that prove it."""

    id: Annotated[str, "principle/name, in lower case; the name says what is wrong, or good", Keyword("pattern", f"^({ID.pattern})$")]
    message: Annotated[str, "what is wrong (or good), in plain words, one sentence or two"]
    why: Annotated[str, "why a reader minds"]
    points: Annotated[float, "what the first finding weighs: errors 10 to 14, warnings 4 to 6, suggestions 1 to 3, strengths 2 to 4"]
    any: Annotated[_Checks, "the checks, any of which marks"]
    examples: Annotated[Examples, "the tests of the rule, and its documentation"]
    kind: Annotated[Literal["problem", "strength"], "whether it finds what is wrong or what is good"] = "problem"
    severity: Annotated[Severity | None, "how serious it is; a strength has none"] = None
    basis: Annotated[Literal["law", "experiment", "convention", "value"], "what the rule stands on"] = "value"
    evidence: Annotated[Literal["strong", "mixed", "weak", "none"], "how well it is known"] = "none"
    references: Annotated[tuple[str, ...], "where to read about it"] = ()
    suggestion: Annotated[str | None, "what to write instead"] = None
    fix: Annotated[dict[str, str], "words of marks, in lower case, each with those that fit in their place; none to take them out"] = field(
        default_factory=dict
    )
    in_: Annotated[tuple[SectionKind, ...], "the sections it looks in; all but signature, footer and thread, if none is named"] = EVERYWHERE
    when: Annotated[tuple[SituationName, ...], "the situations it is for; any, if none is named"] = ()
    not_when: Annotated[tuple[SituationName, ...], "the situations it is not for"] = ()
    severity_in: Annotated[dict[SituationName, Severity], "another severity in some situations"] = field(default_factory=dict)
    unless: Annotated[_Checks, "checks; a hit in the same sentence drops the match"] = ()
    unless_message: Annotated[_Checks, "checks; a hit anywhere in the message drops every match"] = ()
    given: Annotated[_Checks, "checks; without a hit anywhere in the message nothing is marked"] = ()
    without: Annotated[tuple[SectionKind, ...], "sections that must not be there"] = ()
    negation: Annotated[Literal["guard", "allow"], "whether what is negated is matched, too"] = "guard"
    quotation: Annotated[Literal["guard", "allow"], "whether what stands in quotation marks or in an address is matched, too"] = "guard"
    once: Annotated[bool, "whether the first match only is marked"] = False
    default: Annotated[Literal["on", "off"], "whether it is in force, or only when it is selected by its id"] = "on"


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

    weight: Annotated[float, "what it speaks for the situation, or against it (below 0)"]
    any: Annotated[_Checks, "the checks, any of which is the sign; none of those that look at whole messages"]
    in_: Annotated[tuple[SectionKind, ...], "the sections it looks in; all but signature, footer and thread, if none is named"] = EVERYWHERE


@dataclass(frozen=True)
class SituationFile:
    """What a message may be for, and what tells it."""

    id: Annotated[SituationName, "the name of the situation"]
    about: Annotated[str, "what such a message is for, in a sentence"]
    rank: Annotated[int, "which situation wins when two are told equally: the higher one"]
    signs: Annotated[tuple[EvidenceFile, ...], "what tells it"]


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
    decoder = RuleDecoder(path)
    file = decoder.load(text, RuleFile)
    context = _compiling(decoder, lists)
    if file is None:
        return None, _all_problems(decoder, context)
    _check(file, decoder)
    checks = [check for options in file.any for check in options.compile(context)]
    rule = Rule(
        path,
        _without_checks(file),
        tuple(check for check in checks if is_pattern(check)),
        tuple(check for check in checks if is_judge(check)),
        only_patterns(file.unless, context),
        tuple(check for options in file.unless_message for check in options.compile(context)),
        tuple(check for options in file.given for check in options.compile(context)),
    )
    return (None if decoder.problems else rule), decoder.problems


def _without_checks(file: RuleFile) -> RuleFile:
    """Return what a rule file says beside its checks, which are compiled; examples are read when they are asked for."""
    examples = Examples(Pieces(file.examples.bad), Pieces(file.examples.good))
    return replace(file, any=(), unless=(), unless_message=(), given=(), examples=examples)


def read_situation(path: str, text: str, lists: WordLists) -> tuple[Situation | None, list[Problem]]:
    """Read a situation file. Return the situation, or None and all the problems found."""
    decoder = RuleDecoder(path)
    file = decoder.load(text, SituationFile)
    context = _compiling(decoder, lists)
    if file is None:
        return None, _all_problems(decoder, context)
    _known_situation(decoder, file.id)
    signs = tuple(Sign(sign.weight, only_patterns(sign.any, context), sign.in_) for sign in file.signs)
    return (None if decoder.problems else Situation(str(file.id), file.about, file.rank, signs)), decoder.problems


def _check(file: RuleFile, decoder: Decoder) -> None:
    if not ID.fullmatch(file.id):
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


class RuleDecoder(Decoder):
    """A decoder that remembers the checks it has read, so that their mistakes are told even when the file has others."""

    def __init__(self, path: str) -> None:
        super().__init__(path, {Options: self._check, Example: _decode_example})
        self.checks: list[Options] = []

    def _check(self, _: Decoder, node: yaml.Node) -> Options:
        options: Options = _decode_check(self, node)
        self.checks.append(options)
        return options


def _all_problems(decoder: RuleDecoder, context: Compiling) -> list[Problem]:
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
    if key not in LISTED:
        return decoder.decode(value, CHECKS[key])
    if key in ("phrase", "regex"):
        return CHECKS[key](decoder.decode(value, tuple[str, ...]))
    patterns = plain(value)
    is_single = isinstance(patterns, list) and bool(patterns) and isinstance(patterns[0], dict)
    place = Located.of(key, value.start_mark.line + 1, value.start_mark.column + 1)
    return CHECKS[key]((patterns,) if is_single or not isinstance(patterns, list) else tuple(patterns), place)


@dataclass(frozen=True, slots=True)
class ExampleKeys:
    """An example with more than its text."""

    text: Annotated[str, "the text"]
    marks: Annotated[tuple[str, ...], "the exact words that are marked, in order"] = ()
    also: Annotated[tuple[str, ...], "other rules that mark it too"] = ()
    situation: Annotated[SituationName | None, "what the text is for, instead of working it out"] = None


def _decode_example(decoder: Decoder, node: yaml.Node) -> Example:
    """Decode an example: a text alone, or a mapping with the text and what is to be marked."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Example(str(decoder.decode(node, str)), line=line)
    keys = decoder.decode(node, ExampleKeys)
    return Example(str(keys.text), tuple(map(str, keys.marks)), tuple(map(str, keys.also)), keys.situation, line)
