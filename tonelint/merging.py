"""The findings of all variants of one message, made one list.

What two variants both show is said once. What is absent is absent only when every variant lacks it: an author who greets
by name where there is one, and by "Hello" where there is none, has done what could be done. So it is with what is good of a
message as a whole, which is worth what it is in the variant that has least of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tonelint.dataclass import dataclass
from tonelint.finding import Finding
from tonelint.text import Region


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding of one variant: whether it speaks of the message as a whole, and whether it holds only when all variants have it."""

    finding: Finding
    whole: bool = False
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """The findings of one variant; with a focus, only what touches it is new."""

    marks: tuple[Marked, ...]
    focus: tuple[Region, ...] = ()


def merged(variants: Sequence[Seen]) -> list[Finding]:
    """Return the findings of all variants, each place of a rule once, in the order in which they were first seen."""
    whole = [seen for seen in variants if not seen.focus]
    everywhere = [{mark.finding.rule: mark.finding.worth for mark in seen.marks if mark.of_all} for seen in whole]
    kept: list[Finding] = []
    for seen in variants:
        # Only another variant can have said the same: in one, what lies close together was told apart already.
        before = tuple(kept)
        for mark in seen.marks:
            if mark.of_all and not all(mark.finding.rule in rules for rules in everywhere):
                continue
            # Fallback words are judged as words; that they name nobody is what they are for.
            if seen.focus and (mark.whole or not any(_touches(mark.finding, region) for region in seen.focus)):
                continue
            same = [other for other in before if other.rule == mark.finding.rule]
            if not same or not (mark.of_all or any(_overlap(mark.finding, other) for other in same)):
                worths = [rules[mark.finding.rule] for rules in everywhere] if mark.of_all else ()
                kept.append(replace(mark.finding, worth=min(worths)) if worths else mark.finding)
    return kept


def _touches(finding: Finding, region: Region) -> bool:
    return finding.place.start.offset < region.end and region.start < finding.place.end.offset


def _overlap(one: Finding, other: Finding) -> bool:
    first, second = one.place, other.place
    return first == second or (first.start.offset < second.end.offset and second.start.offset < first.end.offset)
