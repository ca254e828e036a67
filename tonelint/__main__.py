"""The program: `tonelint`, or `python -m tonelint`. It knows that the process is its own, so that imports may wait."""

from tonelint.deferred import deferring, own_process

# What click imports, and a check never asks for.
_LATE = ("datetime", "platform", "uuid")


def main() -> None:
    """Run the command line and leave with its exit code."""
    own_process()
    with deferring(_LATE):
        from tonelint import cli  # noqa: PLC0415 - after it is known whose process this is
    cli.main()


if __name__ == "__main__":
    main()
