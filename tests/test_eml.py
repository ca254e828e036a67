import base64
import email
import io
import json
import quopri
import re
import time
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonelint.errors import TonelintError
from tonelint.message import BlockKind, PartRole
from tonelint.readers.mail import read_eml, source_of
from tonelint.readers.mail.structure import parse
from tonelint.report import Report
from tonelint.text import Span
from tonelint.writers import WRITERS
from tonelint.writers.style import Style

HEAD = b"From: Ida Holm <ida@holm.example>\nTo: bo@chen.example\nSubject: The kettle\n"


def read(data):
    return read_eml(source_of("mail.eml", data))[0]


def prose(message, role=PartRole.BODY):
    part = message.part(role)
    return [part.text[block.span.start : block.span.end] for block in part.blocks] if part else None


def place(message, words, role=PartRole.BODY):
    """Return the characters of the source that stand for some words of a part, and their line and column."""
    part = message.part(role)
    start = part.text.index(words)
    region = part.map.region(Span(start, start + len(words)))
    position = message.source.lines.position(region.start)
    return message.source.text[region.start : region.end], (position.line, position.column)


def mail(*parts, kind="mixed"):
    """Make a mail of parts, each a text of header lines and body."""
    body = b"".join(b"--cut\n" + (part if isinstance(part, bytes) else part.encode()) + b"\n" for part in parts)
    return HEAD + f"MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=cut\n\n".encode() + body + b"--cut--\n"


# Transfer encodings and charsets


def test_a_word_in_quoted_printable_is_its_own_characters_even_over_a_soft_line_break():
    message = read(
        HEAD + b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nThe caf=C3=A9 ope=\nns at ten=2E\n"
    )
    assert prose(message) == ["The café opens at ten."]
    assert place(message, "café") == ("caf=C3=A9", (7, 5))
    assert place(message, "opens") == ("ope=\nns", (7, 15))
    assert place(message, "ten.") == ("ten=2E", (8, 7))


def test_what_is_no_escape_in_quoted_printable_stands_as_it_is():
    message = read(HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n1 =ZZ 2 = 3 =4 and =c3=a9 \t \nend=")
    assert message.part(PartRole.BODY).text == "1 =ZZ 2 = 3 =4 and é\nend"


@pytest.mark.parametrize("transfer", ["7bit", "8bit", "binary", "8BIT", ""])
def test_text_that_is_not_encoded_is_where_it_stands(transfer):
    header = f"Content-Transfer-Encoding: {transfer}\n" if transfer else ""
    message = read(HEAD + f"Content-Type: text/plain; charset=utf-8\n{header}\nThe café opens.\n".encode())
    assert place(message, "café opens")[0] == "café opens"
    assert message.notes == ()


def test_a_word_in_base64_is_its_groups_of_four_and_the_line_of_the_decoded_text_is_known():
    text = "Dear Bo,\n\nthe café opens at ten.\n"
    encoded = base64.encodebytes(text.encode())
    message = read(HEAD + b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + encoded)
    part = message.part(PartRole.BODY)
    start = part.text.index("café")
    found, (line, column) = place(message, "café")
    assert "café" in base64.b64decode(found).decode(errors="replace")
    assert (line, column) == (7, 17)
    assert part.origin(Span(start, start + 4)) == "part 1 text/plain, decoded line 3"


def test_base64_that_is_cut_short_wrapped_oddly_or_dirty_is_read_as_far_as_it_goes():
    for encoded in ("SGVsbG8gd29ybG", "SGV\nsbG8\ngd29ybG\n", "SGVs bG8\nSGVsbG8gd29ybG\n", "SGVs!bG8gd29ybG", "SGVsbG8gd29ybGR="):
        message = read(HEAD + b"Content-Transfer-Encoding: base64\n\n" + encoded.encode())
        assert message.part(PartRole.BODY).text.startswith("Hello worl")


def test_what_a_mailing_list_puts_below_base64_is_no_base64():
    message = read(HEAD + b"Content-Transfer-Encoding: base64\n\nSGVsbG8gd29ybGQ=\n_______\nKettle list\nlist@holm.example\n")
    assert message.part(PartRole.BODY).text == "Hello world"


@pytest.mark.parametrize(
    ("declared", "data", "text", "note"),
    [
        ("; charset=iso-8859-1", b"caf\xe9", "café", None),
        ("; charset=utf-8", b"caf\xe9", "café", "declared as utf-8, which it is not, read as windows-1252"),
        ("; charset=iso-8859-1", b"caf\xc3\xa9", "café", "declared as iso-8859-1, which it is not, read as utf-8"),
        ("; charset=iso-8859-1", b"it\x92s \xe9", "it’s é", "declared as iso-8859-1, which it is not, read as windows-1252"),
        ("; charset=us-ascii", b"caf\xc3\xa9", "café", "declared as us-ascii, which it is not, read as utf-8"),
        ("; charset=x-unknown", b"it\x92s", "it’s", "the charset 'x-unknown' is unknown, read as windows-1252"),
        ("; charset=x-unknown", b"its", "its", "the charset 'x-unknown' is unknown"),
        ("; charset=rot13", b"caf\xe9", "café", "the charset 'rot13' is unknown, read as windows-1252"),
        ("; charset=utf-16", b"cafe is here", "cafe is here", "declared as utf-16, which it is not, read as utf-8"),
        ("", b"caf\xc3\xa9", "café", None),
        ("", b"caf\xe9", "café", "no charset is declared, read as windows-1252"),
        ("; charset=koi8-r", "Привет".encode("koi8-r"), "Привет", None),
        ("; charset=iso-2022-jp", "日本語 today".encode("iso-2022-jp"), "日本語 today", None),
        ("; charset=shift_jis", "ソ表 today".encode("shift_jis"), "ソ表 today", None),
        ("; charset=utf-8", b"\xef\xbb\xbfcafe", "cafe", None),
    ],
)
def test_a_charset_is_the_declared_one_unless_the_bytes_say_otherwise(declared, data, text, note):
    message = read(HEAD + b"Content-Type: text/plain" + declared.encode() + b"\nContent-Transfer-Encoding: 8bit\n\n" + data)
    assert message.part(PartRole.BODY).text == text
    assert message.notes == ((f"part 1 text/plain: {note}",) if note else ())


def test_parts_in_different_charsets_are_each_read_in_their_own():
    message = read(
        mail(
            b"Content-Type: text/plain; charset=utf-8\n\nThe caf\xc3\xa9 opens.",
            b"Content-Type: text/plain; charset=iso-8859-1\n\nThe caf\xe9 closes.",
        )
    )
    assert prose(message) == ["The café opens.", "The café closes."]
    assert place(message, "café closes") == ("café closes", (14, 5))


def test_an_unknown_transfer_encoding_is_read_as_it_stands_and_said():
    message = read(HEAD + b"Content-Transfer-Encoding: x-morse\n\nHello there.")
    assert prose(message) == ["Hello there."]
    assert message.notes == ("part 1 text/plain: the transfer encoding 'x-morse' is unknown, read as it stands",)


# Header lines


@pytest.mark.parametrize(
    ("written", "text", "words", "at"),
    [
        ("Your =?utf-8?q?caf=C3=A9_card?=", "Your café card", "café", "caf=C3=A9"),
        ("=?utf-8?B?WW91ciBjYWbDqSBjYXJk?=", "Your café card", "Your c", "WW91ciBj"),
        ("=?iso-8859-1?q?caf=E9?= opens", "café opens", "é", "=E9"),
        ("=?utf-8?q?caf=C3?=\n =?utf-8?q?=A9_card?=", "café card", "é", "=C3?=\n =?utf-8?q?=A9"),
        ("=?utf-8?q?one?=\n =?utf-8?b?dHdv?=", "onetwo", "two", "dHdv"),
        ("=?utf-8?q?one?= =?x-none?q?two=92?=", "onetwo’", "two", "two"),
        ("a long\n one and\r\n\tanother", "a long one and another", "one and another", "one and\r\n\tanother"),
        ("plain café", "plain café", "café", "café"),
        ("=?utf-8*en?q?tea?= =?utf-8?q?for two?=", "teafor two", "for two", "for two"),
        ("not =?encoded? and =?x?y?z?=", "not =?encoded? and =?x?y?z?=", "=?encoded?", "=?encoded?"),
        ("", "", "", ""),
    ],
)
def test_the_subject_is_what_a_mail_program_shows_each_word_at_its_place(written, text, words, at):
    message = read(b"From: a@b.example\nSubject: " + written.encode() + b"\n\nHello there.")
    assert message.part(PartRole.SUBJECT).text == text
    assert place(message, words, PartRole.SUBJECT)[0] == at


def test_header_lines_are_known_by_their_names_and_decoded():
    head = b"References: <1@x>\n <2@x>\nIn-Reply-To: <2@x>\nReply-To: =?utf-8?q?Caf=C3=A9?= <c@x>\nLIST-UNSUBSCRIBE: <https://x>\nX-Mailer: y\nSubject: first\nSubject: second\n"
    message = read(head + b"\nHello.")
    assert dict(message.headers) == {
        "subject": "first",
        "reply-to": "Café <c@x>",
        "in-reply-to": "<2@x>",
        "references": "<1@x> <2@x>",
        "list-unsubscribe": "<https://x>",
    }


def test_a_template_tag_that_was_sent_is_a_field_of_subject_and_body():
    message = read(b"Subject: Hello {{ first_name }}\n\nDear {{ first_name }},\n\nhow are you?")
    assert [len(part.fields) for part in message.parts] == [1, 1]
    assert message.source.is_sent


# Which parts are read


def test_of_two_versions_the_html_is_read_and_the_plain_one_where_it_says_more():
    message = read(
        mail(
            "Content-Type: text/plain\n\nDear Bo,\n\nthe kettle is back. Your code is 1234.\n\n> old words\n\nOnly here: bring the lid.\nShop <https://x.example/a>",
            "Content-Type: text/html\n\n<p>Dear Bo,</p><p>the <b>kettle</b> is back. Bring it <a href='x'>home</a>.</p><p>Shop</p>",
            kind="alternative",
        )
    )
    assert prose(message) == ["Dear Bo,", "the kettle is back. Bring it home.", "Shop"]
    assert prose(message, PartRole.ALTERNATIVE) == ["Your code is 1234.", "Only here: bring the lid."]
    assert place(message, "bring the lid", PartRole.ALTERNATIVE) == ("bring the lid", (16, 12))


def test_two_versions_of_the_same_words_are_one():
    message = read(
        mail(
            "Content-Type: text/plain\n\nTHE CAFE  opens\nat ten.",
            "Content-Type: text/html\n\n<p>The café opens at ten.",
            kind="alternative",
        )
    )
    assert [part.role for part in message.parts] == [PartRole.SUBJECT, PartRole.BODY]


def test_of_a_picture_with_a_plain_version_the_plain_version_is_the_body():
    message = read(
        mail("Content-Type: text/plain\n\nThe kettle is back.", "Content-Type: text/html\n\n<img src=a alt='A kettle'>", kind="alternative")
    )
    assert prose(message) == ["The kettle is back."]
    assert prose(message, PartRole.ALT) == ["A kettle"]


def test_parts_of_text_that_follow_each_other_are_one_body():
    message = read(
        mail(
            "Content-Type: text/plain\n\nDear Bo,\n\nhere is the kettle:",
            "Content-Type: image/png; name=kettle.png\nContent-Transfer-Encoding: base64\n\niVBORw0K",
            "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
            + base64.b64encode(b"<p>Kind regards,</p>\n<p>Ida</p>").decode(),
        )
    )
    body = message.part(PartRole.BODY)
    assert prose(message) == ["Dear Bo,", "here is the kettle:", "Kind regards,", "Ida"]
    assert [body.origin(block.span) for block in body.blocks] == [
        None,
        None,
        "part 3 text/html, decoded line 1",
        "part 3 text/html, decoded line 2",
    ]
    assert message.notes == ("left out: 1 attachment or part without text: image/png",)


def test_attachments_files_and_messages_in_the_message_are_left_out():
    message = read(
        mail(
            "\nThe kettle is back.",
            "Content-Type: text/plain\nContent-Disposition: attachment\n\nlog one",
            "Content-Type: text/plain; name=log.txt\n\nlog two",
            "Content-Type: application/pdf\n\n%PDF",
            "Content-Type: message/rfc822\n\nSubject: old\n\nold words",
        )
    )
    assert prose(message) == ["The kettle is back."]
    assert message.notes == (
        "left out: 1 message in the message",
        "left out: 3 attachments or parts without text: text/plain (2), application/pdf",
    )


def test_of_a_page_with_its_pictures_and_files_the_page_is_read():
    inner = "Content-Type: multipart/related; boundary=in\n\n--in\nContent-Type: text/html\n\n<p>The kettle is back.\n--in\nContent-Type: text/css\n\np{}\n--in\nContent-Type: text/plain\n\nnote\n--in--"
    message = read(mail("Content-Type: text/plain\n\nThe kettle is back.", inner, kind="alternative"))
    assert prose(message) == ["The kettle is back."]
    assert message.notes == ("left out: 2 attachments or parts without text: text/css, text/plain",)


def test_the_title_of_a_page_is_not_the_subject_of_a_mail():
    message = read(
        HEAD + b"Content-Type: text/html\n\n<title>Another subject</title><div style='display:none'>A preview.</div><p>Hello.</p>"
    )
    assert [(part.role, part.text) for part in message.parts] == [
        (PartRole.SUBJECT, "The kettle"),
        (PartRole.PREHEADER, "A preview."),
        (PartRole.BODY, "Hello."),
    ]


def test_a_thread_in_a_plain_part_is_quoted_and_header_like_lines_of_the_part_are_text():
    message = read(HEAD + b"\nDate: the fourth of May.\n\nOn Tue, 3 Feb 2026 at 09:12, Bo wrote:\n> Is it back?\n")
    assert [block.kind for block in message.part(PartRole.BODY).blocks] == [BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.QUOTE]


# Broken and hostile mails


@pytest.mark.parametrize(
    ("data", "texts", "notes"),
    [
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\n\nbefore\n--b\n\nHello.\n--b\n\nAnd on", ["Hello.", "And on"], ()),
        (
            HEAD + b"Content-Type: multipart/mixed; boundary=b\n\nHello.\n",
            ["Hello."],
            ("it should have parts, but has none: read as text",),
        ),
        (
            HEAD + b"Content-Type: multipart/mixed\n\n--b\n\nHello.\n",
            ["--b", "Hello."],
            ("it should have parts, but has none: read as text",),
        ),
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n\nHello.\n--b--\nafter", ["Hello."], ()),
        (HEAD + b"Content-Type: nonsense\n\nHello.", ["Hello."], ()),
        (HEAD + b"Hello you.\nMore.", ["Hello you.\nMore."], ()),
        (b"\n\n" + HEAD + b"\nHello.", ["Hello."], ()),
        (b"From ida@holm.example Tue Feb  3 09:12:00 2026\n" + HEAD + b"\nHello.", ["Hello."], ()),
        (b"\xef\xbb\xbf" + HEAD + b"\nHello.", ["Hello."], ()),
        ((HEAD + b"\nHello.").replace(b"\n", b"\r"), ["Hello."], ()),
        ((HEAD + b"\nHello.").decode().encode("utf-16"), ["Hello."], ()),
        (b"Hello there.\n\nMore.", ["Hello there.", "More."], ("there are no header lines: the whole file is read as its text",)),
        (HEAD + b"\nHel\0lo.", ["Hel\0lo."], ()),
    ],
)
def test_a_broken_mail_is_read_as_far_as_it_can_be(data, texts, notes):
    message = read(data)
    assert [text for text in prose(message) if text] == texts
    assert message.notes == notes


def test_what_is_no_mail_or_an_empty_one_is_one_clear_error():
    with pytest.raises(
        TonelintError, match="empty: there is no text in it to check; left out: 1 attachment or part without text: image/png$"
    ):
        read(b"From: a@b.example\nContent-Type: image/png\n\nPNG")
    with pytest.raises(TonelintError, match="empty: there is no text"):
        read(b"Subject: \n\n \n")
    with pytest.raises(TonelintError, match="a binary file, not a message"):
        read(b"PK\x03\x04\0\0\0\0")
    with pytest.raises(TonelintError, match="nested more than 50 deep"):
        read(HEAD + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(500)))


_PIECES = [
    b"--a\n", b"--a--\n", b"--b \n", b"--b--", b"\n", b"\r\n", b"\r", b"\0", b"\xff", "é".encode(), b"Subject: x\n", b" folded\n", b": x\n", b"From x\n",
    b"Content-Type: multipart/mixed; boundary=a\n", b'Content-Type: multipart/alternative; boundary="b"\n', b"Content-Type: text/html; charset=x\n",
    b"Content-Type: message/rfc822\n", b"Content-Type: multipart/digest; boundary*=x%00y''a%00b\n", b"Content-Type: text/plain; charset*=a%00b''utf\n",
    b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: quoted-printable\n", b"Content-Disposition: attachment; filename*0*=x''y\n",
    b"=C3", b"=\n", b"=ZZ", b"SGVsbG8", b"=?utf-8?q?=C3?=", b"=?", b"<p>Hello", b"words of text ", b">From ", b"{{ name }}", b"\xfe\xff", b"Content-Type: ;;;=\n",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_no_pieces_of_mails_in_any_order_end_in_anything_but_a_message_or_one_clear_error(pieces):
    try:
        message = read(b"".join(pieces))
    except TonelintError:
        return
    for part in message.parts:
        region = part.map.region(Span(0, len(part.text)))
        assert 0 <= region.start <= region.end <= len(message.source.text)
        assert all(part.origin(block.span) for block in part.blocks if part.origins and block.span == part.origins[0].span)


_HOSTILE = {
    "nested parts": HEAD + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(49)) + b"\nhello " * 14_000,
    "many parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nhi\n" * 12_000,
    "boundaries": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 25_000,
    "parameters": HEAD + b"Content-Type: text/plain" + b';"' * 50_000 + b"\n\nhi",
    "a folded subject": b"Subject: " + b"word\n " * 20_000 + b"\n\nhi",
    "encoded words": b"Subject: " + b"=?utf-8?q?w=C3=A9rd?= " * 5_000 + b"\n\nhi",
    "unfinished words": b"Subject: " + b"=?utf-8?q?" * 10_000 + b"\n\nhi",
    "blanks in a subject": b"Subject: " + b" " * 90_000 + b"x\n\nhi",
    "headers": b"a: b\n" * 20_000 + b"\nhi",
    "equal signs": HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"= " * 50_000,
    "blanks": HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b" " * 100_000 + b"x",
    "escapes": HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=C3" * 33_000,
    "base64": HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"SGVsbG8g" * 13_000,
    "utf-7": HEAD + b"Content-Type: text/plain; charset=utf-7\n\n+" + b"AGEA" * 25_000,
    "domain names": HEAD + b"Content-Type: text/plain; charset=idna\n\n" + b"\xe9a." * 30_000,
    "two versions": mail("Content-Type: text/plain\n\n" + "one two three four. " * 2500, "Content-Type: text/html\n\n" + "<p>one two three\n" * 2500, kind="alternative"),
}  # fmt: skip


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_hundred_kilobytes_of_ill_will_take_linear_time(name):
    start = time.process_time()
    read(_HOSTILE[name])
    assert time.process_time() - start < 2


# Findings


def test_a_finding_in_base64_names_the_line_of_the_file_and_the_decoded_line_in_every_report(engine):
    words = base64.encodebytes(b"Dear Bo,\n\nIt has been a while, and we've really missed you.\n")
    data = HEAD + b"Content-Transfer-Encoding: base64\n\n" + words
    file = next(engine.lint(read_eml(source_of("mail.eml", data))))
    (found,) = [finding for finding in file.findings if finding.rule == "sincerity/false-intimacy"]
    assert (found.place.start.line, found.text, found.origin) == (6, "we've really missed you", "part 1 text/plain, decoded line 3")
    report = Report((file,), (), "model")
    shown = {name: io.StringIO() for name in ("concise", "json", "text")}
    for name, stream in shown.items():
        WRITERS[name](report, stream, Style(color=False, width=100))
    line = next(line for line in shown["concise"].getvalue().splitlines() if "false-intimacy" in line)
    assert line.startswith("mail.eml:6:")
    assert line.endswith("[we've really missed you] (part 1 text/plain, decoded line 3)")
    listed = json.loads(shown["json"].getvalue())["files"][0]["findings"]
    assert "part 1 text/plain, decoded line 3" in [finding.get("origin") for finding in listed]
    assert 'part 1 text/plain, decoded line 3: "we\'ve really missed you"' in shown["text"].getvalue()
    assert words.decode().split()[0] not in shown["text"].getvalue()


@pytest.mark.parametrize(("thread", "found"), [(b"", True), (b"In-Reply-To: <1@chen.example>\nReferences: <1@chen.example>\n", False)])
def test_an_answer_to_a_mail_that_there_was_is_no_fake_thread(engine, thread, found):
    data = b"From: a@b.example\nSubject: Re: your trial\n" + thread + b"\nThe trial starts on Monday.\n"
    file = next(engine.lint(read_eml(source_of("mail.eml", data))))
    assert ("sincerity/fake-thread" in [finding.rule for finding in file.findings]) == found


# Laws

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
