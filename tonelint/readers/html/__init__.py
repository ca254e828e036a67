"""HTML and MJML: what a reader of the message sees, each character with its own place in the markup."""

from tonelint.readers.html.page import Page
from tonelint.readers.html.reader import masked, opening_lines, read, read_draft, read_mjml

__all__ = ["Page", "masked", "opening_lines", "read", "read_draft", "read_mjml"]
