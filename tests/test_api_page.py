"""docs/api.md: its code runs from top to bottom and prints what the page shows."""

import re
from pathlib import Path

import pytest

import tonelint
import tonelint.spacy_component

PAGE = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```\n(?:\n^```text\n(.*?)^```\n)", PAGE, re.S | re.M)


@pytest.mark.usefixtures("loaded")
def test_the_code_of_the_page_prints_what_the_page_shows(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    names = {}
    assert len(BLOCKS) == PAGE.count("```python")
    for code, shown in BLOCKS:
        exec(compile(code, "docs/api.md", "exec"), names)  # noqa: S102 - our own page
        assert capsys.readouterr().out == shown


def test_the_page_names_the_whole_api():
    table = PAGE[: PAGE.index("\n## ")]
    assert set(tonelint.__all__) == set(re.findall(r"^\| `(\w+)", table, re.M))


def test_the_page_names_every_attribute_of_what_the_api_returns():
    for name in ("MessageReport", "Report", "Finding", "FileError"):
        row = re.search(rf"^\| `{name}` \| (.*) \|$", PAGE, re.M)[1]
        kind = getattr(tonelint, name)
        public = {attribute for attribute in (*kind.__dataclass_fields__, *vars(kind)) if not attribute.startswith("_")}
        assert public - {"unreadable"} <= set(re.findall(r"`(\w+)(?:\(\))?`", row))
