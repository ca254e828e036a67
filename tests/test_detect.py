"""Which format a file is read in: told by its name, and where that does not say, by what is in it."""

import io
import time

import pytest

from tonelint.discovery import discover
from tonelint.readers import PLAIN, format_of_file, is_known, read_file
from tonelint.readers.detect import format_by_name, format_of


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("mail.txt", "text"),
        ("MAIL.TXT", "text"),
        ("mails/welcome.html", "html"),
        ("welcome.htm", "html"),
        ("welcome.mjml", "mjml"),
        ("welcome.mjml.hbs", "mjml"),
        ("welcome.html.j2", "html"),
        ("welcome.html.twig", "html"),
        ("welcome.txt.erb", "text"),
        ("welcome.md.liquid", "markdown"),
        ("welcome.markdown", "markdown"),
        ("order.subject.txt", "subject"),
        ("order_subject.txt", "subject"),
        ("order-subject.txt.j2", "subject"),
        ("subject.txt", "subject"),
        ("case.eml", "eml"),
        ("archive.mbox", "mbox"),
        ("welcome.hbs", "template"),
        ("welcome.liquid", "template"),
        ("Reminder.email", "template"),
        ("welcome.html.php", "html"),
        ("welcome.blade.php", "template"),
        ("index.php", None),
        ("welcome.py", None),
        ("de.po", None),
        ("logo.png", None),
        ("README.md", None),
        ("readme", None),
        ("CHANGELOG.txt", None),
        ("licence.md", None),
        ("newsletter.md", "markdown"),
        ("README-de.md", None),
        ("SECURITY.md", None),
        ("NEWS", None),
        ("security-alert.html", "html"),
        ("support.txt", "text"),
        ("news.html", "html"),
        ("licences-renewed.txt", "text"),
    ],
)
def test_a_name_tells_the_format_or_leaves_the_file(path, name):
    assert format_by_name(path) == name


@pytest.mark.parametrize(
    ("path", "content", "name"),
    [
        ("welcome.hbs", "Hi {{name}},\n\nyour lamp is here.\n", "text"),
        ("welcome.hbs", "{{> head}}\n<p>Hi {{name}},</p>", "html"),
        ("welcome.hbs", "<mjml><mj-body><mj-text>Hi</mj-text></mj-body></mjml>", "mjml"),
        ("welcome.twig", "Hi,\n{{ address|replace({'<br>': ' '}) }}\n{% if a == '<p>' %}Yes{% endif %}\n", "text"),
        ("lamp-plain.html.twig", "Hi,<br>\nyour lamp is here.\n", "text"),
        ("lamp-plain.twig", "Hi,<br>\nyour lamp is here.\n", "text"),
        ("lamp-html.html.twig", "Hi,<br>\nyour lamp is here.\n", "html"),
        ("lamp.html", "Hi Ann, 5 < 6 and 7 > 6.\n", "text"),
        ("lamp.html", "Hi <b>Ann</b>", "html"),
        ("lamp.txt", "Write <b>bold</b> words so.\n", "text"),
        ("styles.hbs", ".a { color: red; }\n.b { color: blue; }\np { margin: 0; }\n", "none"),
        ("styles.txt", ".a { color: red; }\n.b { color: blue; }\np { margin: 0; }\n", "text"),
        ("00012.7ac9", "Return-Path: <a@b.example>\nReceived: from x\nMessage-ID: <1@b.example>\n\nHi\n", "eml"),
        ("mail.txt", "Received: from x by y;\n\tMon, 3 Mar 2025\nMIME-Version: 1.0\nSubject: Hi\n\nHi\n", "eml"),
        ("mail.txt", "Subject: Hi\nFrom: Bo\n\nHi\n", "text"),
        ("inbox", "From bo@chen.example Mon Mar  3 10:00:00 2025\nSubject: Hi\n\nHi\n", "mbox"),
        ("mail.eml", "Hi", "eml"),
        ("texts.yml", "a: b", "yaml"),
        ("texts.po", 'msgid ""\n', "po"),
    ],
)
def test_the_content_tells_what_the_name_does_not(path, content, name):
    assert format_of(path, content) == name


def test_a_named_file_is_read_whatever_its_name_and_a_folder_only_takes_what_it_knows():
    assert format_of_file("notes", b"Hi Ann,\n", named=True) == "text"
    assert format_of_file("notes", b"Hi Ann,\n", named=False) is None
    assert format_of_file("README.md", b"# Lamps\n", named=False) is None
    assert format_of_file("README.md", b"# Lamps\n", named=True) is not None
    assert not is_known("styles.css")


def test_a_style_sheet_among_templates_gives_no_message():
    sheet = b".a { color: red; }\n.b { color: blue; }\np { margin: 0; }\n"
    assert format_of_file("styles.hbs", sheet, named=False) is None
    assert list(read_file("styles.hbs", io.BytesIO(sheet))) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    ("path", "text", "name"), [("lamp.hbs", "<p>Hi Zoë</p>", "html"), ("lamp.html", "Hi Zoë", "text"), ("lamp.tpl", "Hi Zoë", "text")]
)
def test_the_content_is_told_in_any_encoding(path, text, name, encoding):
    message = next(iter(read_file(path, io.BytesIO(text.encode(encoding)))))
    assert (message.format, message.parts[0].text) == (name, "Hi Zoë")


@pytest.mark.parametrize("piece", ["<br>{{", "<br>{% ", "{{ '<br>' }}", "<", "a{b:c}\n", "Received: x\n", "From "])
def test_telling_the_format_takes_linear_time(piece):
    start = time.process_time()
    format_of("lamp.twig", piece * (200_000 // len(piece)))
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("text", "is_message"),
    [
        ("---\nlayout: mail\nsubject: Your lamp\n---\nHi Ann,\n", True),
        ("Subject: Your lamp\n\nHi Ann,\n", True),
        ("---\r\ntonelint:\r\n  ignore: [humanity]\r\n---\r\nHi Ann,\r\n", True),
        ("<!-- tonelint: ignore-file humanity\n -->\n<!-- A lamp. -->\n\nSubject: Your lamp\n\nHi Ann,\n", True),
        ("---\r\n" + "title: Lamps\r\n" * 50 + "---\r\nHow to make one.\r\n", False),
        ("# Lamps\n\nHow to make one.\n", False),
        ("---\ntitle: Lamps\n---\nHow to make one.\n", False),
    ],
)
def test_of_a_folder_only_the_markdown_that_says_it_is_a_message_is_read(tmp_path, text, is_message):
    (tmp_path / "lamps.md").write_bytes(text.encode())
    (tmp_path / "other.txt").write_text("Hi Ann,\n", encoding="utf-8")
    found, errors = discover([str(tmp_path)], wanted=lambda _: PLAIN)
    assert [path.rpartition("/")[2] for path in found] == (["lamps.md"] if is_message else []) + ["other.txt"]
    assert errors == []
    assert discover([str(tmp_path / "lamps.md")])[0] == [str(tmp_path / "lamps.md")]
