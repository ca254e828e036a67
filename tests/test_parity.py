"""One message in every format and template language: the same findings and the same score, each at its own place."""

import base64
import html
import quopri
from dataclasses import dataclass

import pytest

from tonelint.readers import read_messages


@dataclass(frozen=True)
class Mail:
    """A message before anybody wrote it down; NAME stands for the reader's first name."""

    subject: str
    paragraphs: tuple[str, ...]
    button: str = ""
    signer: str = "Anna Berg"
    greeting: str = "Hi NAME,"


MAILS = {
    "win-back": Mail("We've missed you", ("It has been a while, and we’ve really missed you.", "Only 3 left, so hurry!"), "Shop now"),
    "refusal": Mail(
        "Your request",
        ("Unfortunately, it is our policy that we can't refund a ticket.", "We apologise for any inconvenience caused."),
        signer="The Customer Care Team",
    ),
    "kind": Mail(
        "Your kettle",
        (
            "Thank you for telling us that the lid is loose.",
            "I'm sorry. I have sent you a new one this morning; it should arrive on Friday.",
            "Just reply to this e-mail if it doesn't.",
        ),
    ),
    "no name": Mail(
        "News",
        ("As a valued customer, you get our news first.", "Don't miss out: the offer ends tonight."),
        "Claim it",
        greeting="Dear Customer,",
    ),
    "service": Mail(
        "Your account",
        (
            "One of our representatives will be in touch.",
            "Simply visit our FAQ before contacting us, NAME.",
            "Thank you for your patience.",
        ),
    ),
    "pride": Mail(
        "An offer for you",
        ("We are the world's leading maker of award-winning lamps.", "To be honest, you'd be foolish to say no.", "Buy two & get 20% off."),
    ),
}

NAMES = {
    "plain": "Priya",
    "jinja": "{{ user.first_name|default('you') }}",
    "liquid": '{{ customer.first_name | default: "you" }}',
    "handlebars": "{{firstName}}",
    "erb": "<%= @user.first_name || 'you' %>",
    "mailchimp": "*|FNAME|*",
}


def lines(mail, name):
    """Return subject, greeting, paragraphs, button, closing and signer, with the name as a language writes it."""
    fill = [text.replace("NAME", name) for text in (mail.subject, mail.greeting, *mail.paragraphs)]
    return fill[0], fill[1], fill[2:], mail.button, "Best,", mail.signer


def as_text(mail, name):
    subject, greeting, paragraphs, button, closing, signer = lines(mail, name)
    body = [greeting, *paragraphs, *([f"[ {button} ]"] if button else []), f"{closing}\n{signer}"]
    return f"Subject: {subject}\n\n" + "\n\n".join(body) + "\n"


def escaped(text):
    """Escape what is no template tag."""
    return text if "<%" in text else html.escape(text, quote=False)


def html_body(mail, name):
    _, greeting, paragraphs, button, closing, signer = lines(mail, name)
    first, *rest = [escaped(text) for text in paragraphs]
    start, _, end = first.rpartition(" ")
    rows = [
        f"<p>{escaped(greeting)}</p>",
        f"<p>{start}\n   <b>{end}</b></p>",
        *(f"<div>{text.replace(' ', '&#32;', 1)}</div>" for text in rest),
    ]
    rows += [f'<table><tr><td><a class="btn" href="x">{button}</a></td></tr></table>'] if button else []
    return "\n".join((*rows, f"<p>{closing}<br>{signer}</p>"))


def as_html(mail, name):
    return f"<html><head><title>{lines(mail, name)[0]}</title></head><body>\n{html_body(mail, name)}\n</body></html>"


def as_mjml(mail, name):
    subject, greeting, paragraphs, button, closing, signer = lines(mail, name)
    texts = [f"<mj-text>{escaped(text)}</mj-text>" for text in (greeting, *paragraphs)]
    texts += [f"<mj-button href='x'>{button}</mj-button>"] if button else []
    body = "\n".join((*texts, f"<mj-text>{closing}<br />{signer}</mj-text>"))
    return f"<mjml><mj-head><mj-title>{subject}</mj-title></mj-head><mj-body><mj-section><mj-column>{body}</mj-column></mj-section></mj-body></mjml>"


def as_markdown(mail, name):
    subject, greeting, paragraphs, button, closing, signer = lines(mail, name)
    first, *rest = paragraphs
    start, _, end = first.rpartition(" ")
    body = [greeting, f"{start}\n**{end}**", *rest, *([f"[{button}](https://x.example)"] if button else []), f"{closing}  \n{signer}"]
    return f'---\nsubject: "{subject}"\n---\n' + "\n\n".join(body) + "\n"


def as_mail(mail, name, kind, encode, encoding):
    content = html_body(mail, name) if kind == "html" else as_text(mail, name).partition("\n\n")[2]
    head = f"From: Anna <anna@fernway.example>\nTo: p@x.example\nSubject: {mail.subject}\nMIME-Version: 1.0\n"
    head += f"Content-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + encode(content.encode())


def written(mail, name):
    """Return the message in every format, by file name."""
    files = {
        "mail.txt": as_text(mail, name),
        "mail.html": as_html(mail, name),
        "mail.mjml": as_mjml(mail, name),
        "mail.md": as_markdown(mail, name),
    }
    return {path: text.encode() for path, text in files.items()}


def sent(mail):
    return {
        "quoted.eml": as_mail(mail, "Priya", "html", quopri.encodestring, "quoted-printable"),
        "plain.eml": as_mail(mail, "Priya", "plain", quopri.encodestring, "quoted-printable"),
        "base64.eml": as_mail(mail, "Priya", "html", base64.encodebytes, "base64"),
    }


def told(report, name):
    """Return what a report says, without the places: rule, severity, points, words."""
    findings = [
        (f.rule, f.severity, f.points, " ".join(f.text.replace(name, "NAME").replace("’", "'").split()))
        for f in (*report.findings, *report.strengths)
    ]
    return report.score, sorted(findings, key=str)


def lint(engine, path, data):
    reports = list(engine.lint(read_messages(path, data)))
    assert len(reports) == 1
    return reports[0]


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("title", MAILS)
def test_a_message_is_judged_alike_in_every_format(engine, title, language):
    mail, name = MAILS[title], NAMES[language]
    files = written(mail, name)
    reports = {path: told(lint(engine, path, data), name) for path, data in files.items()}
    assert reports["mail.txt"][1], "there is something to be found"
    for path, report in reports.items():
        assert report == reports["mail.txt"], path


@pytest.mark.parametrize("title", MAILS)
def test_a_message_is_judged_alike_when_it_was_sent(engine, title):
    mail = MAILS[title]
    wanted = told(lint(engine, "mail.txt", as_text(mail, "Priya").encode()), "Priya")
    for path, data in sent(mail).items():
        assert told(lint(engine, path, data), "Priya") == wanted, path


@pytest.mark.parametrize("title", MAILS)
def test_every_finding_names_its_own_characters(engine, title):
    """Cut out of the file and with its tags and references resolved, a region reads as the finding does."""
    mail, name = MAILS[title], "Priya"
    for path, data in written(mail, name).items():
        report = lint(engine, path, data)
        for finding in (*report.findings, *report.strengths):
            cut = report.source.text[finding.place.start.offset : finding.place.end.offset]
            for mark in ("<b>", "</b>", "**", "<br>", "<br />"):
                cut = cut.replace(mark, " " if "br" in mark else "")
            assert " ".join(html.unescape(cut).split()) == " ".join(finding.text.split())
