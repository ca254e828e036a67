"""The engine: messages and a rule set in, file reports out. Knows neither files nor printing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, islice

from tonelint import likeness
from tonelint.anatomy import compile_words, dissect
from tonelint.checks.base import Hit, Judge, LikenessPattern, Pattern, View, is_judge, is_pattern
from tonelint.errors import Problem, near
from tonelint.finding import Finding, Place, Severity
from tonelint.fixing import fix_of
from tonelint.guards import is_negated, is_quoted
from tonelint.located import Located
from tonelint.merging import Marked, Seen, merged
from tonelint.message import Message, Part, SectionKind
from tonelint.names import SITUATIONS
from tonelint.narrowing import narrowed
from tonelint.policy import Policy
from tonelint.report import FileReport, SituationFound, Skipped
from tonelint.rulefile import Rule
from tonelint.ruleset import RuleSet, learned_words
from tonelint.search import Search
from tonelint.sentences import Sentence
from tonelint.showing import shown_of, spot_of
from tonelint.situation import LearnedWords, detect
from tonelint.suppression import Case, suppressed
from tonelint.tally import tallied
from tonelint.text import Span

_TOGETHER = 32
# What likeness alone finds weighs no more than a warning does, in tenths of a point.
_MOST_BY_LIKENESS = 60


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
        self._words = compile_words(ruleset.lists)
        self.search = Search(ruleset.patterns(), ruleset.index, filtered=filtered)

    @cached_property
    def _learned(self) -> LearnedWords:
        return LearnedWords.of(learned_words())

    def load(self) -> None:
        """Load now what would else be loaded when a message asks for it."""
        patterns = list(self.ruleset.patterns())
        _ = self._learned
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
        pending = iter(messages)
        usual = Policy(self.ruleset)
        while batch := list(islice(pending, _TOGETHER)):
            dissected = [(message, *dissect(message, self._words)) for message in batch]
            found = self.search.find([sentences for _, _, sentences in dissected])
            scores = self.search.scores([sentences for _, _, sentences in dissected])
            for (message, anatomy, sentences), hits, scored in zip(dissected, found, scores, strict=True):
                view = View(message, anatomy, sentences, hits, scored)
                policy = policy_of(message.source.path) if policy_of else usual
                yield Reading(view, self._situation(view, policy), policy)

    def _situation(self, view: View, policy: Policy) -> SituationFound:
        if policy.situation:
            return SituationFound(policy.situation, "option")
        if view.message.situation:
            return SituationFound(view.message.situation, "front-matter")
        if policy.usual:
            return SituationFound(policy.usual, "configuration")
        return detect(view, self.ruleset.situations, self._learned)

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
        rules = [rule for rule in reading.policy.ruleset.rules if not _switched_off(rule, situation)]
        marks = (
            Marked(_finding(rule, hit, view, situation, parts if self._shows else None), hit.sentence is None or hit.absence, hit.absence)
            for rule in rules
            for hit in _hits(rule, view)
        )
        return Seen(tuple(marks), view.message.focus)


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


def _switched_off(rule: Rule, situation: str) -> str | None:
    is_off = situation in rule.file.not_when or (rule.file.when and situation not in rule.file.when)
    return f"situation {situation}" if is_off else None


def _hits(rule: Rule, view: View) -> list[Hit]:
    """Return what a rule marks in a message, after its own conditions and the guards, in order and without overlaps."""
    if any(_has(view, kind) for kind in rule.file.without):
        return []
    if (rule.given and not _finds(rule.given, view)) or _finds(rule.unless_message, view):
        return []
    hits = [replace(hit, of_message=True) for judge in rule.judges for hit in judge.judge(view)]
    own = [hit for hit in view.hits(rule.patterns) if _is_ours(rule, hit)]
    exempt = {id(hit.sentence) for hit in view.hits(rule.unless)} if own else ()
    hits += [hit for hit in own if id(hit.sentence) not in exempt]
    hits = _without_overlaps(_exact_first(hits))
    return hits[:1] if rule.file.once else hits


def _exact_first(hits: Sequence[Hit]) -> list[Hit]:
    """Drop what was found by likeness alone in sentences where something exact was found; narrow the rest to its clause."""
    exact = {id(hit.sentence) for hit in hits if not hit.scale}
    return [narrowed(hit) if hit.scale else hit for hit in hits if not hit.scale or id(hit.sentence) not in exact]


def _finds(checks: Sequence[Pattern | Judge], view: View) -> bool:
    """Tell whether any of some checks finds anything in the message."""
    patterns = [check for check in checks if is_pattern(check)]
    return bool(view.hits(patterns)) or any(True for check in checks if is_judge(check) for _ in check.judge(view))


def _has(view: View, kind: SectionKind) -> bool:
    return view.anatomy.has(kind) or (
        kind is SectionKind.THREAD and (view.message.header("in-reply-to") or view.message.header("references")) is not None
    )


def _is_ours(rule: Rule, hit: Hit) -> bool:
    if hit.sentence is not None and hit.sentence.section not in rule.file.in_:
        return False
    if rule.file.quotation == "guard" and is_quoted(hit):
        return False
    return rule.file.negation == "allow" or not is_negated(hit)


def _without_overlaps(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the longest of hits that share characters, in the order of the message."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-len(hit.span), hit.span)):
        if not any(hit.part is other.part and hit.span.overlaps(other.span) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.sentence.index if hit.sentence else -1, hit.span))


def _finding(rule: Rule, hit: Hit, view: View, situation: str, parts: Sequence[Part] | None) -> Finding:
    region = hit.part.map.region(hit.span)
    lines = view.message.source.lines
    severity = rule.file.severity_in.get(situation, rule.file.severity)
    like = likeness.load().nearest(hit.scale, hit.sentence.words.text) if hit.scale and hit.sentence else None
    worth = round(rule.file.points * 10)
    if like:
        # What was learned is never the only judge of an error.
        severity = min(severity, Severity.WARNING) if severity else None
        worth = min(worth, _MOST_BY_LIKENESS)
    return Finding(
        rule.id,
        Place(lines.position(region.start), lines.position(region.end)),
        shown(hit.part, hit.span),
        _section(view, hit),
        str(rule.file.message),
        str(rule.file.suggestion) if rule.file.suggestion else None,
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
    text = part.text[span.start : span.end]
    return " ".join("".join(c for c in text if c not in "\u200b\u200c\u200d\u2060\ufeff\u00ad").split())


def _section(view: View, hit: Hit) -> str:
    sentence: Sentence | None = hit.sentence
    if sentence is None:
        covering = (s for s in view.sentences if s.part is hit.part and s.span.overlaps(hit.span))
        sentence = next(covering, None)
    return sentence.section.value if sentence else hit.part.role.value
