"""The way of a team with old templates: init, baseline, the hook with the real pre-commit, a bad edit refused, a good one passed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

GIT = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@fernway.example", "-c", "init.defaultBranch=main"]
OLD = "<p>Hi {{ first_name }},</p>\n<p>Hurry! We have missed you.</p>\n<p>Your order is on its way.</p>\n<p>Sam</p>\n"


@pytest.fixture(name="call", scope="module")
def _call(tmp_path_factory):
    """Return a function that runs a command in a repository of old templates, with this program on the path."""
    folder, programs = tmp_path_factory.mktemp("repository"), tmp_path_factory.mktemp("programs")
    (programs / "tonelint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tonelint "$@"\n', encoding="utf-8")
    (programs / "tonelint").chmod(0o755)
    for number in range(3):
        path = folder / "emails" / f"order{number}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text(OLD, encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home")),
    }

    def call(*command):
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)

    call.folder = folder
    subprocess.run([*GIT, "init", "-q"], cwd=folder, check=True)
    return call


def committed(call, name, old, new):
    path = call.folder / "emails" / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    call("git", "add", "-A")
    result = call(*GIT, "commit", "-m", "an edit")
    return result.returncode, result.stdout + result.stderr


def test_a_team_adopts_it_in_an_afternoon(call):
    assert "3 files to check in emails" in call("tonelint", "init", "--hook").stdout
    config = call.folder / "tonelint.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("# baseline =", "baseline ="), encoding="utf-8")
    assert "accepted" in call("tonelint", "baseline").stdout
    assert call("tonelint", "check").returncode == 0
    assert call(sys.executable, "-m", "pre_commit", "install").returncode == 0
    call("git", "add", "-A")
    assert call(*GIT, "commit", "-qm", "tonelint").returncode == 0

    code, shown = committed(call, "order1.html", "<p>Your order", "<p>This is your last chance, so act now!</p>\n<p>Your order")
    assert code == 1
    assert "freedom/" in shown
    assert "sincerity/false-intimacy" not in shown, "what was accepted is not told again"

    code, shown = committed(call, "order1.html", "This is your last chance, so act now!", "We are here until six on Fridays.")
    assert (code, "Passed" in shown) == (0, True), shown
    code, shown = committed(call, "order2.html", "Hurry! We have missed you.", "Thank you for your order.")
    assert code == 0, shown
    assert "removed 2 entries" in call("tonelint", "baseline", "--update").stdout
