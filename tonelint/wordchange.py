"""What a team says of a word list that exists: entries added to it, taken out of it, or put in their place."""

from __future__ import annotations

from typing import Annotated

from tonelint.dataclass import dataclass

Entries = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeKeys:
    """A change of a list that exists: other entries in its place, entries taken out, entries added, in this order."""

    add: Annotated[Entries, "entries that the list is to have as well"] = ()
    remove: Annotated[Entries, "entries of the list, as they are written in it, that it is not to have"] = ()
    replace: Annotated[Entries | None, "the entries that the list is to have instead of its own"] = None


@dataclass(frozen=True, slots=True)
class WordChange:
    """What a file says of the word list `name` that exists: see `ChangeKeys`.

    `where` is the path of that file. A name and entries that are `Located` say where in it a problem is.
    """

    name: str
    add: Entries = ()
    remove: Entries = ()
    replace: Entries | None = None
    where: str = ""
