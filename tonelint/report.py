"""The result of a run, as data: writers turn it into text, JSON and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from tonelint.dataclass import dataclass
from tonelint.errors import Problem, reason_of
from tonelint.finding import Finding, Place, Severity
from tonelint.source import Source
from tonelint.sums import Sums

if TYPE_CHECKING:
    from tonelint.message import Block, MergeField, PartRole, Section


@dataclass(frozen=True, slots=True)
class SituationFound:
    """What the message is for; `source` is detected, front-matter, configuration or option, `evidence` the words that decided."""

    name: str
    source: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that was not applied to a message, and why."""

    rule: str
    reason: str


class HiddenBy(str, Enum):
    """What hides a finding."""

    COMMENT = "comment"
    FRONT_MATTER = "front matter"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is not shown and takes no points, by what, and why its author says so (empty: no reason given)."""

    finding: Finding
    by: HiddenBy
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unused:
    """What was to hide findings and hides none (any more): where it stands, and one line that says what it is."""

    place: Place
    what: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What fails a message: a finding of that severity or above (None: none does), or a score under the least one, in tenths.

    `drop`: also a score, with all that the baseline accepts, under that at which it was accepted.
    """

    severity: Severity | None = Severity.ERROR
    score: int | None = None
    drop: bool = False


USUAL_BAR = Bar()


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of a message without its way back to the source, which a report of many messages could not hold."""

    role: PartRole
    text: str
    blocks: tuple[Block, ...]
    fields: tuple[MergeField, ...] = ()
    hard_lines: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The message as one of its readers sees it: its parts, and the sections of its body.

    `variant` says which branches of a template these parts are, of how many `versions` that were read; `notes`: what was not.
    """

    parts: tuple[ShownPart, ...]
    sections: tuple[Section, ...] = ()
    variant: str = ""
    versions: int = 1
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a report says of a rule that its findings name; `points` are tenths, unsigned, of the first finding.

    `basis` and `evidence`: what the rule stands on, and how well, in the words of rule files.
    """

    id: str
    severity: Severity | None
    points: int
    message: str
    why: str
    suggestion: str | None
    references: tuple[str, ...] = ()
    basis: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What is to be said of one message. `score` and `principles` are tenths of a point; `label` tells it from others of its file.

    `unused`: suppressions that hid nothing. `bar`: what it must reach. `score_before`: the score before the baseline hid
    anything, `score_accepted`: the same when it was accepted; None without a baseline, or where it does not know the message.
    `shown`: what it looks like to a reader.
    """

    source: Source
    format: str
    situation: SituationFound
    score: int
    principles: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
    strengths: Sequence[Finding]
    suppressed: tuple[Suppressed, ...]
    skipped: tuple[Skipped, ...]
    label: str = ""
    unused: tuple[Unused, ...] = ()
    bar: Bar = USUAL_BAR
    score_before: int | None = None
    score_accepted: int | None = None
    shown: Shown | None = field(default=None, compare=False, repr=False)

    def fails_by(self, finding: Finding) -> bool:
        """Tell whether a finding of this message is at or above the bar."""
        return self.bar.severity is not None and finding.severity is not None and finding.severity >= self.bar.severity

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings at or above the bar."""
        return tuple(finding for finding in self.findings if self.fails_by(finding))

    @property
    def is_under_least_score(self) -> bool:
        """Tell whether the score is under the least one asked for."""
        return self.bar.score is not None and self.score < self.bar.score

    @property
    def has_dropped(self) -> bool:
        """Tell whether the score fell since it was accepted, where that is asked for."""
        before, accepted = self.score_before, self.score_accepted
        return self.bar.drop and before is not None and accepted is not None and before < accepted

    @property
    def fails(self) -> bool:
        """Tell whether the message fails the run."""
        return self.is_under_least_score or self.has_dropped or bool(self.failing)


@dataclass(frozen=True, slots=True)
class FileError:
    """A path that could not be linted, or a mistake in one that was, in one line; line and column count from 1 where known."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None

    @classmethod
    def unreadable(cls, path: str, error: OSError) -> FileError:
        """Return the error of a file that the system does not let us read."""
        return cls(path, f"cannot be read: {reason_of(error)}")

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.path}{place}: {self.message}"


def error_of(path: str, problem: Problem) -> FileError:
    """Return the error of a mistake in a file that goes by a path."""
    return FileError(path, problem.what, problem.line, problem.column)


@dataclass(frozen=True, slots=True)
class Dead:
    """An entry of the baseline that accepts `count` more findings than there are: its file, rule and folded sentence."""

    path: str
    rule: str
    text: str
    count: int


@dataclass(frozen=True)
class Report:
    """All messages of a run by path, and the paths that could not be read or hold mistakes.

    `twins`: files that say only what another of the run says, each with that other. `rules`: those in force in any of the
    messages, by id. `dead`: entries of the baseline that no longer match. `empty`: files without a text, which is no mistake.
    """

    files: Sequence[FileReport]
    errors: tuple[FileError, ...]
    model: str
    twins: tuple[tuple[str, str], ...] = ()
    rules: tuple[RuleInfo, ...] = ()
    dead: tuple[Dead, ...] = ()
    empty: tuple[str, ...] = ()

    @cached_property
    def sums(self) -> Sums:
        """What the reports of all messages come to."""
        return Sums.of(self.files)

    @property
    def fails(self) -> bool:
        """Tell whether any message is under its bar."""
        return self.sums.failed > 0

    def findings(self) -> Iterator[Finding]:
        """Yield the problems of all files, not the strengths."""
        for file in self.files:
            yield from file.findings

    def count(self, severity: Severity) -> int:
        """Return how many findings have exactly that severity."""
        return self.sums.found[severity]
