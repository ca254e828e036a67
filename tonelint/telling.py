"""What is learned about in a sentence: its words, the pairs of words that stand together, and the marks that tell."""

from __future__ import annotations

import itertools

from tonelint.message import SectionKind
from tonelint.regexes import regex

# Where the writer does not speak to this reader.
SILENT = (SectionKind.THREAD, SectionKind.FOOTER, SectionKind.SIGNATURE)
_WORD = regex(r"[a-z]+")
_MARK = regex(r"[£$€?!%]|#?\b[a-z]*\d{4,}\b")


def words_in(folded: str) -> list[str]:
    """Return the words of a sentence, given folded, in order."""
    return _WORD.findall(folded)


def told_by(folded: str) -> set[str]:
    """Return what a sentence, given folded, tells: words, pairs as "one two", marks as "mark:!", "mark:number" for long numbers."""
    words = words_in(folded)
    found = {*words, *map(" ".join, itertools.pairwise(words))}
    found.update(f"mark:{mark if len(mark) == 1 else 'number'}" for mark in _MARK.findall(folded))
    return found
