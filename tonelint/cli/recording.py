"""A stream that remembers what is written to it."""

from __future__ import annotations

import io
from typing import TextIO

from tonelint.results.lastrun import LARGEST


class Recorder(io.StringIO):
    """Writes to another stream, and remembers what; too long a text is forgotten as it comes."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._length = 0

    def write(self, text: str) -> int:
        """Write a text; all that writes comes here."""
        self._length += len(text)
        if self._length <= LARGEST:
            super().write(text)
        else:
            self.seek(0)
            self.truncate()
        return self._stream.write(text)

    def flush(self) -> None:
        """Let the other stream write what waits."""
        self._stream.flush()

    @property
    def text(self) -> str | None:
        """All that was written; None when it was too long."""
        return self.getvalue() if self._length <= LARGEST else None
