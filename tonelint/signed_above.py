"""A sign-off that more stands below: an editor's letter above the listings, a name above a notice that no footer's words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tonelint.message import Block, Message, Part, Section, SectionKind, Signature, Signer
from tonelint.regexes import regex
from tonelint.signer import Signing, is_field, looks_like_signer, person, signed
from tonelint.signing import ends_sentence, follows_gap, is_short, lines_of
from tonelint.text import Span

# A closing whose words no list holds: "See you on the common in May,".
_FREE_CLOSING = regex(r"(?=.*\b(?:you|your|we|our|us|i|me|my)\b)(?:\S+\s+){1,5}\S+,", re.I)
_WE = regex(r"\b(?:I|we|my|our|me)\b", re.I)
# What tells of a person goes on to speak of him or her; who signs is not spoken of.
_OF_OTHERS = regex(r"(?:he|she|they|his|her|their)\b", re.I)
_NICKNAME = regex(r"(?P<name>[^\W\d_]\w+)\s*[-–—,.]*")
_MOST_LINES = 4
_LEAST_WORDS = 25


def find_above(message: Message, part: Part, blocks: Sequence[Block], words: Signing) -> tuple[Signature, list[Section]] | None:
    """Find a sign-off with more below it: closing words with who signs, or a person's name with what he or she is."""
    lines = lines_of(part, blocks)
    for number in range(len(lines) - 2, 0, -1):
        found = _closed(message, part, lines, number, words)
        if found:
            return found
    officers = [found for number in range(1, len(lines)) if (found := _officer(message, part, lines, number, words))]
    # Two are a list of people.
    return officers[0] if len(officers) == 1 else None


def _closed(message: Message, part: Part, lines: Sequence[Span], number: int, words: Signing) -> tuple[Signature, list[Section]] | None:
    """Read a line as a closing that ends in a comma, and the lines below it as the signature."""
    closing = _text(part, lines[number]).strip()
    if not closing.endswith(","):
        return None
    is_listed = words.closing.fullmatch(closing) is not None
    if not is_listed and not (_FREE_CLOSING.fullmatch(closing) and follows_gap(part, lines[number - 1], lines[number])):
        return None
    below = _signature_lines(part, lines, number + 1)
    if not below:
        return None
    first, whole = below[0], Span(below[0].start, below[-1].end)
    signature = signed(message, part, first, whole, words, below[1:])
    is_person = signature.signer is Signer.PERSON and signature.name_span is not None and first.covers(signature.name_span)
    if is_person or (is_listed and (looks_like_signer(_text(part, first)) or is_field(part, first))):
        return signature, [Section(SectionKind.CLOSING, lines[number]), Section(SectionKind.SIGNATURE, whole)]
    return None


def _officer(message: Message, part: Part, lines: Sequence[Span], number: int, words: Signing) -> tuple[Signature, list[Section]] | None:
    """Read lines as a name with what its bearer is, under a letter that speaks as "I" or "we"."""
    below = _signature_lines(part, lines, number)
    name = _name_in_office(message, part, below, words)
    if not name or part.text.count(name) > 1:
        return None
    first = number - 1 if _is_short_for(_text(part, lines[number - 1]), name) else number
    if not _ends_letter(part, lines, first) or _goes_on(message, part, lines, number + len(below), words):
        return None
    start = below[0].start + _text(part, below[0]).index(name)
    whole = Span(lines[first].start, below[-1].end)
    return Signature(Signer.PERSON, whole, Span(start, start + len(name)), name), [Section(SectionKind.SIGNATURE, whole)]


def _name_in_office(message: Message, part: Part, lines: Sequence[Span], words: Signing) -> str:
    """Return the first and last name that opens lines, behind which stands what its bearer is, or nothing."""
    text = " ".join(_text(part, line) for line in lines)
    if not words.role.search(text.lower()):
        return ""
    name = person(message, part, _text(part, lines[0]), words)
    return name if " " in name and words.role.search(text.partition(name)[2].lower()) else ""


def _goes_on(message: Message, part: Part, lines: Sequence[Span], after: int, words: Signing) -> bool:
    """Tell whether what follows speaks of that person, or names another one."""
    if after >= len(lines):
        return False
    is_list = _name_in_office(message, part, _signature_lines(part, lines, after), words) != ""
    return is_list or _OF_OTHERS.match(_text(part, lines[after])) is not None


def _is_short_for(text: str, name: str) -> bool:
    """Tell the first name that some write above the whole: "Pat", "Patricia Holm"."""
    short = _NICKNAME.fullmatch(text.strip())
    return short is not None and name.lower().startswith(short["name"].lower())


def _ends_letter(part: Part, lines: Sequence[Span], first: int) -> bool:
    """Tell whether what stands above a line is a letter: a few sentences that speak as "I" or "we", and an end."""
    if first == 0 or not follows_gap(part, lines[first - 1], lines[first]):
        return False
    above = _text(part, lines[first - 1])
    if not ends_sentence(above) or above.rstrip().endswith(":"):
        return False
    letter = part.text[lines[0].start : lines[first - 1].end]
    return len(letter.split()) >= _LEAST_WORDS and _WE.search(letter) is not None


def _signature_lines(part: Part, lines: Sequence[Span], number: int) -> list[Span]:
    """Return the short lines from one on that stand together; none when they are of prose."""
    end = number + 1
    while end < len(lines) and end <= number + _MOST_LINES and not follows_gap(part, lines[end - 1], lines[end]):
        end += 1
    found = list(lines[number:end])
    return found if len(found) <= _MOST_LINES and is_short(part, found) else []


def _text(part: Part, line: Span) -> str:
    return part.text[line.start : line.end]
