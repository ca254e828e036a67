"""Files that appear whole or not at all, whoever reads or writes them at the same time."""

from __future__ import annotations

import os
from contextlib import suppress


def write_whole(path: str, data: bytes) -> None:
    """Write a file that only its owner may read. Raises OSError."""
    part = f"{path}.{os.urandom(8).hex()}.part"
    try:
        with open(part, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(data)
        os.replace(part, path)
    except OSError:
        with suppress(OSError):
            os.unlink(part)
        raise
