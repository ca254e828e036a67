"""The greeting at the start of a message: the whole line, and whom it addresses.

A reader is also addressed without a greeting: "Priya, your parcel is on its way.", "Thank you for your order, Priya!".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import dropwhile

from tonelint.dataclass import dataclass
from tonelint.listed import InLines, Listed
from tonelint.message import Addressee, Block, BlockKind, FieldKind, Greeting, Part
from tonelint.regexes import regex
from tonelint.sentences import unwrap
from tonelint.text import Span

_BARE_NAME = regex(r"(?P<name>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’.-]*){0,2})\s*[,–—-]\s*$")
# A class, a team or a firm with a small figure in its name: "4B", "Year 6", "Studio 54", "A1 Plumbing", "Class of 2024".
_GROUP_WITH_FIGURE = regex(r"(?:(?=.*[A-Za-z])[^\d]*\b[A-Z]?\d{1,2}(?:/7|[A-Za-z]|st|nd|rd|th)?\b[^\d]*|class of \d{4}\b.*)\Z", re.I)
_RECORD = regex(
    r"\b(?:flat|unit|plot|apartment|apt|house|lot|pitch|berth|bed|meter|customer|client|patient|member|tenant|account|policy|case|ticket"
    r"|order|user|guest|donor|student|pupil|applicant|candidate|claimant|passenger|subscriber|resident|occupier|participant|entrant|bidder"
    r"|reg|ref|id|holder)s?\b|(?:\b(?:number|no)\b\.?|#) ?\d+\W*\Z",
    re.I,
)
# Who runs or is in a thing with a name, which may hold any figure: "manager of the event Expo 2031", "parents of class 12b".
_OF_A_THING = regex(
    r"\b(?:manager|organi[sz]er|parent|carer|teacher|speaker|leader|coach|player|host)s? of (?:the |our )?"
    r"(?:event|class|course|conference|festival|group|team|year|meeting|workshop|club|concert|race)\b",
    re.I,
)
_KNIGHT = regex(r"Sir [A-Z][a-z’'-]+(?! ?(?:/|or\b|and\b|&))(?<!Sir Or)(?<!Sir And)(?<!Sir Madam)")
_TITLE = regex(r"(?:mr|mrs|ms|mx|miss|dr|prof|professor|sir|madam|lord|lady|rev)\b\.?", re.I)
_FOLLOWING = regex(r"[ \t]*(?P<name>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,2})[,!.:]")
_THERE = regex(r"(?:there|again)[ ,]+(?=[A-Z\ue000])")
# Not "Robin, your host, will meet you".
_APPOSED = r"(?!(?:your|our) (?:[\w-]+ ){0,2}[\w-]+, (?:will|has|had|is|was|can|would|says|writes|asks|told|sent)\b)"
_CALLED = regex(
    rf"(?P<name>[A-Z][a-z'’-]+), {_APPOSED}"
    r"(?=(?:you|your|we|i|it|thanks?|thank|here|this|our|just)\b|(?:you|we|i|it|here)['’])",
    re.I,
)
_CALLED_LAST = regex(r"[^.!?\n]{3,80}, (?P<name>(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? )?[A-Z][a-z'’-]+)[.!,]")
# Whom it is to, as on an envelope.
_CLOSING = regex(r"\b(?:regards|wishes|sincerely|faithfully|cheers|thanks)\Z", re.I)
_TO = regex(r"(?:To|For|FAO|Attn:?) (?P<name>(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.? )?[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?)\s*[:,]\s*")
_PLAIN = str.maketrans({"’": "'", "\u00a0": " ", "\n": " ", "\r": " "})
_ENDS = (",", "!", ".", ":")
_FIELD_CHARACTER = "\ue000"
# A full stop that ends the greeting, not a title: "Dear Dr. Chen".
_FULL_STOP = r"(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmx)(?<!\bmrs)(?<!\bst)(?<!\brev)(?<!\bprof)(?<!\bno)\.(?=\s|$)"
# "Hi, it's Owen from Tarn": the sender names itself.
_SENDER = regex(r"(?:there |again )?(?:from|it's|it is|i'm|i am|this is|my name|we're|we are)\b", re.I)
_TEAM = regex(r"\b(?:team|department|desk|office|services?)\b")
# A group that the reader belongs to is no category: "Dear parents of Class 4B".
_GROUP = regex(r"\bof (?:the )?[A-Z]")
# Pieces that a layout of the same file takes: the layout may greet.
_INLINE = regex(r"\{\{~?#\*\s*inline\b")
# A field for the name behind "Welcome,".
_FIELD_FOLLOWS = regex(r"[ \t]*\ue000+[,!.:]?\s*\Z")
_EARLY_BLOCKS = 4
_NAME_WORDS = 4
# Above a greeting further down stand headlines, links and coupons; with more words in sentences than these, the letter has begun.
_WORDS_ABOVE = 40
_LETTER_WORDS = 5
# What is told just above a letter that somebody else wrote, or that the reader is to send.
_TOLD = regex(
    r"\b(?:wrote|writes?|written|letters?|mailbag|quot\w+|says?|said|asks?|asked|samples?|examples?|templates?|drafts?|wording|script"
    r"|copy|paste|forward(?:ed)?)\b",
    re.I,
)
# The end of a letter, or the head of an older one.
_OTHER_LETTER = regex(
    r"^[ \t]*(?:(?:\w+ ){0,3}(?:regards|wishes|sincerely|faithfully|cheers|thanks|best|love|yours)[ \t]*,[ \t]*$|(?:from|sent): ?\S"
    r"|-+ ?(?:original|forwarded) message)",
    re.I | re.M,
)


@dataclass(frozen=True)
class GreetingWords:
    """The word lists that a greeting is told by, compiled."""

    greeting: Listed
    formula: Listed
    nobody: Listed
    category: Listed
    number: Listed
    no_names: Listed
    hailing: Listed
    calling: Listed


def compile_greeting(lists: InLines) -> GreetingWords:
    """Compile the word lists of the greeting."""
    return GreetingWords(
        # The words before the end of the greeting are whom it addresses.
        Listed(
            "greeting-words",
            lists,
            rf"\s*(?P<word>%s)(?P<rest>[^\n!?:;]*?)(?P<end>\s*(?:[,!:;?]+|{_FULL_STOP}|\s[–—-]+(?=\s)|$))",
            re.I,
        ),
        Listed("greeting-formulas", lists, r"\s*%s", re.I),
        Listed("nobody-words", lists, r"(?:%s|\s|and|from|,)+\Z", re.I),
        Listed("category-words", lists, r"%s(?=[ ,.!]*$|[ ,/]+(?:of|at|in|and|&|or|from|on)\b|/)", re.I),
        Listed("number-words", lists, "%s", re.I),
        Listed("no-names", lists, r"(?:%s|\w+ly)\Z", re.I),
        Listed("hailing-words", lists, r"(?:%s)\Z", re.I),
        Listed("calling-words", lists, "%s", re.I),
    )


def find_greeting(part: Part, blocks: Sequence[Block], words: GreetingWords) -> tuple[Greeting, Span | None]:
    """Find the greeting among the first blocks, or further down. Returns it and the span that is its section."""
    for number, block in enumerate(blocks[:_EARLY_BLOCKS]):
        found = _greeting_in(part, block, words, is_first=number == 0)
        if found:
            return found, found.span
    called = _called(part, blocks, words)
    late = None if called else _late(part, blocks, words)
    return (late, late.span) if late else (called or _opaque(part, blocks), None)


def _greeting_in(part: Part, block: Block, words: GreetingWords, *, is_first: bool) -> Greeting | None:
    """Find the greeting in the first line of a block."""
    lines = list(dropwhile(partial(_is_code, part), unwrap(part.text, block.span, by_line=True)))
    if not lines or block.kind in (BlockKind.LIST_ITEM, BlockKind.CODE):
        return None
    # A greeting may be broken over a line: "Dear" and the name below.
    is_broken = len(lines) > 1 and words.greeting.fullmatch(part.text[lines[0].start : lines[0].end].strip())
    line = Span(lines[0].start, lines[1].end) if is_broken and not part.text[: lines[0].end].endswith(_ENDS) else lines[0]
    return _greeting_line(part, line, words, is_first=is_first)


def _late(part: Part, blocks: Sequence[Block], words: GreetingWords) -> Greeting | None:
    """Find the greeting below headlines, links and coupons: a line of its own, with a letter below it and none above."""
    said = 0
    for number, block in enumerate(blocks):
        if number >= _EARLY_BLOCKS and block.kind is not BlockKind.BUTTON:
            found = _greeting_in(part, block, words, is_first=False)
            if found and _opens_letter(part, blocks[number : number + 2], found):
                return None if _is_told(part, blocks[number - 2 : number]) else found
        said += sum(len(line.split()) for line in _lines(part, block) if line.rstrip("\"') ").endswith((".", "!", "?")))
        if said > _WORDS_ABOVE or _OTHER_LETTER.search(_text(part, block)):
            return None
    return None


def _is_told(part: Part, above: Sequence[Block]) -> bool:
    """Tell by the blocks above a greeting whether it opens a letter that is only shown."""
    return _text(part, above[-1]).rstrip().endswith(":") or any(_TOLD.search(_text(part, block)) for block in above)


def _opens_letter(part: Part, blocks: Sequence[Block], found: Greeting) -> bool:
    """Tell whether a greeting is a line of its own that ends as in letters, or holds a field, and words follow it."""
    if found.span is None:
        return False
    own, below = part.text[found.span.end : blocks[0].span.end], "".join(_text(part, block) for block in blocks[1:])
    line, _, rest = own.partition("\n")
    mark = (part.text[found.span.start : found.span.end] + line).rstrip()[-1]
    is_field = any(found.name_span == field.span for field in part.fields)
    ends = mark == "," or (mark == ":" and found.addressee is not Addressee.NOBODY) or is_field
    return ends and not line.strip(" ,!.:\t\r") and len((rest.strip() or below).split()) >= _LETTER_WORDS


def _lines(part: Part, block: Block) -> list[str]:
    return [part.text[line.start : line.end] for line in unwrap(part.text, block.span)]


def _text(part: Part, block: Block) -> str:
    return part.text[block.span.start : block.span.end]


def _called(part: Part, blocks: Sequence[Block], words: GreetingWords) -> Greeting | None:
    """Find the reader's name at the start or the end of the first sentence of a message without a greeting."""
    first = next((block for block in blocks if block.kind is BlockKind.PARAGRAPH), None)
    if first is None:
        return None
    masked = _mask(part, first.span)
    fields = [f for f in part.fields if f.kind is FieldKind.NAME and first.span.covers(f.span)]
    for field in fields:
        start, end = field.span.start - first.span.start, field.span.end - first.span.start
        opens, ends = start == 0 and masked[end : end + 1] == ",", masked[end : end + 1] in (".", "!")
        if opens or (ends and not re.search(r"[.!?]\s", masked[:start]) and masked[:start].rstrip().endswith(",")):
            return Greeting(Addressee.NAME, field.span, field.span)
    called = _CALLED.match(masked) or (_CALLED_LAST.match(masked) if words.calling.match(masked.lower()) else None)
    if called is None or not called["name"][0].isupper() or words.no_names.match(called["name"].lower()):
        return None
    if _addressee(called["name"], words) is not Addressee.NAME:
        return None
    span = Span(first.span.start + called.start("name"), first.span.start + called.end("name"))
    return Greeting(Addressee.NAME, span, span, called["name"])


def _greeting_line(part: Part, line: Span, words: GreetingWords, *, is_first: bool) -> Greeting | None:
    line = _without_code(part, line)
    text = part.text[line.start : line.end]
    masked = _mask(part, line)
    formula = words.formula.match(masked)
    if formula:
        span = Span(line.start, line.start + formula.end())
        return Greeting(Addressee.CATEGORY, span, Span(line.start, span.end))
    match = words.greeting.match(masked)
    if match and _may_greet(match, masked):
        return _addressed(part, line, match, words)
    bare = _TO.fullmatch(text.strip()) or _BARE_NAME.fullmatch(text.strip())
    if bare and is_first and not _CLOSING.search(bare["name"]):
        start = line.start + text.index(bare["name"])
        return _named(part, Span(line.start, line.end), Span(start, start + len(bare["name"])), words)
    field = next((f for f in part.fields if f.span.start == line.start and f.kind is FieldKind.NAME), None)
    if field and is_first and part.text[field.span.end : line.end].strip() in (",", "!", ":"):
        return Greeting(Addressee.NAME, line, field.span)
    return None


def _without_code(part: Part, line: Span) -> Span:
    """Return a line without the template code that opens it: "{% if name %}Hi {{ name }},"."""
    start = line.start
    for field in part.fields:
        if field.kind is FieldKind.CONTROL and field.span.start == start and field.span.end < line.end:
            start = field.span.end
    return Span(start, line.end)


def _is_code(part: Part, line: Span) -> bool:
    return any(f.kind is FieldKind.CONTROL and f.span.covers(line) for f in part.fields)


def _mask(part: Part, line: Span) -> str:
    """Return a line with its merge fields blanked letter by letter, so that no mark inside them ends the greeting."""
    text = part.text[line.start : line.end].translate(_PLAIN)
    for field in part.fields:
        if line.covers(field.span):
            start, end = field.span.start - line.start, field.span.end - line.start
            text = text[:start] + _FIELD_CHARACTER * (end - start) + text[end:]
    return text


def _may_greet(match: re.Match[str], masked: str) -> bool:
    """Tell "Dear Mr Okafor," from "Dear oh dear, what a week" and "Welcome to your new account. We ..."."""
    rest = match["rest"].strip()
    whole_line = match.end() >= len(masked.rstrip())
    word = match["word"].lower()
    follows = _FOLLOWING.fullmatch(masked, match.end()) or _FIELD_FOLLOWS.match(masked, match.end())
    if word.startswith("welcome") and not rest and match["end"].strip() == "," and follows:
        return True
    if word.startswith(("welcome", "attention", "attn")):
        if rest.lower() in ("email", "e-mail", "mail", "message", "letter", "pack", "offer"):
            return False
        return (
            whole_line
            and len(rest.split()) <= _NAME_WORDS
            and not rest.lower().startswith(("to ", "aboard"))
            and bool(match["end"].strip())
        )
    if len(rest.split()) > 7:  # noqa: PLR2004 - a title, names and "and family" fit in seven words
        return False
    return whole_line or bool(match["end"].strip())


def _addressed(part: Part, line: Span, match: re.Match[str], words: GreetingWords) -> Greeting:
    end = len(match.group().rstrip()) if match["end"].strip() else match.end()
    span = Span(line.start + match.start("word"), line.start + end)
    rest = match["rest"]
    start = line.start + match.start("rest") + len(rest) - len(rest.lstrip(" ,"))
    there = _THERE.match(rest.lstrip(" ,"))
    start += there.end() if there else 0
    name = Span(start, max(start, line.start + match.start("rest") + len(rest.rstrip())))
    text = part.text[name.start : name.end]
    is_hole = match["end"].startswith(" ,") or ",," in match["end"]
    empty = Greeting(Addressee.UNKNOWN if is_hole else Addressee.NOBODY, span, None)
    found = _named(part, span, name, words) if rest.strip(" ,") else empty
    # Who writes "Hello" with a capital mostly writes names with one: "Hello sunshine" names nobody, "Hi bob" may be a name.
    is_word = text.islower() and match["word"][0].isupper() and not any(name.overlaps(f.span) for f in part.fields)
    if found.addressee is Addressee.NAME and (is_word or _SENDER.match(text.replace("’", "'"))):
        may_be_name = text.isalpha() and not words.hailing.match(text)
        found = Greeting(Addressee.UNKNOWN if may_be_name else Addressee.NOBODY, span, None)
    return (_after_comma(part, line, span, words) if found.addressee is Addressee.NOBODY else None) or found


def _after_comma(part: Part, line: Span, span: Span, words: GreetingWords) -> Greeting | None:
    """Read "Hello, Anna!" and "Greetings, loyal shopper!": whom it addresses may follow the comma."""
    field = next((f for f in part.fields if span.end <= f.span.start <= span.end + 1 and f.kind is not FieldKind.CONTROL), None)
    if field and line.covers(field.span) and field.kind is FieldKind.NAME:
        return Greeting(Addressee.NAME, Span(span.start, field.span.end), field.span)
    if field and part.text[field.span.end : line.end].strip() in _ENDS:
        return Greeting(Addressee.UNKNOWN, Span(span.start, field.span.end), field.span)
    following = _FOLLOWING.match(part.text, span.end, line.end)
    if (
        following is None
        or not part.text[span.start : span.end].rstrip().endswith(",")
        or _SENDER.match(following["name"].replace("’", "'"))
    ):
        return None
    name = Span(following.start("name"), following.end("name"))
    found = _named(part, Span(span.start, following.end()), name, words)
    is_name = all(word[0].isupper() for word in following["name"].split())
    return found if is_name or found.addressee is not Addressee.NAME else None


def _named(part: Part, span: Span, name: Span, words: GreetingWords) -> Greeting:
    text = part.text[name.start : name.end].replace("’", "'")
    field = next((f for f in part.fields if name.overlaps(f.span) and f.kind is not FieldKind.CONTROL), None)
    if field:
        kind = Addressee.NAME if field.kind is FieldKind.NAME else Addressee.UNKNOWN
        return Greeting(kind, span, field.span)
    if re.fullmatch(r"\[[^\]]+\]|<[^>]+>|X{3,}", text.strip()) or any(name.overlaps(f.span) for f in part.fields):
        return Greeting(Addressee.UNKNOWN, span, name)
    return Greeting(_addressee(text, words), span, name, _first_name(text) if _addressee(text, words) is Addressee.NAME else "")


def _addressee(text: str, words: GreetingWords) -> Addressee:
    lower = re.sub(r"[^\w.!?)\]]+$", "", text.lower()).strip()
    if words.nobody.match(lower):
        return Addressee.NOBODY
    is_titled = bool(_TITLE.match(text)) and len(text.split()) > 1 and (bool(_KNIGHT.match(text)) or not lower.startswith(("sir", "madam")))
    if _OF_A_THING.search(text) or (_GROUP_WITH_FIGURE.match(text) and not _RECORD.search(text)):
        return Addressee.UNKNOWN
    if re.search(r"\d", text) or (words.number.search(lower) and not is_titled):
        return Addressee.NUMBER
    if is_titled and " or " not in lower and "/" not in lower:
        return Addressee.NAME
    if _TEAM.search(lower):
        return Addressee.UNKNOWN
    if words.category.search(lower) and not _GROUP.search(text):
        return Addressee.CATEGORY
    return Addressee.NAME


def _first_name(text: str) -> str:
    words = (word.strip(".,") for word in text.split())
    names = [word for word in words if not _TITLE.fullmatch(word) and word.lower() not in ("and", "&", "")]
    return names[0] if names else ""


def _opaque(part: Part, blocks: Sequence[Block]) -> Greeting:
    """Return the greeting of a part without one: unknown when a token or partial before the first words may hold it."""
    start = blocks[0].span.start if blocks else 0
    opaque = any(
        f.span.start <= start + 1
        and re.search(r"include|partial|block|extends|macro|>|greeting|salutation|header", part.text[f.span.start : f.span.end])
        for f in part.fields
    ) or any(f.kind is FieldKind.CONTROL and _INLINE.match(part.text, f.span.start) for f in part.fields)
    return Greeting(Addressee.UNKNOWN if opaque else Addressee.MISSING)
