"""Regular expressions that are compiled when they are first used: of hundreds, a message asks for a few, and compiling takes time."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression as `re.compile` does; a mistake in it is told when it is first used."""
    return cast("re.Pattern[str]", _Uncompiled(pattern, flags))


class _Uncompiled:
    """Stands for an expression, and has its methods for its own from its first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Return what is not there yet."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)
