"""Folders with configurations and messages for tests, and what a check makes of them under a handful of rules."""

from dataclasses import dataclass
from pathlib import Path

from tonelint.config.keys import ConfigFile
from tonelint.linting import lint
from tonelint.project import Project
from tonelint.task import Task

RULE = """\
id: {id}
{more}
message: Say it in another way.
why: It is only for tests.
any: [{{phrase: ["{word}"]}}]
examples: {{bad: [], good: []}}
"""
RULES = [
    RULE.format(id=name, word=word, more=more.replace("; ", "\n"))
    for name, word, more in [
        ("manner/archaic", "verily", "points: 5; severity: warning"),
        ("manner/pert", "oi", "points: 10; severity: error"),
        ("manner/warm", "dear friend", "points: 3; kind: strength"),
        ("volume/hushed", "hush", "points: 2; severity: suggestion; default: off"),
        ("volume/loud", "wow", "points: 2; severity: suggestion; severity-in: {marketing: error}; not-when: [survey]"),
    ]
]
# One finding of each rule.
EVERYTHING = "Verily, oi, wow, hush, dear friend.\n"


@dataclass
class Repository:
    """A folder that is a git repository, and the current one."""

    root: Path

    def write(self, files):
        """Write files, given by their paths."""
        for path, text in files.items():
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text if isinstance(text, bytes) else text.encode())

    def project(self, config=None, *, no_config=False, **options):
        """Return the project of a command with some options."""
        return Project(ConfigFile(**options), config, no_config)

    def in_force(self, path, **options):
        """Return the names of the rules that are in force for a file."""
        return [rule.id for rule in self.project(**options).policy(path).ruleset.rules]

    def lint(self, *paths, stdin_filename=None, **options):
        """Return the report on some paths."""
        return lint(Task(self.project(**options), paths or (".",), stdin_filename))

    def marked(self, *paths, **options):
        """Return the findings of each file, by their rules."""
        return {file.source.path: [finding.rule for finding in file.findings] for file in self.lint(*paths, **options).files}
