"""Replacements: of the words that a rule marked, those for which its file knows better ones that fit in their place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from tonelint.checks.base import Hit
from tonelint.finding import Fix, Place
from tonelint.source import Source
from tonelint.text import Span


def fix_of(hit: Hit, better: Mapping[str, str], source: Source) -> Fix | None:
    """Return what to put where the first of some words stand in a mark; None where none do, or where markup stands between them.

    A capital at the start is kept. Words that are to go take the blank behind them along, and stay when the sentence would
    begin with a small letter.
    """
    found = _expression(tuple(better)).search(hit.part.text, hit.span.start, hit.span.end) if better else None
    if found is None:
        return None
    written, start, end = found[0], found.start(), found.end()
    new = better.get(" ".join(written.lower().split()), "")
    if not new:
        end += len(hit.part.text[end:]) - len(hit.part.text[end:].lstrip(" "))
        if written[0].isupper() and hit.part.text[end : end + 1].islower():
            return None
    elif written[0].isupper():
        new = new[0].upper() + new[1:]
    region = hit.part.map.region(Span(start, end))
    if source.text[region.start : region.end] != hit.part.text[start:end]:
        return None
    return Fix(Place(source.lines.position(region.start), source.lines.position(region.end)), new, " ".join(written.split()))


@lru_cache(maxsize=256)
def _expression(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = (re.escape(form).replace(r"\ ", r"\s+") for form in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.I)
