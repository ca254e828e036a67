"""docs/json-report.md: its example is what the program writes, byte for byte."""

import json
import re
from pathlib import Path

import pytest

from tonelint.cli import run

PAGE = (Path(__file__).parent.parent / "docs" / "json-report.md").read_text(encoding="utf-8")


def block(language):
    return re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.S | re.M)[1]


@pytest.fixture(name="folder")
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "winback.txt").write_text(block("text"), encoding="utf-8")
    return tmp_path


def test_the_example_of_the_page_is_what_the_program_writes(folder, capfd):
    command = re.search(r"^`tonelint (check .*--format json)`:$", PAGE, re.M)[1].split()
    assert run(command) == 2
    assert capfd.readouterr().out == block("json")
    assert run([*command, "--output", "report.json"]) == 2
    assert (folder / "report.json").read_text(encoding="utf-8") == block("json")


def test_every_region_names_the_characters_of_its_text(folder, capfd):
    text = "---\nsituation: marketing\n---\r\nDear Customer,\r\n\r\nWe’ve\r\nmissed you! Get 20% off\u00a0today with code BACK.\r\n\r\nThe team\r\n"
    (folder / "winback.txt").write_bytes(text.encode("utf-8-sig"))
    run(["check", "winback.txt", "--format", "json"])
    file = json.loads(capfd.readouterr().out)["files"][0]
    assert file["findings"]
    for finding in (*file["findings"], *file["strengths"]):
        start, end = finding["region"]["start"], finding["region"]["end"]
        assert " ".join(text[start["offset"] : end["offset"]].split()) == finding["text"]
        before = re.split(r"\r\n|\n", text[: start["offset"]])
        assert (start["line"], start["column"]) == (len(before), len(before[-1]) + 1)


def test_a_run_over_nothing_readable_has_no_score(folder, capfd):
    assert folder
    run(["check", "gone.txt", "--format", "json"])
    report = json.loads(capfd.readouterr().out)
    assert report["files"] == []
    assert report["summary"] == {"files": 0, "score": {"mean": None, "lowest": None}, "error": 0, "warning": 0, "suggestion": 0}


def test_standard_input_takes_the_name_it_is_given(monkeypatch, capfd):
    monkeypatch.setattr(
        "tonelint.discovery.sys.stdin", type("Input", (), {"buffer": type("B", (), {"read": lambda _: b"Hi Ann, it is on."})()})()
    )
    assert run(["check", "-", "--stdin-filename", "mail.txt", "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out)["files"][0]["path"] == "mail.txt"


def test_two_runs_write_the_same_bytes(folder, capfd):
    assert folder
    shown = []
    for _ in range(2):
        run(["check", "winback.txt", "--format", "json"])
        shown.append(capfd.readouterr().out)
    assert shown[0] == shown[1]
