"""Where the data that comes with the program lies: rules, word lists, what was learned and measured."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def built_in() -> Traversable:
    """Return the folder of the built-in rules: inside the package when installed, beside it in a checkout."""
    inside = files("tonelint") / "rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"
