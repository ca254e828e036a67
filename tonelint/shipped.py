"""Where the data that comes with the program lies: rules, word lists, what was learned and measured."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def built_in_folder() -> str | None:
    """Return the path of the folder of the built-in rules: inside the package when installed, beside it in a checkout.

    None where the program lies in no folder, as in a zip file.
    """
    package = os.path.dirname(__file__)
    places = (os.path.join(package, "rules"), os.path.join(os.path.dirname(package), "rules"))
    return next(filter(os.path.isdir, places), None)


def built_in() -> Traversable:
    """Return the folder of the built-in rules to read from."""
    place = built_in_folder()
    # Both take time to import, and what was compiled before is read from elsewhere.
    found: Traversable = import_module("pathlib").Path(place) if place else import_module("importlib.resources").files("tonelint") / "rules"
    return found
