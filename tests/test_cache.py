"""Compiled rules are kept for the next run, and never trusted when anybody else could have written them."""

import pickle
import sys
from pathlib import Path

import pytest

from tonelint import cache, ruleset
from tonelint.cli import run
from tonelint.config.toml import TomlText
from tonelint.wordfile import WordChange


@pytest.fixture(name="folder")
def _folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TONELINT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_was_put_can_be_got_under_its_key(folder):
    cache.put("abc", {"a": 1})
    assert cache.get("abc") == {"a": 1}
    assert cache.get("abd") is None
    assert [path.name for path in folder.iterdir()] == ["abc.rules"]


@pytest.mark.parametrize("broken", [b"", b"not a pickle", pickle.dumps({"a": 1})[:-3]])
def test_a_broken_entry_is_no_entry(folder, broken):
    cache.put("abc", {"a": 1})
    (folder / "abc.rules").write_bytes(broken)
    assert cache.get("abc") is None


def _damage(kept):
    """Spoil the inside of an archive: the tables at its begin and the value at its end, which are read at once, stay."""
    data = bytearray(kept.read_bytes())
    inside = slice(len(data) // 4, -len(data) // 4)
    data[inside] = bytes(len(data[inside]))
    kept.write_bytes(data)


def test_damaged_rules_are_made_anew_and_a_note_says_so(folder, tmp_path, monkeypatch, capfd):
    """Wherever the damage is: the rules are opened at once, and most of them are read when a message asks for them."""
    monkeypatch.chdir(tmp_path)
    Path("mail.txt").write_text("Dear Customer,\n\nHurry, act now. We love you!\n\nThe Fernway team\n", encoding="utf-8")
    command = ["check", "--no-cache", "--format", "json", "mail.txt"]
    assert run(command) == 1
    report = capfd.readouterr()
    _damage(*folder.glob("*.rules"))
    assert run(command) == 1
    again = capfd.readouterr()
    assert again.out == report.out
    assert again.err == f"note: rules kept in {folder} were damaged, and are made anew\n"
    assert run(command) == 1
    assert capfd.readouterr() == report
    # Where they cannot be removed, there is nothing to be done.
    _damage(*folder.glob("*.rules"))
    monkeypatch.setattr(cache, "drop", lambda: None)
    assert run(command) == 2
    told = capfd.readouterr().err.splitlines()[-1]
    assert told == f"{folder}: rules kept there are damaged; remove it, or name another folder in TONELINT_CACHE"


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
@pytest.mark.parametrize("place", ["abc.rules", "."])
def test_what_others_may_write_to_is_not_trusted(folder, place):
    cache.put("abc", {"a": 1})
    (folder / place).chmod(0o777)
    assert cache.get("abc") is None


def test_a_folder_that_cannot_be_made_costs_nothing(folder):
    folder.write_text("a file")
    cache.put("abc", 1)
    assert cache.get("abc") is None


def test_old_entries_are_removed(folder):
    for number in range(12):
        cache.put(f"entry{number}", number)
    assert len(list(folder.iterdir())) == 8


def test_kept_rules_are_the_rules_that_were_compiled(folder, rules):
    first, second = ruleset.load(cached=True), ruleset.load(cached=True)
    assert len(list(folder.glob("*.rules"))) == 1
    assert first is not second
    assert [rule.file for rule in second.rules] == [rule.file for rule in rules.rules]
    assert [list(pattern.ways) for pattern in second.patterns()] == [list(pattern.ways) for pattern in rules.patterns()]


@pytest.mark.parametrize("named", ["own", "own/manner/fond.yml"])
def test_rules_that_a_configuration_names_can_be_kept(house, folder, named):
    rule = (
        "id: manner/fond\nseverity: error\npoints: 10\nmessage: No.\nwhy: No.\nany: [{phrase: fond}]\nexamples: {bad: fond, good: fine}\n"
    )
    house({"tonelint.toml": f'rules = ["{named}"]\n', "own/manner/fond.yml": rule, "mail.txt": "We are fond of tea.\n"})
    assert [run(["check", "mail.txt"]) for _ in range(2)] == [1, 1]
    assert len(list(folder.glob("*.rules"))) == 1


def test_changes_of_word_lists_that_a_configuration_makes_can_be_kept(house, folder):
    house({"rules/words/fond.yml": "fondness: [adore]\n"})
    change = WordChange(TomlText.found("fondness", lambda: (1, 1)), add=(TomlText.found("cherish", lambda: (1, 9)),))
    for _ in range(2):
        assert ruleset.load(words=[change], cached=True).lists["fondness"] == ("adore", "cherish")
    assert len(list(folder.glob("*.rules"))) == 1


def test_other_rule_files_have_an_entry_of_their_own(folder, tmp_path):
    words = tmp_path / "mine" / "words"
    words.mkdir(parents=True)
    (words / "mine.yml").write_text("mine: [kettle]\n")
    ruleset.load(cached=True)
    ruleset.load([str(tmp_path / "mine")], cached=True)
    assert len(list(folder.glob("*.rules"))) == 2
