"""The engine: messages and a rule set in, file reports out. Knows neither files nor printing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby

from tonelint import likeness
from tonelint.anatomy import compile_words, dissect
from tonelint.checks.base import Hit, LikenessPattern, View
from tonelint.dataclass import dataclass
from tonelint.errors import Problem, near
from tonelint.finding import Finding, Place, Severity
from tonelint.fixing import fix_of
from tonelint.listed import InLines
from tonelint.located import Located
from tonelint.marking import Marking
from tonelint.merging import Marked, Seen, merged
from tonelint.message import Message, Part
from tonelint.names import SITUATIONS
from tonelint.policy import Policy
from tonelint.report import FileReport, SituationFound, Skipped
from tonelint.rule import Rule
from tonelint.ruleset import RuleSet, learned_words
from tonelint.search import Search
from tonelint.sentences import Sentence
from tonelint.showing import shown_of, spot_of
from tonelint.situation import Detector, LearnedWords
from tonelint.suppression import Case, suppressed
from tonelint.tally import tallied
from tonelint.text import Span

# So many messages are read together, or fewer with so many characters in their sources.
_TOGETHER, _LARGEST = 16, 1_000_000
# Characters that no reader sees.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# What likeness alone finds weighs no more than a warning does, in tenths of a point.
_MOST_BY_LIKENESS = 60
# What something else in the message makes less grave weighs half of what it would.
_MILD = 0.5


@dataclass(frozen=True)
class Reading:
    """All that was made out of one message before a rule is applied."""

    view: View
    situation: SituationFound
    policy: Policy


class Engine:
    """Lints messages with a rule set; compiled once, used for any number of messages.

    A policy may put fewer of its rules in force for a message, or others of its severities and points. `shows`: reports hold
    what a message looks like to its reader, which is larger than all the rest of them.
    """

    def __init__(self, ruleset: RuleSet, *, filtered: bool = True, shows: bool = True) -> None:
        self.ruleset = ruleset
        self._shows = shows
        self._words = compile_words(InLines(ruleset.lists, ruleset.in_lines))
        self.search = Search(ruleset.patterns(), ruleset.index, filtered=filtered)

    @cached_property
    def _marking(self) -> Marking:
        return Marking(self.ruleset.rules)

    @cached_property
    def _detector(self) -> Detector:
        return Detector(self.ruleset.situations, LearnedWords.of(self.ruleset.learned or learned_words()))

    def load(self) -> None:
        """Load now what would else be loaded when a message asks for it."""
        patterns = list(self.ruleset.patterns())
        _ = self._detector, self._marking
        if any(pattern.needs_parse for pattern in patterns):
            self.search.parser.parse(["Thank you."])
        if any(isinstance(pattern, LikenessPattern) for pattern in patterns):
            likeness.load()

    def lint(self, messages: Iterable[Message], policy_of: Callable[[str], Policy] | None = None) -> Iterator[FileReport]:
        """Yield a report for each message, in order; its variants, which follow one another, are one.

        `policy_of` tells what is in force for the path of a source; without it, all rules are.
        """
        for _, readings in groupby(self.read(messages, policy_of), key=lambda reading: reading.view.message.source):
            variants = groupby(readings, key=lambda reading: reading.view.message.number)
            yield from suppressed([self._case(list(one)) for _, one in variants])

    def read(self, messages: Iterable[Message], policy_of: Callable[[str], Policy] | None = None) -> Iterator[Reading]:
        """Yield what the engine makes of each message: anatomy, sentences, hits and situation."""
        usual = Policy(self.ruleset)
        for batch in _batches(messages):
            dissected = [(message, *dissect(message, self._words)) for message in batch]
            found = self.search.find([sentences for _, _, sentences in dissected])
            for (message, anatomy, sentences), hits in zip(dissected, found, strict=True):
                view = View(message, anatomy, sentences, hits)
                policy = policy_of(message.source.path) if policy_of else usual
                yield Reading(view, self._situation(view, policy), policy)

    def _situation(self, view: View, policy: Policy) -> SituationFound:
        if policy.situation:
            return SituationFound(policy.situation, "option")
        if view.message.situation:
            return SituationFound(view.message.situation, "front-matter")
        if policy.usual:
            return SituationFound(policy.usual, "configuration")
        return self._detector.situation(view)

    def _case(self, readings: Sequence[Reading]) -> Case:
        first, situation, policy = readings[0].view.message, readings[0].situation, readings[0].policy
        skipped = tuple(Skipped(rule.id, reason) for rule in policy.ruleset.rules if (reason := _switched_off(rule, situation.name)))
        found = merged([self._seen(reading, first.parts) for reading in readings])
        seen = shown_of([reading.view for reading in readings]) if self._shows else None
        empty = FileReport(first.source, first.format, situation, 0, (), (), (), (), skipped, first.label, bar=policy.bar, shown=seen)
        whole = tallied(empty, [f for f in found if not f.is_strength], [f for f in found if f.is_strength])
        return Case.of(whole, first.directives, policy)

    def _seen(self, reading: Reading, parts: Sequence[Part]) -> Seen:
        view, situation = reading.view, reading.situation.name
        rules = (rule for rule in reading.policy.ruleset.rules if not _switched_off(rule, situation))
        marks = (
            Marked(_finding(rule, hit, view, situation, parts if self._shows else None), *_spread(hit))
            for rule, hit in self._marking.marks(rules, view)
        )
        return Seen(tuple(marks), view.message.focus)


def _batches(messages: Iterable[Message]) -> Iterator[list[Message]]:
    """Yield messages as many at a time as are read together: fewer when their sources are large, as mails with attachments are."""
    batch: list[Message] = []
    size = 0
    for message in messages:
        if not batch or batch[-1].source is not message.source:
            size += len(message.source.text)
        batch.append(message)
        if len(batch) == _TOGETHER or size > _LARGEST:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def checked(message: Message, ruleset: RuleSet) -> tuple[Message, list[Problem]]:
    """Return a message, without its situation if that does not exist, and a problem for each name that nothing is called by."""
    if not (message.directives or message.situation):
        return message, []
    names = ruleset.names()
    wrong = [(name, "rule or principle", names) for one in message.directives for name in one.names if name not in names]
    if message.situation and message.situation not in SITUATIONS:
        wrong.append((message.situation, "situation", list(SITUATIONS)))
        message = replace(message, situation=None)
    located = ((Located.of(name), kind, known) for name, kind, known in wrong)
    path = message.source.path
    return message, [Problem(path, name.line, name.column, f"unknown {kind} '{name}'{near(name, known)}") for name, kind, known in located]


def _spread(hit: Hit) -> tuple[bool, bool]:
    """Tell whether a hit speaks of the message as a whole, and whether it holds only where all variants of the message have it."""
    of_all = hit.absence or hit.share is not None
    return hit.sentence is None or of_all, of_all


def _switched_off(rule: Rule, situation: str) -> str | None:
    is_off = situation in rule.file.not_when or (rule.file.when and situation not in rule.file.when)
    return f"situation {situation}" if is_off else None


def _finding(rule: Rule, hit: Hit, view: View, situation: str, parts: Sequence[Part] | None) -> Finding:
    region = hit.part.map.region(hit.span)
    lines = view.message.source.lines
    severity = rule.file.severity_in.get(situation, rule.file.severity)
    like = likeness.load().nearest(hit.scale, hit.sentence.words.text) if hit.scale and hit.sentence else None
    share = (1 if hit.share is None else hit.share) * (_MILD if hit.is_mild else 1)
    worth = max(1, round(rule.file.points * 10 * share))
    if hit.is_mild:
        severity = min(severity, Severity.SUGGESTION) if severity else None
    if like:
        # What was learned is never the only judge of an error.
        severity = min(severity, Severity.WARNING) if severity else None
        worth = min(worth, _MOST_BY_LIKENESS)
    return Finding(
        rule.id,
        Place(lines.position(region.start), lines.position(region.end)),
        shown(hit.part, hit.span),
        _section(view, hit),
        # One and the same text in all of its findings.
        sys.intern(str(rule.file.message)),
        sys.intern(str(rule.file.suggestion)) if rule.file.suggestion else None,
        severity,
        worth,
        like=like,
        origin=hit.part.origin(hit.span),
        sentence=shown(hit.part, hit.sentence.span) if hit.sentence and not (hit.of_message or rule.file.once) else "",
        fix=fix_of(hit, rule.file.fix, view.message.source),
        spot=None if parts is None else spot_of(parts, hit, region),
    )


def shown(part: Part, span: Span) -> str:
    """Return the words of a span as a reader sees them, white space folded."""
    return " ".join(part.text[span.start : span.end].translate(_UNSEEN).split())


def _section(view: View, hit: Hit) -> str:
    sentence: Sentence | None = hit.sentence
    if sentence is None:
        covering = (s for s in view.sentences if s.part is hit.part and s.span.overlaps(hit.span))
        sentence = next(covering, None)
    return sentence.section.value if sentence else hit.part.role.value
