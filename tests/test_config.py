"""Where a configuration is found, and how it is read with those that it extends."""

import os

import pytest
from repositories import EVERYTHING

from tonelint.config import files
from tonelint.errors import InvalidFileError, TonelintError

PERT, LOUD = 'ignore = ["manner/pert"]\n', 'ignore = ["volume/loud"]\n'


def said(repository, path, key="ignore", **options):
    """Return what is in force for a key, each value with where it is said."""
    return repository.project(**options).of(path).origins(key)


def test_the_configuration_of_a_file_is_found_upward(repository):
    repository.write({"tonelint.toml": PERT})
    assert said(repository, "mails/en/new/a.txt") == [(("manner/pert",), "tonelint.toml:1")]


def test_it_is_the_files_folder_that_counts_and_not_the_current_one(repository, monkeypatch):
    repository.write({"a/tonelint.toml": PERT, "b/tonelint.toml": LOUD, "b/c.txt": ""})
    monkeypatch.chdir(repository.root / "a")
    assert said(repository, "../b/c.txt") == [(("volume/loud",), str(repository.root / "b/tonelint.toml") + ":1")]


def test_the_nearest_one_is_read_alone(repository):
    repository.write({"tonelint.toml": PERT, "mails/tonelint.toml": LOUD})
    assert said(repository, "mails/a.txt") == [(("volume/loud",), "mails/tonelint.toml:1")]


def test_an_empty_one_says_nothing_and_ends_the_search(repository):
    repository.write({"tonelint.toml": PERT, "mails/tonelint.toml": ""})
    assert said(repository, "mails/a.txt") == []


def test_the_search_ends_at_a_git_repository(repository):
    repository.write({"tonelint.toml": PERT, "inner/.git": "gitdir: elsewhere\n", "inner/mails/a.txt": "", "other/.git/x": ""})
    assert said(repository, "inner/mails/a.txt") == []
    repository.write({"other/tonelint.toml": LOUD})
    assert said(repository, "other/mails/a.txt") == [(("volume/loud",), "other/tonelint.toml:1")]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (".tonelint.toml", PERT, 1),
        ("pyproject.toml", f"[tool.ruff]\nline-length = 80\n\n[tool.tonelint]\n{PERT}", 5),
        ("pyproject.toml", f'[tool."tonelint"]\n{PERT}', 2),
        ("pyproject.toml", "[ tool . tonelint ]\n" + PERT, 2),
        ("pyproject.toml", f"[tool]\ntonelint.{PERT}", 2),
        ("pyproject.toml", f"tool.tonelint = {{ {PERT.strip()} }}\n", 1),
        ("pyproject.toml", '\ufeff[tool.tonelint]\r\n\r\nignore = "manner/pert"\r\n', 3),
    ],
)
def test_it_may_be_hidden_or_a_table_of_the_python_project(repository, name, text, line):
    repository.write({name: text})
    assert said(repository, "a.txt") == [(("manner/pert",), f"{name}:{line}")]


@pytest.mark.parametrize(
    "text", ['[project]\nname = "tonelint"\n', "[tool.tonelint-else]\n", 'x = """\n[tool.tonelint]\n"""\n', "tool = 3 # tonelint\n"]
)
def test_a_python_project_that_says_nothing_to_us_is_passed_by(repository, text):
    repository.write({"tonelint.toml": PERT, "mails/pyproject.toml": text})
    assert said(repository, "mails/a.txt") == [(("manner/pert",), "tonelint.toml:1")]


@pytest.mark.parametrize(("one", "other"), [("tonelint.toml", ".tonelint.toml"), ("tonelint.toml", "pyproject.toml")])
def test_two_in_one_folder_are_a_mistake(repository, one, other):
    repository.write({f"mails/{one}": PERT, f"mails/{other}": "[tool.tonelint]\n"})
    with pytest.raises(TonelintError) as caught:
        said(repository, "mails/a.txt")
    assert str(caught.value) == f"mails: two configurations in one folder, {one} and {other}: keep one of them"


def test_a_folder_of_that_name_is_none_and_a_link_that_leads_nowhere_is_told(repository):
    repository.write({"tonelint.toml": PERT, "mails/tonelint.toml/x": ""})
    assert said(repository, "mails/a.txt") == [(("manner/pert",), "tonelint.toml:1")]
    repository.write({"linked/a.txt": ""})
    os.symlink("nowhere.toml", "linked/tonelint.toml")
    with pytest.raises(TonelintError, match=r"linked/tonelint.toml: cannot be read: no such file or directory"):
        said(repository, "linked/a.txt")


def test_every_file_of_a_run_has_its_own(repository):
    repository.write(
        {"tonelint.toml": PERT, "a.txt": EVERYTHING, "de/tonelint.toml": LOUD, "de/b.txt": EVERYTHING, "de/x/c.txt": EVERYTHING}
    )
    assert repository.marked() == {
        "a.txt": ["manner/archaic", "volume/loud"],
        "de/b.txt": ["manner/archaic", "manner/pert"],
        "de/x/c.txt": ["manner/archaic", "manner/pert"],
    }


def test_a_folder_is_looked_at_once_and_a_configuration_read_once(repository, monkeypatch):
    looked, read = [], []
    repository.write({"tonelint.toml": PERT, **{f"a/{n % 4}/{n}.txt": "" for n in range(40)}})
    in_folder, reader = files.in_folder, files.read
    monkeypatch.setattr(files, "in_folder", lambda folder: looked.append(folder) or in_folder(folder))
    monkeypatch.setattr(files, "read", lambda path: read.append(path) or reader(path))
    project = repository.project()
    assert len({id(project.of(f"a/{n % 4}/{n}.txt")) for n in range(40)}) == 1
    assert len(looked) == 6
    assert read == ["tonelint.toml"]


def test_a_sound_configuration_is_read_without_its_places(repository, monkeypatch):
    monkeypatch.setattr("tonelint.config.places.places_of", lambda _: pytest.fail("a place was asked for"))
    repository.write({"tonelint.toml": 'extend = "base.toml"\n[[overrides]]\nfiles = ["a.txt"]\n' + LOUD, "base.toml": PERT})
    assert repository.in_force("a.txt") == ["manner/archaic", "manner/warm"]


def test_a_given_configuration_is_for_all_files_and_none_for_none(repository):
    repository.write({"tonelint.toml": PERT, "ci/strict.toml": LOUD, "a.txt": EVERYTHING})
    assert said(repository, "a.txt", config="ci/strict.toml") == [(("volume/loud",), "ci/strict.toml:1")]
    assert said(repository, "a.txt", no_config=True) == []


def test_a_given_python_project_must_speak_of_us(repository):
    repository.write({"pyproject.toml": "[project]\n", "tonelint.toml": 'extend = ["pyproject.toml"]'})
    with pytest.raises(TonelintError, match=r"^pyproject.toml: has no \[tool.tonelint\]$"):
        said(repository, "a.txt", config="pyproject.toml")
    with pytest.raises(InvalidFileError, match=r"^tonelint.toml:1:11: 'pyproject.toml' has no \[tool.tonelint\]$"):
        said(repository, "a.txt")


def test_an_extended_file_is_under_the_one_that_extends_it(repository):
    repository.write(
        {
            "tonelint.toml": 'extend = ["../shared/base.toml"]\nmin-score = 60\nignore = "volume"\n',
            "../shared/base.toml": 'min-score = 50\nfail-on = "never"\nignore = "manner"\n',
        }
    )
    base = str((repository.root / "../shared/base.toml").resolve())
    assert said(repository, "a.txt", "min_score") == [(60, "tonelint.toml:2")]
    assert said(repository, "a.txt", "fail_on") == [("never", f"{base}:2")]
    assert said(repository, "a.txt") == [(("manner",), f"{base}:3"), (("volume",), "tonelint.toml:3")]


def test_of_several_extended_files_the_later_goes_over_the_earlier_and_each_counts_once(repository):
    repository.write(
        {
            "tonelint.toml": 'extend = ["one.toml", "two.toml"]\n',
            "one.toml": 'extend = "base.toml"\nmin-score = 1\nfail-on = "error"\n',
            "two.toml": 'extend = "base.toml"\nmin-score = 2\n',
            "base.toml": 'min-score = 3\nfail-on = "never"\n',
        }
    )
    assert said(repository, "a.txt", "min_score") == [(2, "two.toml:2")]
    assert said(repository, "a.txt", "fail_on") == [("error", "one.toml:3")]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ({"tonelint.toml": '\nextend = ["tonelint.toml"]'}, "tonelint.toml:2:11: 'tonelint.toml' extends itself"),
        ({"tonelint.toml": 'extend = "a.toml"', "a.toml": 'extend = ["./tonelint.toml"]'}, "a.toml:1:11: 'tonelint.toml' extends itself"),
        ({"tonelint.toml": 'extend = [\n  "gone.toml",\n]'}, "tonelint.toml:2:3: 'gone.toml' cannot be read: no such file or directory"),
        ({"tonelint.toml": "extend = ['a']", "a/x": ""}, "tonelint.toml:1:11: 'a' cannot be read: is a directory"),
        (
            {"tonelint.toml": "extend = ['a/b.toml']", "a/b.toml": "\nignor = 1"},
            "a/b.toml:2:1: unknown key 'ignor'; did you mean 'ignore'?",
        ),
    ],
)
def test_a_file_that_cannot_be_extended_is_told_where_that_is_said(repository, written, problem):
    repository.write(written)
    with pytest.raises(InvalidFileError) as caught:
        said(repository, "a.txt")
    assert str(caught.value) == problem


def test_paths_in_it_are_below_its_folder_wherever_one_stands(repository, monkeypatch):
    repository.write({"tonelint.toml": 'paths = ["mails"]\nrules = ["rules"]\n', "mails/a.txt": "", "rules/x.yml": ""})
    assert repository.project().here.values.paths == ("mails",)
    monkeypatch.chdir(repository.root / "mails")
    assert repository.project().here.values.paths == (".",)
    assert repository.project().here.values.rules == (str(repository.root / "rules"),)


def test_where_no_path_leads_from_one_drive_to_another_paths_are_whole(repository, monkeypatch):
    def fail(*_):
        raise ValueError

    repository.write({"a/tonelint.toml": 'exclude = "mails"\n', "b/x.txt": ""})
    monkeypatch.setattr(os.path, "relpath", fail)
    root = str(repository.root)
    assert said(repository, "a/x.txt", "exclude") == [(("mails",), f"{root}/a/tonelint.toml:1")]
    assert not repository.project(f"{root}/a/tonelint.toml").excludes("b/x.txt")
