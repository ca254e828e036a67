"""Mistakes in rule files: all of them at once, each at its line and column, with a near name where there is one."""

import pytest

from tonelint import ruleset
from tonelint.cli import run
from tonelint.errors import InvalidFileError, TonelintError

GOOD = """\
id: manner/archaic
severity: warning
points: 5
message: Nobody says this any more.
why: Nobody speaks so.
any:
  - phrase: ["verily"]
examples:
  bad: ["Verily it rains."]
  good: ["It rains."]
"""


@pytest.fixture(name="problems")
def _problems(tmp_path, monkeypatch):
    """Load a rule file, and word lists with it; return its problems as lines."""
    monkeypatch.chdir(tmp_path)

    def problems(text, words=None):
        (tmp_path / "own.yml").write_text(text, encoding="utf-8")
        paths = ["own.yml"]
        if words is not None:
            (tmp_path / "words").mkdir(exist_ok=True)
            (tmp_path / "words" / "own.yml").write_text(words, encoding="utf-8")
            paths.append("words/own.yml")
        try:
            ruleset.load(paths)
        except InvalidFileError as error:
            return str(error).splitlines()
        return []

    return problems


def test_a_good_file_has_no_problems(problems):
    assert problems(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id: manner/archaic", "id: Archaic", "own.yml:1:5: an id is principle/name in lower case, got 'Archaic'"),
        ("warning", "warn", "own.yml:2:11: expected one of suggestion, warning, error, got 'warn'; did you mean 'warning'?"),
        ("severity: warning\n", "", "own.yml:1:5: the key 'severity' is missing (only a strength has none)"),
        ("id:", "kind: strength\nid:", "own.yml:2:5: a strength has no severity"),
        ("points: 5", "points: many", "own.yml:3:9: expected a number, got 'many'"),
        ("points: 5", "points: -5", "own.yml:1:5: 'points' must be greater than 0; whether they count for or against is told by 'kind'"),
        ("why:", "wy:", "own.yml:5:1: unknown key 'wy'; did you mean 'why'?"),
        ("why: Nobody speaks so.\n", "", "own.yml:1:1: the key 'why' is missing"),
        ("- phrase:", "- phrases:", "own.yml:7:5: unknown check 'phrases'; did you mean 'phrase'?"),
        ('["verily"]', '["(verily"]', "own.yml:7:14: a group that is not closed with ')'"),
        ('["verily"]', '["verily; so"]', "own.yml:7:14: unexpected ';' in the phrase"),
        ('["verily"]', '["verily?"]', "own.yml:7:14: a phrase needs a word that may not be left out"),
        ('["verily"]', '["@nowhere"]', "own.yml:7:14: unknown word list '@nowhere'"),
        ('["verily"]', '["#numbr"]', "own.yml:7:14: unknown value '#numbr' (one of #number, #money, #percent, #time, #date, #duration)"),
        ('phrase: ["verily"]', "regex: '(a'", "own.yml:7:12: not a regular expression: missing ), unterminated subpattern at position 0"),
        ("any:", "any: []\nunless:", "own.yml:1:5: the rule has no check: 'any' is empty"),
        ("any:", "when: [apologie]\nany:", "own.yml:6:8: unknown situation 'apologie'; did you mean 'apology'?"),
        ("any:", "in: [bodi]\nany:", None),
        ("points: 5", "points: 5\npoints: 6", "own.yml:4:1: the key 'points' is given twice"),
        ('phrase: ["verily"]', "clause: {subject: '@nobodies'}", None),
        ('phrase: ["verily"]', "clause: {subjct: sender}", "own.yml:7:14: unknown key 'subjct'; did you mean 'subject'?"),
        ("  bad:", "  bat:", "own.yml:9:3: unknown key 'bat'; did you mean 'bad'?"),
        ("points: 5", "points: inf", "own.yml:3:9: expected a number, got 'inf'"),
        ("points: 5", "points: 1e999", "own.yml:3:9: expected a number, got '1e999'"),
        ("message: Nobody says this any more.", "message:", "own.yml:4:9: expected a text, got nothing"),
        ("why: Nobody speaks so.", "why: null", "own.yml:5:6: expected a text, got nothing; put it in quotes if the word is meant"),
        ("any:", "not_when: [apology]\nany:", "own.yml:6:1: unknown key 'not_when'; did you mean 'not-when'?"),
        ("any:", "? [a]\n: b\nany:", "own.yml:6:3: expected a key, got a list"),
        ('phrase: ["verily"]', "clause: &c {opens: *c}", "own.yml:1:1: nested too deep, or an alias stands inside what it names"),
        ('bad: ["Verily', 'bad: [{text: Verily., situation: apologie}, "', None),
        ("id: manner/archaic", "id: [", "own.yml:3:7: not YAML: did not find expected ',' or ']'"),
    ],
)
def test_a_mistake_is_told_at_its_place(problems, old, new, problem):
    assert old in GOOD
    found = problems(GOOD.replace(old, new, 1))
    assert found
    if problem:
        assert problem in found
    assert all(line.startswith("own.yml:") for line in found)


def test_every_mistake_is_told_at_once_and_in_order(problems):
    text = GOOD.replace("warning", "warn").replace('["verily"]', '["@nowhere", "(a"]').replace("why:", "wy:")
    assert problems(text) == [
        "own.yml:1:1: the key 'why' is missing",
        "own.yml:2:11: expected one of suggestion, warning, error, got 'warn'; did you mean 'warning'?",
        "own.yml:5:1: unknown key 'wy'; did you mean 'why'?",
        "own.yml:7:14: unknown word list '@nowhere'",
        "own.yml:7:26: a group that is not closed with ')'",
    ]


def test_a_wrong_entry_of_a_word_list_is_told_at_its_place(problems):
    assert problems(GOOD, words="old: [thou, '(thee', '@olde']\nloop: ['@loop']\n") == [
        "words/own.yml:1:13: a group that is not closed with ')'",
        "words/own.yml:1:22: unknown word list '@olde'; did you mean 'old'?",
        "words/own.yml:2:8: the word list entry '@loop' leads back to itself",
    ]


def test_an_id_may_be_taken_once(problems):
    text = GOOD.replace("manner/archaic", "recognition/no-name")
    assert problems(text) == [
        (
            "own.yml:1:5: the rule 'recognition/no-name' is already defined in rules/recognition/no-name.yml"
            "; to have yours instead, give it another name and ignore the built-in one"
        )
    ]


def test_an_empty_file_is_told(problems):
    assert problems("# nothing\n") == ["own.yml:1:1: the file is empty"]


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / "bad.yml").write_bytes(b"id: \xff\xfe")
    with pytest.raises(TonelintError, match=r"bad\.yml: cannot be read: not UTF-8"):
        ruleset.load([str(tmp_path / "bad.yml")])


def test_a_folder_without_rules_is_told(tmp_path):
    with pytest.raises(TonelintError, match=r"no rule files"):
        ruleset.load([str(tmp_path)])


def test_a_raw_pattern_that_spacy_refuses_is_told_at_its_place(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yml").write_text(GOOD.replace('phrase: ["verily"]', "tokens: [{LOWRE: verily}]"), encoding="utf-8")
    (tmp_path / "mail.txt").write_text("Verily it rains.", encoding="utf-8")
    assert run(["check", "mail.txt", "--rules", "own.yml"]) == 2
    shown = capfd.readouterr().err
    assert shown.startswith("own.yml:7:5: spaCy refuses this pattern:")
    assert shown.count("\n") == 1
