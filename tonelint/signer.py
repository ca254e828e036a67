"""Who signs in the lines of a signature: a person, a team or a company."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tonelint.dataclass import dataclass
from tonelint.listed import InLines, Listed
from tonelint.message import FieldKind, MergeField, Message, Part, PartRole, Signature, Signer
from tonelint.regexes import regex
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
# A firm's street, which stands below its name.
_STREET = regex(r"(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Lane|Ln|Terrace|Parkway|Pkwy|Square|Quay)\.?\Z")
_PLACEHOLDER = regex(r"\[(?![^\]]*(?:product|company|brand|organi|store|shop|app|team))[^\]]*(?:name|signature|sender|agent)[^\]]*\]", re.I)
# These may be people or firms; only a name that a firm cannot have tells: "{{ host.first_name }}".
_EITHER = regex(
    r"[{\[%<$*|\s]*(?:\w+[._])?(?:host|partner|sponsor|organi[sz]er|contractor|seller)(?:[._]?(?:display)?_?name)?[}\]%>*|\s]*\Z", re.I
)
# Whoever it is, a person signs.
_SIGNING = (FieldKind.NAME, FieldKind.SENDER, FieldKind.PERSON)
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
        "by",
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
    role: Listed


def compile_signing(lists: InLines) -> Signing:
    """Compile the word lists of the sign-off."""
    return Signing(
        Listed("closing-words", lists, r"[ \t]*(?P<words>%s)\s*(?P<end>[,.!–—-]*)\s*", re.I),
        Listed("team-words", lists, "%s", re.I),
        Listed("company-words", lists, "%s", re.I),
        Listed("role-words", lists, "%s", re.I),
    )


def may_sign(part: Part, start: int) -> bool:
    """Tell whether a partial, block or include from an offset on may hold the signature."""
    return any(
        f.kind is FieldKind.CONTROL and re.search(r"include|partial|block|>|signature|footer", part.text[f.span.start : f.span.end])
        for f in part.fields
        if f.span.start >= start
    )


def looks_like_signer(text: str) -> bool:
    """Tell a name ("Anna Berg", "Anna, Fernway") or a team ("The Fernway team"): capitals all through, few words."""
    clean = _OFFICE.sub("", _bare(text))
    plain = re.split(r"[,|(–—]| / | from | at ", clean)[0]
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


def _bare(text: str) -> str:
    """Strip brackets that were opened above: people answer between them and sign inside."""
    bare = text.strip()
    return bare if "[" in bare else bare.rstrip("] ")


def has_name(part: Part, line: Span) -> bool:
    """Tell whether a line holds a field that a person signs by."""
    return any(line.covers(f.span) and f.kind in _SIGNING for f in part.fields)


def is_field(part: Part, line: Span) -> bool:
    """Tell a line that is one merge field."""
    field = _field(part, line)
    return field is not None and part.text[field.span.start : field.span.end] == part.text[line.start : line.end].strip()


def _field(part: Part, line: Span) -> MergeField | None:
    return next((f for f in part.fields if line.covers(f.span) and f.kind is not FieldKind.CONTROL), None)


def signed(message: Message, part: Part, first: Span, whole: Span, words: Signing, below: Sequence[Span]) -> Signature:
    """Tell who signs in the lines of a signature, of which `first` is the first and `below` are the others."""
    if _is_tag(part, first) and may_sign(part, first.start):
        return Signature(Signer.UNKNOWN, whole)
    for line in (first, *(line for line in below[:2] if line != first)):
        text = part.text[line.start : line.end]
        if line is not first and _STREET.search(text):
            continue
        field = _field(part, line)
        if (field and field.kind in _SIGNING) or (not field and _PLACEHOLDER.search(text)):
            if field and field.kind is FieldKind.PERSON and _EITHER.match(text):
                return Signature(Signer.UNKNOWN, whole)
            return Signature(Signer.PERSON, whole, field.span if field else line)
        found = person(message, part, text, words)
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


def _is_tag(part: Part, line: Span) -> bool:
    """Tell a line that holds nothing but the tags of a template."""
    words = part.text[line.start : line.end]
    for field in part.fields:
        if field.kind is FieldKind.CONTROL and line.covers(field.span):
            words = words.replace(part.text[field.span.start : field.span.end], "")
    return not words.strip()


def person(message: Message, part: Part, text: str, words: Signing) -> str:
    """Return the person's name that opens a signature line, or nothing."""
    clean = _OFFICE.sub("", _bare(text).lstrip("–—-~*• "))
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
