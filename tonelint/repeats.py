"""Sentences that come again: what was found in one is found in the next one of the same words.

Footers, greetings and whole paragraphs are the same in many messages, and in all variants of a template. What a sentence
yields depends on nothing beside it, so it is searched once, and only places are moved.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tonelint.message import FieldKind
from tonelint.sentences import Sentence
from tonelint.text import Span

# So many sentences are known at a time, those that came last.
KEPT = 4000

# The text of a sentence with the holes in it: all that decides what is found.
Key: TypeAlias = tuple[str, tuple[tuple[int, int, FieldKind], ...]]
# Spans by what found them.
Spans: TypeAlias = Mapping[int, Sequence[Span]]


class Repeats:
    """What was found in sentences, by their words: of each span what found it, and its ends from where the sentence starts."""

    def __init__(self) -> None:
        self._found: dict[Key, array[int]] = {}

    def get(self, key: Key, sentence: Sentence) -> Spans | None:
        """Return what is found in a sentence of that key, as far as it is known."""
        numbers = self._found.get(key)
        if numbers is None:
            return None
        spans: dict[int, list[Span]] = {}
        start = sentence.span.start
        for by, first, end in zip(*[iter(numbers)] * 3, strict=True):
            spans.setdefault(by, []).append(Span(start + first, start + end))
        return spans

    def put(self, key: Key, sentence: Sentence, spans: Spans) -> None:
        """Keep what was found in a sentence, and forget the one that is known for longest when there are too many."""
        start = sentence.span.start
        numbers = (number for by, some in spans.items() for span in some for number in (by, span.start - start, span.end - start))
        self._found[key] = array("q", numbers)
        if len(self._found) > KEPT:
            del self._found[next(iter(self._found))]


def key_of(sentence: Sentence) -> Key:
    """Return what tells sentences apart in which another thing may be found."""
    start = sentence.span.start
    holes = [hole for hole in sentence.part.holes if sentence.span.overlaps(hole.span)]
    return sentence.text, tuple([(hole.span.start - start, hole.span.end - start, hole.kind) for hole in holes])
