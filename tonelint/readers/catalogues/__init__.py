"""Copy in catalogues: gettext, YAML as of Rails, JSON. Only what the configuration names as mail copy is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from tonelint.errors import NoKeysError
from tonelint.message import Message
from tonelint.readers.catalogues import json_values, po, yaml_values
from tonelint.readers.catalogues.entry import Entry
from tonelint.readers.catalogues.keys import require, select
from tonelint.readers.catalogues.messages import messages
from tonelint.readers.catalogues.remarks import REMARKS
from tonelint.scopes import Showing, directed
from tonelint.source import Source
from tonelint.text import Region

__all__ = ["READERS", "Entry", "NoKeysError", "read", "select"]

READERS: dict[str, Callable[[Source], Iterator[Entry]]] = {"po": po.entries, "yaml": yaml_values.entries, "json": json_values.entries}
_KINDS = {".po": "po", ".pot": "po", ".json": "json"}


def read(source: Source, patterns: Sequence[str], kind: str | None = None) -> tuple[Message, ...]:
    """Read the entries that patterns name; `kind` is po, yaml or json where the file's ending does not say.

    Raises NoKeysError when nothing is named, and InvalidFileError.
    """
    require(patterns)
    kind = kind or _KINDS.get(PurePath(source.path).suffix.lower(), "yaml")
    every = list(READERS[kind](source))
    chosen = list(select(every, patterns))
    if every and not chosen:
        problem = f"no key is named by --keys {' '.join(patterns)}: the first of {len(every):,} keys is '{_short(every[0].key)}'"
        raise NoKeysError(problem)
    remarks = list(REMARKS[kind](source, every)) if kind in REMARKS else []
    said = directed(source, [Showing(remarks, ())], Region(0, len(source.text)))
    return tuple(messages(source, kind, chosen, said))


def _short(key: str) -> str:
    line = " ".join(key.split())
    return line if len(line) <= 60 else line[:59] + "…"  # noqa: PLR2004 - what fits on a line beside the rest
