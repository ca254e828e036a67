"""Word lists of a team: its own, and what it adds to a built-in list, takes out of it or puts in its place."""

import re
from pathlib import Path

import pytest

from tonelint import ruleset
from tonelint.decode import Located
from tonelint.engine import Engine
from tonelint.errors import InvalidFileError
from tonelint.wordfile import WordChange, read_words

RULE = """\
id: manner/fond
severity: warning
points: 5
message: Too fond.
why: Nobody speaks so to a stranger.
any:
  - phrase: ["(we|i) @fondness~ you"]
examples:
  bad: ["We adore you."]
  good: ["We adore tea."]
"""
BUILT_IN = "fondness: [adore, cherish]\nthings: [tea, '@drinks']\ndrinks: [milk]\n"


@pytest.fixture(name="load")
def _load(house):
    """Load the one built-in rule with a file of word lists of a team's own."""
    house({"rules/manner/fond.yml": RULE, "rules/words/fond.yml": BUILT_IN})

    def load(text, **options):
        house({"own/words/own.yml": text})
        return ruleset.load(["own"], **options)

    return load


@pytest.fixture(name="problems")
def _problems(load):
    def problems(text, **options):
        with pytest.raises(InvalidFileError) as caught:
            load(text, **options)
        return str(caught.value).splitlines()

    return problems


def marked(rules, text, lint_with):
    return [finding.text for finding in lint_with(Engine(rules), text).findings]


def test_the_changes_on_the_page_are_changes_of_built_in_lists(rules):
    page = (Path(__file__).parent.parent / "docs" / "rule-language.md").read_text(encoding="utf-8")
    said = read_words("page", re.search(r"^```yaml\n(closeness.*?)^```$", page, re.S | re.M)[1])[0]
    assert sorted(said) == ["acclaim", "closeness", "hug-noun"]
    for name, change in said.items():
        assert set(change.remove) <= set(rules.lists[name])
        assert not set(change.add) & set(rules.lists[name])


def test_a_list_of_a_new_name_is_a_list_like_any_other(load):
    assert load("tenderness: [hug, '@fondness']\n").lists["tenderness"] == ("hug", "@fondness")


@pytest.mark.parametrize(
    ("change", "entries"),
    [
        ("{add: [worship, adore]}", ("adore", "cherish", "worship")),
        ("{add: worship}", ("adore", "cherish", "worship")),
        ("{remove: [adore]}", ("cherish",)),
        ("{remove: [adore], add: [worship]}", ("cherish", "worship")),
        ("{replace: [worship]}", ("worship",)),
        ("{replace: []}", ()),
        ("{replace: [worship, idolise], remove: [idolise]}", ("worship",)),
        ("{}", ("adore", "cherish")),
    ],
)
def test_a_list_can_be_changed(load, change, entries):
    assert load(f"fondness: {change}\n").lists["fondness"] == entries


def test_one_wrong_entry_is_one_problem_whoever_names_its_list(problems):
    assert problems("drinks: {add: ['(gin']}\n") == ["own/words/own.yml:1:16: a group that is not closed with ')'"]


def test_a_built_in_rule_follows_the_changed_list(load, lint_with):
    text = "We adore you. We worship you."
    assert marked(ruleset.load(), text, lint_with) == ["We adore you"]
    assert marked(load("fondness: {remove: [adore], add: [worship]}\n"), text, lint_with) == ["We worship you"]
    assert marked(load("fondness: {replace: []}\n"), text, lint_with) == []


def test_a_list_that_others_name_changes_there_too(load):
    assert load("drinks: {add: [cocoa]}\n").lists.element("things", inflected=False).forms == {"tea", "milk", "cocoa"}


def test_changes_are_made_in_the_order_of_the_files_and_then_those_given_beside_them(load, house):
    house({"more/words/more.yml": "fondness: {remove: [worship], add: [prize]}\n"})
    load("fondness: {add: [worship]}\n")
    given = WordChange("fondness", add=("dote on",), remove=("prize",))
    assert ruleset.load(["own", "more"], words=[given]).lists["fondness"] == ("adore", "cherish", "dote on")


def test_a_file_may_change_a_list_that_another_file_defines_later(load, house):
    house({"own/words/zebra.yml": "stripes: [black]\n"})
    assert load("stripes: {add: [white]}\n").lists["stripes"] == ("black", "white")


def test_a_plain_list_of_a_name_that_is_taken_is_a_problem(problems):
    assert problems("\nfondness: [worship]\n") == [
        (
            "own/words/own.yml:2:1: the word list 'fondness' is already defined in rules/words/fond.yml; "
            "to change it, write {add: [...]}, {remove: [...]} or {replace: [...]}"
        )
    ]


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("fondnes: {add: [worship]}", "1:1: unknown word list 'fondnes'; did you mean 'fondness'?"),
        ("fondness: {remove: [cherished]}", "1:21: 'cherished' is not in the word list 'fondness'; did you mean 'cherish'?"),
        ("fondness: {ad: [worship]}", "1:12: unknown key 'ad'; did you mean 'add'?"),
        ("fondness: {add: [worship, '(dote']}", "1:27: a group that is not closed with ')'"),
        ("fondness: {replace: ['@drink']}", "1:22: unknown word list '@drink'; did you mean 'drinks'?"),
        ("fondness: {add: ['@fondness']}", "1:18: the word list entry '@fondness' leads back to itself"),
        ("fondness: {add: {}}", "1:17: expected a single value, got a mapping"),
        ("fondness:", "1:10: expected a text, got nothing"),
    ],
)
def test_a_mistake_is_told_at_its_place(problems, words, problem):
    assert problems(words + "\n") == [f"own/words/own.yml:{problem}"]


def test_a_mistake_in_a_change_from_elsewhere_is_told_where_it_was_written(problems):
    change = WordChange(Located.of("fondness", 7, 3), add=(Located.of("(dote", 7, 20),), where="tonelint.toml")
    assert problems("tenderness: [hug]\n", words=[change]) == ["tonelint.toml:7:20: a group that is not closed with ')'"]


def test_compiled_rules_are_kept_apart_by_the_changes(load, monkeypatch, tmp_path):
    monkeypatch.setenv("TONELINT_CACHE", str(tmp_path / "cache"))
    for entry in ("worship", "idolise", "worship"):
        rules = load("tenderness: [hug]\n", words=[WordChange("fondness", add=(entry,))], cached=True)
        assert rules.lists["fondness"][-1] == entry
    assert len(list((tmp_path / "cache").glob("*.rules"))) == 2
