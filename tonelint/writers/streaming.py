"""JSON that is written as it is made: of a mailbox there is more of it than should be in memory together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO


def dump(data: Any, stream: TextIO, margin: str = "\n") -> None:
    """Write data as `json.dump` does with an indent of 2; an iterator in it is a list whose items are written one by one.

    `margin`: a line end and the blanks that the data stands behind.
    """
    if not _flows(data):
        stream.write(json.dumps(data, ensure_ascii=False, indent=2).replace("\n", margin))
        return
    begin, end = "{}" if isinstance(data, dict) else "[]"
    before = begin
    for item in data.items() if isinstance(data, dict) else data:
        key, value = (f"{json.dumps(item[0], ensure_ascii=False)}: ", item[1]) if isinstance(data, dict) else ("", item)
        stream.write(f"{before}{margin}  {key}")
        dump(value, stream, f"{margin}  ")
        before = ","
    stream.write(f"{begin}{end}" if before == begin else f"{margin}{end}")


def _flows(data: Any) -> bool:
    """Tell whether there is an iterator in data."""
    if isinstance(data, (dict, list)):
        return any(map(_flows, data.values() if isinstance(data, dict) else data))
    return isinstance(data, Iterator)
