"""The hook of .pre-commit-hooks.yaml, run by the real pre-commit program on a repository of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GIT = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@fernway.example", "-c", "init.defaultBranch=main"]


def call(command, folder, **environment):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, **environment})


@pytest.fixture(name="repository", scope="module")
def _repository(tmp_path_factory):
    """Make a repository whose hook comes from a copy of this checkout, as it is now, committed or not."""
    hooks = tmp_path_factory.mktemp("hooks")
    files = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    )
    for name in files.stdout.decode().split("\0"):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (hooks / name).parent.mkdir(parents=True, exist_ok=True)
            (hooks / name).write_bytes((ROOT / name).read_bytes())
    folder = tmp_path_factory.mktemp("repository")
    for place in (hooks, folder):
        subprocess.run([*GIT, "init", "-q"], cwd=place, check=True)
    subprocess.run(["git", "add", "-A"], cwd=hooks, check=True)
    subprocess.run([*GIT, "commit", "-qm", "all"], cwd=hooks, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooks, capture_output=True, text=True, check=True).stdout.strip()
    config = f"repos:\n  - repo: {hooks}\n    rev: {head}\n    hooks:\n      - id: tonelint\n"
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    environment = {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home"))}
    installed = call([sys.executable, "-m", "pre_commit", "install"], folder, **environment)
    assert installed.returncode == 0, installed.stdout
    return folder, environment, hooks


def commit(repository, text, name="mail.txt"):
    folder, environment, _ = repository
    (folder / name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    return call([*GIT, "commit", "-m", "a message"], folder, **environment)


def test_a_bad_message_is_refused_and_a_good_one_passes(repository):
    refused = commit(repository, "Hi Ann,\n\nWe've missed you!\n\nSam\n")
    assert refused.returncode == 1
    assert "sincerity/false-intimacy" in refused.stdout + refused.stderr
    passed = commit(repository, "Hi Ann,\n\nYour kettle left Leeds this morning.\n\nSam\n")
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_files_that_are_no_messages_are_left_alone(repository):
    assert commit(repository, "print('We miss you')\n", "code.py").returncode == 0


def test_the_hook_can_be_tried_before_it_is_adopted(repository):
    folder, environment, hooks = repository
    (folder / "tried.txt").write_text("Hi Ann,\n\nWe've missed you!\n\nSam\n", encoding="utf-8")
    tried = call([sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "tonelint", "--files", "tried.txt"], folder, **environment)
    (folder / "tried.txt").unlink()
    assert tried.returncode == 1, tried.stdout + tried.stderr
    assert "sincerity/false-intimacy" in tried.stdout


def test_a_file_that_the_configuration_leaves_out_does_not_fail_when_it_is_handed_over(repository):
    folder = repository[0]
    (folder / "tonelint.toml").write_text('exclude = ["staff/"]\n', encoding="utf-8")
    (folder / "staff").mkdir()
    assert commit(repository, "Hi all,\n\nWe've missed you!\n\nSam\n", "staff/news.txt").returncode == 0
