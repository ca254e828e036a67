"""What a report keeps of a message to show it, and where in that a finding stands."""

from __future__ import annotations

from collections.abc import Sequence

from tonelint.checks.base import Hit, View
from tonelint.finding import Spot
from tonelint.message import Part
from tonelint.report import Shown, ShownPart
from tonelint.text import Region


def shown_of(views: Sequence[View]) -> Shown:
    """Return a message, of which there is a view for each variant, as the first of them shows it."""
    message, anatomy = views[0].message, views[0].anatomy
    parts = tuple(ShownPart(part.role, part.text, part.blocks, part.fields, part.hard_lines) for part in message.parts)
    # A variant with a focus is one of the others again, with the fallback words of its fields.
    versions = sum(not view.message.focus for view in views)
    return Shown(parts, anatomy.sections, message.variant, versions, message.notes)


def spot_of(parts: Sequence[Part], hit: Hit, region: Region) -> Spot | None:
    """Return where a hit stands in the parts that are shown; a hit in another variant, by its region in the source."""
    for number, part in enumerate(parts):
        if part is hit.part:
            return Spot(number, hit.span, hit.absence)
    if hit.part.origin(hit.span):
        # The region is that of a whole encoded line.
        return None
    spans = ((number, part.map.span(region)) for number, part in enumerate(parts))
    return next((Spot(number, span, hit.absence) for number, span in spans if span), None)
