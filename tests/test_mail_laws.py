import base64
import email
import quopri
import re
from email import policy
from email.message import EmailMessage

from hypothesis import given, settings
from hypothesis import strategies as st
from mails import read

from tonelint.message import PartRole
from tonelint.readers.mail.structure import parse
from tonelint.text import Span

_LETTERS = {
    "us-ascii": "abcdefgXYZ",
    "iso-8859-1": "abcxyzéüñßÀ",
    "windows-1252": "abcxyz’“œŠ",
    "utf-8": "abcxyzéüł’漢字🙂",
    "koi8-r": "abcxyzПривет",
}


@st.composite
def written(draw):
    """Make a text in a charset and a transfer encoding that can hold it."""
    charset = draw(st.sampled_from(list(_LETTERS)))
    word = st.text(_LETTERS[charset], min_size=1, max_size=12)
    separator = st.sampled_from([" ", " ", "  ", "\t", "\n", "\n\n", " = ", "=3D", ".\n", "\nFrom ", " \n", "="])
    pieces = draw(st.lists(st.tuples(word, separator), min_size=1, max_size=40))
    transfer = draw(st.sampled_from(["quoted-printable", "base64", "7bit" if charset == "us-ascii" else "8bit"]))
    return "".join(word + separator for word, separator in pieces), charset, transfer


def wrapped(text, charset, transfer, crlf):
    message = EmailMessage()
    message["Subject"] = "Words"
    message["From"] = "ida@holm.example"
    message.set_content(text, charset=charset, cte=transfer)
    return message.as_bytes(policy=policy.SMTP.clone(linesep="\r\n" if crlf else "\n", cte_type="8bit"))


@settings(max_examples=300, deadline=None)
@given(written(), st.booleans())
def test_every_word_is_its_own_characters_in_the_file_or_its_groups_of_base64(words, crlf):
    text, charset, transfer = words
    message = read(wrapped(text, charset, transfer, crlf))
    part, source = message.part(PartRole.BODY), message.source
    assert part.text.split() == text.split()
    # A mail program ends a line where a writer wanted it, so lines can be counted in either.
    lines = [part.text.count("\n", 0, match.start()) + 1 for match in re.finditer(r"\S+", part.text)]
    end = 0
    for match, line in zip(re.finditer(r"\S+", part.text), lines, strict=True):
        region = part.map.region(Span(*match.span()))
        found = source.text[region.start : region.end].encode(source.encoding)
        wanted = match[0].encode(charset)
        if transfer == "base64":
            decoded = base64.b64decode(re.sub(rb"\s", b"", found) + b"==")
            assert wanted in decoded
            assert len(decoded) <= len(wanted) + 4
            assert part.origin(Span(*match.span())) == f"part 1 text/plain, decoded line {line}"
        else:
            raw = quopri.decodestring(found) if transfer == "quoted-printable" else found
            assert raw == wanted
            assert region.start >= end
            end = region.end


@settings(max_examples=150, deadline=None)
@given(st.text("abc éüß漢🙂 ’=?_.", min_size=1, max_size=120).map(lambda text: " ".join(text.split())).filter(bool))
def test_every_subject_reads_as_it_was_written(subject):
    message = EmailMessage()
    message["Subject"] = subject
    message.set_content("Hello.")
    part = read(bytes(message)).part(PartRole.SUBJECT)
    shown = str(email.message_from_bytes(bytes(message), policy=policy.default)["Subject"])
    assert part.text == shown


_LINES = [
    "--a", "--a--", "--b", "--b-- ", "", "words", "more words", "-- a", "--ab", "Subject: x", " ; name=x", "X-A: y",
    "Content-Type: multipart/mixed; boundary=a", "Content-Type: multipart/alternative; boundary=b", "Content-Type: text/html",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(_LINES), max_size=25), st.sampled_from(["\n", "\r\n"]))
def test_the_tree_of_parts_is_the_one_that_the_standard_library_sees(lines, end):
    text = end.join(["Subject: x", *lines])

    def leaves(entity):
        return [leaf for child in entity.children for leaf in leaves(child)] or [entity]

    standard = [part for part in email.message_from_string(text).walk() if not part.is_multipart()]
    ours = leaves(parse(text))
    assert len(ours) == len(standard)
    sound = [(leaf, part) for leaf, part in zip(ours, standard, strict=True) if not leaf.problem]
    assert [(leaf.type, text[leaf.body.start : leaf.body.end]) for leaf, _ in sound] == [
        (part.get_content_type(), part.get_payload()) for _, part in sound
    ]
