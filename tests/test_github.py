"""Annotations: what GitHub's runner reads of them, and the summary of the step."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import ANY, HASTE, HEAT, LONGING, NAMED, SMALL, any_reports, found, mail, run, written

from tonelint.errors import TonelintError
from tonelint.report import FileError
from tonelint.writers.github import command


def parsed(line):
    """Read a command as the runner does (actions/runner, ActionCommand.cs): cut first, then put the escaped characters back."""
    assert line.startswith("::")
    information, data = line[2:].split("::", 1)
    name, _, listed = information.partition(" ")
    pairs = (pair.split("=", 1) for pair in listed.strip().split(",") if pair)
    return name, {pair[0]: unescaped(pair[1], ":,") for pair in pairs if len(pair) == 2}, unescaped(data)


def unescaped(text, more=""):
    for character in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def test_the_whole_output():
    assert written("github", SMALL) == (
        "::error file=gone.txt,title=could not be read::gone.txt: no such file or folder\n"
        "::error file=emails/front.md,line=2,col=1,title=could not be read::emails/front.md:2:1: unknown key 'situaton'\n"
        "::error file=emails/winback.txt,line=3,endLine=3,col=1,endColumn=18,title=sincerity/longing::"
        'emails/winback.txt:3:1: "We longed for you": A company can\'t long for a reader. Better: Say why you write.\n'
        "::warning file=emails/winback.txt,line=4,endLine=5,title=freedom/haste::"
        'emails/winback.txt:4: "Hurry, act now": This hurries the reader.\n'
        "::notice file=emails/back.txt,line=5,endLine=5,col=26,endColumn=27,title=unused suppression::"
        "emails/back.txt:5:26: ignore sincerity/heat hides nothing\n"
        "tonelint: 2 messages, mean score 75, lowest 68: 1 error, 1 warning, 0 suggestions, 2 strengths; "
        "1 finding hidden; 1 unused suppression; 2 paths could not be read\n"
    )


def test_the_worst_of_all_files_comes_first_and_strengths_are_left_out():
    every = [found(HEAT, "☕"), found(HASTE, "Hurry"), found(LONGING, "We longed"), found(NAMED, "Ann")]
    lines = written("github", run(*(mail(*every, path=f"{name}.txt") for name in "ab"))).splitlines()
    commands = [parsed(line) for line in lines[:-1]]
    assert [name for name, _, _ in commands] == ["error"] * 2 + ["warning"] * 2 + ["notice"] * 2
    assert [properties["file"] for _, properties, _ in commands] == ["a.txt", "b.txt"] * 3


def test_a_clean_run_is_its_summary_alone():
    shown = written("github", run(mail(found(NAMED, "Ann"))))
    assert shown == "tonelint: 1 message, score 82: 0 errors, 0 warnings, 0 suggestions, 1 strength\n"
    assert written("github", run()) == "tonelint: no messages\n"


def test_standard_input_has_no_file_to_annotate():
    shown = written("github", run(mail(found(HASTE, "Hurry"), path="-"), errors=[FileError("-", "no text")]))
    assert [parsed(line)[1:] for line in shown.splitlines()[:-1]] == [
        ({"title": "could not be read"}, "-: no text"),
        ({"title": "freedom/haste"}, '-:4:1: "Hurry": This hurries the reader.'),
    ]


@given(st.sampled_from(["error", "warning", "notice"]), ANY.filter(lambda path: path.strip("=")), ANY)
def test_the_runner_reads_the_path_and_the_message_that_were_given(name, path, message):
    line = command(name, {"file": path, "title": "a/b"}, message)
    assert (line.count("\n"), line.count("\r"), line[-1]) == (1, 0, "\n")
    assert parsed(line[:-1]) == (name, {"file": path, "title": "a/b"}, message)


@settings(max_examples=60, deadline=None)
@given(any_reports())
def test_no_text_makes_a_command_of_its_own(report):
    lines = written("github", report).split("\n")
    noted = len(report.errors) + sum(len(file.findings) + len(file.unused) for file in report.files)
    assert (len(lines), lines[-1]) == (noted + 2, "")
    assert {parsed(line)[0] for line in lines[:-2]} <= {"error", "warning", "notice"}
    assert lines[-2].startswith("tonelint: ")


def test_the_markdown_report_is_appended_to_the_summary_once(tmp_path, monkeypatch):
    path = tmp_path / "summary.md"
    path.write_bytes(b"# Build \xff")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    written("github", SMALL)
    written("github", SMALL)
    assert path.read_bytes() == b"# Build \xff\n\n" + written("markdown", SMALL).encode()


def test_a_summary_that_cannot_be_written_is_told_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    with pytest.raises(TonelintError, match="cannot be written: is a directory"):
        written("github", SMALL)
