import io
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonelint.errors import Problem, TonelintError
from tonelint.message import Message, PartRole
from tonelint.readers.mail import mbox, read_mbox
from tonelint.text import Span

ENVELOPE = "From ida@holm.example Tue Feb  3 09:12:00 2026\n"


def read(data):
    return list(read_mbox("mails.mbox", io.BytesIO(data if isinstance(data, bytes) else data.encode())))


def mail(subject, body, envelope=ENVELOPE):
    return f"{envelope}Subject: {subject}\n\n{body}\n\n"


def place(message, words):
    part = message.part(PartRole.BODY)
    start = part.text.index(words)
    region = part.map.region(Span(start, start + len(words)))
    position = message.source.lines.position(region.start)
    return message.source.text[region.start : region.end], (position.line, position.column, position.offset)


def test_every_mail_is_a_message_with_its_number_and_its_place_in_the_file():
    data = mail("one", "The kettle is back.") + mail("two", "The café opens.") + mail("three", "Bring the lid.")
    first, second, third = read(data)
    assert [message.number for message in (first, second, third)] == [1, 2, 3]
    assert [message.part(PartRole.SUBJECT).text for message in (first, second, third)] == ["one", "two", "three"]
    assert {message.format for message in (first, second, third)} == {"mbox"}
    assert place(second, "café") == ("café", (9, 5, data.index("café")))
    assert place(third, "lid") == ("lid", (14, 11, data.index("lid")))
    assert third.source.lines.line(14) == "Bring the lid."


def test_an_escaped_line_loses_its_mark_and_keeps_its_columns():
    (message,) = read(mail("one", "Dear Bo,\n>From Monday on we open at nine.\n>>From the start.\n> From afar."))
    body = message.part(PartRole.BODY)
    assert body.text.split("\n")[:4] == ["Dear Bo,", "From Monday on we open at nine.", ">From the start.", "> From afar."]
    assert place(message, "From Monday")[1][:2] == (5, 2)


def test_mails_in_different_encodings_are_each_read_in_their_own():
    head = ENVELOPE.encode() + b"Content-Type: text/plain; charset=iso-8859-1\n\n"
    first, second = read(head + b"The caf\xe9 opens.\n\n" + mail("two", "The café closes.").encode())
    assert place(first, "café opens")[1][:2] == (4, 5)
    assert place(second, "café closes")[1][:2] == (9, 5)


@pytest.mark.parametrize("line", ["From now on we open at nine.", "From Ida, Tue: the lid.", "> " + ENVELOPE.strip()])
def test_prose_that_begins_like_a_border_is_none(line):
    assert len(read(mail("one", f"Dear Bo,\n\n{line}\n"))) == 1


@pytest.mark.parametrize(
    "envelope",
    [
        "From - Tue Feb 03 09:12:00 2026\n",
        "From MAILER-DAEMON Tue Feb  3 09:12 2026\n",
        "From 1234567890@xxx Tue Feb 03 09:12:00 +0000 2026\n",
        "From ida at holm.example  Tue Feb  3 09:12:00 2026\n",
        "From ida@holm.example Tue, 3 Feb 2026 09:12:00 +0100\r\n",
        "From ida@holm.example\n",
        "\n\nFrom ida@holm.example Tue Feb  3 09:12:00 2026\n",
        "\ufeffFrom ida@holm.example Tue Feb  3 09:12:00 2026\n",
    ],
)
def test_the_first_line_of_the_file_tells_what_a_border_looks_like(envelope):
    data = mail("one", "The kettle.", envelope) + mail("two", "The lid.", envelope.lstrip("\n\ufeff"))
    assert [message.part(PartRole.BODY).text.strip() for message in read(data)] == ["The kettle.", "The lid."]
    last = read(data)[-1]
    file = data.lstrip("\ufeff").replace("\r\n", "\n").split("\n")
    assert place(last, "The lid.")[1][0] == file.index("The lid.") + 1


def test_what_cannot_be_read_is_a_problem_at_its_place_and_the_next_mail_is_read():
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(99))
    first, second, third = read(mail("one", "The kettle.") + f"{ENVELOPE}{deep}\n" + mail("three", "The lid."))
    assert isinstance(first, Message)
    assert str(second) == "mails.mbox:6:1: mail 2: its parts are nested more than 50 deep: that is no mail"
    assert (third.number, place(third, "The lid.")[1][:2]) == (3, (308, 1))


def test_a_mail_beyond_all_measure_is_a_problem_and_what_follows_keeps_its_place(monkeypatch):
    monkeypatch.setattr(mbox, "LARGEST", 1000)
    data = mail("one", "The café.\n" * 200) + mail("two", "The lid.")
    problem, second = read(data)
    assert isinstance(problem, Problem)
    assert place(second, "The lid.")[1] == (209, 1, data.index("The lid."))


def test_no_more_than_one_mail_is_read_ahead():
    class Endless(io.RawIOBase):
        def __init__(self):
            self.lines = itertools.cycle(mail("one", "The kettle is back.").encode().splitlines(keepends=True))
            self.taken = 0

        def readline(self, size=-1):
            del size
            self.taken += 1
            return next(self.lines)

    stream = Endless()
    third = list(itertools.islice(read_mbox("endless.mbox", stream), 3))[-1]
    assert (third.number, third.source.base.line, stream.taken) == (3, 11, 16)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty: there is no mail in it"),
        (b"\n \n", "empty: there is no mail in it"),
        (b"Subject: x\n\nHello.", "not an mbox file: it does not begin with a line that starts with 'From '"),
        (b"\0\1\2", "not an mbox file"),
    ],
)
def test_what_is_no_mbox_is_one_clear_error(data, problem):
    with pytest.raises(TonelintError, match=problem):
        read(data)


_BODY = st.lists(st.sampled_from(["The kettle.", "caf\u00e9", ">From here", "", "> quoted", "a b  c", "From there", "--"]), max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(_BODY, min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_every_word_stands_in_the_file_where_its_mail_says(bodies, end):
    data = "".join(mail(f"mail {number}", "\n".join(body)) for number, body in enumerate(bodies)).replace("\n", end)
    file = data.split(end)
    messages = read(data)
    assert len(messages) == len(bodies)
    for message in messages:
        for part in message.parts:
            for match in re.finditer(r"\w+", part.text):
                region = part.map.region(Span(*match.span()))
                start = message.source.lines.position(region.start)
                assert file[start.line - 1][start.column - 1 :].startswith(match[0])
                assert data[start.offset :].startswith(match[0])
