import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mails import HEAD, mail, prose, read

from tonelint.errors import TonelintError
from tonelint.text import Span


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
        TonelintError, match=r"empty: there is no text in it to check; left out: 1 attachment or part without text: image/png$"
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
    assert time.process_time() - start < 20
