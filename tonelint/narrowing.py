"""Which words of a sentence make it read like labelled texts: the shortest run of clauses that does so by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tonelint import likeness
from tonelint.checks.base import Hit
from tonelint.regexes import regex
from tonelint.sentences import Sentence

_BORDER = regex(r"[,;:] | - | (?=(?:and|but|so|because|if|when|while|unless|or) )")
_MOST_CLAUSES = 8
# A run of clauses stands for its sentence when it scores at the bar, and almost as high as the whole.
_BAR, _SHARE = 0.5, 0.8


def narrowed(hit: Hit) -> Hit:
    """Return a hit that was found by likeness with the span of the words that tell; the whole sentence where no part does."""
    if hit.sentence is None or hit.scale is None:
        return hit
    words = hit.sentence.words
    runs = sorted(_runs(hit.sentence), key=lambda run: run[1] - run[0])
    if len(runs) < 2:  # noqa: PLR2004 - one clause is the sentence itself
        return hit
    network = likeness.load()
    least = max(_BAR, _SHARE * network.score(words.text, hit.scale))
    for start, end in runs:
        if network.score(words.text[start:end], hit.scale) >= least:
            return replace(hit, span=words.span(start, end))
    return hit


def _runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the start and end of every run of neighbouring clauses in the folded words, blanks and marks around it left out."""
    text = sentence.words.text
    borders = [0, *(match.end() for match in _BORDER.finditer(text)), len(text)]
    if len(borders) > _MOST_CLAUSES + 1:
        borders = [0, len(text)]
    for first, start in enumerate(borders[:-1]):
        for end in borders[first + 1 :]:
            run = text[start:end]
            left, right = len(run) - len(run.lstrip(" ,;:-*\"'")), len(run.rstrip(" ,;:-.*\"'"))
            if right > left:
                yield start + left, start + right
