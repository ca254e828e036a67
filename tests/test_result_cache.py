"""What came of messages is kept for the next run: a report is the same with and without, and only what is new is linted."""

import io
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from repositories import EVERYTHING

from tonelint import ruleset
from tonelint.baseline.file import accepted_by, write
from tonelint.baseline.today import Today
from tonelint.config.keys import ConfigFile
from tonelint.errors import InvalidFileError, RenamedWarning
from tonelint.linting import lint
from tonelint.project import Project
from tonelint.results import file as results_file
from tonelint.results.keeping import Results, folder_of
from tonelint.task import Task, Work
from tonelint.writers import WRITERS
from tonelint.writers.style import Style

ROOT = Path(__file__).parent.parent
MAIL = "Hello Sam,\n\nVerily, your order is here. Oi!\n\nKind regards\nAnna\n"
HIDDEN = "<!-- tonelint: ignore manner/pert - she likes it -->\n<p>Oi, verily: we are here.</p>\n<p>Dear friend, wow.</p>\n"


def run(*paths, folder=".tonelint_cache", tell=lambda _done, _all: None, jobs=1, **options):
    """Lint paths with the results of runs before; return the report as bytes, what it cost, and the notes."""
    project, notes, work = Project(ConfigFile(**options)), [], Work()
    results = folder and Results(folder, project, notes.append)
    accepted = accepted_by(project)
    report = lint(Task(project, paths or (".",), baseline=accepted, tell=tell, shows=False, results=results, jobs=jobs, work=work))
    return written(report), work, notes


def written(report):
    streams = {}
    for name in ("json", "text", "sarif"):
        WRITERS[name](report, streams.setdefault(name, io.StringIO()), Style(color=False, width=100, verbose=True))
    return {name: stream.getvalue().encode() for name, stream in streams.items()}


def costs(*paths, **options):
    """Return how many groups were known and how many were linted."""
    work = run(*paths, **options)[1]
    return work.known, work.linted


def aged(*paths):
    """Let files be older than the resolution of any clock."""
    for path in paths:
        os.utime(path, ns=(time.time_ns() - 10**10,) * 2)


def kept():
    """Return the path of the only file of results."""
    (path,) = Path(".tonelint_cache").glob("*.results")
    return path


@pytest.fixture(name="three")
def _three(repository):
    """Be in a repository with three messages."""
    repository.write({"a.txt": MAIL, "b.html": HIDDEN, "c.txt": EVERYTHING})
    aged("a.txt", "b.html", "c.txt")
    return repository


@pytest.mark.usefixtures("three")
def test_a_second_run_lints_nothing_and_reports_the_same():
    plain, work, _ = run(folder=None)
    assert (work.known, work.linted) == (0, 3)
    first, work, _ = run()
    assert (work.known, work.linted) == (0, 3)
    second, work, notes = run()
    assert (work.known, work.linted, notes) == (3, 0, [])
    assert plain == first == second


def test_after_an_edit_that_file_alone_is_linted(three):
    run()
    three.write({"a.txt": MAIL.replace("Oi", "Ah")})
    report, work, _ = run()
    assert (work.known, work.linted) == (2, 1)
    assert report == run(folder=None)[0]
    assert costs() == (3, 0)


@pytest.mark.usefixtures("three")
def test_a_file_with_another_date_and_the_same_bytes_is_not_linted_and_not_read_again():
    run()
    os.utime("a.txt", ns=(10**18, 10**18))
    before = kept().read_bytes()
    assert costs() == (3, 0)
    after = kept().read_bytes()
    assert after != before
    assert costs() == (3, 0)
    assert kept().read_bytes() == after


def test_the_date_of_a_file_that_has_just_changed_is_not_trusted(three):
    three.write({"a.txt": MAIL})
    stat = os.stat("a.txt")
    run()
    Path("a.txt").write_text(MAIL.replace("Oi", "Ah"), encoding="utf-8")
    os.utime("a.txt", ns=(stat.st_mtime_ns, stat.st_mtime_ns))
    assert costs() == (2, 1)


def test_what_changes_while_it_is_linted_is_not_kept(three):
    def change(done, _every):
        if done == 1:
            three.write({"a.txt": "Wow.\n", "b.html": "<p>Wow.</p>\n", "c.txt": "Wow.\n"})

    run(tell=change)
    assert run()[0] == run(folder=None)[0]


def test_versions_of_a_message_are_linted_together_when_one_of_them_changes(three):
    three.write({"d.html": "<p>Verily, hello.</p>", "d.txt": "Verily, hello.\n\nOi.\n"})
    aged("d.html", "d.txt")
    assert costs() == (0, 4)
    three.write({"d.html": "<p>Verily, hello.</p><p>Oi.</p>"})
    report, work, _ = run()
    assert (work.known, work.linted) == (3, 1)
    assert report == run(folder=None)[0]
    assert costs("d.txt") == (0, 1)


def test_with_other_options_or_another_configuration_all_is_linted(three):
    run()
    assert costs(ignore=("manner/pert",)) == (0, 3)
    assert costs() == (3, 0)
    three.write({"tonelint.toml": "[points]\n'manner/pert' = 7\n[[overrides]]\nfiles = ['b.html']\nfail-on = 'never'\n"})
    assert costs() == (0, 3)
    three.write({"tonelint.toml": "[points]\n'manner/pert' = 7\n[[overrides]]\nfiles = ['b.html']\nfail-on = 'warning'\n"})
    report, work, _ = run()
    assert (work.known, work.linted) == (0, 3)
    assert report == run(folder=None)[0]
    three.write({"tonelint.toml": Path("tonelint.toml").read_text(encoding="utf-8") + "[x]\n"})
    with pytest.raises(InvalidFileError, match="unknown key 'x'"):
        run()


def test_what_is_left_out_or_accepted_does_not_change_what_is_known(three):
    run()
    three.write({"tonelint.toml": "exclude = ['a.txt']\ncache-dir = 'elsewhere'\n"})
    assert costs() == (2, 0)


def test_with_another_rule_file_of_ones_own_all_is_linted(three):
    three.write({"own/r.yml": "one", "tonelint.toml": "rules = ['own']\n"})
    run("a.txt")
    assert costs("a.txt") == (1, 0)
    three.write({"own/r.yml": "two"})
    assert costs("a.txt") == (0, 1)


@pytest.mark.usefixtures("three")
def test_another_program_knows_nothing_and_tells_nothing(monkeypatch):
    run()
    monkeypatch.setattr("tonelint.results.stamps.model_name", lambda: "another model")
    assert run()[1:] == (Work(known=0, linted=3), [])


@pytest.mark.usefixtures("three")
def test_a_program_whose_files_are_only_newer_knows_all(monkeypatch):
    run()
    real = results_file.read
    monkeypatch.setattr(results_file, "read", lambda path: replace(content := real(path), program=("older", content.program[1])))
    assert costs() == (3, 0)


def changed_byte(data):
    return data[:-40] + bytes([data[-40] ^ 1]) + data[-39:]


def signed(index, blob=b""):
    """Return a file that is whole and holds what nobody would write."""
    rest = json.dumps(index).encode() + b"\n" + blob
    digest = results_file.digest(rest)
    program = json.loads(kept().read_bytes().partition(b"\n")[0])["program"]
    return json.dumps({"tonelint": 1, "digest": digest, "program": program}).encode() + b"\n" + rest


def forged(change):
    """Return our file with its outcomes changed."""
    _, index, blob = kept().read_bytes().split(b"\n", 2)
    held = json.loads(index)
    outcomes = {path: change(json.loads(blob[start : start + length])) for path, (*_, start, length) in held["entries"].items()}
    texts, end = b"", 0
    for path, outcome in outcomes.items():
        data = json.dumps(outcome).encode()
        held["entries"][path][-2:] = [end, len(data)]
        texts, end = texts + data, end + len(data)
    return signed(held, texts)


def with_wrong_lines(outcome):
    for report in outcome[0]:
        for column in (1, 4):
            report[6][0][column] = [line + 1000 for line in report[6][0][column]]
    return outcome


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    "damaged",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"\x80\x04\x95" + data,
        changed_byte,
        lambda _: b"[" * 100_000,
        lambda _: b'{"tonelint": 1}\n{}\n',
        lambda _: signed({}),
        lambda _: signed({"rules": [], "settings": {}, "entries": {"a.txt": 1}}),
        lambda _: signed({"rules": [], "settings": {"x": [[7], [], []]}, "entries": {}}),
        lambda _: forged(lambda _: json.loads("[" * 500 + "]" * 500)),
        lambda _: signed({"rules": [[]], "settings": [], "entries": {}}),
        lambda _: forged(lambda _: []),
        lambda _: forged(lambda _: [[[0, 1]], [], [], [], []]),
        lambda _: forged(with_wrong_lines),
        lambda _: forged(lambda outcome: [[[*report[:4], "10", *report[5:]] for report in outcome[0]], *outcome[1:]]),
        lambda _: forged(lambda outcome: [outcome[0], [[9, "x", None, None]], [], [], []]),
    ],
)
def test_a_damaged_or_foreign_file_is_told_of_left_and_made_anew(damaged):
    good = run()[0]
    kept().write_bytes(damaged(kept().read_bytes()))
    report, work, notes = run()
    assert report == good
    assert work.linted
    assert notes == [f"note: {kept()} was damaged and is made anew"]
    assert run()[1:] == (Work(known=3, linted=0), [])


def test_a_folder_that_cannot_be_written_to_is_left_alone(three):
    three.write({"taken": "a file"})
    report, work, notes = run(folder="taken/cache")
    assert (work.known, work.linted, notes) == (0, 3, [])
    assert report == run(folder=None)[0]


def test_what_files_that_are_gone_gave_is_not_kept(three):
    run()
    Path("a.txt").unlink()
    three.write({"b.html": "<p>Oi.</p>\n"})
    run("b.html")
    assert set(results_file.read(kept()).entries) == {"b.html", "c.txt"}


def test_a_name_that_a_rule_had_is_told_in_every_run(three, few_rules, monkeypatch):
    renamed = replace(few_rules, renamed={"manner/rude": "manner/pert"})
    monkeypatch.setattr(ruleset, "load", lambda *_, **__: renamed)
    three.write({"d.html": "<!-- tonelint: ignore manner/rude -->\n<p>Oi.</p>\n"})
    aged("d.html")
    for known, options in ((0, {}), (1, {}), (0, {"ignore": ("manner/rude",)}), (1, {"ignore": ("manner/rude",)})):
        with pytest.warns(RenamedWarning, match="manner/rude is now manner/pert"):
            assert costs("d.html", **options) == (known, 1 - known)


def test_an_empty_file_is_a_mistake_only_where_it_is_named(three):
    three.write({"d.txt": "\n"})
    aged("d.txt")
    in_folder, by_name = run(folder=None)[0], run("d.txt", folder=None)[0]
    assert b"empty: there is no text" in by_name["json"]
    for _ in range(2):
        assert run()[0] == in_folder
        assert run("d.txt")[0] == by_name
    run()
    assert costs("a.txt", "b.html", "c.txt") == (3, 0)


@pytest.mark.usefixtures("three")
def test_what_a_baseline_accepts_is_left_out_of_what_is_known():
    run()
    project = Project()
    report = lint(Task(project, ("a.txt",)))
    write(Today.of(report.files, project.in_force, "base.json").found)
    plain, by_baseline = run(folder=None, baseline="base.json")[0], run(baseline="base.json")
    assert by_baseline[0] == plain
    assert by_baseline[1] == Work(known=3, linted=0)


def test_several_runs_at_once_do_no_harm(three):
    three.write({f"m{number}.txt": MAIL.replace("Sam", f"Sam {number}") for number in range(30)})
    good = run(folder=None)[0]
    children = []
    for _ in range(4):
        child = os.fork()
        if not child:
            os._exit(not all(run()[0] == good for _ in range(3)))
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert [name for name in os.listdir(".tonelint_cache") if name.endswith(".part")] == []
    report, work, notes = run()
    assert (report, work.linted, notes) == (good, 0, [])


def test_the_folder_lies_beside_the_configuration_and_no_tool_takes_it_along(three, monkeypatch):
    three.write({"tonelint.toml": "", "sub/a.txt": MAIL})
    monkeypatch.chdir("sub")
    assert folder_of(Project()) == str(three.root / ".tonelint_cache")
    assert folder_of(Project(no_config=True)) == str(three.root / "sub" / ".tonelint_cache")
    three.write({"tonelint.toml": "cache-dir = 'kept'\n"})
    assert folder_of(Project()) == str(three.root / "kept")
    assert folder_of(Project(ConfigFile(cache_dir="mine"))) == "mine"
    run("a.txt", folder="mine")
    assert (three.root / "sub" / "mine" / ".gitignore").read_text(encoding="utf-8").endswith("*\n")
    assert (
        (three.root / "sub" / "mine" / "CACHEDIR.TAG").read_text(encoding="utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )


@pytest.mark.usefixtures("three")
def test_no_more_than_ten_files_are_kept():
    for number in range(12):
        run("a.txt", min_score=float(number))
    assert len(list(Path(".tonelint_cache").glob("*.results"))) == 10


@pytest.mark.usefixtures("three")
def test_a_result_that_is_too_large_is_not_kept(monkeypatch):
    monkeypatch.setattr("tonelint.results.keeping._LARGEST", 10)
    assert costs("a.txt", "b.html") == (0, 2)
    assert costs("a.txt", "b.html") == (0, 2)


_WORDS = [
    "Oi",
    "verily",
    "wow",
    "dear friend",
    "hush",
    "hello Sam",
    "\u201cwow\u201d",
    "\U0001f600",
    "{{ name }}",
    "\n",
    "\n\n",
    "\r\n",
    "\x85",
    ".",
]
_TAGS = ["<p>", "</p>", "<!-- tonelint: ignore manner -->", "<!-- tonelint: ignore volume/loud - so what -->", "<b>", "&amp;"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=25), st.lists(st.sampled_from(_WORDS + _TAGS), max_size=25))
def test_whatever_a_message_says_its_report_is_the_same_when_it_was_kept(few_rules, plain, marked):
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.chdir(folder)
        patch.setattr(ruleset, "load", lambda *_, **__: few_rules)
        Path("m.txt").write_bytes(" ".join(plain).encode())
        Path("m.html").write_bytes(" ".join(marked).encode())
        Path("n.md").write_bytes(" ".join(marked).encode())
        first = run("m.txt", "m.html", "n.md")
        second = run("m.txt", "m.html", "n.md")
        assert first[0] == second[0]
        assert second[1:] == (Work(known=2, linted=0), [])


def test_all_examples_get_the_same_report_with_and_without_and_by_two_processes(rules, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(ruleset, "load", lambda *_, **__: rules)
    folder = str(tmp_path / "cache")
    plain, _, _ = run("examples", folder=None)
    by_two, work, _ = run("examples", folder=folder, jobs=2)
    assert work.jobs == 2
    known, work, _ = run("examples", folder=folder)
    assert work.linted == 0
    assert plain == by_two == known


def checked_by_a_process(folder, *arguments):
    """Run `tonelint check` in a folder; return its output and the names of all that was imported."""
    code = "import sys; from tonelint.cli import run; run(['check', *sys.argv[1:]]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return done.stdout, set(done.stderr.split())


def test_a_run_in_which_nothing_is_new_imports_nothing_that_lints(tmp_path):
    (tmp_path / "a.txt").write_text(MAIL, encoding="utf-8")
    first, second = (checked_by_a_process(tmp_path, "a.txt", "--format", "json") for _ in range(2))
    assert first[0] == second[0]
    lints = {"tonelint.engine", "tonelint.ruleset", "tonelint.baseline", "tonelint.outcomes", "tonelint.message"}
    heavy = {"spacy", "numpy", "yaml", "rich", "jinja2", "difflib", "subprocess", "pathlib", *lints}
    assert heavy & first[1] >= {"tonelint.engine"}
    assert heavy & second[1] == set()


def test_a_mail_in_which_nothing_needs_a_parse_imports_no_parser_and_nothing_for_mistakes_git_and_baselines(tmp_path):
    mail = (ROOT / "benchmarks" / "timing" / "plain.txt").read_text(encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(mail, encoding="utf-8")
    # The first run compiles the rules, unless they are in the user's cache.
    shown, imported = [checked_by_a_process(tmp_path, name) for name in ("a.txt", "b.txt")][-1]
    parsing = {"spacy", "numpy", "yaml", "tomllib"}
    showing = {"rich", "jinja2"}
    standard = {"difflib", "subprocess", "pathlib", "tempfile", "importlib.resources", "zipfile", "urllib.parse"}
    ours = {"baseline", "config.toml", "decode", "rulefile", "compiling", "templates.tags", "templates.variants", "readers.front_keys"}
    assert "tonelint.engine" in imported
    assert imported & (parsing | showing | standard | {f"tonelint.{name}" for name in ours}) == set()
    assert shown.startswith("b.txt\n")
