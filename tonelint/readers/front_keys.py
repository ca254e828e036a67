"""What the keys of YAML front matter say, with the place of every mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from tonelint.directives import Verb, names_and_reason
from tonelint.errors import InvalidFileError, Problem, near
from tonelint.located import Located
from tonelint.message import Directive
from tonelint.readers.front_matter import FrontMatter
from tonelint.readers.yaml_comments import comments
from tonelint.source import Source
from tonelint.text import Region

_OWN_KEYS = ("situation", "ignore")
_IGNORE_KEYS = ("rule", "reason")


def read_keys(source: Source, match: re.Match[str]) -> FrontMatter:
    """Return what is said between two fences. Raises InvalidFileError with every problem found in it."""
    try:
        node = yaml.compose(match[1], Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        raise InvalidFileError([Problem(source.path, line, column, f"front matter is not YAML: {error.problem}")]) from None
    if node is None:
        return FrontMatter(match.end(), comments=tuple(comments(source, *match.span(1))))
    if not isinstance(node, yaml.MappingNode):
        raise InvalidFileError([Problem(source.path, 2, 1, "front matter must be a mapping of keys to values")])
    return _Reading(source, match).read(node)


class _Reading:
    """Collects what a mapping says and the problems in it."""

    def __init__(self, source: Source, match: re.Match[str]) -> None:
        self.source, self.match = source, match
        self.problems: list[Problem] = []
        self.situation: str | None = None
        self.directives: tuple[Directive, ...] = ()

    def read(self, node: yaml.MappingNode) -> FrontMatter:
        texts: list[tuple[str, Region]] = []
        for key, value in node.value:
            if key.value == "situation":
                self.situation = self.scalar(value)
            elif key.value in ("subject", "preheader") and isinstance(value, yaml.ScalarNode):
                texts.append((key.value, self.text(value)))
            elif key.value == "tonelint":
                self.own(value)
        if self.problems:
            raise InvalidFileError(self.problems)
        remarks = tuple(comments(self.source, *self.match.span(1)))
        return FrontMatter(self.match.end(), self.situation, self.directives, tuple(texts), remarks)

    def own(self, node: yaml.Node) -> None:
        if not isinstance(node, yaml.MappingNode):
            self.problem(node, "'tonelint' must be a mapping with 'situation' or 'ignore'")
            return
        for key, value in node.value:
            if key.value == "situation":
                self.situation = self.scalar(value)
            elif key.value == "ignore":
                items = value.value if isinstance(value, yaml.SequenceNode) else [value] if value.value else []
                self.directives = tuple(directive for item in items for directive in self.ignored(item))
            else:
                self.problem(key, f"unknown key '{key.value}'{near(key.value, _OWN_KEYS)}")

    def ignored(self, node: yaml.Node) -> Iterator[Directive]:
        """Yield what an item of the list hides: "RULES -- reason", or a mapping of rule and reason."""
        known = len(self.problems)
        said = self.named(node) if isinstance(node, yaml.MappingNode) else {"rule": self.scalar(node)}
        text = said.get("rule") or ""
        spans, reason = names_and_reason(text)
        if spans:
            place = Located.of(text, *self.place(node))
            names = tuple(Located.of(text[span.start : span.end], place.line, place.column) for span in spans)
            reason = " ".join((said.get("reason") or reason).split())
            yield Directive(Verb.IGNORE.value, names, self.region(node), Region(0, len(self.source.text)), reason, is_front=True)
        elif len(self.problems) == known:
            self.problem(node, "which rule or principle? For example 'ignore: [humanity/unsigned]'")

    def named(self, node: yaml.MappingNode) -> dict[str, str | None]:
        said: dict[str, str | None] = {}
        for key, value in node.value:
            if key.value in _IGNORE_KEYS:
                said[key.value] = self.scalar(value)
            else:
                self.problem(key, f"unknown key '{key.value}'{near(key.value, _IGNORE_KEYS)}")
        return said

    def scalar(self, node: yaml.Node) -> str | None:
        if isinstance(node, yaml.ScalarNode):
            return Located.of(node.value, *self.place(node))
        self.problem(node, "expected a text")
        return None

    def text(self, node: yaml.ScalarNode) -> Region:
        region, quoted = self.region(node), 1 if node.style in ("'", '"') else 0
        return Region(region.start + quoted, region.end - quoted)

    def region(self, node: yaml.Node) -> Region:
        base = self.match.start(1)
        return Region(base + node.start_mark.index, base + node.end_mark.index)

    def place(self, node: yaml.Node) -> tuple[int, int]:
        # The line of dashes stands before the first.
        return node.start_mark.line + 2, node.start_mark.column + 1

    def problem(self, node: yaml.Node, what: str) -> None:
        self.problems.append(Problem(self.source.path, *self.place(node), what))
