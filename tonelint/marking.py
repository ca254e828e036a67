"""What rules mark in a message: their hits, after their own conditions and the guards.

Worked from what was found to the rules that asked for it, so that a rule of which nothing was found costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from tonelint.checks.base import Hit, Judge, LikenessPattern, Owners, Pattern, View, is_judge, is_pattern
from tonelint.guards import is_negated, is_plain, is_quoted
from tonelint.message import SectionKind
from tonelint.narrowing import narrowed
from tonelint.rule import Rule


class Marking:
    """The rules that may be in force, with the way from each pattern to those that mark what it finds."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._marking = Owners((rule.id, rule.patterns) for rule in rules)
        self._sparing = Owners((rule.id, rule.unless) for rule in rules)

    def marks(self, rules: Iterable[Rule], view: View) -> Iterator[tuple[Rule, Hit]]:
        """Yield what some of the rules mark in a message, rule by rule, each in order and without overlaps."""
        marking, sparing = self._marking.of(view), self._sparing.of(view)
        for rule in rules:
            patterns = marking.get(rule.id, ())
            if patterns or rule.judges:
                yield from ((rule, hit) for hit in _hits(rule, view, patterns, sparing.get(rule.id, ())))


def _hits(rule: Rule, view: View, patterns: Sequence[Pattern], unless: Sequence[Pattern]) -> list[Hit]:
    """Return what a rule marks, of whose patterns and exceptions those are given that found something."""
    if any(_has(view, kind) for kind in rule.file.without):
        return []
    if (rule.given and not _finds(rule.given, view)) or (rule.unless_message and _finds(rule.unless_message, view)):
        return []
    hits = [replace(hit, of_message=True) for judge in rule.judges for hit in judge.judge(view)]
    own = [hit for hit in view.hits(patterns) if _is_ours(rule, hit)]
    hits += _without_exempt(own, unless, view)
    if len(hits) > 1 or (hits and hits[0].scale):
        hits = _without_overlaps(_exact_first(hits))
    if hits and rule.milder_with and _finds(rule.milder_with, view):
        hits = [replace(hit, is_mild=True) for hit in hits]
    return hits[:1] if rule.file.once else hits


def _without_exempt(hits: Sequence[Hit], unless: Sequence[Pattern], view: View) -> list[Hit]:
    """Drop the hits in sentences in which an exception is found, too; only of what is left is asked what it reads like."""
    exempt = {id(hit.sentence) for hit in view.hits([p for p in unless if not isinstance(p, LikenessPattern)])} if hits else ()
    left = [hit for hit in hits if id(hit.sentence) not in exempt]
    alike = [pattern for pattern in unless if isinstance(pattern, LikenessPattern)]
    return [hit for hit in left if hit.sentence is None or not any(pattern.fits(hit.sentence) for pattern in alike)]


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
    if rule.file.negation == "guard" and is_negated(hit):
        return False
    return rule.file.plainness == "allow" or not is_plain(hit)


def _without_overlaps(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the longest of hits that share characters, in the order of the message."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (-len(hit.span), hit.span)):
        if not any(hit.part is other.part and hit.span.overlaps(other.span) for other in kept):
            kept.append(hit)
    return sorted(kept, key=attrgetter("place"))
