"""Replacements: what a rule file says fits, put into the place of what was marked, and nowhere else."""

import pytest

import tonelint
from tonelint.policy import Policy
from tonelint.readers import read_messages

RULE = r"""
id: own/stiff
severity: suggestion
points: 2
message: Stiff.
why: Because.
fix: {"prior to": before, "kindly": please, "please kindly": please, "do not hesitate to": "", "commence": begin}
negation: allow
any:
  - phrase: ["prior to *", "(please)? kindly *", "do not hesitate to *", "commence", "herewith"]
examples: {bad: ["a"], good: ["b"]}
"""


@pytest.fixture(name="mended")
def _mended(engine_of):
    engine = engine_of(RULE)

    def mended(text, path="mail.txt"):
        """Return a text with every fix of it put in, from its end to its start."""
        for message in engine.lint(read_messages(path, text.encode()), lambda _: Policy(engine.ruleset, "notice")):
            fixes = [finding.fix for finding in message.findings if finding.fix]
            for fix in sorted(fixes, key=lambda fix: fix.place, reverse=True):
                text = text[: fix.place.start.offset] + fix.text + text[fix.place.end.offset :]
        return text

    return mended


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("It ended prior to lunch.", "It ended before lunch."),
        ("Prior to lunch it ended.", "Before lunch it ended."),
        ("It ended prior\nto lunch, and prior to tea.", "It ended before lunch, and before tea."),
        ("Please kindly sign.", "Please sign."),
        ("Kindly sign.", "Please sign."),
        ("Please do not hesitate to  write.", "Please write."),
        ("Do not hesitate to write.", "Do not hesitate to write."),
        ("We commence on Monday.", "We begin on Monday."),
        ("It is herewith over.", "It is herewith over."),
    ],
)
def test_better_words_fit_as_they_are(mended, text, better):
    assert mended(text) == better


def test_through_markup_a_place_is_exact_and_words_with_markup_between_them_are_left(mended):
    page = "<p>&Eacute;t&eacute;: it ended prior to <b>lunch</b>.</p><p>It ended prior <i>to</i> tea.</p>"
    assert mended(page, "mail.html") == page.replace("prior to <b>", "before <b>")
    assert mended("<p>It ended prior&#32;to tea.</p>", "mail.html") == "<p>It ended prior&#32;to tea.</p>"


def test_in_a_mail_that_holds_its_words_encoded_nothing_is_put_in(mended):
    head = "From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    plain = f"{head}\nIt ended prior to lunch.\n"
    assert mended(plain, "mail.eml") == f"{head}\nIt ended before lunch.\n"
    encoded = f"{head}Content-Transfer-Encoding: base64\n\nSXQgZW5kZWQgcHJpb3IgdG8gbHVuY2guCg==\n"
    assert mended(encoded, "mail.eml") == encoded


@pytest.mark.usefixtures("loaded")
def test_the_embedding_api_gives_the_place_and_the_words():
    text = "Hi Ann,\n\nwe write prior to making the change.\n\nSam\n"
    (finding,) = tonelint.check_text(text, select="humanity/officialese").findings
    start, end, new = finding.fix
    assert text[:start] + new + text[end:] == text.replace("prior to", "before")
