"""Which parts of a mail a mail program shows, as one message."""

from __future__ import annotations

from collections import Counter

from tonelint.dataclass import dataclass
from tonelint.readers.mail.structure import Entity

HTML, PLAIN = "text/html", "text/plain"


@dataclass(frozen=True, slots=True)
class Choice:
    """The parts that are shown, those that say the same in plain text, and those that are left out."""

    shown: tuple[Entity, ...] = ()
    plain: tuple[Entity, ...] = ()
    left: tuple[Entity, ...] = ()

    def with_(self, other: Choice) -> Choice:
        """Return what is shown when another choice follows this one."""
        return Choice(self.shown + other.shown, self.plain + other.plain, self.left + other.left)

    @property
    def has_html(self) -> bool:
        """Tell whether any of what is shown is HTML."""
        return any(entity.type == HTML for entity in self.shown)

    def notes(self) -> list[str]:
        """Say what is left out."""
        nested = sum(entity.kind == "message" for entity in self.left)
        types = Counter(entity.type for entity in self.left if entity.kind != "message")
        said = [f"left out: {nested} message{'s' if nested > 1 else ''} in the message"] if nested else []
        if types:
            kinds = ", ".join(f"{type_} ({number})" if number > 1 else type_ for type_, number in types.items())
            total = sum(types.values())
            said.append(f"left out: {total} attachment{'s' if total > 1 else ''} or part{'s' if total > 1 else ''} without text: {kinds}")
        return said


def choose(entity: Entity) -> Choice:
    """Return what of an entity is shown."""
    if entity.type == "multipart/alternative":
        return _best([choose(child) for child in entity.children])
    if entity.children:
        return _row(entity)
    is_shown = entity.type in (HTML, PLAIN) and not entity.form.is_attachment
    return Choice(shown=(entity,)) if is_shown else Choice(left=(entity,))


def _best(choices: list[Choice]) -> Choice:
    """Return the HTML version with the plain one beside it, or what there is."""
    html = next((choice for choice in reversed(choices) if choice.has_html), None)
    best = html or next((choice for choice in reversed(choices) if choice.shown), Choice())
    others = [choice for choice in choices if choice is not best]
    plain = tuple(entity for choice in others for entity in choice.shown if entity.type == PLAIN) if html else ()
    # Another form of the same words, such as one for watches, is nothing that was left out.
    return Choice(best.shown, plain + best.plain, best.left)


def _row(entity: Entity) -> Choice:
    """Return what is shown of parts that follow each other; of parts that belong to a page, the page."""
    chosen = Choice()
    for child in entity.children:
        choice = choose(child)
        is_file = not child.children and (child.form.has_name or entity.type == "multipart/related")
        if is_file and chosen.shown:
            choice = Choice(left=choice.shown + choice.left)
        chosen = chosen.with_(choice)
    return chosen
