"""Imports that wait: a module that nothing here needs is run when somebody asks it for something, and not before.

Inside `deferring`, the import of a named module makes an empty one, and what others take out of it is a stand-in. Whoever
calls a stand-in, or asks the module for something later, gets the real thing: then the code of all modules of its package that
wait is run, and everything is as if it had been imported in the usual way.

Only in a process of our own: to other code, which may look at modules in ways of its own, nothing half-made is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from importlib import util
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any

_LOCK = RLock()
_is_own_process = False


def own_process() -> None:
    """Let imports wait from now on; to be called by the program that the process was started for."""
    global _is_own_process  # noqa: PLW0603 - there is one process
    _is_own_process = True


def is_own_process() -> bool:
    """Tell whether the process was started for this program."""
    return _is_own_process


@contextmanager
def deferring(names: Collection[str]) -> Iterator[None]:
    """In a process of our own, let the modules of some names wait when they are imported inside the block.

    Those that are imported already stay.
    """
    if not _is_own_process:
        yield
        return
    finder = _Finder(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        finder.close()


class _Finder:
    """Finds the modules that wait where they really are."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names
        self.is_open = True
        self.is_running = False
        self.waiting: list[ModuleType] = []

    def close(self) -> None:
        """Let the modules that wait be run when they are asked. A package is asked for its path before a part of it is imported."""
        self.is_open = False
        for module in self.waiting:
            if isinstance(module, _Waiting):
                vars(module).pop("__path__", None)

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in self._names else None
        if spec and spec.loader:
            spec.loader = _Loader(spec.loader, self)  # type: ignore[assignment]
        return spec


class _Loader:
    """Makes an empty module, to be filled by its real loader."""

    def __init__(self, real: Any, finder: _Finder) -> None:
        self.real = real
        self.finder = finder

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = _Waiting(spec.name)
        self.finder.waiting.append(module)
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Leave it empty."""


class _Waiting(ModuleType):
    """A module that was not run yet. It is asked by `__getattr__` for what it does not have, which is nearly everything."""

    def __getattr__(self, name: str) -> Any:
        spec = vars(self)["__spec__"]
        is_open = isinstance(spec.loader, _Loader) and spec.loader.finder.is_open
        # The import system asks for such names, too, and every module for its path: is it a package?
        if name.startswith("__") and (is_open or (name == "__path__" and spec.submodule_search_locations is None)):
            raise AttributeError(name)
        if is_open:
            # It looks for a part of a package among its names first, and imports it when there is none.
            if spec.submodule_search_locations and util.find_spec(f"{self.__name__}.{name}"):
                raise AttributeError(name)
            return _StandIn(self, name)
        run(self)
        return ModuleType.__getattribute__(self, name)


class _StandIn:
    """Stands for something in a module that waits: good for being named in type hints, and for being called or asked some day."""

    def __init__(self, module: ModuleType, name: str) -> None:
        self.module = module
        self._name = name

    def real(self) -> Any:
        run(self.module)
        return getattr(self.module, self._name)

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self.real()(*args, **options)

    def __getattr__(self, name: str) -> Any:
        # Type hints are probed for names like this one, and a class of its own is no answer to any of them.
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.real(), name)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[Any, ...]:
        return (self.real(),)

    def __instancecheck__(self, instance: Any) -> bool:
        return isinstance(instance, self.real())

    def __subclasscheck__(self, subclass: type) -> bool:
        return issubclass(subclass, self.real())


def run(module: ModuleType) -> None:
    """Run a module that waits, with all that wait of its package; any other is left alone."""
    with _LOCK:
        loader = vars(module)["__spec__"].loader
        if not isinstance(loader, _Loader):
            return
        finder = loader.finder
        if finder.is_open or finder.is_running:
            _execute(module)
            return
        finder.is_running = True
        try:
            # The package goes first, as ever. What the others have may be registered somewhere, and whoever looks there asks none.
            package = module.__name__.partition(".")[0]
            for other in (sys.modules[package], *finder.waiting):
                if other.__name__.partition(".")[0] == package:
                    _execute(other)
        finally:
            finder.is_running = False


def _execute(module: ModuleType) -> None:
    spec = vars(module)["__spec__"]
    if isinstance(spec.loader, _Loader):
        spec.loader = vars(module)["__loader__"] = spec.loader.real
        if spec.submodule_search_locations is not None:
            vars(module)["__path__"] = spec.submodule_search_locations
        spec.loader.exec_module(module)
        # Not before: another thread that asks it meanwhile waits for the lock.
        module.__class__ = ModuleType
        _replace_stand_ins(module)


def _replace_stand_ins(module: ModuleType) -> None:
    for other in [one for one in sys.modules.values() if isinstance(one, ModuleType)]:
        for name, value in list(vars(other).items()):
            if isinstance(value, _StandIn) and value.module is module:
                setattr(other, name, value.real())
