"""YAML front matter at the top of a message: what it says of the message, with the place of every mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from tonelint.decode import Located
from tonelint.errors import InvalidFileError, Problem, near
from tonelint.message import Source
from tonelint.text import Region

_FENCED = re.compile(r"\A---[ \t]*(?:\r\n|\r|\n)(.*?)^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.S | re.M)
_OWN_KEYS = ("situation", "ignore")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; `end` is the offset where the message starts. `texts` are regions of copy by key."""

    end: int = 0
    situation: str | None = None
    ignore: tuple[str, ...] = ()
    texts: tuple[tuple[str, Region], ...] = ()


def read_front_matter(source: Source) -> FrontMatter:
    """Return the front matter of a source. Raises InvalidFileError with every problem found in it."""
    match = _FENCED.match(source.text)
    if not match:
        return FrontMatter()
    try:
        node = yaml.compose(match[1], Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        raise InvalidFileError([Problem(source.path, line, column, f"front matter is not YAML: {error.problem}")]) from None
    if node is None:
        return FrontMatter(match.end())
    if not isinstance(node, yaml.MappingNode):
        raise InvalidFileError([Problem(source.path, 2, 1, "front matter must be a mapping of keys to values")])
    return _Reading(source, match).read(node)


class _Reading:
    """Collects what a mapping says and the problems in it."""

    def __init__(self, source: Source, match: re.Match[str]) -> None:
        self.source, self.match = source, match
        self.problems: list[Problem] = []

    def read(self, node: yaml.MappingNode) -> FrontMatter:
        situation: str | None = None
        ignore: tuple[str, ...] = ()
        texts: list[tuple[str, Region]] = []
        for key, value in node.value:
            if key.value == "situation":
                situation = self.scalar(value)
            elif key.value in ("subject", "preheader") and isinstance(value, yaml.ScalarNode):
                texts.append((key.value, self.region(value)))
            elif key.value == "tonelint":
                situation, ignore = self.own(value, situation)
        if self.problems:
            raise InvalidFileError(self.problems)
        return FrontMatter(self.match.end(), situation, ignore, tuple(texts))

    def own(self, node: yaml.Node, situation: str | None) -> tuple[str | None, tuple[str, ...]]:
        ignore: tuple[str, ...] = ()
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, "'tonelint' must be a mapping with 'situation' or 'ignore'")
            return situation, ignore
        for key, value in node.value:
            if key.value == "situation":
                situation = self.scalar(value)
            elif key.value == "ignore":
                items = value.value if isinstance(value, yaml.SequenceNode) else [value]
                ignore = tuple(text for item in items if (text := self.scalar(item)))
            else:
                self.problem(key, f"unknown key '{key.value}'{near(key.value, _OWN_KEYS)}")
        return situation, ignore

    def scalar(self, node: yaml.Node) -> str | None:
        if isinstance(node, yaml.ScalarNode):
            return Located.of(node.value, node.start_mark.line + 2, node.start_mark.column + 1)
        self.problem(node, "expected a text")
        return None

    def region(self, node: yaml.ScalarNode) -> Region:
        quoted = 1 if node.style in ("'", '"') else 0
        base = self.match.start(1)
        return Region(base + node.start_mark.index + quoted, base + node.end_mark.index - quoted)

    def problem(self, node: yaml.Node, what: str) -> None:
        self.problems.append(Problem(self.source.path, node.start_mark.line + 2, node.start_mark.column + 1, what))
