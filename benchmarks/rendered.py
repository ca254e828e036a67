"""What a template gives beside what it renders to, and whether the findings agree.

    python benchmarks/rendered.py FOLDER

FOLDER holds templates, and beside them folders named `tests` with what they were rendered to (as in Indico's repository): the
name of a rendering begins with its template's. A finding in the rendering agrees when the template has one of its rule with a
word in common, or a template that it extends has; or, for what is absent, when the template hands that part to a parent or
partial. Nothing of it is asserted.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tonelint import ruleset
from tonelint.engine import Engine
from tonelint.finding import Finding
from tonelint.readers import read_messages
from tonelint.report import FileReport

_ABSENCES = ("humanity/unsigned", "recognition/no-name")
_OPAQUE = re.compile(r"\{%-?\s*(?:extends|include|block)\b")
_PARENT = re.compile(r"\{%-?\s*extends\s+['\"]([^'\"]+)")
_WORD = re.compile(r"\w+")


def pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield each rendering with its template: the one with the longest name that the rendering's begins with."""
    for rendered in sorted(folder.rglob("tests/*.*")):
        stem, ending = rendered.name.split(".")[0], "".join(rendered.suffixes[-1:])
        if "subject" in rendered.suffixes[0]:
            continue
        beside = rendered.parent.parent.glob(f"*{ending}")
        known = [path for path in beside if stem.replace("-", "_").startswith(path.stem.replace("-", "_"))]
        if known:
            yield max(known, key=lambda path: len(path.stem)), rendered


def family(template: Path, folder: Path) -> list[Path]:
    """Return a template and the templates that it extends, one above the other."""
    found = [template]
    while match := _PARENT.search(found[-1].read_text(encoding="utf-8")):
        name = Path(match[1])
        above = [path for path in folder.rglob(name.name) if path not in found and path.parent.name == name.parent.name]
        if not above:
            break
        found.append(above[0])
    return found


def agrees(finding: Finding, reports: list[FileReport]) -> bool:
    """Tell whether the reports of a template and its parents hold a finding of the rendering."""
    same = [other for report in reports for other in report.findings if other.rule == finding.rule]
    if finding.rule in _ABSENCES:
        return bool(same) or bool(_OPAQUE.search(reports[0].source.text))
    words = set(_WORD.findall(finding.text.lower()))
    return any(words & set(_WORD.findall(other.text.lower())) for other in same)


def main() -> None:
    """Compare all pairs and print what does not agree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    engine = Engine(ruleset.load())
    counts: Counter[bool] = Counter()
    every = list(pairs(options.folder))
    for template, rendered in every:
        paths = (rendered, *family(template, options.folder))
        report, *given = (next(iter(engine.lint(read_messages(str(path), path.read_bytes())))) for path in paths)
        for finding in report.findings:
            agreed = agrees(finding, given)
            counts[agreed] += 1
            if not agreed:
                place = f"{rendered.relative_to(options.folder)}:{finding.place.start.line}"
                print(f"{place} {finding.rule} [{finding.text}] not in {template.name}")
    print(f"{len(every)} pairs: {counts[True]} of {counts.total()} findings of the renderings are findings of the templates")


if __name__ == "__main__":
    main()
