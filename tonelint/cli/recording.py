"""A stream that remembers what is written to it."""

from __future__ import annotations

import io
from typing import TextIO

from tonelint.results.lastrun import LARGEST


class Recorder(io.StringIO):
    """Writes to another stream, and remembers what, as UTF-8: as text it may take four times the memory.

    Too long a text is forgotten as it comes.
    """

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._data: bytearray | None = bytearray()

    def write(self, text: str) -> int:
        """Write a text; all that writes comes here."""
        if self._data is not None:
            self._data += text.encode("utf-8", "surrogatepass")
            if len(self._data) > LARGEST:
                self._data = None
        return self._stream.write(text)

    def flush(self) -> None:
        """Let the other stream write what waits."""
        self._stream.flush()

    @property
    def data(self) -> bytearray | None:
        """All that was written; None when it was too long."""
        return self._data
