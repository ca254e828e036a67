"""How a report for people is to look, and how numbers and places are written in all of them."""

from __future__ import annotations

from tonelint.dataclass import dataclass
from tonelint.regexes import regex

_CONTROL = regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_GOOD, _FAIR = 750, 550


@dataclass(frozen=True, slots=True)
class Style:
    """`color` None: as the terminal is. `width` None: as wide as the terminal, 80 where there is none."""

    color: bool | None = None
    width: int | None = None
    quiet: bool = False
    verbose: bool = False


def grade(score: int) -> str:
    """Return what a score, in tenths, is: good, fair or poor."""
    return "good" if score >= _GOOD else "fair" if score >= _FAIR else "poor"


def whole(tenths: int) -> str:
    """Return tenths as a whole number for people."""
    return str(round(tenths / 10))


def signed(tenths: int) -> str:
    """Return tenths with a sign and one decimal, as in "-13.9"."""
    return f"{tenths / 10:+.1f}"


def clean(text: str) -> str:
    """Return text without control characters, so that a message cannot steer the terminal that shows it, nor lone surrogates."""
    return _CONTROL.sub("\ufffd", text.replace("\t", " "))


def short(text: str, most: int = 70) -> str:
    """Return the beginning of a text that is longer than `most` characters, with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def plural(count: int, noun: str, nouns: str = "") -> str:
    """Return "1 error" or "2 errors"; `nouns`: the plural that is not made with an s."""
    return f"{count} {noun}" if count == 1 else f"{count} {nouns or noun + 's'}"
