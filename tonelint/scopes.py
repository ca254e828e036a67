"""Where directives act: from the comments of a message, and the text around each, to the regions whose findings are hidden."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import accumulate

from tonelint.dataclass import dataclass
from tonelint.directives import Comment, Statement, Verb, statements
from tonelint.errors import Problem
from tonelint.message import Directive, FieldKind, Part
from tonelint.source import Source
from tonelint.text import Region

Directed = tuple[tuple[Directive, ...], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Showing:
    """What one variant of a message shows: comments, and the parts around them.

    `is_judged`: its findings are looked for. They are not where another variant says the same, or where there are too many.
    """

    comments: Sequence[Comment]
    parts: Sequence[Part]
    is_judged: bool = True


def directed(source: Source, showings: Sequence[Showing], whole: Region) -> Directed:
    """Return the directives in the comments of a message, in order, and what is wrong with others.

    A comment is looked at where it is shown: in a branch, what follows it is what its reader sees next. `whole` is the
    region of the message.
    """
    shown: dict[Region, list[tuple[Comment, Showing]]] = defaultdict(list)
    for showing in showings:
        for comment in showing.comments:
            shown[comment.region].append((comment, showing))
    reading = _Reading(source, whole)
    for region in sorted(shown):
        reading.take(shown[region][0][0], [showing for _, showing in shown[region]])
    reading.close()
    return tuple(sorted(reading.directives, key=lambda directive: directive.region)), tuple(reading.mistakes)


class Acting:
    """Some directives, found by where they act."""

    def __init__(self, directives: Iterable[Directive]) -> None:
        self._directives = sorted(directives, key=lambda directive: directive.scope)
        self._starts = [directive.scope.start for directive in self._directives]
        self._furthest = list(accumulate((directive.scope.end for directive in self._directives), max))

    def on(self, parts: Iterable[Part]) -> Iterator[Directive]:
        """Yield those that act on any of some parts."""
        regions = [part.map.region(block.span) for part in parts for block in part.blocks]
        start, end = min((region.start for region in regions), default=0), max((region.end for region in regions), default=0)
        for directive in self._directives[bisect_right(self._furthest, start) : bisect_left(self._starts, end)]:
            scope = directive.scope
            if any(region.start < scope.end and scope.start < region.end for region in regions):
                yield directive


def _regions(part: Part) -> Iterator[tuple[Region, bool]]:
    """Yield the region of each block, and whether there is anything to read in it but what another file says."""
    starts = [one.span.start for one in part.fields]
    for block in part.blocks:
        inner = part.fields[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]
        ends = (*(one.span.start for one in inner), block.span.end)
        between = zip((block.span.start, *(one.span.end for one in inner)), ends, strict=True)
        is_value = any(one.kind is not FieldKind.CONTROL for one in inner)
        yield part.map.region(block.span), is_value or any(any(map(str.isalnum, part.text[start:end])) for start, end in between)


class _Blocks:
    """The blocks of some parts in the order of the source."""

    def __init__(self, parts: Iterable[Part]) -> None:
        found = sorted((one for part in parts for one in _regions(part)), key=lambda one: (one[0].start, -one[0].end))
        self._every = [region for region, _ in found]
        self._text = [region for region, has_text in found if has_text]
        self._starts = [[region.start for region in regions] for regions in (self._every, self._text)]
        self._furthest = list(accumulate((region.end for region in self._text), max))

    def after(self, at: Region) -> Region:
        """Return the rest of the text block that a comment stands in, or else the next one with what is before it.

        The region is empty when nothing follows.
        """
        first, text = (bisect_right(starts, at.start) for starts in self._starts)
        if text and self._furthest[text - 1] > at.end:
            return Region(at.start, self._furthest[text - 1])
        if first == len(self._every):
            return Region(at.end, at.end)
        end = self._text[text].end if text < len(self._text) else max(region.end for region in self._every)
        return Region(self._every[first].start, end)


@dataclass
class _Reading:
    """Takes the comments of a message in the order of the source. `off`: what is switched off, by which statement."""

    source: Source
    whole: Region
    directives: list[Directive] = field(default_factory=list)
    mistakes: list[Problem] = field(default_factory=list)
    off: dict[str, tuple[Statement, bool]] = field(default_factory=dict)
    blocks: dict[tuple[int, ...], _Blocks] = field(default_factory=dict)

    def take(self, comment: Comment, showings: Sequence[Showing]) -> None:
        is_judged = any(showing.is_judged for showing in showings)
        for one in statements(self.source, comment):
            if isinstance(one, Problem):
                self.mistakes.append(one)
            elif one.verb is Verb.OFF:
                self._switch_off(one, is_judged=is_judged)
            elif one.verb is Verb.ON:
                self._switch_on(one)
            elif one.verb is Verb.FILE:
                self._add(one, one.names, self.whole, is_judged=is_judged)
            else:
                self._add(one, one.names, comment.target or self._after(comment, showings), is_judged=is_judged)

    def close(self) -> None:
        """End at the end of the message what is still off."""
        self._end(list(self.off), self.whole.end)

    def _after(self, comment: Comment, showings: Sequence[Showing]) -> Region:
        key = tuple(map(id, showings))
        if key not in self.blocks:
            self.blocks[key] = _Blocks(part for showing in showings for part in showing.parts)
        return self.blocks[key].after(comment.region)

    def _add(self, one: Statement, names: Sequence[str], scope: Region, *, is_judged: bool) -> None:
        self.directives.append(Directive(one.verb.value, tuple(names), one.region, scope, one.reason, is_judged=is_judged))

    def _switch_off(self, one: Statement, *, is_judged: bool) -> None:
        for name in one.names:
            if name in self.off:
                line = self.source.lines.position(self.off[name][0].region.start).line
                self._mistake(one, f"'{name}' is off already, since line {line}")
            else:
                self.off[name] = (one, is_judged)

    def _switch_on(self, one: Statement) -> None:
        if not one.names and not self.off:
            self._mistake(one, "nothing is off here: an 'on' needs an 'off' before it")
        for name in one.names:
            if name not in self.off:
                self._mistake(one, f"'{name}' is not off here: an 'on' needs an 'off' of the same name before it")
        self._end([name for name in one.names or self.off if name in self.off], one.region.start)

    def _end(self, names: Iterable[str], end: int) -> None:
        """Switch on what some names switched off; those of one statement make one directive."""
        ended: defaultdict[tuple[Statement, bool], list[str]] = defaultdict(list)
        for name in names:
            ended[self.off.pop(name)].append(name)
        for (one, is_judged), together in ended.items():
            self._add(one, together, Region(one.region.start, max(one.region.start, end)), is_judged=is_judged)

    def _mistake(self, one: Statement, what: str) -> None:
        place = self.source.lines.position(one.region.start)
        self.mistakes.append(Problem(self.source.path, place.line, place.column, what))
