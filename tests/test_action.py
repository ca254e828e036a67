"""What action.yml runs on GitHub: ci/check.sh, in a shallow clone as a checkout makes it, with the program that is installed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
GIT = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@fernway.example", "-c", "init.defaultBranch=main"]
BAD = "---\nsituation: win-back\n---\nHi Ann,\n\nwe have missed you.\n\nSam\n"


def git(folder, *arguments):
    subprocess.run([*GIT, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(name="checkout", scope="module")
def _checkout(tmp_path_factory):
    """Make a repository whose branch adds a bad message to an old bad one, and a clone of depth 1 of that branch."""
    origin = tmp_path_factory.mktemp("origin")
    git(origin, "init", "-q")
    (origin / "old.txt").write_text(BAD, encoding="utf-8")
    (origin / "tonelint.toml").write_text('select = ["sincerity/false-intimacy"]\n', encoding="utf-8")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "old")
    git(origin, "checkout", "-qb", "work")
    (origin / "new.txt").write_text(BAD, encoding="utf-8")
    (origin / "hidden.txt").write_text(BAD.replace("---\nHi", "tonelint: {ignore: [sincerity/false-intimacy]}\n---\nHi"), encoding="utf-8")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "new")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "-q", "--depth", "1", "--branch", "work", f"file://{origin}", ".")
    programs = tmp_path_factory.mktemp("programs")
    (programs / "tonelint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tonelint "$@"\n', encoding="utf-8")
    (programs / "tonelint").chmod(0o755)
    (programs / "python").symlink_to(sys.executable)
    return clone, programs


def checked(checkout, **environment):
    clone, programs = checkout
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", **environment}
    return subprocess.run(["bash", ROOT / "ci" / "check.sh"], cwd=clone, env=environment, capture_output=True, text=True, check=False)


def marked(result):
    return sorted({line.split("file=")[1].split(",")[0] for line in result.stdout.splitlines() if line.startswith("::error")})


def test_a_pull_request_is_checked_for_what_it_changes_and_what_is_suppressed_is_not_uploaded(checkout):
    result = checked(checkout, TONELINT_BASE="main", TONELINT_SARIF="out.sarif")
    assert (result.returncode, marked(result)) == (1, ["new.txt"]), result.stderr
    (run,) = json.loads((checkout[0] / "out.sarif").read_text(encoding="utf-8"))["runs"]
    assert [found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for found in run["results"]] == ["new.txt"]


def test_a_push_is_checked_whole_with_the_options_that_are_given(checkout):
    result = checked(checkout, TONELINT_ARGUMENTS="--fail-on never")
    assert (result.returncode, marked(result)) == (0, ["new.txt", "old.txt"]), result.stderr


def test_the_action_hands_over_what_the_script_reads():
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (step,) = [step for step in action["runs"]["steps"] if "env" in step]
    script = (ROOT / "ci" / "check.sh").read_text(encoding="utf-8")
    assert all(f"${{{name}:-}}" in script for name in step["env"])
    assert all("description" in value for value in action["inputs"].values())
