"""The findings of a message as cards beside it, numbered in the order in which their marks meet the reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tonelint.dataclass import dataclass
from tonelint.finding import Finding, Spot
from tonelint.report import FileReport
from tonelint.writers.frame import FrameLine, frame
from tonelint.writers.html.letter import LetterPart, Mark, letter, marked

_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Card:
    """A finding by its number. `frame`: its lines in the source, when it is not `is_marked` in what is shown."""

    number: int
    finding: Finding
    is_marked: bool
    frame: tuple[FrameLine, ...] = ()

    @property
    def kind(self) -> str:
        """The severity, or that it is a strength."""
        return kind_of(self.finding)

    @property
    def label(self) -> str:
        """What stands at its mark."""
        return "+" if self.finding.is_strength else str(self.number)

    @property
    def is_absence(self) -> bool:
        """Tell whether it says that something is missing."""
        return self.finding.spot is not None and self.finding.spot.absence


@dataclass(frozen=True)
class Annotated:
    """A message as its reader sees it, and the cards of its problems and strengths; those without a mark come last."""

    parts: tuple[LetterPart, ...]
    problems: tuple[Card, ...]
    strengths: tuple[Card, ...]

    @cached_property
    def _by_number(self) -> dict[int, Card]:
        return {card.number: card for card in (*self.problems, *self.strengths)}

    def card(self, number: int) -> Card:
        """Return a card by its number."""
        return self._by_number[number]

    def look(self, numbers: Sequence[int]) -> str:
        """Return the classes of characters under some marks: the gravest of their kinds, and whether something is missing there."""
        cards = [self.card(number) for number in numbers]
        gravest = max(cards, key=lambda card: (not card.is_absence, card.finding.severity or 0))
        return f"{gravest.kind} absence" if gravest.is_absence else gravest.kind


def kind_of(finding: Finding) -> str:
    """Return the severity of a finding, or that it is a strength."""
    return finding.severity.label if finding.severity else "strength"


def annotated(file: FileReport) -> Annotated:
    """Return a message with its cards."""
    numbered = list(enumerate((*_in_order(file.findings), *_in_order(file.strengths)), start=1))
    marks = [Mark(number, finding.spot.part, finding.spot.span) for number, finding in numbered if finding.spot]
    parts = letter(file.shown, marks) if file.shown else ()
    seen = marked(parts)
    cards = [_card(number, finding, file, is_marked=number in seen) for number, finding in numbered]
    cards.sort(key=lambda card: not card.is_marked)
    return Annotated(
        parts,
        tuple(card for card in cards if not card.finding.is_strength),
        tuple(card for card in cards if card.finding.is_strength),
    )


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings in the order in which they meet the reader; those that are not in what is shown come last."""
    return sorted(findings, key=lambda finding: (*_place(finding.spot), finding.place))


def _place(spot: Spot | None) -> tuple[bool, int, int]:
    return (False, spot.part, spot.span.start) if spot else (True, 0, 0)


def _card(number: int, finding: Finding, file: FileReport, *, is_marked: bool) -> Card:
    is_framed = not is_marked and not finding.origin
    return Card(number, finding, is_marked, tuple(frame(file.source, finding.place, _WIDTH)) if is_framed else ())
