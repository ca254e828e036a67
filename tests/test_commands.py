"""The commands as a whole; each has tests of its own."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from tonelint.cli import COMMANDS, cli, run

ROOM = Path(__file__).parent.parent / "tonelint" / "cli"


def test_every_command_of_the_room_is_named_and_every_name_is_a_command():
    modules = {path.stem.replace("_", "-") for path in ROOM.glob("*.py") if "@click.command" in path.read_text(encoding="utf-8")}
    assert modules == set(COMMANDS)
    assert all(isinstance(cli.get_command(None, name), click.Command) for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name, capfd):
    assert run([name, "--help"]) == 0
    assert f"Usage: tonelint {name}" in capfd.readouterr().out


def test_the_help_lists_them(capfd):
    assert run(["--help"]) == 0
    out = capfd.readouterr().out
    assert [line.split()[0] for line in out.partition("Commands:\n")[2].splitlines()] == list(COMMANDS)


def test_a_command_that_is_none_is_a_mistake_with_a_hint(capfd):
    assert run(["chekc"]) == 2
    assert capfd.readouterr().err.endswith("Error: no such command 'chekc'; did you mean 'check'?\n")


def test_the_help_needs_neither_rules_nor_spacy():
    code = "import sys, tonelint.cli as c; c.run(['--help']); print(sorted({'spacy', 'yaml', 'numpy', 'rich', 'tonelint.engine'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == "[]"


def test_an_explanation_needs_neither_what_reads_rule_files_nor_rich(tmp_path, request, monkeypatch):
    code = "import sys, tonelint.cli as c; c.run(['explain', 'freedom/urgency']); print(sorted({'spacy', 'yaml', 'rich', 'tonelint.engine'} & set(sys.modules)))"
    # The first run compiles the rules, unless they are in the user's cache.
    monkeypatch.setenv("PYTHONPATH", str(request.config.rootpath))
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path) for _ in range(2)]
    assert runs[-1].stdout.splitlines()[-1] == "[]"
