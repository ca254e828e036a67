import base64
import io
import json

import pytest
from mails import HEAD, mail, place, prose, read

from tonelint.message import BlockKind, PartRole
from tonelint.readers.mail import read_eml, source_of
from tonelint.report import Report
from tonelint.writers import WRITERS
from tonelint.writers.style import Style


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
