"""Which entries of a catalogue make one message: the subject, preheader, heading and body below one key.

What an entry is to the message is told by its own key: "subject", "welcome_body_html", "cta_label", "paragraphs.0".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from enum import Enum

from tonelint.dataclass import dataclass
from tonelint.readers.catalogues.entry import Entry
from tonelint.regexes import regex


class Role(Enum):
    """What an entry is to its message."""

    SUBJECT = "subject"
    PREHEADER = "preheader"
    HEADING = "heading"
    GREETING = "greeting"
    BODY = "body"
    BUTTON = "button"
    CLOSING = "closing"
    OTHER = "other"


_WORDS = {
    Role.SUBJECT: ("subject",),
    Role.PREHEADER: ("preheader", "preview"),
    Role.HEADING: ("title", "heading", "headline", "header"),
    Role.GREETING: ("greeting", "greetings", "salutation", "hello"),
    Role.BODY: (
        "body", "content", "message", "intro", "introduction", "paragraph", "paragraphs", "copy", "explanation", "outro",
        "html", "text", "markdown",
    ),
    Role.BUTTON: ("button", "cta", "action"),
    Role.CLOSING: ("closing", "signature", "signoff", "regards", "farewell", "goodbye", "ps", "postscript", "footer", "disclaimer"),
}  # fmt: skip
_ROLES = {word: role for role, words in _WORDS.items() for word in words}
# Roles that a key may begin with, too: "subject_for_admins".
_LEADING = frozenset([Role.SUBJECT, Role.PREHEADER, Role.HEADING, Role.BODY])
_FORMATS = {"html": "html", "markdown": "markdown", "md": "markdown", "text": "text", "txt": "text", "plain": "text"}
_FORMAT_ORDER = ("html", "markdown", "", "text")
_NOISE = frozenset(["template", "line", "label", "email", "mail"])
_KEY_WORDS = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LONGEST_KEY = 80
_HEAD, _MIDDLE, _TAIL = range(3)
_RANKS = {Role.HEADING: _HEAD, Role.GREETING: _HEAD, Role.BODY: _MIDDLE, Role.BUTTON: _MIDDLE, Role.CLOSING: _TAIL}


@dataclass(frozen=True, slots=True)
class Piece:
    """An entry and what it is: its role, the word that told it, the format that its key names, and whose key it shares."""

    entry: Entry
    role: Role
    word: str = ""
    format: str = ""
    owner: str = ""

    @property
    def at(self) -> int:
        """Where its text begins in the file."""
        slices = self.entry.draft.map.slices
        return slices[0].region.start if slices else 0


@dataclass(slots=True)
class Group:
    """The pieces of one message: lines before it, the body in the order of the file, and other formats of the same body."""

    fronts: list[Piece] = field(default_factory=list)
    body: list[Piece] = field(default_factory=list)
    twins: list[Piece] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        """Every piece that is read as part of the message itself."""
        return [*self.fronts, *self.body]


def piece_of(entry: Entry) -> Piece:
    """Tell from its key what an entry is to the message around it."""
    path, numbers = entry.key, ""
    while (last := path.rpartition("."))[2].isdigit():
        path, numbers = last[0], last[2]
    parent, _, name = path.rpartition(".")
    words = [word.lower() for word in _KEY_WORDS.findall(name)] if entry.is_keyed and len(name) <= _LONGEST_KEY and name[-1:] != "]" else []
    named = next((_FORMATS[word] for word in reversed(words) if word in _FORMATS), "")
    role, word, stem = _role(words)
    if role is Role.OTHER or (numbers and role is not Role.BODY):
        return Piece(entry, Role.OTHER, format=named)
    return Piece(entry, role, "body" if word in _FORMATS else word, named, f"{parent}.{'_'.join(stem)}")


def _role(words: list[str]) -> tuple[Role, str, list[str]]:
    """Return the role that the words of a key name, the word, and the words that are left."""
    ends = list(words)
    while ends and (ends[-1] in _NOISE or ends[-1].isdigit() or (ends[-1] in _FORMATS and len(ends) > 1)):
        dropped = ends.pop()
        if dropped in _FORMATS and not any(word in _ROLES for word in ends):
            # "welcome_html": the format is all that is said of it.
            return Role.BODY, dropped, _stem(ends)
    if ends and ends[-1] in _ROLES:
        return _ROLES[ends[-1]], ends[-1], _stem(ends[:-1])
    if ends and _ROLES.get(ends[0]) in _LEADING:
        return _ROLES[ends[0]], ends[0], _stem(ends[1:])
    return Role.OTHER, "", []


def _stem(words: list[str]) -> list[str]:
    return [word for word in words if word not in _NOISE and word not in _FORMATS]


def grouped(entries: Iterable[Entry]) -> list[Group]:
    """Return the messages that entries make, in the order in which the first entry of each stands in the file."""
    pieces = [piece_of(entry) for entry in entries]
    whole = {piece.owner for piece in pieces if piece.role is not Role.OTHER and piece.owner.endswith(".")}
    gathered: dict[tuple[str, int] | int, list[Piece]] = {}
    times: Counter[str] = Counter()
    for number, piece in enumerate(pieces):
        owner = f"{piece.owner.rpartition('.')[0]}."
        # "confirm_button" beside "body" belongs to it.
        owner = owner if piece.role is Role.BUTTON and owner in whole else piece.owner
        # A key that is there a second time belongs to a message of its own.
        gathered.setdefault(number if piece.role is Role.OTHER else (owner, times[piece.entry.key]), []).append(piece)
        times[piece.entry.key] += 1
    groups = [group for pieces in gathered.values() for group in _groups(pieces)]
    return sorted(groups, key=lambda group: min(piece.at for piece in group.pieces))


def _groups(pieces: Sequence[Piece]) -> list[Group]:
    """Make one message of pieces; those that stand where the reader would not read them are messages of their own."""
    group = Group(fronts=_fronts(pieces))
    bodies, group.twins = _one_format([piece for piece in pieces if piece.role is Role.BODY])
    group.body = _in_order(bodies, [piece for piece in pieces if piece.role is not Role.BODY])
    used = {id(piece) for piece in (*group.pieces, *group.twins)}
    return [*([group] if group.pieces else []), *(Group(body=[piece]) for piece in pieces if id(piece) not in used)]


def _fronts(pieces: Sequence[Piece]) -> list[Piece]:
    found = (next((piece for piece in pieces if piece.role is role), None) for role in (Role.SUBJECT, Role.PREHEADER))
    return [piece for piece in found if piece]


def _one_format(bodies: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Part the bodies of the best format from those that say the same in another."""
    best: dict[str, str] = {}
    for piece in bodies:
        best[piece.word] = min(best.get(piece.word, piece.format), piece.format, key=_FORMAT_ORDER.index)
    chosen = [piece for piece in bodies if piece.format == best[piece.word]]
    return chosen, [piece for piece in bodies if piece.format != best[piece.word]]


def _in_order(bodies: list[Piece], others: Sequence[Piece]) -> list[Piece]:
    """Return the bodies, and the headings before and the closings after them, that stand in the file in reading order."""
    first = min((piece.at for piece in bodies), default=None)
    last = max((piece.at for piece in bodies), default=None)
    chosen = list(bodies)
    for piece in others:
        rank = _RANKS.get(piece.role)
        is_before = first is None or piece.at < first
        is_after = last is not None and piece.at > last
        if (rank == _HEAD and is_before) or (rank == _TAIL and is_after) or (rank == _MIDDLE and first is not None and not is_before):
            chosen.append(piece)
    chosen.sort(key=lambda piece: piece.at)
    # What stands below the closing is not read before it.
    end = next((number for number, piece in enumerate(chosen) if piece.role is Role.CLOSING), len(chosen))
    return [*chosen[:end], *(piece for piece in chosen[end:] if piece.role is Role.CLOSING)]
