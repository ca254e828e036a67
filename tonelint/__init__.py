"""tonelint: a linter for how companies treat the people they write to."""

__version__ = "0.1.0"
