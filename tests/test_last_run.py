"""A run in which nothing at all is new writes what the last one wrote; whatever decides what it writes lets it lint again."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from repositories import EVERYTHING, RULE

from tonelint.cli import run
from tonelint.cli.recording import Recorder
from tonelint.results.lastrun import LastRun, Written

MAIL = "Hello Sam,\n\nVerily, your order is here. Oi!\n\nKind regards\nAnna\n"
OTHER = "Dear customer,\n\nVerily, your parcel is late.\n"
FOLDER = ".tonelint_cache"


def aged(*paths):
    """Let files be older than the resolution of any clock."""
    for path in paths:
        os.utime(path, ns=(time.time_ns() - 10**10,) * 2)


@pytest.fixture(name="check")
def _check(repository, monkeypatch, capsys):
    """Be in a repository with three messages and a configuration; return what checks it, to exit code, output and errors."""
    repository.write({"a.txt": MAIL, "b.txt": OTHER, "sub/c.txt": EVERYTHING, "tonelint.toml": 'fail-on = "warning"\n'})
    aged("a.txt", "b.txt", "sub/c.txt")
    monkeypatch.setenv("TONELINT_CACHE_DIR", FOLDER)
    monkeypatch.setenv("COLUMNS", "80")

    def check(*arguments):
        code = run(["check", *arguments])
        return code, *capsys.readouterr()

    return check


def last():
    """Return the only file of what a run wrote, which must be there."""
    (path,) = Path(FOLDER).glob("*.last")
    return path


def is_written_again(check, *arguments):
    """Tell whether a check writes what the last one wrote: something else is put into its place, and taken out again."""
    if not (paths := list(Path(FOLDER).glob("*.last"))):
        return False
    place = LastRun(str(paths[0]), json.loads(paths[0].read_bytes().splitlines()[0])["key"])
    before = place.read()
    place.write(Written(b"said again\n", 0))
    said = check(*arguments)
    if said == (0, "said again\n", ""):
        place.write(before)
    return said == (0, "said again\n", "")


@pytest.mark.parametrize("form", ["text", "concise", "json", "statistics"])
def test_a_second_run_writes_the_same_without_the_results(check, form):
    first = check("--format", form)
    assert first[0] == 1
    for path in Path(FOLDER).glob("*.results"):
        path.write_text("no results")
    assert check("--format", form) == first
    assert check("--format", form, "--no-cache") == first


def change_a_file():
    Path("a.txt").write_text(MAIL.replace("Oi", "Wow"), encoding="utf-8")
    aged("a.txt")


def add_a_file():
    Path("d.txt").write_text(MAIL, encoding="utf-8")
    aged("d.txt")


def remove_a_file():
    os.unlink("b.txt")


def configure():
    Path("tonelint.toml").write_text('ignore = ["manner"]\n')


def configure_a_folder():
    Path("sub/tonelint.toml").write_text('ignore = ["manner"]\n')


def widen():
    os.environ["COLUMNS"] = "60"


@pytest.mark.parametrize(
    "change", [change_a_file, add_a_file, remove_a_file, configure, configure_a_folder, widen], ids=lambda one: one.__name__
)
def test_whatever_changes_is_seen(check, change):
    before = check()
    assert is_written_again(check)
    change()
    after = check()
    assert after == check("--no-cache")
    assert after != before
    assert is_written_again(check)


@pytest.mark.parametrize(
    "options",
    [
        ("--quiet",),
        ("--verbose",),
        ("--format", "concise"),
        ("--ignore", "manner"),
        ("--min-score", "99"),
        ("a.txt",),
        ("--fail-on", "never"),
    ],
    ids=" ".join,
)
def test_another_choice_of_options_is_another_run(check, options):
    check()
    assert not is_written_again(check, *options)
    assert check(*options) == check(*options, "--no-cache")


def test_another_folder_is_another_run(check, monkeypatch):
    check("--cache-dir", os.path.abspath(FOLDER), ".")
    monkeypatch.chdir("sub")
    assert "sub" not in check("--cache-dir", f"../{FOLDER}", ".")[1]


def test_a_run_that_wrote_nothing_says_nothing_of_another(check):
    for path in ("a.txt", "b.txt", "sub/c.txt"):
        Path(path).write_text("Hello Sam.\n", encoding="utf-8")
        aged(path)
    assert check("--format", "concise") == (0, "", "")
    assert is_written_again(check, "--format", "concise")
    change_a_file()
    after = check("--format", "concise")
    assert after[1]
    assert after == check("--format", "concise", "--no-cache")


def test_rules_of_ones_own_that_change_are_seen(repository):
    """In a process of its own: the tests of this one have other rules."""

    def check(word):
        repository.write({"own/late.yml": RULE.format(id="manner/late", word=word, more="points: 5\nseverity: warning")})
        command = [
            sys.executable,
            "-m",
            "tonelint",
            "check",
            "a.txt",
            "--rules",
            "own/late.yml",
            "--select",
            "manner",
            "--format",
            "concise",
        ]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    repository.write({"a.txt": OTHER})
    aged("a.txt")
    assert check("verily") == check("verily") == "a.txt:3:1: warning manner/late -5.0: Say it in another way. [Verily]\n"
    assert check("hail") == ""


def test_a_file_that_has_just_changed_is_not_trusted(check):
    Path("a.txt").write_text(MAIL, encoding="utf-8")
    check()
    assert not list(Path(FOLDER).glob("*.last"))


def test_what_was_told_on_standard_error_is_told_again(check):
    Path("e.txt").write_bytes(b"\x00\x01\x02\x03" * 99)
    aged("e.txt")
    first = check()
    assert first[0] == 2
    assert "e.txt" in first[2]
    assert check() == first


def test_a_path_that_leads_nowhere_is_told_again(check):
    first = check("a.txt", "nowhere.txt")
    assert first[0] == 2
    assert "nowhere.txt" in first[2]
    assert check("a.txt", "nowhere.txt") == first


@pytest.mark.parametrize("data", [b"", b"{}\n", b"[]\n", b"\xff\n", b'{"tonelint": 1}\n', b"[" * 99_999])
def test_a_damaged_file_is_as_if_it_were_not_there(check, data):
    first = check()
    last().write_bytes(data)
    assert check() == first
    assert is_written_again(check)


def test_a_text_that_somebody_changed_is_not_written(check):
    first = check()
    last().write_bytes(last().read_bytes() + b"All is well.\n")
    assert check() == first


def test_too_long_a_text_is_not_kept(check, monkeypatch):
    monkeypatch.setattr("tonelint.cli.recording.LARGEST", 100)
    first = check()
    assert not list(Path(FOLDER).glob("*.last"))
    assert check() == first


@pytest.mark.parametrize(
    "options", [("--format", "sarif"), ("--format", "github"), ("--output", "json=report.json"), ("--color",), ("--no-cache",)]
)
def test_what_writes_more_than_a_report_on_standard_output_runs_every_time(check, options):
    check(*options)
    assert not list(Path(FOLDER).glob("*.last"))


def test_a_run_with_a_baseline_runs_every_time(check):
    run(["baseline"])
    check("--baseline", ".tonelint-baseline.json")
    assert not list(Path(FOLDER).glob("*.last"))


def test_a_folder_that_cannot_be_made_is_left_alone(check):
    Path("file").write_text("")
    first = check("--cache-dir", "file/folder")
    assert first[0] == 1
    assert check("--cache-dir", "file/folder") == first


def test_what_is_recorded_is_written_too():
    stream = io.StringIO()
    recorder = Recorder(stream)
    print("one", file=recorder)
    recorder.writelines(["two\n", "three\n"])
    assert (stream.getvalue().encode(), recorder.data) == (b"one\ntwo\nthree\n",) * 2
