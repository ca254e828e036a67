"""GitLab's Code Quality report."""

import json
import os

from hypothesis import given, settings
from reports import HASTE, HEAT, LONGING, MAIL, NAMED, SMALL, any_reports, found, mail, run, written

from tonelint.report import FileError, HiddenBy, Suppressed


def issues(report):
    return json.loads(written("gitlab", report))


def test_the_whole_output():
    assert written("gitlab", SMALL) == WHOLE


def test_a_run_in_which_all_is_well_is_an_empty_list():
    hidden = [Suppressed(found(HASTE, "Hurry"), HiddenBy.BASELINE)]
    assert written("gitlab", run(mail(found(NAMED, "Ann"), suppressed=hidden))) == written("gitlab", run()) == "[]\n"


def test_severities_are_those_of_gitlab():
    report = run(mail(found(LONGING, "We longed"), found(HASTE, "Hurry"), found(HEAT, "☕")), errors=[FileError("gone.txt", "gone")])
    assert [issue["severity"] for issue in issues(report)] == ["blocker", "major", "minor", "info"]


def test_fingerprints_stay_when_lines_move_and_differ_between_files():
    moved = f"Dear Ann,\n\n{MAIL}"
    before = run(mail(found(HASTE, "Hurry")))
    after = run(mail(found(HASTE, "Hurry", moved), text=moved), mail(found(HASTE, "Hurry"), path="other.txt"))
    (old,), (new, other) = issues(before), issues(after)
    assert (old["location"]["lines"]["begin"], new["location"]["lines"]["begin"]) == (4, 6)
    assert old["fingerprint"] == new["fingerprint"] != other["fingerprint"]


def test_paths_are_relative_to_the_project(tmp_path, monkeypatch):
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    (issue,) = issues(run(mail(found(HASTE, "Hurry"), path=str(tmp_path / "emails" / "a.txt"))))
    assert issue["location"]["path"] == "emails/a.txt"


def test_files_whose_names_look_alike_have_fingerprints_of_their_own():
    names = [os.fsdecode(name) for name in (b"caf\xe9.txt", b"caf\xe8.txt")]
    first, second = issues(run(*(mail(found(HASTE, "Hurry"), path=name) for name in names)))
    assert first["location"] == second["location"]
    assert first["fingerprint"] != second["fingerprint"]


@settings(max_examples=60, deadline=None)
@given(any_reports())
def test_every_fingerprint_is_unique_whatever_the_texts_are(report):
    prints = [issue["fingerprint"] for issue in issues(report)]
    assert len(prints) == len(set(prints))
    assert len(prints) == len(report.errors) + sum(len(file.findings) + len(file.unused) for file in report.files)


WHOLE = """\
[
  {
    "description": "tonelint/could-not-be-read: no such file or folder",
    "check_name": "tonelint/could-not-be-read",
    "fingerprint": "20eb40e7db7658c81562081a00d7fe1a",
    "severity": "blocker",
    "location": {
      "path": "gone.txt",
      "lines": {
        "begin": 1,
        "end": 1
      }
    }
  },
  {
    "description": "tonelint/could-not-be-read: unknown key 'situaton'",
    "check_name": "tonelint/could-not-be-read",
    "fingerprint": "3ece26494fffea4d49634cc1bfb4e070",
    "severity": "blocker",
    "location": {
      "path": "emails/front.md",
      "lines": {
        "begin": 2,
        "end": 2
      }
    }
  },
  {
    "description": "sincerity/longing: \\"We longed for you\\": A company can't long for a reader. Better: Say why you write.",
    "check_name": "sincerity/longing",
    "fingerprint": "7d0f0f57d8ab4fcc8660f0e68fc85aaa",
    "severity": "major",
    "location": {
      "path": "emails/winback.txt",
      "lines": {
        "begin": 3,
        "end": 3
      }
    }
  },
  {
    "description": "freedom/haste: \\"Hurry, act now\\": This hurries the reader.",
    "check_name": "freedom/haste",
    "fingerprint": "d873870af24de8681ff9c0172319024e",
    "severity": "minor",
    "location": {
      "path": "emails/winback.txt",
      "lines": {
        "begin": 4,
        "end": 5
      }
    }
  },
  {
    "description": "tonelint/unused-suppression: ignore sincerity/heat hides nothing",
    "check_name": "tonelint/unused-suppression",
    "fingerprint": "d66808c9cd0695456480766899004f54",
    "severity": "info",
    "location": {
      "path": "emails/back.txt",
      "lines": {
        "begin": 5,
        "end": 5
      }
    }
  }
]
"""
