"""undertone: a message in which little sounds like what readers mind, by the weights of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Annotated

from tonelint import undertone
from tonelint.checks.base import Compiling, Hit, Judge, Pattern, View
from tonelint.checks.nomessage import is_code, is_latin, is_piece
from tonelint.dataclass import dataclass
from tonelint.message import SectionKind
from tonelint.telling import SILENT
from tonelint.undertone import Undertone, together

_PROSE = (SectionKind.OPENING, SectionKind.BODY, SectionKind.CLOSING, SectionKind.POSTSCRIPT)
# In fewer sentences than these, as much less is too much.
_FEW = 4


@dataclass(frozen=True)
class UndertoneOptions:
    """A message of which little sounds like what readers mind.

    It gives a share of the rule's points: all where the undertone of its sentences is 0, none where it reaches `most`, or in
    fewer than four sentences as much less.
    """

    most: Annotated[float, "the undertone that is too much: -ln of the chance that a reader minds no sentence"]
    least: Annotated[int, "only where there are so many sentences"] = 1

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one judge."""
        del context
        return [Plainness(self, undertone.load())]


@dataclass(frozen=True)
class Plainness:
    """The compiled check; the anchor is the sentence of the lowest undertone."""

    options: UndertoneOptions
    weights: Undertone
    patterns: tuple[Pattern, ...] = ()

    def judge(self, view: View) -> Iterator[Hit]:
        """Yield the anchor with the share of the points, when there is any."""
        own = [s for s in view.sentences if s.section not in SILENT and self.weights.hears(s.words.text)]
        heard = [(self.weights.of(s.words.text), s) for s in own]
        prose = [(one, s) for one, s in heard if s.section in _PROSE]
        if len(prose) < max(1, self.options.least) or not _is_written(view):
            return
        whole, most = together(one for one, _ in heard), self.options.most * min(1, len(prose) / _FEW)
        if whole < most:
            plainest = min(prose, key=itemgetter(0))[1]
            yield Hit(plainest.span, plainest.part, plainest, share=1 - whole / most)


def _is_written(view: View) -> bool:
    """Tell a message that somebody has written from a piece of one, a page with words that hold a place, and code."""
    is_open = any(is_latin(sentence.text) for sentence in view.sentences)
    return not (view.anatomy.is_fragment or is_open or is_piece(view.message) or is_code(view))
