"""Regular expressions that are compiled when they are first used, and what came of it is kept for the next run.

Of hundreds, a message asks for a few; to compile those was a fifth of a short run. `re` compiles in two steps: in Python it
writes a list of numbers (Lib/re/_compiler.py), and `_sre` checks the list and makes the expression of it. The lists are kept,
for this very Python only; whatever is not as it is expected to be is compiled in the usual way.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from typing import Any, cast

from tonelint import cache
from tonelint.archive import Hashed
from tonelint.deferred import is_own_process

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")
_KIND, _MOST = "regexes", 2_000
_NUMBERS = "I"


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression as `re.compile` does; a mistake in it is told when it is first used."""
    return cast("re.Pattern[str]", _Uncompiled(pattern, flags))


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` does. For expressions that are the same in each run: in a process of our own they are kept."""
    return _KEPT.pattern(str(pattern), int(flags)) if is_own_process() else re.compile(pattern, flags)


def keep() -> None:
    """Keep what was compiled in this process, for the next one."""
    _KEPT.keep()


class _Uncompiled:
    """Stands for an expression, and has its methods for its own from its first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Return what is not there yet."""
        if name.startswith("__"):
            raise AttributeError(name)
        made = compiled(self.pattern, self._flags)
        self.__dict__.update((method, getattr(made, method)) for method in _METHODS)
        return getattr(made, name)


class Kept:
    """What `_sre` makes expressions of, by their flags and patterns: what is known from runs before, and what is new."""

    def __init__(self) -> None:
        self._new: dict[str, Any] = {}

    @cached_property
    def _known(self) -> Mapping[str, Any]:
        found = cache.get(self._name, _KIND)
        return found if isinstance(found, Hashed) else {}

    @property
    def _name(self) -> str:
        return f"{sys.implementation.cache_tag}-{sys.hexversion:x}"

    def pattern(self, pattern: str, flags: int) -> re.Pattern[str]:
        """Return an expression."""
        try:
            key = f"{flags} {pattern}"
            made = self._known.get(key)
            if made is None:
                made = self._new[key] = _made(pattern, flags)
            final, code, *groups = made
            compiled: re.Pattern[str] = import_module("_sre").compile(pattern, final, array(_NUMBERS, code).tolist(), *groups)
        except re.error:
            raise
        except Exception:  # noqa: BLE001 - the inner parts of `re` are not as they were
            return re.compile(pattern, flags)
        return compiled

    def keep(self) -> None:
        """Write down what is known and what is new. When that has become too much, all begins anew."""
        if self._new:
            known = self._known if len(self._known) < _MOST else {}
            cache.put(self._name, Hashed({**known, **self._new}), _KIND)


def _made(pattern: str, flags: int) -> tuple[Any, ...]:
    """Return all but the pattern that `_sre.compile` is called with: flags, numbers as bytes, how many groups, names, groups by number."""
    parts = ("re._parser", "re._compiler") if hasattr(re, "_parser") else ("sre_parse", "sre_compile")
    parser, compiler = map(import_module, parts)
    tree = parser.parse(pattern, flags)
    state, code = tree.state, compiler._code(tree, flags)  # noqa: SLF001 - see above
    by_number: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        by_number[number] = name
    return flags | state.flags, array(_NUMBERS, code).tobytes(), state.groups - 1, dict(state.groupdict), tuple(by_number)


_KEPT = Kept()
