"""docs/suppression.md, run example by example and row by row."""

import re
from pathlib import Path

import pytest
from hiding import outcome

from tonelint.readers import Wanted

PAGE = (Path(__file__).parent.parent / "docs" / "suppression.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^`([\w.]+)`\n\n```\w+\n(.*?)^```\n\n\| line \| \|\n\|---\|---\|\n((?:\|[^\n]*\n)+)", PAGE, re.S | re.M)
COMMENTS = re.findall(r"^\| ([^|`]+) \| `(\S.* tonelint: ignore freedom/urgency .*)` \|$", PAGE, re.M)
MISTAKES = re.findall(r"^\| `(tonelint.*)` \| (?!the|all)(.*) \|$", PAGE, re.M)
PROSE = re.findall(r"^\| `([^|]*tonelint[^|]*)` \|$", PAGE, re.M)


@pytest.mark.parametrize(("name", "text", "rows"), EXAMPLES, ids=[name for name, _, _ in EXAMPLES])
def test_the_example_is_hidden_and_reported_as_the_page_says(engine, name, text, rows):
    expected = [(int(line), said) for line, said in re.findall(r"^\| (\d+) \| (.*) \|$", rows, re.M)]
    assert outcome(engine, name, text, wanted=Wanted(keys=("**",))) == expected


@pytest.mark.parametrize(("languages", "comment"), COMMENTS, ids=[comment for _, comment in COMMENTS])
def test_the_comment_hides_in_its_format(engine, languages, comment):
    name = "mail.html" if "HTML" in languages else "mail.txt"
    text = f"{comment}\nHurry to the hill.\n"
    assert outcome(engine, name, text) == [(2, "`freedom/urgency` is hidden by comment")]


@pytest.mark.parametrize(("words", "mistake"), MISTAKES, ids=[words for words, _ in MISTAKES])
def test_the_mistake_is_named(engine, words, mistake):
    ((line, said),) = outcome(engine, "mail.txt", f"{{# {words} #}}\nThe hill is safe.\n")
    assert (line, said.partition(": ")[2]) == (1, mistake)


@pytest.mark.parametrize("words", PROSE)
def test_what_speaks_about_this_program_is_no_mistake(engine, words):
    assert outcome(engine, "mail.txt", f"{{# {words} #}}\nThe hill is safe.\n") == []


def test_the_page_has_cases():
    assert (len(EXAMPLES), len(COMMENTS), len(MISTAKES), len(PROSE)) == (10, 16, 9, 4)
