"""The steps of which templates are made: what one tag does to the text around it."""

from __future__ import annotations

from enum import Enum, auto

from tonelint.dataclass import dataclass
from tonelint.templates.conditions import Condition


class Act(Enum):
    """What a tag does."""

    VALUE = auto()
    OPEN = auto()
    ELIF = auto()
    ELSE = auto()
    PLURAL = auto()
    CASE = auto()
    WHEN = auto()
    LOOP = auto()
    WRAP = auto()
    HIDE = auto()
    CLOSE = auto()
    OPAQUE = auto()
    NOTHING = auto()


# Before the words of tags that "{{ end }}" ends, which is a variable in other languages.
BARE = "{{"


@dataclass(frozen=True, slots=True)
class Step:
    """What a tag does; `word` pairs an opening tag with its end, and is empty where any end will do."""

    act: Act
    word: str = ""
    condition: Condition | None = None

    def unpaired(self) -> Step:
        """Return the step with any end: "end" and "}" close whatever was opened last."""
        return Step(self.act, "", self.condition)


VALUE = Step(Act.VALUE)
ELSE = Step(Act.ELSE)
CLOSE = Step(Act.CLOSE)
OPAQUE = Step(Act.OPAQUE)
NOTHING = Step(Act.NOTHING)
