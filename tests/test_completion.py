"""Completion, as a shell asks for it."""

import os
import shutil
import subprocess
import sys

import pytest

from tonelint.cli import run


def completed(words):
    environment = {**os.environ, "_TONELINT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    result = subprocess.run([sys.executable, "-m", "tonelint"], env=environment, capture_output=True, text=True, check=True)
    return [line.partition(",")[2] for line in result.stdout.splitlines()]


def test_commands_options_and_their_values_are_completed():
    assert completed("tonelint ch") == ["check"]
    assert completed("tonelint check --fail") == ["--fail-on", "--fail-on-drop"]
    assert completed("tonelint check --fail-on s") == ["suggestion"]


def test_rules_and_principles_are_completed_from_the_names_of_their_files():
    assert completed("tonelint explain free") == [name for name in completed("tonelint check --select free") if name]
    assert completed("tonelint explain sincerity/f") == ["sincerity/fake-thread", "sincerity/false-intimacy", "sincerity/flattery"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_a_shell_is_one_that_it_reads(shell, capfd, tmp_path):
    assert run(["completion", shell]) == 0
    script = tmp_path / "script"
    script.write_text(capfd.readouterr().out, encoding="utf-8")
    assert "_TONELINT_COMPLETE" in script.read_text(encoding="utf-8")
    if shutil.which(shell):
        subprocess.run([shell, "-n", str(script)], check=True)


def test_an_unknown_shell_is_a_mistake(capfd):
    assert run(["completion", "tcsh"]) == 2
    assert "'bash', 'zsh', 'fish'" in capfd.readouterr().err
