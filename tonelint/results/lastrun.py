"""What the last run wrote: a run in which nothing at all is new writes it again, and reads no result.

It lies beside the file of results: a line of JSON that says what it is, and then the text. Like that one it is data and no
more; whatever is wrong with it, it is as if it were not there.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress

from tonelint.dataclass import dataclass
from tonelint.results.file import digest
from tonelint.wholefile import write_whole

# A longer text is not kept.
LARGEST = 8_000_000
_FORMAT = 1
_LONGEST_HEAD = 1000


@dataclass(frozen=True, slots=True)
class Written:
    """What a run wrote on standard output, and its exit code."""

    data: bytes | bytearray  # UTF-8
    code: int


@dataclass(frozen=True, slots=True)
class LastRun:
    """The place of what the last run wrote. `key`: the digest of all that decides what this one writes."""

    path: str
    key: str

    def read(self) -> Written | None:
        """Return what the last run wrote, if it had this key."""
        try:
            with open(self.path, "rb") as file:
                says = json.loads(file.readline(_LONGEST_HEAD))
                if [says["tonelint"], says["key"]] != [_FORMAT, self.key]:
                    return None
                data = file.read()
            if says["digest"] == digest(data) and type(says["code"]) is int:
                return Written(data, says["code"])
        except (OSError, ValueError, TypeError, LookupError, RecursionError):
            pass
        return None

    def write(self, written: Written) -> None:
        """Keep what this run wrote, where it kept results, too; where the system does not let us, nothing is kept."""
        head = json.dumps({"tonelint": _FORMAT, "key": self.key, "digest": digest(written.data), "code": written.code})
        with suppress(OSError):
            if os.path.isdir(os.path.dirname(self.path)):
                write_whole(self.path, b"%s\n%s" % (head.encode(), written.data))
