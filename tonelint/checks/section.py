"""section: a greeting or a signature of some kind, as the anatomy found it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from tonelint.checks.base import Compiling, Hit, Judge, Pattern, View
from tonelint.dataclass import dataclass
from tonelint.message import Addressee, PartRole, Signer


@dataclass(frozen=True)
class SectionOptions:
    """A greeting that addresses the reader as one of these, or a signature by one of these."""

    greeting: Annotated[tuple[Addressee, ...], "the kinds of greeting that are marked"] = ()
    signature: Annotated[tuple[Signer, ...], "the kinds of signature that are marked"] = ()

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one judge."""
        del context
        return [SectionJudge(self)]


@dataclass(frozen=True)
class SectionJudge:
    """The compiled check; it marks the name that addresses or signs, or the whole greeting where that is no name."""

    options: SectionOptions
    patterns: tuple[Pattern, ...] = ()

    def judge(self, view: View) -> Iterator[Hit]:
        """Yield the greeting or signature when it is of the kinds asked for."""
        body = view.message.part(PartRole.BODY)
        if body is None:
            return
        greeting, signature = view.anatomy.greeting, view.anatomy.signature
        if greeting.addressee in self.options.greeting and greeting.span:
            is_name = greeting.addressee is Addressee.NAME
            yield Hit((is_name and greeting.name_span) or greeting.span, body)
        if signature.signer in self.options.signature and (span := signature.name_span or signature.span):
            yield Hit(span, body)
