"""What a message is for, worked out from its own words by the signs in `rules/situations/`."""

from __future__ import annotations

from collections.abc import Sequence

from tonelint.checks.base import View
from tonelint.report import SituationFound
from tonelint.rulefile import Sign, Situation

# One weak sign is not enough to call a message anything.
_LEAST = 2.0
_SHOWN = 3


def detect(view: View, situations: Sequence[Situation]) -> SituationFound:
    """Return the situation whose signs weigh most, with the words that decided; `unknown` when none weighs enough."""
    weighed = [(*_weigh(view, situation), situation) for situation in situations]
    weighed = [item for item in weighed if item[0] >= _LEAST]
    if not weighed:
        return SituationFound("unknown", "detected")
    weight, words, best = max(weighed, key=lambda item: (item[0], item[2].rank))
    del weight
    return SituationFound(best.id, "detected", tuple(words[:_SHOWN]))


def _weigh(view: View, situation: Situation) -> tuple[float, list[str]]:
    total = 0.0
    shown: list[tuple[float, str]] = []
    for sign in situation.signs:
        text = _first(view, sign)
        if text is not None:
            total += sign.weight
            if sign.weight > 0:
                shown.append((-sign.weight, text))
    return total, [text for _, text in sorted(shown, key=lambda item: item[0])]


def _first(view: View, sign: Sign) -> str | None:
    for hit in view.hits(sign.patterns):
        if hit.sentence and hit.sentence.section in sign.sections:
            return " ".join(hit.part.text[hit.span.start : hit.span.end].split())
    return None
