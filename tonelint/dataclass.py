"""The standard `dataclass`, made in a third of the time: a run begins with some 170 of them.

`dataclasses` writes the source of each method of each class and has Python compile it by itself. Here the methods that are called
for every value are compiled each when it is first called: in a short run most never are. The others are shared by all classes.
Fields, `replace`, `asdict` and matching are those of `dataclasses`; the signature is there once a value was made.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

# Annotations with one of these make no field of their name, or another one.
_NO_FIELDS = ("ClassVar", "InitVar", "KW_ONLY")


def _dataclass(cls: Any = None, /, *, eq: bool = True, order: bool = False, frozen: bool = False, **options: bool) -> Any:
    """Make a dataclass. Takes what the standard one takes, but for `init`, `repr` and `unsafe_hash`."""
    if cls is None:
        return partial(_dataclass, eq=eq, order=order, frozen=frozen, **options)
    # Where there is no docstring the standard one makes it of the signature, which takes as long as all the rest.
    cls.__doc__ = cls.__doc__ or cls.__name__
    made = _with_fields(cls, options)
    fields = dataclasses.fields(made)
    for name, method in (*_waiting(made, fields, eq=eq, frozen=frozen), *_shared(made, fields, order=order, frozen=frozen)):
        if name not in vars(made):
            setattr(made, name, method)
    return made


def _with_fields(cls: Any, options: dict[str, bool]) -> Any:
    """Return a class with the fields of a dataclass.

    The standard one looks in every annotation that is text for `ClassVar` and its like, which takes half of its time.
    """
    said = vars(cls).get("__annotations__", {})
    every = " ".join(map(str, said.values()))
    is_simple = not any(name in every for name in _NO_FIELDS)
    if is_simple:
        cls.__annotations__ = dict.fromkeys(said, object)
    made = dataclasses.dataclass(init=False, repr=False, eq=False, **options)(cls)
    if is_simple:
        made.__annotations__ = said
        for name, what in said.items():
            made.__dataclass_fields__[name].type = what
    return made


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass


def _waiting(cls: Any, fields: Iterable[dataclasses.Field[Any]], *, eq: bool, frozen: bool) -> Iterator[tuple[str, Any]]:
    """Yield `__init__` and, with `eq`, `__eq__` and `__hash__` (None where values may change); each compiles itself when called."""

    def waiting(name: str, source: Callable[[dict[str, Any]], str]) -> tuple[str, Any]:
        def method(self: Any, *given: Any, **named: Any) -> Any:
            names: dict[str, Any] = {"set_": object.__setattr__, "absent_": dataclasses.MISSING}
            methods: dict[str, Any] = {}
            exec(source(names), names, methods)  # noqa: S102 - the names of fields, as dataclasses does
            setattr(cls, name, methods[name])
            return methods[name](self, *given, **named)

        return name, method

    yield waiting("__init__", lambda names: _init(cls, fields, names, frozen=frozen))
    if eq:
        yield waiting("__eq__", lambda _: _eq(fields))
        yield waiting("__hash__", lambda _: _hash(fields)) if frozen else ("__hash__", None)


def _eq(fields: Iterable[dataclasses.Field[Any]]) -> str:
    mine, others = _compared(fields, "self"), _compared(fields, "other")
    return f"def __eq__(self, other): return {mine} == {others} if other.__class__ is self.__class__ else NotImplemented"


def _hash(fields: Iterable[dataclasses.Field[Any]]) -> str:
    return f"def __hash__(self): return hash({_compared(fields, 'self')})"


def _compared(fields: Iterable[dataclasses.Field[Any]], who: str) -> str:
    return f"({''.join(f'{who}.{field.name}, ' for field in fields if field.compare)})"


def _init(cls: Any, fields: Iterable[dataclasses.Field[Any]], names: dict[str, Any], *, frozen: bool) -> str:
    """Return the source of `__init__`; what it needs to know is put into `names`."""
    setting = "set_(self, {0!r}, {1})" if frozen else "self.{0} = {1}"
    given: dict[bool, list[str]] = {False: [], True: []}
    body = []
    for field in fields:
        name, value, default, made = field.name, field.name, "", ""
        if field.default_factory is not dataclasses.MISSING:
            names[f"make_{name}"] = field.default_factory
            default, made = "=absent_", f"make_{name}()"
            value = f"{made} if {name} is absent_ else {name}"
        elif field.default is not dataclasses.MISSING:
            names[f"default_{name}"] = field.default
            default, made = f"=default_{name}", f"default_{name}"
        if field.init:
            given[bool(field.kw_only)].append(name + default)
            body.append(setting.format(name, value))
        elif made:
            body.append(setting.format(name, made))
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    by_name = ["*", *given[True]] if given[True] else []
    return f"def __init__({', '.join(['self', *given[False], *by_name])}): {'; '.join(body) or 'pass'}"


def _shared(cls: Any, fields: Iterable[dataclasses.Field[Any]], *, order: bool, frozen: bool) -> Iterator[tuple[str, Any]]:
    yield "__repr__", _repr([field.name for field in fields if field.repr])
    if order:
        key = operator.attrgetter(*(field.name for field in fields if field.compare))
        for name in ("lt", "le", "gt", "ge"):
            yield f"__{name}__", _comparison(getattr(operator, name), key)
    if frozen:
        yield "__setattr__", _refuse_setting
        yield "__delattr__", _refuse_deleting
        if "__slots__" in vars(cls):
            yield "__getstate__", _state
            yield "__setstate__", _set_state


def _comparison(compare: Callable[[Any, Any], bool], key: Callable[[Any], Any]) -> Any:
    def method(self: Any, other: Any) -> Any:
        return compare(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented

    return method


def _repr(names: list[str]) -> Any:
    def method(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return method


def _refuse_setting(_: Any, name: str, __: Any) -> None:
    message = f"cannot assign to field {name!r}"
    raise dataclasses.FrozenInstanceError(message)


def _refuse_deleting(_: Any, name: str) -> None:
    message = f"cannot delete field {name!r}"
    raise dataclasses.FrozenInstanceError(message)


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


__all__ = ["dataclass"]
