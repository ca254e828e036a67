"""The sign-off at the end of a message: the closing words, who signs, and whether that is a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tonelint.dataclass import dataclass
from tonelint.listed import InLines, Listed
from tonelint.message import Block, BlockKind, FieldKind, Message, Part, PartRole, Section, SectionKind, Signature, Signer
from tonelint.regexes import regex
from tonelint.sentences import unwrap
from tonelint.text import Span

# A word that does not start with a small Latin letter: names are written in all scripts.
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’-]*\.?"
_TITLE = r"(?:(?:The )?(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Revd?|Sir|Dame|Cllr|Capt|Chef|Coach|Nurse|Sister|Father)\.? )?"
# "Your host Elsa", "Your driver, Tom"
_OFFICE = regex(r"\A[Yy]our(?: (?!(?:at|from|of|in|and|team|friends|family)\b)[a-z]+){1,3},? (?=[A-Z])")
_PARTICLE = r"(?:de|van|von|der|den|bin|al|la|el|di|da|O'|and|&)"
_PERSON = regex(rf"(?P<name>{_TITLE}{_NAME}(?: (?:{_NAME}|{_PARTICLE}(?=(?: {_PARTICLE})* [A-ZÀ-ÖØ-Þ])))*)")
_PERSON_LOWER = regex(r"(?P<name>[^\W\d_][\w'’-]*)\s*$")
_AFTER_NAME = regex(r"\s*(?!::)(?:$|[,|/(+*@&•·–—:-]|\b(?:from|at|in|of|for|and (?:the|all|everyone)|on behalf)\b|\.$|x+$)")
_DASH = regex(r"[ \t]*(?:[–—~*/]|-{1,2})[ \t]*(?=[^\W\d_]|[{*\[%<$#])")
_SENTENCE_END = regex(r"[.!?:][\"'”’)]*$")
_THANKS = regex(r"thank(?:s|\s+you)\b|we(?:'|’)?re grateful|much appreciated", re.I)
_PLACEHOLDER = regex(r"\[(?![^\]]*(?:product|company|brand|organi|store|shop|app|team))[^\]]*(?:name|signature|sender|agent)[^\]]*\]", re.I)
# Lines that neither close nor sign: the mark before a signature, and what a telephone adds.
_NO_WORDS = regex(r"\s*(?:sent (?:from|via) |get outlook|[-_=*~–—]+\s*$)", re.I)
# A child of another template, or a piece that others call: what it lacks may stand there.
_PARENT = regex(r"\{%-?\s*(?:extends|macro)\b")
# Whoever it is, a person signs.
_SIGNING = (FieldKind.NAME, FieldKind.SENDER, FieldKind.PERSON)
_LONGEST_SIGNATURE = 9
_SIGNATURE_WORDS = 9
_LINES_WITHOUT_CLOSING = 4
_CLOSING_WORDS = 6
# Links and headings under a message: "Follow us", "Transaction Confirmation".
_NO_SIGNERS = frozenset(
    [
        *["follow", "join", "like", "share", "shop", "buy", "order", "click", "subscribe", "unsubscribe", "transaction", "payment"],
        *["invoice", "receipt", "product", "privacy", "terms", "learn", "update", "review", "activate", "upgrade", "redeem"],
        *["confirm", "verify", "sign", "start", "with"],
    ]
)
# "Victoria, BC" and "Dover, DE 19901": a town with its state; not "Ana Berg, MD".
_STATE = r"(?:BC|ON|QC|AB|SK|NS|NB|NY|NJ|CA|TX|FL|WA|OR|IL|OH|MI|GA|NC|SC|VA|AZ|CO|TN|MN|WI|UT|NV|KY|OK|KS|NE|NM|DC)\b"
_TOWN = regex(rf"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,2}}, (?:{_STATE}|[A-Z]{{2}} \d)[ \w-]*\Z")
# What opens the names of teams and firms, and the links under a message: "My account", "View invoice".
_NO_FIRST_NAMES = frozenset(
    [
        "the",
        "your",
        "our",
        "a",
        "all",
        "everyone",
        "my",
        "view",
        "see",
        "read",
        "manage",
        "visit",
        "open",
        "download",
        "track",
        "contact",
        "go",
    ]
)


@dataclass(frozen=True)
class Signing:
    """The word lists that a sign-off is told by, compiled."""

    closing: Listed
    team: Listed
    company: Listed


def compile_signing(lists: InLines) -> Signing:
    """Compile the word lists of the sign-off."""
    return Signing(
        Listed("closing-words", lists, r"[ \t]*(?P<words>%s)\s*(?P<end>[,.!–—-]*)\s*", re.I),
        Listed("team-words", lists, "%s", re.I),
        Listed("company-words", lists, "%s", re.I),
    )


def find_signature(message: Message, part: Part, blocks: Sequence[Block], words: Signing) -> tuple[Signature, list[Section]]:
    """Find the sign-off from the end. Return the signature and the sections of the closing and the signature."""
    every = [line for block in blocks if block.kind is not BlockKind.CODE for line in unwrap(part.text, block.span, by_line=True)]
    lines = [line for line in every if not _NO_WORDS.match(part.text, line.start, line.end)]
    for number in range(len(lines) - 1, max(-1, len(lines) - 1 - _LONGEST_SIGNATURE), -1):
        found = _closing_line(message, part, lines, number, words)
        if found:
            return found
    return _without_closing(message, part, lines, words)


def _closing_line(
    message: Message, part: Part, lines: Sequence[Span], number: int, words: Signing
) -> tuple[Signature, list[Section]] | None:
    """Read a line as the closing: "Kind regards," with the name below, or "Best, Anna" in one line."""
    line = lines[number]
    text = part.text[line.start : line.end]
    below = lines[number + 1 :]
    dash = _DASH.match(text)
    match = dash or words.closing.match(text)
    if not match or not _is_short(part, below):
        return None
    rest = text[match.end() :]
    if rest and below and _calls_reader(part, rest, below[0]):
        rest = ""
    if rest and not dash and not (match["end"] or rest[0].isupper() or rest[0] in "{*[%<"):
        return None
    if rest and (len(rest.split()) > _SIGNATURE_WORDS or (_SENTENCE_END.search(rest) and len(rest.split()) > 3)):  # noqa: PLR2004
        return None
    if dash and ((below and len(below) > 3) or not rest):  # noqa: PLR2004
        return None
    if not rest and not below and match and not match["end"].strip(" .!") and number == 0:
        return None
    first = Span(line.start + match.end(), line.end) if rest else (below[0] if below else None)
    closing = Section(SectionKind.CLOSING, Span(line.start, line.start + match.end() if rest else line.end))
    sections = [*_thanks_before(part, lines, number), closing] if not dash else _thanks_before(part, lines, number)
    if first is None:
        return Signature(Signer.MISSING), sections
    whole = Span(first.start, (below[-1] if below else first).end)
    return _signed(message, part, first, whole, words, below), [*sections, Section(SectionKind.SIGNATURE, whole)]


def _calls_reader(part: Part, rest: str, below: Span) -> bool:
    """Tell "Thanks, Kim." above a signature: the name is the reader's."""
    if len(rest.split()) > 2:  # noqa: PLR2004 - first and last name
        return False
    return rest.rstrip()[-1:] in (".", "!") or (rest.rstrip().endswith(",") and _looks_like_signer(part.text[below.start : below.end]))


def _is_short(part: Part, lines: Sequence[Span]) -> bool:
    """Signature lines are short and are no sentences."""
    texts = [part.text[line.start : line.end] for line in lines]
    return all(len(text.split()) <= _SIGNATURE_WORDS and not (_SENTENCE_END.search(text) and len(text.split()) > 3) for text in texts)  # noqa: PLR2004


def _thanks_before(part: Part, lines: Sequence[Span], number: int) -> list[Section]:
    """Return the sentence of thanks just before the sign-off: it belongs to the closing."""
    if number == 0:
        return []
    line = lines[number - 1]
    text = part.text[line.start : line.end]
    starts = [0, *(match.end() for match in re.finditer(r"[.!?]\s+", text))]
    last = starts[-1]
    if _THANKS.search(text[last:]):
        return [Section(SectionKind.CLOSING, Span(line.start + last, line.end))]
    return []


def _without_closing(message: Message, part: Part, lines: Sequence[Span], words: Signing) -> tuple[Signature, list[Section]]:
    """Find a signature without closing words: the last short lines, the first of which is a name or a team."""
    for count in range(min(_LINES_WITHOUT_CLOSING, len(lines) - 1), 0, -1):
        tail = lines[-count:]
        before = part.text[lines[-count - 1].start : lines[-count - 1].end]
        first = part.text[tail[0].start : tail[0].end]
        # "See you on Thursday," closes too, whatever its words.
        closes = before.rstrip().endswith(",") and len(before.split()) <= _CLOSING_WORDS and count < len(lines) - 1
        if not (closes or _SENTENCE_END.search(before)) or not _is_short(part, tail) or _SENTENCE_END.search(first):
            continue
        # Under "Happy building," the firm's field signs, too: it is no words of the message.
        signs = _looks_like_signer(first) or _field_name(part, tail[0], (*_SIGNING, FieldKind.ORGANISATION) if closes else _SIGNING)
        if not _follows_gap(part, lines[-count - 1], tail[0]) and not (_looks_like_signer(first) or (closes and signs)):
            continue
        if signs:
            whole = Span(tail[0].start, tail[-1].end)
            signature = _signed(message, part, tail[0], whole, words, tail[1:])
            if signature.signer is not Signer.PERSON and not closes and _may_sign(part, lines[-1].start):
                # A partial that follows may hold the name; what looks like a firm's may be a heading.
                break
            closing = [Section(SectionKind.CLOSING, lines[-count - 1])] if closes else _thanks_before(part, lines, len(lines) - count)
            return signature, [*closing, Section(SectionKind.SIGNATURE, whole)]
    opaque = (bool(lines) and _may_sign(part, lines[-1].start)) or any(
        f.kind is FieldKind.CONTROL and _PARENT.match(part.text, f.span.start) for f in part.fields
    )
    closing = _thanks_before(part, lines, len(lines)) if lines else []
    return Signature(Signer.UNKNOWN if opaque else Signer.MISSING), closing


def _may_sign(part: Part, start: int) -> bool:
    """Tell whether a partial, block or include from an offset on may hold the signature."""
    return any(
        f.kind is FieldKind.CONTROL and re.search(r"include|partial|block|>|signature|footer", part.text[f.span.start : f.span.end])
        for f in part.fields
        if f.span.start >= start
    )


def _follows_gap(part: Part, before: Span, after: Span) -> bool:
    return part.text[before.end : after.start].count("\n") > 1 or part.text[before.end : after.start].count("\r") > 1


def _looks_like_signer(text: str) -> bool:
    """Tell a name ("Anna Berg", "Anna, Fernway") or a team ("The Fernway team"): capitals all through, few words."""
    clean = _OFFICE.sub("", text.strip())
    plain = re.split(r"[,|(–—]| from | at ", clean)[0]
    tokens = [
        token
        for token in plain.split()
        if token.lower() not in ("the", "of", "and", "at", "from", "your", "&", "a", "in", "everyone", "all", "us", "team")
    ]
    if not plain or len(plain.split()) > 6 or not clean[0].isalpha():  # noqa: PLR2004
        return False
    if re.search(r"[\d@:/$£€>]", plain) or plain.split()[0].lower() in _NO_SIGNERS or _TOWN.match(clean):
        return False
    has_team = bool(re.search(r"\b(?:team|crew|support|service|services|department)\s*$", plain, re.I))
    return has_team or (bool(tokens) and all(token[0].isupper() for token in tokens) and not plain.isupper() and len(tokens) < 5)  # noqa: PLR2004


def _field_name(part: Part, line: Span, kinds: Sequence[FieldKind]) -> bool:
    return any(line.covers(f.span) and f.kind in kinds for f in part.fields)


def _signed(message: Message, part: Part, first: Span, whole: Span, words: Signing, below: Sequence[Span]) -> Signature:
    for line in (first, *(line for line in below[:2] if line != first)):
        text = part.text[line.start : line.end]
        field = next((f for f in part.fields if line.covers(f.span) and f.kind is not FieldKind.CONTROL), None)
        if field or _PLACEHOLDER.search(text):
            is_name = field is None or field.kind in _SIGNING
            if is_name:
                return Signature(Signer.PERSON, whole, field.span if field else line)
            if not _person(message, part, text, words):
                continue
        found = _person(message, part, text, words)
        if found:
            start = line.start + text.index(found)
            return Signature(Signer.PERSON, whole, Span(start, start + len(found)), found)
        # "Your account manager" may stand above a name; "Support" stands above the firm.
        if line is first and words.team.search(text.lower()) and not text.lower().startswith("your "):
            break
    text = part.text[first.start : first.end].strip()
    if words.team.search(text.lower()):
        return Signature(Signer.TEAM, whole, first, text)
    return Signature(Signer.COMPANY if text else Signer.MISSING, whole, first, text)


def _person(message: Message, part: Part, text: str, words: Signing) -> str:
    """Return the person's name that opens a signature line, or nothing."""
    clean = _OFFICE.sub("", text.strip().lstrip("–—-~*• "))
    if _TOWN.match(clean):
        return ""
    match = _PERSON.match(clean)
    if not match:
        bare = _PERSON_LOWER.fullmatch(clean)
        is_name = bare and clean.islower() and not words.team.search(clean) and not words.company.search(clean)
        return clean if is_name else ""
    name = match["name"].strip()
    is_long = any(len(one.split()) > 4 for one in name.split(" and "))  # noqa: PLR2004 - "Jim Harper and Sal Lowe" are two
    if not _AFTER_NAME.match(clean[match.end() :]) or is_long or (name.isupper() and len(name) > 3 and " " not in name):  # noqa: PLR2004
        return ""
    if "&" in name:
        # People sign as "Jim and Sal", firms as "Harper & Lowe".
        return ""
    lower = re.sub(r"^the (?=rev)", "", name.lower())
    if words.team.search(lower) or words.company.search(lower) or lower.split()[0] in (_NO_FIRST_NAMES | _NO_SIGNERS):
        return ""
    return "" if _is_brand(message, part, name, clean) else name


def _is_brand(message: Message, part: Part, name: str, line: str) -> bool:
    """Tell a brand by what the message says of it: "your Fernway account", "at Fernway", "© Fernway", the sender's address."""
    escaped = re.escape(name)
    if re.search(rf"(?m)\b{escaped}[ ,]+\d+ (?:[NSEW]\.? )?[A-Z]", part.text):
        # "Fernway 12 Mill Street": the name stands above an address.
        return True
    body = " ".join(part.text.rpartition(line)[::2])
    place = rf"(?:\b(?i:at|with|using|your|our|from|to|via|the|by|on|choosing|for)\s+|©\s*(?:\d{{4}}\s+)?){escaped}\b"
    if re.search(rf"{place}(?!\s+(?:on|and I|or me|at|directly|will|said)\b)", body):
        introduction = r"I'm|I’m|I am|my name is|this is|it's|ask for|spoke (?:to|with)|reply to|write to|call"
        return not re.search(rf"\b(?:{introduction})\s+{escaped}\b", body)
    if re.search(rf"\b{escaped}\s+(?:account|app|team|customer|card|plan|membership|subscription|shop|store|website)", body):
        return True
    return len(name.split()) == 1 and _is_sender(message, name)


def _is_sender(message: Message, name: str) -> bool:
    """Tell whether the sender's address or the subject speak of a name as of a company."""
    sender = message.header("from") or ""
    subject = message.part(PartRole.SUBJECT)
    shown = sender.split("<")[0].strip(' "')
    if shown and name.lower() == shown.lower() and "@" in sender:
        return name.lower() in sender.rsplit("@", 1)[1].lower()
    return bool(subject and re.search(rf"\b(?:your|to|from|at|with)\s+{re.escape(name)}\b", subject.text))
