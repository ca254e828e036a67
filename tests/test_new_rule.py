"""tonelint new-rule: what it writes works as it stands, says what every key is for, and overwrites nothing."""

import re
from itertools import chain
from pathlib import Path

import pytest

from tonelint import examples, ruleset
from tonelint.cli import run
from tonelint.cli.schema import written
from tonelint.decode import key_of
from tonelint.engine import Engine
from tonelint.rulefile import RuleFile, read_rule
from tonelint.skeleton import skeleton

KINDS = [("problem", "phrase"), ("problem", "clause"), ("problem", "absent"), ("strength", "phrase"), ("strength", "clause")]


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_it_writes_a_rule_and_says_what_comes_next(house, capfd):
    assert house
    assert run(["new-rule", "manner/archaic"]) == 0
    assert capfd.readouterr().out == (
        "tonelint-rules/manner/archaic.yml: a small rule that works; make it yours (rule.schema.json beside it is for your editor)\n"
        "next: tonelint test tonelint-rules\n"
        "then: tonelint check --rules tonelint-rules\n"
    )
    written_files = sorted(path.as_posix() for path in Path("tonelint-rules").rglob("*.*"))
    assert written_files == ["tonelint-rules/manner/archaic.yml", "tonelint-rules/rule.schema.json"]
    assert run(["test", "tonelint-rules/"]) == 0
    assert capfd.readouterr().out == "1 rules, 12 examples, 0 problems\n"


def test_every_skeleton_passes_its_own_examples_beside_all_the_others(rules):
    for number, (kind, check) in enumerate(KINDS):
        assert run(["new-rule", f"manner/rule-{number}", "--kind", kind, "--check", check, "--to", "own/rules/"]) == 0
    read = [read_rule(path.name, path.read_text(encoding="utf-8"), rules.lists) for path in sorted(Path("own/rules/manner").iterdir())]
    assert [problem for _, problems in read for problem in problems] == []
    own = [rule for rule, _ in read]
    assert [rule.is_strength for rule in own] == [kind == "strength" for kind, _ in KINDS]
    every = ruleset.RuleSet((*rules.rules, *own), rules.lists, rules.situations)
    assert [str(problem) for problem in examples.run(Engine(every), own)] == []


@pytest.mark.parametrize(("kind", "check"), KINDS)
def test_every_key_of_a_rule_stands_in_it_with_what_it_means(kind, check):
    lines = skeleton("manner/archaic", f"{kind}-{check}", "own").splitlines()
    keys = {match[1]: lines[at - 1] for at, line in enumerate(lines) if (match := re.match(r"(?:# )?([a-z-]+):(?: |$)", line))}
    assert set(keys) == {key_of(name) for name in RuleFile.__dataclass_fields__} | {"yaml-language-server"}
    assert all(about.startswith("# ") for key, about in keys.items() if key != "yaml-language-server")
    assert max(map(len, lines)) <= 140


def test_what_else_a_rule_may_say_can_be_taken_as_it_stands(rules):
    whole = skeleton("manner/archaic", "strength-phrase", "own")
    body, _, more = whole.partition("# What else a rule may say:\n")
    offered = [line.removeprefix("# ") for line in more.splitlines()[2::3]]
    assert len(offered) > 10
    for line in offered:
        problem = body.replace("kind: strength\n", "") if line.startswith("severity:") else body
        assert read_rule("own.yml", f"{problem}{line}\n", rules.lists)[1] == [], line


def test_the_editor_finds_the_schema_beside_the_folders():
    run(["new-rule", "manner/archaic", "--to", "own"])
    named = Path("own/manner/archaic.yml").read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
    assert (Path("own/manner") / named).read_text(encoding="utf-8") == written("rule")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["archaic"], "an id is principle/name in lower case, got 'archaic'\n"),
        (["Manner/Archaic"], "an id is principle/name in lower case, got 'Manner/Archaic'\n"),
        (["../up/and-away"], "an id is principle/name in lower case, got '../up/and-away'\n"),
        (["sincerty/gush"], "unknown principle 'sincerty'; did you mean 'sincerity'?\n"),
        (["freedom/urgency"], "the rule 'freedom/urgency' is built in (see `tonelint explain freedom/urgency`): give yours another name\n"),
        (["manner/archaic", "--to", "file"], "file/manner/archaic.yml: cannot be written: not a directory\n"),
    ],
)
def test_what_cannot_be_a_rule_is_told(arguments, message, capfd):
    Path("file").touch()
    assert run(["new-rule", *arguments]) == 2
    assert capfd.readouterr() == ("", message)
    assert list(chain.from_iterable(path.iterdir() for path in Path().iterdir() if path.is_dir())) == []


def test_a_principle_of_ones_own_is_welcome_even_if_it_looks_a_little_like_ours():
    assert run(["new-rule", "humility/boast"]) == 0


def test_a_strength_is_nothing_absent(capfd):
    assert run(["new-rule", "manner/archaic", "--kind", "strength", "--check", "absent"]) == 2
    assert "a strength is something that is there" in capfd.readouterr().err


def test_a_rule_that_is_there_stays_as_it_is(capfd):
    run(["new-rule", "manner/archaic"])
    Path("tonelint-rules/manner/archaic.yml").write_text("mine")
    capfd.readouterr()
    assert run(["new-rule", "manner/archaic"]) == 2
    assert capfd.readouterr() == ("", "tonelint-rules/manner/archaic.yml: exists already\n")
    assert Path("tonelint-rules/manner/archaic.yml").read_text() == "mine"
