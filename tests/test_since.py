"""check --since, in a git repository that the test makes."""

import json
import subprocess

import pytest

from tonelint.cli import run

GIT = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@fernway.example", "-c", "init.defaultBranch=main"]


def git(*arguments):
    subprocess.run([*GIT, *arguments], check=True, capture_output=True)


@pytest.fixture(name="repository")
def _repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("old.txt", "edited.txt", "gone.txt"):
        (tmp_path / name).write_text("Hi Ann,\n\nyour lamp is here.\n\nSam\n", encoding="utf-8")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "all")
    git("checkout", "-qb", "work")
    (tmp_path / "edited.txt").write_text("Hi Ann,\n\nyour lamp is in Leeds.\n\nSam\n", encoding="utf-8")
    (tmp_path / "gone.txt").unlink()
    git("commit", "-qam", "edited")
    (tmp_path / "new.txt").write_text("Hi Ann,\n\nyour chair is here.\n\nSam\n", encoding="utf-8")
    (tmp_path / "below").mkdir()
    return tmp_path


def checked(capfd, *arguments):
    code = run(["check", "--select", "recognition/name-used", "--format", "json", *arguments])
    return code, [file["path"] for file in json.loads(capfd.readouterr().out)["files"]]


def test_only_files_that_changed_since_a_revision_are_checked(repository, capfd):
    assert repository
    assert checked(capfd, "--since", "main") == (0, ["edited.txt", "new.txt"])
    assert checked(capfd, "old.txt", "new.txt", "--since", "main") == (0, ["new.txt"])


def test_what_changed_on_the_other_branch_meanwhile_is_not_ours(repository, capfd):
    git("stash", "-u", "-q")
    git("checkout", "-q", "main")
    (repository / "old.txt").write_text("Hi Ann,\n\nyour shelf is here.\n\nSam\n", encoding="utf-8")
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "work")
    git("stash", "pop", "-q")
    assert checked(capfd, "--since", "main") == (0, ["edited.txt", "new.txt"])


def test_nothing_changed_is_no_failure(repository, capfd):
    (repository / "new.txt").unlink()
    assert checked(capfd, "--since", "HEAD") == (0, [])


def test_an_unknown_revision_and_a_folder_without_git_are_mistakes(repository, capfd, tmp_path_factory, monkeypatch):
    assert run(["check", "--since", "nope"]) == 2
    assert "git knows no revision 'nope'" in capfd.readouterr().err
    monkeypatch.chdir(tmp_path_factory.mktemp("bare"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository.parent))
    assert run(["check", "--since", "main"]) == 2
    assert capfd.readouterr().err == "--since: there is no git repository here\n"
