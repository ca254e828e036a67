"""What a rule is, and a situation: what its file says, and its checks compiled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Annotated, Literal

from tonelint.checks.base import Judge, Options, Pattern, is_judge, is_pattern
from tonelint.dataclass import dataclass
from tonelint.finding import Severity
from tonelint.located import Keyword
from tonelint.message import SectionKind
from tonelint.names import SITUATIONS
from tonelint.packs import BUILT_IN
from tonelint.regexes import regex

EVERYWHERE = tuple(kind for kind in SectionKind if kind not in (SectionKind.THREAD, SectionKind.FOOTER, SectionKind.SIGNATURE))

ID = regex(r"[a-z0-9-]+/[a-z0-9-]+")
SituationName = Annotated[str, Keyword("enum", SITUATIONS)]
_Checks = tuple[Options, ...]


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
    milder_with: Annotated[_Checks, "checks; a hit anywhere in the message makes what is marked a suggestion of half the points"] = ()
    without: Annotated[tuple[SectionKind, ...], "sections that must not be there"] = ()
    negation: Annotated[Literal["guard", "allow"], "whether what is negated is matched, too"] = "guard"
    quotation: Annotated[Literal["guard", "allow"], "whether what stands in quotation marks or in an address is matched, too"] = "guard"
    plainness: Annotated[Literal["guard", "allow"], "whether what stands in a sentence that hardly any reader minds is matched, too"] = (
        "allow"
    )
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
    milder_with: tuple[Pattern | Judge, ...] = ()
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
        for check in (*self.patterns, *self.judges, *self.unless, *self.unless_message, *self.given, *self.milder_with):
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
