"""The report for people, whole, as it stands in a terminal of 80 columns, in a narrow one, and with colour."""

import io
from dataclasses import replace

import pytest
from rich.text import Text

from tonelint.cli import run
from tonelint.finding import Severity
from tonelint.report import Bar, FileError, Report
from tonelint.writers import WRITERS
from tonelint.writers.style import Style

RULES = (
    """\
id: sincerity/longing
severity: error
points: 10
message: A company can't long for somebody it does not know, so this sounds false to whoever reads it.
why: A reason.
suggestion: Say why you write.
any:
  - clause: {subject: sender, verb: miss, object: reader}
examples: {bad: ["a"], good: ["b"]}
""",
    """\
id: humanity/kettle
kind: strength
points: 2
message: Kettles are kind.
why: A reason.
any:
  - phrase: ["your kettle"]
examples: {bad: ["a"], good: ["b"]}
""",
    """\
id: freedom/never
severity: warning
points: 4
message: Off here.
why: A reason.
not-when: [unknown]
any:
  - phrase: ["kettle"]
examples: {bad: ["a"], good: ["b"]}
""",
)

MAIL = "Hi Ann,\n\nYour kettle is on its way to you, and it is as red as you wanted it to be. All of us\nmissed you.\n\nSam\n"


@pytest.fixture(name="shown")
def _shown(engine_of, lint_with):
    def shown(form="text", errors=(), **style):
        report = lint_with(engine_of(*RULES), MAIL, "unknown")
        stream = io.StringIO()
        WRITERS[form](Report((report,), tuple(errors), "model"), stream, Style(**style))
        return stream.getvalue()

    return shown


def test_at_eighty_columns(shown):
    assert shown(width=80) == EIGHTY


def test_in_a_narrow_window_no_line_is_too_long(shown):
    assert all(len(line) <= 40 for line in shown(width=40).splitlines())


def test_no_line_ends_in_blanks_and_no_escape_is_written_without_colour(shown):
    assert all(line == line.rstrip() for line in shown(width=80).splitlines())
    assert "\x1b" not in shown(width=80)


def test_with_colour_the_words_are_the_same(shown):
    colored = shown(width=80, color=True)
    assert "\x1b[" in colored
    assert Text.from_ansi(colored).plain.split() == EIGHTY.split()


def test_no_color_in_the_environment_is_respected(shown, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in shown(width=80)


def test_quiet_leaves_findings_and_summary(shown):
    quiet = shown(width=80, quiet=True)
    assert "sincerity/longing" in quiet
    assert "What is good" not in quiet


def test_verbose_names_what_the_situation_switched_off(shown):
    assert "not applied (situation unknown): freedom/never" in shown(width=80, verbose=True)


def test_paths_that_could_not_be_read_are_counted(shown):
    assert "1 path could not be read" in shown(errors=[FileError("gone.txt", "no such file or folder")], width=80)


def test_a_message_cannot_steer_the_terminal(engine_of, lint_with):
    report = lint_with(engine_of(*RULES), "We \x1b[31mreally\x07 missed you.")
    stream = io.StringIO()
    WRITERS["text"](Report((report,), (), "model"), stream, Style(width=80))
    assert "\x1b" not in stream.getvalue()
    assert "\x07" not in stream.getvalue()


def test_concise_is_one_line_a_finding(shown):
    assert shown("concise") == (
        "mail.txt:3:76: error sincerity/longing -9.8: A company can't long for somebody it does not know, so this sounds "
        "false to whoever reads it. [All of us missed you]\n"
    )


EIGHTY = """\
mail.txt
   72 of 100  ██████████████░░░░░░
  situation: unknown, given with --situation

  recognition       0
  ownership         0
  freedom           0
  sincerity      -9.8  ----------
  generosity        0
  humanity       +2.0  ++

  error  line 3, in the opening  -9.8  sincerity/longing
    3 │ … its way to you, and it is as red as you wanted it to be. All of us
      │                                                            ^^^^^^^^^
    4 │ missed you.
      │ ^^^^^^^^^^
    A company can't long for somebody it does not know, so this sounds false to
    whoever reads it.
    Better: Say why you write.

  What is good
    +2.0  line 3: "Your kettle" humanity/kettle

1 message, score 72: 1 error, 0 warnings, 0 suggestions, 1 strength
fails: 1 error
"""


def test_of_many_messages_those_without_a_finding_get_a_line_each_below_the_others(engine_of, lint_with):
    engine = engine_of(*RULES)
    reports = [replace(lint_with(engine, "Hi Ann.", "unknown"), label=str(number)) for number in range(9)]
    stream = io.StringIO()
    WRITERS["text"](Report((*reports, lint_with(engine, MAIL, "unknown")), (), "model"), stream, Style(width=80))
    head, _, tail = stream.getvalue().partition("Nothing to mend\n")
    assert head.count("sincerity/longing") == 1
    assert "mail.txt, 3" not in head
    assert tail.splitlines()[:2] == ["   80  ████████████████░░░░  mail.txt, 0", "   80  ████████████████░░░░  mail.txt, 1"]
    verbose = io.StringIO()
    WRITERS["text"](Report((*reports,), (), "model"), verbose, Style(width=80, verbose=True))
    assert "Nothing to mend" not in verbose.getvalue()


def test_what_fails_is_said_with_why(engine_of, lint_with):
    report = replace(lint_with(engine_of(*RULES), MAIL, "unknown"), bar=Bar(Severity.ERROR, 950))
    text, concise = io.StringIO(), io.StringIO()
    WRITERS["text"](Report((report,), (), "model"), text, Style(width=80))
    assert "  fails: score 72.2, at least 95 is asked for\n" in text.getvalue()
    assert text.getvalue().endswith("fails: 1 error, 1 under the least score\n")
    WRITERS["concise"](Report((report,), (), "model"), concise, Style())
    assert concise.getvalue().splitlines()[0] == "mail.txt:1:1: error: score 72.2, at least 95 is asked for"


def test_an_output_that_has_no_such_characters_is_told_in_a_line(monkeypatch, capsys, tmp_path):
    (tmp_path / "a.txt").write_text("Hello Ann,\n\nYour lid is here. Call me when you like.\n\nBest,\nSam\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert run(["check", "--no-config", "--no-cache", "--select", "freedom/scarcity", str(tmp_path / "a.txt")]) == 2
    assert capsys.readouterr().err == "standard output takes ascii, which has no '\\u2588'; set PYTHONIOENCODING=utf-8 in the environment\n"
