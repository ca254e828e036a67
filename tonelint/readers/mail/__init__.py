"""Mails as they were sent: a file of one (.eml), and files of many (.mbox)."""

from tonelint.readers.mail.eml import read as read_eml
from tonelint.readers.mail.eml import read_bytes, source_of
from tonelint.readers.mail.mbox import read as read_mbox

__all__ = ["read_bytes", "read_eml", "read_mbox", "source_of"]
