"""tonelint init, in folders that the tests make."""

import re
from importlib.resources import files

import pytest
import yaml

from tonelint.cli import run
from tonelint.config.files import read

STARTS = files("tonelint") / "starts"


@pytest.fixture(name="folder")
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Hi Ann,\n\nyour lamp is here.\n\nSam\n", encoding="utf-8")


def paths_of(folder):
    return read(str(folder / "tonelint.toml"))[0].said.paths


def test_the_folders_that_hold_messages_are_named(folder, capfd):
    put(folder, "emails/a.txt", "emails/old/b.html", "app/views/user_mailer/c.html.erb", "web/index.html", "README.md")
    assert run(["init"]) == 0
    assert capfd.readouterr().out.splitlines()[:2] == [
        "wrote tonelint.toml",
        "3 files to check in app/views/user_mailer, emails: tonelint files lists them",
    ]
    assert paths_of(folder) == ("app/views/user_mailer", "emails")


def test_where_they_lie_all_over_the_folder_no_path_is_named(folder):
    put(folder, "a.txt", "b/c.txt")
    assert run(["init"]) == 0
    assert paths_of(folder) is None


def test_an_empty_folder_can_begin_as_well(folder, capfd):
    assert run(["init"]) == 0
    assert "0 files to check" in capfd.readouterr().out
    assert paths_of(folder) is None


def test_what_exists_is_left_as_it_is(folder, capfd):
    (folder / "tonelint.toml").write_text("min-score = 50\n", encoding="utf-8")
    (folder / ".gitlab-ci.yml").write_text("stages: [test]\n", encoding="utf-8")
    assert run(["init"]) == 2
    assert "there is a configuration already" in capfd.readouterr().err
    assert run(["init", "--hook", "--ci", "gitlab"]) == 0
    out = capfd.readouterr().out
    assert "left tonelint.toml as it is" in out
    assert "wrote .pre-commit-config.yaml" in out
    assert ".gitlab-ci.yml exists: add this to it" in out
    assert "codequality: gl-code-quality-report.json" in out
    assert (folder / "tonelint.toml").read_text(encoding="utf-8") == "min-score = 50\n"
    assert (folder / ".gitlab-ci.yml").read_text(encoding="utf-8") == "stages: [test]\n"


def test_every_key_that_the_start_shows_is_one_that_works(folder):
    lines = (STARTS / "tonelint.toml").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line.removeprefix("# ") if re.match(r"# (?:[a-z-]+ = |\"|\[)", line) else line for line in lines)
    (folder / "all.toml").write_text(text, encoding="utf-8")
    (folder / "tonelint-rules").mkdir()
    top, override = read(str(folder / "all.toml"))
    keys = ("exclude", "min_score", "baseline", "ignore", "products", "rules", "keys", "severity", "points", "delimiters")
    assert [key for key in keys if top.value(key) is None] == []
    assert override.said.situation == "marketing"


@pytest.mark.parametrize("name", ["pre-commit-config.yaml", "github.yml", "gitlab.yml"])
def test_the_other_pieces_are_yaml_that_calls_the_program(name):
    text = (STARTS / name).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    assert "tonelint check" in text


def test_the_hook_is_for_the_files_of_the_shipped_one(request):
    ours = yaml.safe_load((STARTS / "pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"][0]
    (shipped,) = yaml.safe_load((request.config.rootpath / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {key: ours[key] for key in ("id", "files", "types", "entry", "require_serial")} == {
        key: shipped[key] for key in ("id", "files", "types", "entry", "require_serial")
    }
