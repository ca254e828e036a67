"""absent: something that ought to be in the message and is not, pointed at where the reader would look for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated

from tonelint.checks.base import Compiling, Hit, Judge, Options, Pattern, View, only_patterns
from tonelint.checks.nomessage import is_code, is_filled, is_latin, is_piece, is_post, is_sketch, is_unframed
from tonelint.dataclass import dataclass
from tonelint.message import Addressee, SectionKind, Signer

_BEFORE_THE_END = (SectionKind.OPENING, SectionKind.BODY, SectionKind.CLOSING, SectionKind.BUTTON)


@dataclass(frozen=True)
class AbsentOptions:
    """What ought to be in the message and is not: a greeting or signature of the kinds listed, or a hit of `any`."""

    greeting: Annotated[tuple[Addressee, ...], "a greeting of one of these kinds is missed"] = ()
    signature: Annotated[tuple[Signer, ...], "a signature of one of these kinds is missed"] = ()
    any: Annotated[tuple[Options, ...], "checks, a hit of which is missed"] = ()
    given: Annotated[tuple[Options, ...], "only when one of these is found; its first hit is what is marked"] = ()
    unless: Annotated[tuple[Options, ...], "checks; what `given` finds in a sentence in which one of these is found does not count"] = ()
    fragment: Annotated[bool, "whether a text that has no message around it is judged, too"] = False

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one judge."""
        wanted, given, unless = (only_patterns(options, context) for options in (self.any, self.given, self.unless))
        return [Absent(self, wanted, given, unless)]


@dataclass(frozen=True)
class Absent:
    """The compiled check."""

    options: AbsentOptions
    wanted: tuple[Pattern, ...]
    given: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """What is wanted, what it is wanted for and what exempts that."""
        return self.wanted + self.given + self.unless

    def judge(self, view: View) -> Iterator[Hit]:
        """Yield the anchor when the thing is absent."""
        if not self.options.fragment and (view.anatomy.is_fragment or self._is_no_message(view)):
            return
        given = self._given(view)
        if (self.given and not given) or view.hits(self.wanted):
            return
        if self.options.greeting and view.anatomy.greeting.addressee in self.options.greeting:
            return
        if self.options.signature and view.anatomy.signature.signer in self.options.signature:
            return
        anchor = given[0] if given else self._anchor(view)
        if anchor and not is_latin(anchor.sentence.text if anchor.sentence else ""):
            yield replace(anchor, absence=True)

    def _given(self, view: View) -> list[Hit]:
        """Return what the thing is wanted for, but in sentences that an exception exempts."""
        given = view.hits(self.given)
        exempt = {id(hit.sentence) for hit in view.hits(self.unless)} if given and self.unless else ()
        return [hit for hit in given if id(hit.sentence) not in exempt] if exempt else given

    def _is_no_message(self, view: View) -> bool:
        """Tell what nobody would greet in or sign: a piece or a sketch of a message, a list of links, a post to a list."""
        if not (self.options.greeting or self.options.signature):
            return False
        message = view.message
        return is_piece(message) or is_filled(message) or is_post(message) or is_sketch(view) or is_unframed(view) or is_code(view)

    def _anchor(self, view: View) -> Hit | None:
        if self.options.signature:
            return _signature_anchor(view)
        body = [s for s in view.sentences if s.section not in (SectionKind.SUBJECT, SectionKind.PREHEADER)]
        greeting = view.anatomy.greeting.span
        if greeting and body:
            return Hit(greeting, body[0].part)
        return Hit(body[0].span, body[0].part, body[0]) if body else None


def _signature_anchor(view: View) -> Hit | None:
    own = [s for s in view.sentences if s.section in _BEFORE_THE_END]
    span = view.anatomy.signature.span
    if span and own:
        return Hit(span, own[0].part)
    return Hit(own[-1].span, own[-1].part, own[-1]) if own else None
