"""What a template is made of once its tags are read: text, values, and choices between branches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tonelint.message import MergeField
from tonelint.templates.conditions import Condition
from tonelint.text import Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Text of the template that is shown as it stands."""

    span: Span


@dataclass(frozen=True, slots=True)
class Value:
    """A tag that stays in the text as a merge field; `fallback` are the words it shows when there is no value."""

    field: MergeField
    fallback: Span | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """What is shown when a condition holds; without a condition, when none before it did."""

    condition: Condition | None
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Branches of which at most one is shown."""

    branches: tuple[Branch, ...]


Node = Copy | Value | Choice


def values_of(nodes: tuple[Node, ...]) -> Iterator[Value]:
    """Yield the values of a tree in the order of the text."""
    for node in nodes:
        if isinstance(node, Value):
            yield node
        elif isinstance(node, Choice):
            for branch in node.branches:
                yield from values_of(branch.nodes)
