"""docs/outputs.md: its examples are what the program writes, byte for byte."""

import json
import re
from pathlib import Path

import pytest

from tonelint.cli import run

PAGE = (Path(__file__).parent.parent / "docs" / "outputs.md").read_text(encoding="utf-8")
FORMS = ("sarif", "github", "gitlab", "junit", "markdown")


def example(heading):
    """Return the first block under a heading, or the first text on the page."""
    section = PAGE.partition(f"\n## {heading}\n")[2] if heading else PAGE
    return re.search(rf"^```{'text' if not heading else '[a-z]+'}\n(.*?)^```$", section, re.S | re.M)[1]


@pytest.fixture(name="written", scope="module")
def _written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outputs")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("winback.txt").write_text(example(""), encoding="utf-8")
        chosen = re.search(r"with `(--select .*)`\.$", PAGE, re.M)[1].split()
        outputs = [part for form in FORMS for part in ("--output", f"{form}={form}")]
        assert run(["check", "winback.txt", "gone.txt", *chosen, *outputs]) == 2
        return {form: Path(form).read_text(encoding="utf-8") for form in FORMS}


@pytest.mark.parametrize("form", ["github", "junit", "markdown"])
def test_the_example_is_the_whole_output(written, form):
    assert example(form) == written[form]


def test_the_example_of_sarif_is_its_result(written):
    assert [json.loads(example("sarif"))] == json.loads(written["sarif"])["runs"][0]["results"]


def test_the_example_of_gitlab_is_its_first_item(written):
    assert json.loads(example("gitlab")) == json.loads(written["gitlab"])[:1]
