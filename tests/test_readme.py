"""What the README shows is what the program does."""

import importlib.util
import re
from pathlib import Path

import pytest
import yaml

from tonelint.cli import run

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"^```console\n(.*?)^```$", README, re.S | re.M) for line in block.splitlines()]


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.startswith("tonelint ")])
def test_the_commands_run(command, monkeypatch, capfd):
    monkeypatch.chdir(ROOT)
    assert run(command.split()[1:]) == int("examples/bad" in command)
    assert capfd.readouterr().err == ""


def test_the_report_shown_is_the_one_printed(monkeypatch, capfd):
    monkeypatch.chdir(ROOT)
    shown = re.search(r"^```text\n(.*?)^```$", README, re.S | re.M)[1].rstrip()
    run(["check", shown.splitlines()[0], "--no-color"])
    assert capfd.readouterr().out.startswith(shown)


def test_every_rule_is_named(rules):
    table = README[README.index("## What it looks for") : README.index("## In a repository of templates")]
    named = set(re.findall(r"`([a-z-]+)`", table))
    assert {rule.id.split("/")[1] for rule in rules.rules} <= named


def test_the_tables_of_commands_and_options_are_those_of_the_code():
    spec = importlib.util.spec_from_file_location("tables", ROOT / "docs" / "tables.py")
    tables = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tables)
    assert tables.written(README) == README, "python docs/tables.py writes them anew"


def test_the_ci_runs_what_the_readme_says():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert '-e ".[dev]"' in script
    assert "python -m pytest -n auto" in COMMANDS
    assert "python -m pytest -n auto" in script


def test_yaml_blocks_are_yaml():
    for block in re.findall(r"^```yaml\n(.*?)^```$", README, re.S | re.M):
        assert list(yaml.safe_load_all(block))
