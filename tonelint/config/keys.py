"""The keys of a configuration file. A field is a key, its type what it may hold, its help what `tonelint schema` and the page say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Annotated, Literal, get_type_hints

from tonelint.dataclass import dataclass
from tonelint.finding import Severity
from tonelint.source import Delimiters
from tonelint.wordchange import ChangeKeys


class Glob(str):
    """A pattern over paths below the folder of the configuration file."""

    __slots__ = ()


class SituationName(str):
    """The name of a situation."""

    __slots__ = ()


class FormatName(str):
    """The name of a format of files."""

    __slots__ = ()


class ProductName(str):
    """A name of one's own."""

    __slots__ = ()


class Percent(float):
    """A score, from 0 to 100."""


class Points(float):
    """What a finding weighs; more than 0."""


@dataclass(frozen=True, slots=True)
class Key:
    """What is to be known of a key: how a value goes together with those said before it (in an extended file, at the top), and its help."""

    merge: Literal["replace", "add", "table", "changes", "none"]
    help: str


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What may be said for all files, and for some of them in an override."""

    situation: Annotated[SituationName | None, Key("replace", "What the messages are for, where they don't say it themselves.")] = None
    select: Annotated[tuple[str, ...] | None, Key("replace", "Only these rules or principles.")] = None
    ignore: Annotated[tuple[str, ...], Key("add", "Not these rules or principles.")] = ()
    enable: Annotated[tuple[str, ...], Key("add", "These rules, though they were ignored before or are off by default.")] = ()
    severity: Annotated[dict[str, Severity], Key("table", "Another severity for a rule, in every situation.")] = field(default_factory=dict)
    points: Annotated[dict[str, Points], Key("table", "Other points for a rule.")] = field(default_factory=dict)
    fail_on: Annotated[
        Literal["error", "warning", "suggestion", "never"] | None, Key("replace", "The severity that makes the run fail.")
    ] = None
    min_score: Annotated[Percent | None, Key("replace", "The score under which a message fails.")] = None
    products: Annotated[tuple[ProductName, ...], Key("add", "Names of your own, such as of products, whose words are not judged.")] = ()
    input_format: Annotated[FormatName | None, Key("replace", "The format of the files, instead of working it out.")] = None
    keys: Annotated[tuple[str, ...], Key("add", "The keys of catalogues (.po, YAML, JSON) that are mail copy.")] = ()
    delimiters: Annotated[tuple[Delimiters, ...], Key("add", "The marks of a template language of your own.")] = ()


@dataclass(frozen=True, kw_only=True)
class Override(Settings):
    """Settings for some files; later overrides go over earlier ones."""

    files: Annotated[tuple[Glob, ...], Key("none", "The files it is for: patterns below the folder of the configuration.")]

    def __post_init__(self) -> None:
        if not self.files:
            message = "an override without files is for none"
            raise ValueError(message)


@dataclass(frozen=True, kw_only=True)
class ConfigFile(Settings):
    """All keys of a configuration file."""

    extend: Annotated[tuple[str, ...], Key("none", "Configuration files that this one adds to, by their paths.")] = ()
    paths: Annotated[tuple[str, ...] | None, Key("replace", "What is checked when no path is given.")] = None
    exclude: Annotated[tuple[Glob, ...], Key("add", "Files that are left out, such as those that go to staff.")] = ()
    rules: Annotated[tuple[str, ...], Key("add", "Files or folders of rules of your own.")] = ()
    packs: Annotated[tuple[str, ...], Key("add", "Installed packs of rules that are in force.")] = ()
    words: Annotated[dict[str, ChangeKeys], Key("changes", "Changes of word lists that rules use.")] = field(default_factory=dict)
    baseline: Annotated[str | None, Key("replace", "The findings that are accepted: only others fail.")] = None
    cache_dir: Annotated[str | None, Key("replace", "The folder in which results are kept for the next run.")] = None
    fail_on_drop: Annotated[bool | None, Key("replace", "Fail when a message scores less than its baseline says.")] = None
    broad: Annotated[bool | None, Key("replace", "Also mark what only reads like labelled texts.")] = None
    overrides: Annotated[tuple[Override, ...], Key("none", "Settings for some files.")] = ()


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The marks of a template language."""

    open: Annotated[str, "What begins a tag."]
    close: Annotated[str, "What ends it."]
    holds: Annotated[Literal["value", "control", "both", "comment"], "What stands in it."] = "both"


@cache
def keys_of(kind: type) -> Mapping[str, Key]:
    """Return what is to be known of the keys of a dataclass above, by its fields."""
    return {name: hint.__metadata__[0] for name, hint in get_type_hints(kind, include_extras=True).items()}
