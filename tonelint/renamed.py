"""Tables of renamed rules: `renamed.yml` in a folder of rules, with lines `old-principle/old-name: principle/name`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tonelint.decode import Decoder, Located
from tonelint.errors import Problem, near
from tonelint.packs import DataFile


def renamed_rules(files: Sequence[DataFile], rules: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
    """Return the names of today by those of old. `rules`: the path of every rule by its id. Problems are added to the list."""
    decoders = [Decoder(file.path) for file in files]
    tables = [decoder.load(file.text, dict[str, str]) or {} for decoder, file in zip(decoders, files, strict=True)]
    every: dict[str, str] = {}
    for table in tables:
        every = table | every
    for decoder, table in zip(decoders, tables, strict=True):
        for old, new in table.items():
            if old in rules:
                _tell(decoder, old, f"'{old}' was renamed, and is the id of a rule in {rules[old]} as well: give that rule another id")
            elif every[old] != new:
                _tell(decoder, old, f"'{old}' was renamed to '{every[old]}' already")
            elif new in every:
                _tell(decoder, new, _chain(new, every))
            elif new not in rules:
                _tell(decoder, new, f"unknown rule '{new}'{near(new, rules)}")
        problems += decoder.problems
    return {str(old): str(new) for old, new in every.items()}


def _tell(decoder: Decoder, where: str, what: str) -> None:
    decoder.problem(Located.of(where), what)


def _chain(name: str, every: Mapping[str, str]) -> str:
    """Say what is wrong with a new name that was itself renamed."""
    seen = [name]
    while (last := every.get(seen[-1])) is not None:
        if last in seen:
            return f"'{name}' is renamed in a circle"
        seen.append(last)
    return f"'{name}' was itself renamed: write '{seen[-1]}'"
