"""The file that a baseline is kept in: JSON with a line for each entry, sorted, so that people can read what changed in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from itertools import islice
from typing import Any, NoReturn

from tonelint.baseline.entries import Baseline, Entry, Spot
from tonelint.dataclass import dataclass
from tonelint.errors import InvalidFileError, Problem, TonelintError, near, reason_of, writing
from tonelint.project import Project
from tonelint.regexes import regex
from tonelint.text import LineIndex

VERSION = 1
# The keys of the items of each list, those that name the thing first.
_KEYS = {"findings": (*Entry._fields, "count"), "scores": (*Spot._fields, "score")}
_MAY_LACK = ("message", "text")
_MOST = 1e6
_TEXT = (lambda value: isinstance(value, str), "a text")
_IS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(("path", "message", "rule", "text"), _TEXT),
    "count": (lambda value: type(value) is int and value > 0, "a whole number above 0"),
    "score": (lambda value: type(value) in (int, float) and abs(value) < _MOST, "a score"),
}
_IN_LISTS = 2
_SHORT = 60
_CONFLICT = regex(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$", re.M)
_TOKEN = regex(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+')


class ConflictError(InvalidFileError):
    """Two versions of the file were merged, and nobody has said which lines are right."""


def accepted_by(project: Project) -> Baseline | None:
    """Return the baseline that the configuration of this folder names. Raises TonelintError."""
    force = project.here
    values = force.values
    if values.fail_on_drop and not values.baseline:
        lacking = force.mistake("fail_on_drop", "to fail on a drop needs a baseline to compare with: --baseline FILE")
        raise lacking
    if not values.baseline:
        return None
    try:
        return read(values.baseline, project.rules_of(force).now)
    except InvalidFileError:
        raise
    except TonelintError as error:
        # The file is not there, or none that can be read: whoever names it is to know where that is.
        mistake = force.mistake("baseline", str(error))
        raise mistake from None


def read(path: str, now: Callable[[str], str] = str) -> Baseline:
    """Read a baseline. `now`: the name that a rule has today. Raises TonelintError, with the place of what is wrong."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as stream:
            text = stream.read()
    except FileNotFoundError:
        message = f"{path}: there is no such baseline; write one: tonelint baseline --output {path}"
        raise TonelintError(message) from None
    except OSError as error:
        message = f"{path}: cannot be read: {reason_of(error)}"
        raise TonelintError(message) from None
    except UnicodeDecodeError:
        message = f"{path}: not a baseline of tonelint: it is no UTF-8 text"
        raise TonelintError(message) from None
    return _Reading(path, text, now).baseline()


def write(baseline: Baseline) -> None:
    """Write a baseline; the same one always gives the same bytes. Raises TonelintError."""
    findings = [_line(entry._asdict(), count=count) for entry, count in sorted(baseline.entries.items())]
    scores = [_line(spot._asdict(), score=score / 10) for spot, score in sorted(baseline.scores.items())]
    text = f'{{\n"version": {VERSION},\n"findings": [{_joined(findings)}],\n"scores": [{_joined(scores)}]\n}}\n'
    with writing(baseline.path), open(baseline.path, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def _line(values: Mapping[str, str], **number: float) -> str:
    return json.dumps({**{key: value for key, value in values.items() if value}, **number}, ensure_ascii=False)


def _joined(lines: list[str]) -> str:
    return "".join(f"\n{line}," for line in lines).rstrip(",") + "\n" if lines else ""


class _WrongError(Exception):
    """What is wrong with one item of a list."""


@dataclass
class _Reading:
    """One file on its way to a baseline; the first thing that is wrong with it ends the reading."""

    path: str
    text: str
    now: Callable[[str], str]
    entries: Counter[Entry] = field(default_factory=Counter)
    scores: dict[Spot, int] = field(default_factory=dict)
    seen: set[tuple[str, ...]] = field(default_factory=set)

    def baseline(self) -> Baseline:
        lists = [(name, items) for name, items in self._document().items() if name != "version"]
        for number, (name, item) in enumerate((name, item) for name, items in lists for item in items):
            try:
                self._take(name, _checked(item, _KEYS[name]))
            except _WrongError as wrong:
                self._fail(next(islice(_places(self.text), number, None)), str(wrong))
        return Baseline(self.path, self.entries, self.scores)

    def _take(self, name: str, item: Mapping[str, Any]) -> None:
        told = tuple(item.get(key, "") for key in _KEYS[name][:-1])
        if (name, *told) in self.seen:
            message = "this is said twice: leave one of the two"
            raise _WrongError(message)
        self.seen.add((name, *told))
        if name == "scores":
            self.scores[Spot(*told)] = round(item["score"] * 10)
        else:
            entry = Entry(*told)
            self.entries[entry._replace(rule=self.now(entry.rule))] += item["count"]

    def _document(self) -> Mapping[str, Any]:
        """Return the file as data with all its keys, what is in its lists not yet looked at."""
        conflict = _CONFLICT.search(self.text)
        if conflict:
            what = "a merge conflict: resolve it, or accept today's findings anew with --renew"
            raise ConflictError([self._problem(conflict.start(), what)])
        try:
            document = json.loads(self.text)
        except json.JSONDecodeError as error:
            self._fail(error.pos, f"not JSON: {error.msg[0].lower()}{error.msg[1:]}")
        except (ValueError, RecursionError):
            # Numbers and depths that Python does not read.
            self._fail(0, "not a baseline of tonelint")
        if not isinstance(document, dict) or not isinstance(document.get("version"), int):
            self._fail(0, "not a baseline of tonelint: there is no version in it")
        if document["version"] != VERSION:
            self._fail(0, f"a baseline of version {document['version']}: this tonelint knows version {VERSION}; install a newer one")
        wrong = [name for name in _KEYS if not isinstance(document.get(name), list)]
        if wrong or len(document) > len(_KEYS) + 1:
            self._fail(0, f"not a baseline of tonelint: its keys are version, {', '.join(_KEYS)}, the last two of them lists")
        return document

    def _fail(self, offset: int, what: str) -> NoReturn:
        raise InvalidFileError([self._problem(offset, what)])

    def _problem(self, offset: int, what: str) -> Problem:
        place = LineIndex(self.text).position(offset)
        return Problem(self.path, place.line, place.column, what)


def _checked(item: Any, keys: tuple[str, ...]) -> Mapping[str, Any]:
    """Return an item when all of it is as it must be. Raises _WrongError."""
    if not isinstance(item, dict):
        message = f"expected the keys {', '.join(keys)} in braces"
        raise _WrongError(message)
    for key, value in item.items():
        if key not in keys:
            message = f"unknown key '{key}'{near(key, keys)}"
            raise _WrongError(message)
        if not _IS[key][0](value):
            message = f"'{key}': expected {_IS[key][1]}, got {json.dumps(value, ensure_ascii=False)[:_SHORT]}"
            raise _WrongError(message)
    missing = [key for key in keys if key not in item and key not in _MAY_LACK]
    if missing:
        message = f"the key '{missing[0]}' is missing"
        raise _WrongError(message)
    return item


def _places(text: str) -> Iterator[int]:
    """Yield where each item of a list in the outermost object begins, in the order of the text."""
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "]}":
            depth -= 1
        elif depth == _IN_LISTS:
            yield token.start()
        if token[0] in "[{":
            depth += 1
