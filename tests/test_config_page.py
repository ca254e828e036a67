"""docs/configuration.md: its examples are configurations, its tables are those of the code."""

import re
import types
import typing
from pathlib import Path

import pytest

from tonelint import globs
from tonelint.cli import run
from tonelint.config import keys
from tonelint.config.decoding import decoder
from tonelint.config.keys import ConfigFile, Override, Settings, keys_of
from tonelint.decode import key_of
from tonelint.finding import Severity
from tonelint.source import Delimiters

PAGE = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.S | re.M)
PATTERNS = re.findall(r"^\| `([^`]+)` \| ((?:`[^`]+` ?)+) \| ((?:`[^`]+` ?)+) \|$", PAGE, re.M)
WORDS = {
    str: "text",
    bool: "true or false",
    keys.Glob: "pattern",
    keys.SituationName: "situation",
    keys.FormatName: "format",
    keys.ProductName: "name",
    keys.Percent: "number",
    keys.Points: "number",
    Severity: "severity",
    Delimiters: "table",
    Override: "table",
    keys.ChangeKeys: "change",
}
SAID_TWICE = {"replace": "last", "add": "all", "table": "by name", "changes": "one after the other", "none": ""}


def holds(hint):
    """Return what a key may hold, in words."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return holds(inner[0])
    if origin is typing.Literal:
        return ", ".join(f"`{name}`" for name in inner)
    if origin is tuple:
        return f"list of {WORDS[inner[0]]}s"
    return f"table of {WORDS[inner[1]].replace('severity', 'severitie')}s" if origin is dict else WORDS[hint]


def rows_of_keys():
    """Return the rows of the table of keys."""
    hints = {**typing.get_type_hints(ConfigFile), **typing.get_type_hints(Override)}
    in_override = dict.fromkeys(keys_of(Settings), "yes") | {"files": "only there"}
    return [
        f"| `{key_of(name)}` | {holds(hints[name])} | {in_override.get(name, '')} | {SAID_TWICE[key.merge]} | {key.help} |"
        for name, key in {**keys_of(ConfigFile), **keys_of(Override)}.items()
    ]


def test_the_table_of_keys_is_that_of_the_code():
    table = PAGE[PAGE.index("| key | holds") : PAGE.index("A single value may stand")]
    assert table.strip().splitlines()[2:] == rows_of_keys()


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples_are_sound(text):
    reading = decoder("tonelint.toml")
    assert reading.load_table(text, ConfigFile) is not None
    assert reading.problems == []


def test_the_example_puts_in_force_what_the_page_says(repository, rules, monkeypatch, capfd):
    monkeypatch.setattr("tonelint.ruleset.load", lambda *_, **__: rules)
    repository.write({"tonelint.toml": EXAMPLES[0], "tone/rules/own.yml": ""})
    command, shown = re.search(r"^```console\n\$ tonelint (.*?)\n(.*?)^```$", PAGE, re.S | re.M).groups()
    assert run(command.split()) == 0
    assert capfd.readouterr().out == shown


@pytest.mark.parametrize(("pattern", "matched", "left"), PATTERNS)
def test_the_patterns_are_for_what_the_page_says(pattern, matched, left):
    expression = globs.over_paths([pattern])
    assert globs.mistake(pattern) is None
    assert all(expression.fullmatch(path) for path in re.findall("`([^`]+)`", matched))
    assert not any(expression.fullmatch(path) for path in re.findall("`([^`]+)`", left))


def test_the_page_has_examples_and_patterns():
    assert len(EXAMPLES) == 2
    assert len(PATTERNS) == 9
