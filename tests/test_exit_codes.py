"""docs/exit-codes.md, run line by line."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tonelint.cli import run

PAGE = (Path(__file__).parent.parent / "docs" / "exit-codes.md").read_text(encoding="utf-8")
CASES = re.findall(r"^\| `([^`]+)` \| (\d) \| (.*?) ?\|$", PAGE, re.M)

RULE = """\
id: manner/archaic
severity: {severity}
points: 5
why: Nobody speaks so.
{message}: "Nobody says this any more."
any:
{checks}
examples:
  bad: [{bad}]
  good: ["It is new.", "It is red.", "It is old.", "It is far.", "It is near.", "It is here."]
"""
MARKED = ", ".join(f'"Verily it {word}."' for word in ("rains", "snows", "pours", "shines", "thaws", "clears"))
FINE = RULE.format(severity="error", message="message", checks='  - phrase: ["verily"]', bad=MARKED)

FILES = {
    "kind.txt": "Hi Ann,\n\nYour parcel left Leeds this morning. It reaches you on Friday.\n\nBest,\nSam\n",
    "rude.txt": "Dear Customer,\n\nWe've missed you! Hurry, act now. Kindly call us.\n\nThe Fernway team\n",
    "pushy.txt": "Hi Ann,\n\nYour parcel is here. Hurry, the shop is open.\n\nBest,\nSam\n",
    "empty.txt": "",
    "blank.txt": "\n\r\n \n",
    "binary.txt": bytes(range(256)) * 20,
    "latin.txt": b"caf\xe9 is open again, says your neighbour",
    "wide.txt": "word " * 2_000_000,
    "front.txt": "---\nsituation: apologie\ntonelint:\n  ignore: [freedom/urgent]\n---\nHi Ann,\n\nHere it is.\n",
    "data/a.json": "{}",
    "fine.yml": FINE,
    "failing.yml": FINE.replace("It is new.", "Verily new."),
    "broken.yml": RULE.format(
        severity="eror", message="mesage", checks='  # two mistakes\n  - phrase: ["@customer-nouns"]\n  - claus: {}', bad='"a"'
    ).replace("examples:\n", "exampels:\n"),
}


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases")
    (folder / "empty").mkdir()
    (folder / "data").mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize(("command", "code", "errors"), CASES, ids=[command for command, _, _ in CASES])
def test_the_command_ends_as_the_page_says(folder, monkeypatch, capfd, command, code, errors):
    monkeypatch.chdir(folder)
    assert run(command.split()) == int(code)
    shown = capfd.readouterr().err
    assert "Traceback" not in shown
    for error in re.findall(r"`([^`]+)`", errors):
        assert error in shown.splitlines()
    if not errors:
        assert shown == ""


def test_the_page_has_cases():
    assert len(CASES) > 30


def test_what_can_be_read_is_still_linted(folder, monkeypatch, capfd):
    monkeypatch.chdir(folder)
    assert run(["check", "gone.txt", "rude.txt", "binary.txt", "--format", "concise"]) == 2
    shown = capfd.readouterr()
    assert "rude.txt:3:1: error sincerity/false-intimacy" in shown.out
    assert shown.err.splitlines() == ["binary.txt: a binary file, not a message", "gone.txt: no such file or folder"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_file_that_may_not_be_read_is_named(folder, monkeypatch, capfd):
    monkeypatch.chdir(folder)
    secret = folder / "secret.txt"
    secret.write_text("Hi", encoding="utf-8")
    secret.chmod(0)
    assert run(["check", "secret.txt"]) == 2
    assert capfd.readouterr().err == "secret.txt: cannot be read: permission denied\n"


def test_a_bug_of_ours_shows_its_traceback(monkeypatch, capfd):
    def fail(*_):
        message = "a bug"
        raise RuntimeError(message)

    monkeypatch.setattr("tonelint.cli.check.lint", fail)
    assert run(["check", "."]) == 3
    assert "Traceback" in capfd.readouterr().err


def test_a_reader_of_our_output_may_go_away(folder):
    command = f"{sys.executable} -m tonelint rules | head -n 1"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_piece_of_a_template_without_text_is_no_mistake_and_is_counted(folder, monkeypatch, capfd):
    monkeypatch.chdir(folder)
    (folder / "logo.html").write_text('<table><tr><td><img src="logo.png"></td></tr></table>\n', encoding="utf-8")
    assert run(["check", "logo.html", "kind.txt"]) == 0
    shown = capfd.readouterr()
    assert "1 file without text" in shown.out
    assert shown.err == ""


def test_a_blank_file_is_a_mistake_only_when_it_is_named(folder, monkeypatch, capfd):
    monkeypatch.chdir(folder)
    (folder / "some").mkdir()
    (folder / "some" / "blank.txt").write_text("\n\n", encoding="utf-8")
    assert run(["check", "some"]) == 0
    assert run(["check", "some/blank.txt"]) == 2
    assert capfd.readouterr().err == "some/blank.txt: empty: there is no text in it to check\n"


@pytest.mark.parametrize(
    ("streams", "code", "error"),
    [
        (">/dev/full", 2, "standard output cannot be written: No space left on device\n"),
        (">&-", 1, ""),
        (">&- 2>&-", 1, ""),
        ("| cat >/dev/null", 1, ""),
    ],
)
def test_the_exit_code_tells_what_came_of_it_wherever_the_output_goes(folder, streams, code, error):
    command = f"{sys.executable} -m tonelint check rude.txt {streams}"
    result = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=folder, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (code, error)


def test_who_watches_the_program_sees_its_end(folder):
    watched = "import sys; sys.setprofile(lambda *_: None); from tonelint.cli import main\ntry: main(['rules'])\nfinally: print('seen')"
    result = subprocess.run([sys.executable, "-c", watched], cwd=folder, capture_output=True, text=True, check=False)
    assert result.stdout.endswith("seen\n")
