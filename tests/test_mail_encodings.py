import base64

import pytest
from mails import HEAD, mail, place, prose, read

from tonelint.message import PartRole
from tonelint.text import Span


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
