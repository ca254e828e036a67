"""The comments of every language, and the grammar of what they say."""

import io

import pytest
from hiding import HIDDEN, IGNORE, SHOWN

from tonelint.cli import run
from tonelint.readers import Wanted, read_file
from tonelint.source import Delimiters

# Every kind of comment, with the marks for white space that its language has.
TEMPLATES = (
    "{# WORDS #}",
    "{#WORDS#}",
    "{#- WORDS -#}",
    "{#~ WORDS ~#}",
    "{#\n  WORDS\n#}",
    "{% comment %}WORDS{% endcomment %}",
    '{% comment "a note" %}\nWORDS\n{% endcomment %}',
    "{%- comment -%} WORDS {%- endcomment -%}",
    "{% # WORDS %}",
    "{%- # WORDS -%}",
    "{{!-- WORDS --}}",
    "{{~!-- WORDS --~}}",
    "{{! WORDS }}",
    "{{~! WORDS ~}}",
    "{{/* WORDS */}}",
    "{{- /* WORDS */ -}}",
    "<%# WORDS %>",
    "<%# WORDS -%>",
    "<%#- WORDS %>",
    "<% # WORDS %>",
    "<% // WORDS %>",
    "<% /* WORDS */ %>",
    "<%-- WORDS --%>",
    "{* WORDS *}",
    "{{-- WORDS --}}",
    "[%# WORDS %]",
    "[%-# WORDS -%]",
    "<?php /* WORDS */ ?>",
    "<?php // WORDS ?>",
    "<?php # WORDS ?>",
    "<?php\n/*\n * WORDS\n */\n?>",
    "%%[ /* WORDS */ ]%%",
)
MARKUP = ("<!-- WORDS -->", "<!--WORDS-->", "<!--\n  WORDS\n-->", "<!-- WORDS --!>")
# A reason with all that could be taken for something else.
SAID = f'{IGNORE} -- it\'s what "they" want; if (so) {{ do }}'
REASON = 'it\'s what "they" want; if (so) { do }'


def found(text, path):
    return list(read_file(path, io.BytesIO(text.encode())))


@pytest.mark.parametrize("syntax", TEMPLATES)
@pytest.mark.parametrize(("path", "before", "after"), [("mail.txt", "", ""), ("mail.html", "<p>", "</p>"), ("mail.md", "", "")])
def test_the_comments_of_every_template_language_hide(said, syntax, path, before, after):
    comment = syntax.replace("WORDS", SAID)
    line = comment.count("\n") + 2
    text = f"{comment}\n{before}Please hurry.{after}\n\n{before}Hurry again.{after}\n"
    assert said(path, text) == [(line, f"{HIDDEN}: {REASON}"), (line + 2, SHOWN)]


@pytest.mark.parametrize("syntax", MARKUP)
@pytest.mark.parametrize(
    ("path", "before", "after"),
    [("mail.html", "<p>", "</p>"), ("mail.html", "", ""), ("mail.md", "", ""), ("mail.mjml", "<mj-text>", "</mj-text>")],
)
def test_the_comments_of_markup_hide(said, syntax, path, before, after):
    comment = syntax.replace("WORDS", SAID)
    line = comment.count("\n") + 2
    text = f"{comment}\n{before}Please hurry.{after}\n\n<p>Hurry again.</p>\n"
    assert said(path, text)[0] == (line, f"{HIDDEN}: {REASON}")


@pytest.mark.parametrize("syntax", [*TEMPLATES, *MARKUP])
@pytest.mark.parametrize("path", ["mail.txt", "mail.html"])
def test_a_comment_is_never_seen_and_breaks_no_sentence(syntax, path):
    if path == "mail.txt" and syntax in MARKUP:
        return
    comment = syntax.replace("WORDS", SAID)
    (message,) = found(f"We are sorry\n{comment}\nthat it broke, {comment} dear friend.\n", path)
    (part,) = message.parts
    assert " ".join(part.text.split()) == "We are sorry that it broke, dear friend."
    assert (len(part.blocks), part.fields, message.mistakes) == (1, (), ())


def test_a_comment_of_markup_is_seen_in_plain_text_and_so_is_no_comment(said):
    what = "the text is plain, so that a reader sees this comment: use the comments of a template language, or front matter"
    assert said("mail.txt", "Hi.\n<!-- tonelint: ignore own -->\nHurry.\n") == [(2, f"error in column 1: {what}"), (3, SHOWN)]
    assert said("mail.txt", "<!-- a note about tonelint -->\nHurry.\n") == [(2, SHOWN)]


def test_a_page_without_a_tag_is_a_page_by_its_comment(said):
    assert said("mail.html", f"<!-- {IGNORE} -->\nHurry.\n") == [(2, HIDDEN)]


@pytest.mark.parametrize("path", ["mail.html", "mail.md"])
def test_header_lines_may_stand_below_a_comment(said, path):
    assert said(path, f"<!-- {IGNORE} -->\nSubject: Hurry\n\n<p>Please hurry.</p>\n") == [(2, HIDDEN), (4, SHOWN)]


def test_marks_of_comments_in_strings_code_and_values_are_no_comments(said):
    assert said("mail.html", f"<p title='<!-- {IGNORE} -->'>Hurry.</p>\n") == [(1, SHOWN)]
    assert said("mail.html", f"<!-- {{# {IGNORE} --><p>Hurry.</p>") == [
        (1, SHOWN),
        (1, "error in column 6: this comment has no end, so that everybody sees it: close it"),
    ]
    assert said("mail.md", f"```\n<!-- {IGNORE} -->\n```\n\nHurry.\n") == [(5, SHOWN)]
    assert said("mail.txt", f"{{% raw %}}{{# {IGNORE} #}}{{% endraw %}}\n\nHurry.\n")[-1] == (3, SHOWN)


def test_comments_between_delimiters_of_a_team_s_own_hide(said):
    own = Wanted(delimiters=(Delimiters("<<*", "*>>", "comment"), Delimiters("<<", ">>")))
    assert said("mail.txt", f"<<* {IGNORE} *>>\nHurry, << name >>.\n", wanted=own) == [(2, HIDDEN)]
    open_ended = (1, "error in column 1: this comment has no end, so that everybody sees it: close it")
    assert open_ended in said("mail.txt", f"<<* {IGNORE}\n\nThe lamp.\n", wanted=own)


def test_liquid_comments_may_stand_in_comments(said):
    assert said("mail.txt", "{% comment %}Hurry {% comment %} a {% endcomment %} hurry{% endcomment %}\nThe lamp.\n") == []


# Grammar


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("tonelint:ignore own/hurry", ""),
        ("  Tonelint :  Ignore   own/hurry  ", ""),
        ("tonelint: ignore own", ": "),
        ("tonelint: ignore whole/unsigned, own/hurry", ""),
        ("tonelint: ignore own/sale own/hurry --because", ": because"),
        ("tonelint: ignore\n  own/sale,\n  own/hurry\n  -- a reason\n  in two lines", ": a reason in two lines"),
        ("Agreed with Ida.\ntonelint: ignore own/hurry", ""),
        ("tonelint: ignore own/sale\ntonelint: ignore own/hurry -- why", ": why"),
        ("tonelint: ignore own/hurry own/hurry", ""),
        ("tonelint: ignore own/hurry -- one -- two", ": one -- two"),
    ],
)
def test_the_grammar_is_free_in_white_space(said, words, reason):
    line = words.count("\n") + 2
    told = [one for one in said("mail.txt", f"{{# {words} #}}\nHurry to the sale.\n") if "own/hurry" in one[1] or "error" in one[1]]
    assert told == [(line, f"`own/hurry` is hidden by comment{reason.rstrip(': ')}")]


@pytest.mark.parametrize(
    ("words", "column", "what"),
    [
        ("tonelint: ignore", 1, "'ignore' needs the rules or principles that it is for, as in 'tonelint: ignore freedom/urgency -- the reason'"),
        ("tonelint: ignore-file", 1, "'ignore-file' needs the rules or principles that it is for, as in 'tonelint: ignore-file freedom/urgency -- the reason'"),
        ("tonelint: ignored own", 1, "unknown directive 'ignored'; did you mean 'ignore'?"),
        ("tonelint: ignore-fil own", 1, "unknown directive 'ignore-fil'; did you mean 'ignore-file'?"),
        ("tonelint: ignore: own", 1, "unknown directive 'ignore:'; did you mean 'ignore'?"),
        ("tonelint: enable", 1, "unknown directive 'enable'; did you mean 'on'?"),
        ("tonelint: disable-next-line own/hurry", 1, "unknown directive 'disable-next-line'; did you mean 'ignore'?"),
        ("tonelint-disable own/hurry", 1, "a directive begins with 'tonelint:', as in 'tonelint: off own/hurry'"),
        ("tonelint: ignore own/hury", 21, "unknown rule or principle 'own/hury'; did you mean 'own/hurry'?"),
        ("tonelint: ignore own/hurry all", 31, "unknown rule or principle 'all'"),
        ("tonelint: on own", 4, "'own' is not off here: an 'on' needs an 'off' of the same name before it"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place_and_hides_nothing_else(said, words, column, what):
    told = said("mail.txt", f"The lamp.\n\n{{# {words} #}}\nThe lamp is here.\n\nHurry.\n")
    assert [one for one in told if "hides nothing" not in one[1]] == [(3, f"error in column {column}: {what}"), (6, SHOWN)]


@pytest.mark.parametrize(
    "words",
    [
        "tonelint",
        "tonelint:",
        "tonelint is great",
        "tonelint's rules are in own/hurry",
        "tonelint: see the wiki",
        "tonelint: one of our tools",
        "tonelint: skip this paragraph when you translate",
        "tonelint: of docs/style and its kin",
        "tonelint on Mondays, tonelint off on Sundays",
        "tonelint ignore lists are kept elsewhere",
        "see tonelint: ignore own/hurry",
        "eslint-disable own/hurry",
        "tonelints: ignore own/hurry",
    ],
)
def test_what_only_speaks_about_the_program_is_no_directive_and_no_mistake(said, words):
    assert said("mail.html", f"<!-- {words} -->{{# {words} #}}\n<p>Hurry.</p>\n") == [(2, SHOWN)]


@pytest.mark.parametrize(
    ("path", "text", "column", "what"),
    [
        ("mail.html", f"<p>The lamp.</p> <!-- {IGNORE} <p>Hurry.</p>", 18, "this comment has no end, so that nobody sees what follows it: '-->' closes it"),
        ("mail.html", f"<p>The lamp.</p> {{# {IGNORE} <p>Hurry.</p>", 18, "this comment has no end, so that everybody sees it: close it"),
        ("mail.txt", f"The lamp. {{{{!-- {IGNORE} }}}} Lamp.", 11, "this comment has no end, so that everybody sees it: close it"),
        ("mail.txt", f"The lamp. {{% comment %}} {IGNORE}\nHurry.", 11, "this comment has no end, so that everybody sees it: close it"),
    ],
)  # fmt: skip
def test_a_comment_without_an_end_is_a_mistake(said, path, text, column, what):
    assert (1, f"error in column {column}: {what}") in said(path, text)


def test_a_mistake_leaves_the_message_to_be_linted_and_ends_the_run_with_2(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mail.html").write_text("<!-- tonelint: ignor freedom -->\n<p>Hurry, act now.</p>\n", encoding="utf-8")
    (tmp_path / "front.txt").write_text("---\ntonelint: {ignore: freedom/urgent}\n---\nHurry, act now.\n", encoding="utf-8")
    assert run(["check", "front.txt", "mail.html", "--format", "concise", "--output", "text=report.txt"]) == 2
    shown = capfd.readouterr()
    assert [line.split()[0] for line in shown.out.splitlines() if "freedom/urgency" in line][::2] == ["front.txt:4:1:", "mail.html:2:4:"]
    assert shown.err.splitlines() == [
        "front.txt:2:20: unknown rule or principle 'freedom/urgent'; did you mean 'freedom/urgency'?",
        "mail.html:1:1: unknown directive 'ignor'; did you mean 'ignore'?",
    ]
    assert "2 mistakes in what could be read\n" in (tmp_path / "report.txt").read_text(encoding="utf-8")
