"""Imports that wait until something is asked of them."""

import importlib
import sys

import pytest

from tonelint import deferred
from tonelint.deferred import deferring

SHAPES = "log.append('shapes')\nclass Shape:\n    sides = 4\ndef area(side): return side * side\nclass TooLarge(Exception): pass\n"
USER = """\
from own.shapes import Shape, TooLarge, area
from own import parts
def is_shape(it: Shape) -> bool: return isinstance(it, Shape)
def caught():
    try: raise TooLarge
    except TooLarge: return True
"""


@pytest.fixture(autouse=True)
def _in_a_process_of_our_own(monkeypatch):
    monkeypatch.setattr(deferred, "_is_own_process", True)


@pytest.fixture(name="own")
def _own(tmp_path, monkeypatch):
    """Make a package and return the list into which its modules write that they are run."""
    log = []
    monkeypatch.setattr("builtins.log", log, raising=False)
    (tmp_path / "own").mkdir()
    files = {"__init__": "log.append('own')\nfront = 1\n", "shapes": SHAPES, "user": USER, "parts": "log.append('parts')\nPART = 1\n"}
    files["last"] = "from own import front\nLAST = front\n"
    for name, text in files.items():
        (tmp_path / "own" / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield log
    for name in [name for name in sys.modules if name.partition(".")[0] == "own"]:
        del sys.modules[name]


def _import(name):
    with deferring(("own", "own.shapes")):
        return importlib.import_module(name)


def test_a_module_is_run_when_something_of_it_is_called(own):
    user = _import("own.user")
    assert own == ["parts"]
    assert user.area(3) == 9
    assert sorted(own) == ["own", "parts", "shapes"]
    assert user.Shape is sys.modules["own.shapes"].Shape
    assert (user.is_shape(user.Shape()), user.is_shape(1), user.caught()) == (True, False, True)


@pytest.mark.parametrize(
    "ask",
    [
        lambda user: user.Shape.sides == 4,
        lambda user: user.is_shape(1) is False,
        lambda user: not issubclass(int, user.Shape),
        lambda _: importlib.import_module("own.shapes").Shape.sides == 4,
        lambda _: importlib.import_module("own").front == 1,
        lambda _: importlib.import_module("own.last").LAST == 1,
    ],
)
def test_whoever_asks_gets_the_real_thing(own, ask):
    user = _import("own.user")
    assert own == ["parts"]
    assert ask(user)
    assert sorted(own) == ["own", "parts", "shapes"]


def test_a_class_may_be_made_of_what_waits(own):
    user = _import("own.user")
    namespace = {"Shape": user.Shape}
    exec("class Square(Shape): pass", namespace)  # noqa: S102 - a text of this test
    assert namespace["Square"].sides == 4
    assert "shapes" in own


@pytest.mark.usefixtures("own")
def test_what_is_missing_is_told_as_ever():
    user = _import("own.user")
    with pytest.raises(AttributeError, match=r"module 'own\.shapes' has no attribute 'round'"):
        _ = sys.modules["own.shapes"].round
    with pytest.raises(ImportError, match=r"own\.none"):
        _import("own.none")
    assert user.parts.PART == 1


def test_in_the_process_of_another_program_nothing_waits(own, monkeypatch):
    monkeypatch.setattr(deferred, "_is_own_process", False)
    _import("own.user")
    assert sorted(own) == ["own", "parts", "shapes"]


def test_a_module_that_is_there_already_does_not_wait(own):
    importlib.import_module("own.shapes")
    assert own == ["own", "shapes"]
    assert _import("own.user").Shape.sides == 4
    assert own == ["own", "shapes", "parts"]


def test_what_was_needed_by_an_import_does_not_wait_any_longer(own, tmp_path):
    (tmp_path / "own" / "needing.py").write_text("from own.shapes import Shape\nclass Square(Shape): pass\n", encoding="utf-8")
    assert _import("own.needing").Square.sides == 4
    assert own == ["shapes"]
    assert importlib.import_module("own.last").LAST == 1
    assert own == ["shapes", "own"]
