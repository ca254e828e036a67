"""Word lists in raw lines: found as one expression of the whole list would find them, without making it."""

import re

import pytest

from tonelint.alternatives import sequence_regex
from tonelint.listed import InLines, Listed
from tonelint.phrases import WordLists

LISTS = WordLists(
    {
        "closing": (
            "best",
            "best wishes",
            "(kind|warm) regards",
            "yours in *",
            "see you",
            "e-mail me",
            "kisses",
            "(with)? (my|our) thanks",
        ),
        "single": ("team", "crew", "y'all", "service"),
    }
)
LINES = [
    "Best wishes,", "BEST", "bestow", "Kind  regards", "kind regards, Ann", "Warm regards from us", "Yours in haste", "yours", "my thanks",
    "With our thanks!", "thanks", "E-mail me", "e mail me", "ki\u017fses", "\u212aind regards", "see you in your best", "", "K\u0130SSES",
    "The crew", "Y'all", "yall", "our Service team", "teams",
]  # fmt: skip


@pytest.mark.parametrize("name", ["closing", "single"])
@pytest.mark.parametrize("how", ["match", "search", "fullmatch"])
def test_a_list_is_found_as_one_expression_of_all_its_entries_would_find_it(name, how):
    whole = re.compile(rf"\s*(?P<it>{sequence_regex([LISTS.element(name, inflected=False)])})(?P<rest>.{{0,3}})", re.I)
    listed = Listed(name, InLines(LISTS), r"\s*(?P<it>%s)(?P<rest>.{0,3})", re.I)
    for line in LINES:
        found, wanted = getattr(listed, how)(line), getattr(whole, how)(line)
        assert (found and found.groupdict()) == (wanted and wanted.groupdict()), line


def test_an_expression_is_made_of_the_entries_whose_words_are_in_a_line_and_once(monkeypatch):
    made, compiled = [], re.compile
    monkeypatch.setattr(re, "compile", lambda expression, flags=0: made.append(expression) or compiled(expression, flags))
    lists = WordLists({"many": tuple(f"word{number} (of|by) house{number}" for number in range(200))})
    listed = Listed("many", InLines(lists))
    lines = ["word7 of house7", "word7 of house8", "nothing", "house7, word7", "word7 by house7 and word9 of house9"]
    assert [match and match.group() for match in map(listed.search, lines)] == [lines[0], None, None, None, "word7 by house7"]
    assert [expression.count("word") for expression in made] == [1, 0, 2]
