import io

from tonelint.report import Report
from tonelint.writers import WRITERS
from tonelint.writers.style import Style

HURRY = """
id: own/hurry
severity: warning
points: 4
message: Hurried.
why: Because.
any:
  - phrase: ["hurry"]
examples: {bad: ["a"], good: ["b"]}
"""
SHOUT = HURRY.replace("own/hurry", "own/now").replace('"hurry"', '"now"').replace("warning", "error").replace("points: 4", "points: 10")


def written(*reports):
    stream = io.StringIO()
    WRITERS["statistics"](Report(reports, (), "model"), stream, Style())
    return stream.getvalue()


def test_rules_are_listed_by_how_often_they_find_something(engine_of, lint_with):
    engine = engine_of(HURRY, SHOUT)
    reports = [lint_with(engine, text) for text in ("Hurry. Hurry! Now.", "Hurry.", "Take your time.")]
    assert written(*reports) == (
        "findings  messages    points  severity    rule\n"
        "       3         2      -9.4  warning     own/hurry\n"
        "       1         1      -9.8  error       own/now\n"
        "4 findings in 3 messages; score: mean 74, median 76, lowest 65\n"
    )


def test_what_is_hidden_is_counted(engine_of, lint_with):
    text = "---\ntonelint: {ignore: [own/hurry]}\n---\nHurry. Now."
    shown = written(lint_with(engine_of(HURRY, SHOUT), text))
    assert "own/hurry" not in shown
    assert shown.endswith("\n1 finding hidden\n")


def test_without_a_message_there_is_no_score():
    assert written() == "0 findings in 0 messages\n"
