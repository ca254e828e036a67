"""The door for files."""

import subprocess
import sys

import pytest

from tonelint.readers import FORMATS, reader_of


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_function_that_reads_it(name):
    assert callable(reader_of(name))


@pytest.mark.parametrize("module", ["email", "pyromark", "tonelint.readers.html", "tonelint.readers.catalogues"])
def test_a_reader_is_imported_only_when_a_file_asks_for_it(module):
    code = f"import sys, tonelint.cli; sys.exit('{module}' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
