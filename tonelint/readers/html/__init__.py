"""HTML and MJML: what a reader of the message sees, each character with its own place in the markup."""

from tonelint.readers.html.reader import read, read_draft, read_mjml

__all__ = ["read", "read_draft", "read_mjml"]
