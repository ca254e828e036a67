"""absent: something that ought to be in the message and is not, pointed at where the reader would look for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tonelint.checks.base import Compiling, Hit, Judge, Options, Pattern, View, only_patterns
from tonelint.message import Addressee, SectionKind, Signer

_BEFORE_THE_END = (SectionKind.OPENING, SectionKind.BODY, SectionKind.CLOSING, SectionKind.BUTTON)


@dataclass(frozen=True)
class AbsentOptions:
    """What is missed: a greeting or signature of the kinds listed, or a hit of `any`.

    `given`: only when one of these is found, and its first hit is the anchor. `fragment`: judge a text that has no
    message around it, too.
    """

    greeting: tuple[Addressee, ...] = ()
    signature: tuple[Signer, ...] = ()
    any: tuple[Options, ...] = ()
    given: tuple[Options, ...] = ()
    fragment: bool = False

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one judge."""
        return [Absent(self, only_patterns(self.any, context), only_patterns(self.given, context))]


@dataclass(frozen=True)
class Absent:
    """The compiled check."""

    options: AbsentOptions
    wanted: tuple[Pattern, ...]
    given: tuple[Pattern, ...]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """What is wanted and what it is wanted for."""
        return self.wanted + self.given

    def judge(self, view: View) -> Iterator[Hit]:
        """Yield the anchor when the thing is absent."""
        if view.anatomy.is_fragment and not self.options.fragment:
            return
        given = view.hits(self.given)
        if (self.given and not given) or view.hits(self.wanted):
            return
        if self.options.greeting and view.anatomy.greeting.addressee in self.options.greeting:
            return
        if self.options.signature and view.anatomy.signature.signer in self.options.signature:
            return
        anchor = given[0] if given else self._anchor(view)
        if anchor:
            yield replace(anchor, absence=True)

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
