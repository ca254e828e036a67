"""The quick dataclass does what the standard one does."""

import copy
import dataclasses
import inspect
import pickle
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonelint.dataclass import dataclass as quick


def _pair(make):
    """The same class twice: made by the standard dataclass, and by ours."""
    return make(dataclasses.dataclass), make(quick)


def _spans(dataclass):
    @dataclass(frozen=True, order=True, slots=True)
    class Place:
        start: int
        end: int = 9
        names: list[str] = dataclasses.field(default_factory=list, compare=False)
        seen: int = dataclasses.field(default=0, compare=False, repr=False)

        def __post_init__(self) -> None:
            if self.start > self.end:
                raise ValueError(self.start)

    return Place


def _settings(dataclass):
    @dataclass(frozen=True, kw_only=True)
    class Settings:
        name: str | None = None

    @dataclass(frozen=True, kw_only=True)
    class Override(Settings):
        files: tuple[str, ...]

    return Override


def _gathering(dataclass):
    @dataclass
    class Gathering:
        name: str
        items: list[int] = dataclasses.field(default_factory=list)
        total: int = dataclasses.field(default=0, init=False)
        known: dict[str, int] = dataclasses.field(default_factory=dict, init=False)

    return Gathering


@given(st.tuples(st.integers(0, 3), st.integers(4, 6)), st.tuples(st.integers(0, 3), st.integers(4, 6)))
def test_values_are_equal_ordered_shown_and_hashed_alike(one, other):
    usual, ours = _pair(_spans)
    for compare in ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"):
        assert getattr(ours(*one), compare)(ours(*other)) == getattr(usual(*one), compare)(usual(*other))
    assert (hash(ours(*one)) == hash(ours(*other))) == (one == other)
    assert repr(ours(*one)) == repr(usual(*one))


def test_what_is_left_out_has_its_default_and_lists_are_not_shared():
    usual, ours = _pair(_gathering)
    for make in (usual, ours):
        first, second = make("a"), make("b", [1])
        first.items.append(7)
        first.total += 2
        assert dataclasses.asdict(first) == {"name": "a", "items": [7], "total": 2, "known": {}}
        assert dataclasses.asdict(second) == {"name": "b", "items": [1], "total": 0, "known": {}}
        assert make.__hash__ is None


def test_once_a_value_was_made_signatures_are_the_same_by_name_and_kind():
    for make in (_spans, _settings, _gathering):
        usual, ours = _pair(make)
        with suppress(TypeError):
            ours()
        assert [(p.name, p.kind) for p in inspect.signature(ours).parameters.values()] == [
            (p.name, p.kind) for p in inspect.signature(usual).parameters.values()
        ]
        assert ours.__match_args__ == usual.__match_args__


def test_a_value_that_is_wrong_is_refused_by_the_class_itself():
    with pytest.raises(ValueError, match="8"):
        _spans(quick)(8, 2)
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'files'"):
        _settings(quick)(name="x")


@pytest.mark.parametrize(("make", "values", "name"), [(_spans, {"start": 1}, "start"), (_settings, {"files": ("a",)}, "files")])
def test_a_frozen_value_stays_as_it_is(make, values, name):
    for kind in _pair(make):
        value = kind(**values)
        with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot assign to field '{name}'"):
            setattr(value, name, 2)
        with pytest.raises(dataclasses.FrozenInstanceError, match=f"cannot delete field '{name}'"):
            delattr(value, name)
        assert value == kind(**values)


def test_a_copy_with_a_change_is_a_value_of_its_own():
    value = _spans(quick)(1, names=["a"])
    changed = dataclasses.replace(value, end=5)
    assert dataclasses.asdict(changed) == {"start": 1, "end": 5, "names": ["a"], "seen": 0}
    assert value.end == 9


def test_one_class_is_not_equal_to_another_with_the_same_fields():
    assert _spans(quick)(1) != _spans(quick)(1)


@quick(frozen=True, slots=True)
class Kept:
    name: str
    beside: dict[str, int] = dataclasses.field(default_factory=dict, compare=False)


def test_a_frozen_value_with_slots_can_be_pickled_and_copied():
    value = Kept("a", {"b": 1})
    for again in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):  # noqa: S301 - our own bytes
        assert again == value
        assert again.beside == {"b": 1}
    assert not hasattr(value, "__dict__")


def test_methods_that_a_class_has_of_its_own_are_left():
    @quick(frozen=True)
    class Named:
        name: str

        def __repr__(self) -> str:
            return self.name

    assert repr(Named("x")) == "x"
