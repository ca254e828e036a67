"""tonelint: a linter for how companies treat the people they write to.

The names below are the embedding API (docs/api.md), and stay; all else in the package may change. They are imported when they
are first asked for, so that `import tonelint` costs nothing.
"""

TYPE_CHECKING = False

__version__ = "0.1.0"

__all__ = [
    "FileError",
    "Finding",
    "Linter",
    "MessageReport",
    "Report",
    "Strength",
    "TonelintError",
    "check_paths",
    "check_text",
]

if TYPE_CHECKING:
    from tonelint.api import FileError, Finding, Linter, MessageReport, Report, Strength, TonelintError, check_paths, check_text
else:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            message = f"module 'tonelint' has no attribute '{name}'"
            raise AttributeError(message)
        from importlib import import_module  # noqa: PLC0415 - as late as all the rest

        return getattr(import_module("tonelint.api"), name)

    def __dir__() -> list[str]:
        return [*__all__, "__version__"]
