"""What a template is made of once its tags are read: text, values, and choices between branches."""

from __future__ import annotations

from collections.abc import Iterator

from tonelint.dataclass import dataclass
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
class Note:
    """A comment that speaks to this program; `inner` is what it says. It shows nothing."""

    span: Span
    inner: Span


@dataclass(frozen=True, slots=True)
class Branch:
    """What is shown when a condition holds; without a condition, when none before it did."""

    condition: Condition | None
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Branches of which at most one is shown."""

    branches: tuple[Branch, ...]


Node = Copy | Value | Note | Choice


def values_of(nodes: tuple[Node, ...]) -> Iterator[Value]:
    """Yield the values of a tree in the order of the text."""
    return (leaf for leaf in _leaves(nodes) if isinstance(leaf, Value))


def notes_of(nodes: tuple[Node, ...]) -> Iterator[Note]:
    """Yield the notes of a tree in the order of the text."""
    return (leaf for leaf in _leaves(nodes) if isinstance(leaf, Note))


def _leaves(nodes: tuple[Node, ...]) -> Iterator[Copy | Value | Note]:
    for node in nodes:
        if isinstance(node, Choice):
            for branch in node.branches:
                yield from _leaves(branch.nodes)
        else:
            yield node
