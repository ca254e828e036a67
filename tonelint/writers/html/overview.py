"""What the page says of the run as a whole, and of each message in its head and its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from tonelint.dataclass import dataclass
from tonelint.finding import Severity
from tonelint.regexes import regex
from tonelint.report import Bar, FileReport, Report, RuleInfo
from tonelint.writers.html import cards, chart
from tonelint.writers.style import whole
from tonelint.writers.wording import shortfalls

_FOLDER = regex(r"[^/\\]*[/\\]")
_MOST = 6
_BOTH = 2
_TOLD = {
    "detected": "by its words",
    "option": "as --situation says",
    "front-matter": "as its front matter says",
    "configuration": "as the configuration says",
}


@dataclass(frozen=True)
class MessageView:
    """A message by its number on the page."""

    number: int
    file: FileReport

    @property
    def id(self) -> str:
        """What its places on the page are named by."""
        return f"m{self.number}"

    @property
    def told(self) -> str:
        """Say how the situation is known."""
        return _TOLD[self.file.situation.source]

    @property
    def folders(self) -> list[str]:
        """The folders of the path, each with the mark that ends it: a long path may be broken behind one."""
        return _FOLDER.findall(self.file.source.path)

    @property
    def name(self) -> str:
        """The name of the file."""
        return _FOLDER.sub("", self.file.source.path)

    @property
    def bars(self) -> tuple[chart.PrincipleBar, ...]:
        """The points by principle as a picture."""
        return chart.principle_bars(self.file.principles)

    def count(self, severity: Severity) -> int:
        """Return how many findings have that severity."""
        return sum(finding.severity is severity for finding in self.file.findings)

    @property
    def kinds(self) -> str:
        """What its findings are, each kind once: severity or strength, a slash, and the rule."""
        found = (*self.file.findings, *self.file.strengths)
        return " ".join(dict.fromkeys(f"{cards.kind_of(finding)}/{finding.rule}" for finding in found))

    @property
    def failing(self) -> str:
        """Say why the message falls short of its bar; empty for one that does not."""
        return "; ".join(shortfalls(self.file))

    @property
    def sums(self) -> tuple[int, int]:
        """What all problems took and all strengths gave, in tenths."""
        return sum(finding.points for finding in self.file.findings), sum(finding.points for finding in self.file.strengths)

    def annotated(self) -> cards.Annotated:
        """Return the message as its reader sees it with its cards; made anew each time, as a page may hold thousands."""
        return cards.annotated(self.file)


class Messages:
    """Messages in the order in which the page has them, made when they are asked for."""

    def __init__(self, files: Sequence[FileReport], order: Sequence[int]) -> None:
        self._files, self._order = files, order

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, at: int) -> MessageView:
        return MessageView(at + 1, self._files[self._order[at]])

    def __iter__(self) -> Iterator[MessageView]:
        return map(self.__getitem__, range(len(self)))


def bar_words(bar: Bar) -> str:
    """Say what a message must have to pass; empty when every message does."""
    wanted = {None: "", Severity.ERROR: "no errors", Severity.WARNING: "no errors and no warnings", Severity.SUGGESTION: "no findings"}
    score = f"a score of {whole(bar.score)} or more" if bar.score is not None else ""
    drop = "no score below the one that was accepted" if bar.drop else ""
    return " and ".join(part for part in (wanted[bar.severity], score, drop) if part)


@dataclass(frozen=True)
class RuleView:
    """A rule that a finding of the page names, how often, and in how many messages."""

    info: RuleInfo
    findings: int
    messages: int


@dataclass(frozen=True)
class Overview:
    """The run. Messages stand worst first."""

    report: Report

    @cached_property
    def messages(self) -> Messages:
        """All messages, by score and then path."""
        scores = self.report.sums.scores
        return Messages(self.report.files, sorted(range(len(scores)), key=scores.__getitem__))

    @property
    def failing(self) -> int:
        """How many messages fall short of their bar."""
        return self.report.sums.failed

    @property
    def verdict(self) -> str:
        """Say in a few words how the run went."""
        count = len(self.messages)
        if not count:
            return "No message could be read" if self.report.errors else "There was no message to check"
        if count == 1:
            return "The message fails" if self.failing else "The message passes"
        if self.failing in (0, count):
            return f"{'Both' if count == _BOTH else f'All {count}'} messages {'fail' if self.failing else 'pass'}"
        return f"{self.failing} of {count} messages fail"

    @cached_property
    def mean(self) -> int:
        """The mean score, in tenths."""
        return round(sum(self.report.sums.scores) / len(self.report.files))

    @cached_property
    def bar(self) -> Bar | None:
        """The bar, if it is one for all."""
        bars = {file.bar for file in self.report.files}
        return bars.pop() if len(bars) == 1 else None

    @property
    def strengths(self) -> int:
        """How many strengths there are."""
        return self.report.sums.strengths

    @property
    def bars(self) -> tuple[chart.PrincipleBar, ...]:
        """The points by principle of the mean message, as a picture."""
        sums: Counter[str] = Counter()
        for file in self.report.files:
            sums.update(dict(file.principles))
        return chart.principle_bars([(name, round(points / len(self.report.files))) for name, points in sums.items()], is_mean=True)

    @property
    def columns(self) -> tuple[chart.Column, ...]:
        """How many messages score what, as a picture."""
        return chart.columns(self.report.sums.scores)

    @cached_property
    def rules(self) -> tuple[RuleView, ...]:
        """The rules that findings, strengths and hidden findings name, by principle and name."""
        found: Counter[str] = Counter()
        messages: Counter[str] = Counter()
        for file in self.report.files:
            names = [finding.rule for finding in (*file.findings, *file.strengths)]
            found.update(names)
            messages.update(set(names))
            found.update(dict.fromkeys((one.finding.rule for one in file.suppressed), 0))
        known = {rule.id: rule for rule in self.report.rules}
        return tuple(RuleView(known[name], found[name], messages[name]) for name in sorted(found) if name in known)

    @property
    def most(self) -> list[RuleView]:
        """The rules that are broken most often."""
        broken = [rule for rule in self.rules if rule.info.severity and rule.findings]
        return sorted(broken, key=lambda rule: -rule.findings)[:_MOST]

    @cached_property
    def rule_ids(self) -> frozenset[str]:
        """The ids of these rules."""
        return frozenset(rule.info.id for rule in self.rules)
