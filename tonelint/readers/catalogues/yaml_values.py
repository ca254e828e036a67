"""The texts of a YAML catalogue, such as a Rails locale file: every scalar that is a text, with the path of its keys.

PyYAML says what the structure is and where each scalar stands. Its events are read one by one instead of a composed
tree: that takes no recursion, an alias stays an alias (what it repeats is read where it stands), and tags of other
languages do no harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from tonelint.errors import InvalidFileError, Problem
from tonelint.readers.catalogues.entry import Entry, TooDeepError, Trail
from tonelint.readers.catalogues.yaml_scalars import decoded
from tonelint.source import Source

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = "tag:yaml.org,2002:str"
_resolve: Any = yaml.SafeLoader("").resolve


def entries(source: Source) -> Iterator[Entry]:
    """Yield the texts of a YAML file with the paths of their keys, what an alias repeats once. Raises InvalidFileError."""
    trail, anchors = Trail(), set[str]()
    at = 0
    try:
        for event in yaml.parse(source.text, Loader=_LOADER):
            at = event.start_mark.index if event.start_mark else at
            if isinstance(event, yaml.DocumentStartEvent):
                trail, anchors = Trail(), set()
            elif isinstance(event, yaml.AliasEvent):
                _alias(source, trail, anchors, event.anchor or "", at)
            elif isinstance(event, yaml.NodeEvent):
                anchors.add(event.anchor or "")
                yield from _node(source.text, trail, event, at)
            elif isinstance(event, yaml.CollectionEndEvent):
                trail.close()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _problem(source, mark.index if mark else 0, f"not YAML: {error.problem or error.context}") from None
    except yaml.reader.ReaderError as error:
        found = yaml.reader.Reader.NON_PRINTABLE.search(source.text)
        raise _problem(source, found.start() if found else 0, f"not YAML: {error.reason}") from None
    except TooDeepError as error:
        raise _problem(source, at, error.what) from None


def _alias(source: Source, trail: Trail, anchors: set[str], name: str, at: int) -> None:
    if name not in anchors:
        raise _problem(source, at, f"not YAML: no anchor is called '{name}'")
    trail.take("*" + name)


def _node(text: str, trail: Trail, event: yaml.NodeEvent, at: int) -> Iterator[Entry]:
    if not isinstance(event, yaml.ScalarEvent):
        trail.open(is_list=isinstance(event, yaml.SequenceStartEvent))
        return
    is_key = trail.awaits_key
    path = trail.take(event.value)
    if not is_key and _is_text(event):
        end = event.end_mark.index if event.end_mark else at
        yield Entry(path, decoded(text, at, end, event.style or "", event.value))


def _is_text(event: yaml.ScalarEvent) -> bool:
    """Tell a text from a number, a date, a yes, a no and nothing."""
    if event.tag:
        return event.tag in ("!", _TEXT)
    return bool(_resolve(yaml.ScalarNode, event.value, event.implicit) == _TEXT)


def _problem(source: Source, offset: int, what: str) -> InvalidFileError:
    place = source.lines.position(offset)
    return InvalidFileError([Problem(source.path, place.line, place.column, what)])
