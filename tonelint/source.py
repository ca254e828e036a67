"""The text of a file, and how it was read."""

from __future__ import annotations

from dataclasses import field

from tonelint.dataclass import dataclass
from tonelint.text import START, LineIndex, Position


@dataclass(frozen=True, slots=True)
class Delimiters:
    """The marks of a template language of a team's own, and what stands between them: a value, control, either, or a comment."""

    open: str
    close: str
    holds: str = "both"


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The path as given and the decoded text of a file; `is_sent` for a message that has left (.eml, .mbox). Equal to itself alone.

    `base`: where the text starts in the file, when the file holds more than one message. `encoding`: how its bytes were read.
    `delimiters`: those of template languages that are not among the known ones.
    """

    path: str
    text: str
    is_sent: bool = False
    base: Position = START
    encoding: str = "utf-8"
    delimiters: tuple[Delimiters, ...] = ()
    lines: LineIndex = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", LineIndex(self.text, self.base))
