"""A baseline that was broken, merged or edited by hand is told of at its line; what is merely written otherwise is read."""

import json

import pytest

from tonelint.baseline.entries import Baseline, Entry, Spot
from tonelint.baseline.file import read, write
from tonelint.errors import TonelintError

WHOLE = """\
{
"version": 1,
"findings": [
{"path": "a.txt", "rule": "freedom/urgency", "text": "hurry.", "count": 2},
{"path": "en.po", "message": "welcome", "rule": "humanity/unsigned", "count": 1}
],
"scores": [
{"path": "a.txt", "score": 69.6}
]
}
"""


@pytest.fixture(name="path")
def _path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return "base.json"


def saved(path, text):
    with open(path, "wb") as stream:
        stream.write(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_is_read(path):
    assert read(saved(path, WHOLE)) == Baseline(
        path,
        {Entry("a.txt", "", "freedom/urgency", "hurry."): 2, Entry("en.po", "welcome", "humanity/unsigned", ""): 1},
        {Spot("a.txt", ""): 696},
    )


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(json.loads(WHOLE), indent=4, sort_keys=True),
        WHOLE.replace("\n", "\r\n"),
        f"\ufeff{WHOLE}",
        WHOLE.replace("69.6", "69.60").replace("hurry.", "h\\u0075rry."),
    ],
    ids=["indented", "by Windows", "with a byte order mark", "in other ways"],
)
def test_what_another_program_did_to_its_form_does_not_matter(path, text):
    found = read(saved(path, text))
    assert found == read(saved(path, WHOLE))
    write(found)
    with open(path, encoding="utf-8", newline="") as stream:
        assert stream.read() == WHOLE


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (WHOLE, "", "1:1: not JSON: expecting value"),
        ("69.6}", "69.6", "9:1: not JSON: expecting ',' delimiter"),
        ("1}\n]", "1},\n]", "6:1: not JSON: expecting value"),
        (WHOLE, "[]", "1:1: not a baseline of tonelint: there is no version in it"),
        (WHOLE, '{"version": "1.4.0", "results": {}}', "1:1: not a baseline of tonelint: there is no version in it"),
        (WHOLE, '{"version": 1, "results": {}}', "1:1: not a baseline of tonelint: its keys are version, findings, scores, the last two of them lists"),
        ('"version": 1', '"version": 2', "1:1: a baseline of version 2: this tonelint knows version 1; install a newer one"),
        ('"rule": "humanity', '"ruel": "humanity', "5:1: unknown key 'ruel'; did you mean 'rule'?"),
        (', "count": 2', "", "4:1: the key 'count' is missing"),
        ('"count": 2', '"count": 0', "4:1: 'count': expected a whole number above 0, got 0"),
        ('"count": 2', '"count": true', "4:1: 'count': expected a whole number above 0, got true"),
        ('"hurry."', "5", "4:1: 'text': expected a text, got 5"),
        ("69.6", "NaN", "8:1: 'score': expected a score, got NaN"),
        ("69.6", '"high"', "8:1: 'score': expected a score, got \"high\""),
        ("69.6", "9" * 5000, "1:1: not a baseline of tonelint"),
        ('{"path": "a.txt", "score": 69.6}', '"a.txt"', "8:1: expected the keys path, message, score in braces"),
        ('{"path": "en.po"', '{"path": "a.txt", "rule": "freedom/urgency", "text": "hurry.", "count": 1},\n{"path": "en.po"', "5:1: this is said twice: leave one of the two"),
        ('{"path": "en.po"', '<<<<<<< HEAD\n{"path": "en.po"', "5:1: a merge conflict: resolve it, or accept today's findings anew with --renew"),
        ("]\n}", "]\n}\n>>>>>>> 1f2e3d4 (Mend)\n", "11:1: a merge conflict: resolve it, or accept today's findings anew with --renew"),
        (WHOLE, "[" * 100_000, "1:1: not a baseline of tonelint"),
        (WHOLE, b"caf\xe9", " not a baseline of tonelint: it is no UTF-8 text"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_line(path, old, new, error):
    text = new if old == WHOLE else WHOLE.replace(old, new)
    with pytest.raises(TonelintError) as raised:
        read(saved(path, text))
    assert str(raised.value).startswith(f"{path}:{error}")
    assert "\n" not in str(raised.value)


def test_entries_are_found_at_their_lines_in_a_file_of_another_form(path):
    text = json.dumps(json.loads(WHOLE.replace("69.6", "-1e9")), indent=2)
    with pytest.raises(TonelintError) as raised:
        read(saved(path, text))
    assert str(raised.value) == f"{path}:18:5: 'score': expected a score, got -1000000000.0"


def test_a_rule_with_a_new_name_is_known_under_it(path):
    text = WHOLE.replace('{"path": "en.po"', '{"path": "a.txt", "rule": "freedom/hurry", "text": "hurry.", "count": 1},\n{"path": "en.po"')
    found = read(saved(path, text), lambda rule: rule.replace("hurry", "urgency"))
    assert found.entries == {Entry("a.txt", "", "freedom/urgency", "hurry."): 3, Entry("en.po", "welcome", "humanity/unsigned", ""): 1}
