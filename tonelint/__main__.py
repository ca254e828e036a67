"""python -m tonelint."""

from tonelint.cli import main

main()
