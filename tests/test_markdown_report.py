"""The report for a pull request, as GitHub's own Markdown reads it: no text breaks out of its place."""

import re
from html import unescape

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import ANY, HASTE, HEAT, LONGING, NAMED, SMALL, any_reports, found, mail, run, written

from tonelint.finding import Severity
from tonelint.report import Bar, FileError
from tonelint.writers.gfm import cell, code, prose
from tonelint.writers.markdown import LIMIT
from tonelint.writers.style import clean

# Texts that Markdown, HTML, GitHub and GitLab take for something else than words.
NASTY = st.lists(
    st.sampled_from([*"`*_~|<>[]()!#&\\$:@-+=.\n\r\t 1ax☕é", "```", "~~~", "<!--", "-->", "</details>", "&amp;", "@octocat", "#12",
                     "https://evil.example", "![x](y)", "\n\n# ", "<img src=x>", "\\|", "| |"]),
    max_size=12,
).map("".join)  # fmt: skip


def html(markdown):
    return github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)


def tags(markdown):
    return re.findall(r"<[^>]*>", html(markdown))


def folded(text):
    return " ".join(clean(text).split())


def test_the_whole_output():
    assert written("markdown", SMALL) == WHOLE


@given(NASTY | ANY)
def test_code_reads_as_it_is(text):
    shown = html(f"- x {code(text)} y")
    assert unescape(re.fullmatch(r"<ul>\n<li>x <code>(.*)</code> y</li>\n</ul>\n", shown)[1]).strip() == folded(text)


@given(NASTY | ANY)
def test_a_cell_stays_one_cell(text):
    shown = html(f"| a | b |\n|---|---|\n| {cell(text)} | c |\n")
    (first, second) = re.findall(r"<td>(.*)</td>", shown)
    assert unescape(re.fullmatch(r"<code>(.*)</code>", first)[1]).strip() == folded(text).replace("|", "│")
    assert second == "c"


@given(NASTY | ANY)
def test_prose_reads_as_it_is_and_calls_nobody(text):
    shown = html(f"x {prose(text)} y")
    # A web address may become a link, in which nobody is called either; that is all.
    plain = re.sub(r"</?a\b[^>]*>", "", shown)
    assert unescape(re.fullmatch(r"<p>x (.*) y</p>\n", plain)[1]).replace("\u200b", "") == folded(text).replace("\u200b", "")
    assert not re.search(r"[@#]\w", unescape(re.sub(r"<a\b[^>]*>.*?</a>", "", shown)))


def test_an_address_in_prose_stays_a_link_and_its_brackets_stay_outside():
    assert html(prose("See (https://a.example/x_y?b&c#d), not www.b.example.")) == (
        '<p>See (<a href="https://a.example/x_y?b&amp;c#d">https://a.example/x_y?b&amp;c#d</a>), not www\u200b.b.example.</p>\n'
    )


@settings(max_examples=60, deadline=None)
@given(any_reports())
def test_no_text_of_a_report_makes_markup(report):
    allowed = {"h2", "p", "strong", "ul", "li", "code", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "br", "a"}
    written_ = written("markdown", report)
    shown = html(written_)
    assert {re.match(r"</?(\w+)", tag)[1] for tag in re.findall(r"<[^>]*>", shown)} <= allowed
    assert shown.count("<td>") == 2 * len(report.files)
    assert shown.count("<details>") == shown.count("</details>") == len(report.files)
    assert not re.search(r"@\w", re.sub(r"<code>.*?</code>", "", unescape(shown), flags=re.S))


@pytest.mark.parametrize(
    ("report", "headline"),
    [
        (run(mail(found(NAMED, "Ann"))), "✅ tonelint: passed, score 82"),
        (run(mail(found(LONGING, "We longed"))), "❌ tonelint: failed, score 70"),
        (run(mail(found(LONGING, "We longed"), bar=Bar(None))), "✅ tonelint: passed, score 70"),
        (run(mail(found(HASTE, "Hurry"), bar=Bar(score=800)), mail()), "❌ tonelint: 1 of 2 messages failed, mean score 78, lowest 76"),
        (run(mail(), errors=[FileError("gone.txt", "gone")]), "❌ tonelint: failed, score 80"),
        (run(), "✅ tonelint: passed"),
    ],
)
def test_the_headline_says_how_it_went(report, headline):
    assert written("markdown", report).splitlines()[0] == f"## {headline}"


def test_what_fails_comes_first_and_what_has_nothing_to_say_has_no_details():
    fine, loud = mail(found(NAMED, "Ann"), path="a.txt"), mail(found(HEAT, "☕"), path="b.txt")
    failing = mail(found(LONGING, "We longed"), path="c.txt", bar=Bar(Severity.ERROR, 750))
    shown = written("markdown", run(fine, loud, failing))
    assert re.findall(r"^\| (.) \| `(.*?)`", shown, re.M) == [("❌", "c.txt"), ("✅", "b.txt"), ("✅", "a.txt")]
    assert re.findall(r"<summary>(.*)</summary>", shown) == [
        "❌ <code>c.txt</code>: score 70, 1 error",
        "✅ <code>b.txt</code>: score 79, 1 suggestion",
    ]
    assert "- ❌ score 70.2, at least 75 is asked for\n" in shown


def test_a_long_report_ends_with_what_was_left_out():
    files = [mail(found(HASTE, "Hurry"), found(HEAT, "☕"), path=f"emails/{number:04}.txt") for number in range(400)]
    shown = written("markdown", run(*files, errors=[FileError(f"{number}.txt", "gone") for number in range(30)]))
    assert len(shown) <= LIMIT
    shown_findings = shown.count("\n- **")
    assert shown.endswith(f"Left out, as a comment holds 65,536 characters: 10 paths, 300 rows, {800 - shown_findings} findings.\n")
    assert shown.count("<details>") == shown.count("</details>")


def test_long_texts_are_cut_and_of_a_long_path_the_end_is_kept():
    long = mail(found(LONGING, "We longed", text="long " * 9999, suggestion="tell " * 9999), path="folder/" * 99 + "mail.txt")
    shown = written("markdown", run(*[long] * 100))
    assert len(shown) <= LIMIT
    assert "long…`<br>" in shown
    assert "folder/mail.txt`" in shown


WHOLE = """\
## ❌ tonelint: 1 of 2 messages failed, mean score 75, lowest 68

2 messages, mean score 75, lowest 68: 1 error, 1 warning, 0 suggestions, 2 strengths; 1 finding hidden; 1 unused suppression; 2 paths could not be read

**Could not be read**

- `gone.txt`: `no such file or folder`
- `emails/front.md:2:1`: `unknown key 'situaton'`

| | message | score | recognition | ownership | freedom | sincerity | generosity | humanity | good |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|
| ❌ | `emails/winback.txt` | 68 | +2.0 | 0 | -4.0 | -9.8 | 0 | 0 | 1 |
| ✅ | `emails/back.txt` | 82 | +2.0 | 0 | 0 | 0 | 0 | 0 | 1 |

<details><summary>❌ <code>emails/winback.txt</code>: score 68, 1 error, 1 warning</summary>

- ❌ **error** line 3, in the body, -9.8, `sincerity/longing`<br>`We longed for you`<br>A company can't long for a reader.<br>**Better:** Say why you write.
- **warning** line 4, in the body, -4.0, `freedom/haste`<br>`Hurry, act now`<br>This hurries the reader.
- good: `Ann` (line 1, +2.0, `recognition/named`)

</details>

<details><summary>✅ <code>emails/back.txt</code>: score 82</summary>

- good: `Ann` (line 1, +2.0, `recognition/named`)
- line 5: `ignore sincerity/heat hides nothing`
- 1 finding hidden: 1 by comment

</details>
"""
