"""Make plain text of a corpus of templates and e-mails, for benchmarks/wild.py, until tonelint reads those formats itself.

    python benchmarks/wild_text.py CORPUS FOLDER

Every .txt is copied; of .html, .hbs, .twig and .email the tags are taken out, of .eml the first readable part is taken. What comes
of FILE is FOLDER/FILE.txt (a .txt keeps its name). Crude on purpose: nothing of it is part of the program.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import html
import re
import shutil
from pathlib import Path

_GONE = re.compile(r"<(style|script|head)\b.*?</\1>|<!--.*?-->", re.S | re.I)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_BLOCK = re.compile(r"</?(?:p|td|tr|div|h\d|li|table|ul|ol|center|body|html)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]+>")
_CODE = re.compile(r"\{%-?.*?-?%\}|\{\{[!#/^>].*?\}\}")


def text_of_html(source: str) -> str:
    """Return the words of a page, a line a block."""
    line = re.sub(r"\s*\n\s*", " ", _GONE.sub(" ", source))
    text = html.unescape(_TAG.sub("", _BLOCK.sub("\n\n", _BREAK.sub("\n", line))))
    text = re.sub(r"[ \t\xa0]+", " ", _CODE.sub("", text))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" *\n *", "\n", text)).strip() + "\n"


def text_of_email(data: bytes) -> str | None:
    """Return the subject and the first readable part of a message; None when there is none."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    try:
        text = body.get_content() if body else None
    except (LookupError, ValueError):
        return None
    if text is None:
        return None
    subject = f"Subject: {message['subject']}\n\n" if message["subject"] else ""
    return subject + (text_of_html(text) if body.get_content_type() == "text/html" else text)


def main() -> None:
    """Write the texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    for path in sorted(options.corpus.rglob("*")):
        place = options.folder / path.relative_to(options.corpus)
        if path.suffix == ".txt" or path.name == "dark-patterns.csv":
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
        elif path.suffix in (".html", ".hbs", ".twig", ".email", ".eml"):
            data = path.read_bytes()
            text = text_of_email(data) if path.suffix == ".eml" else text_of_html(data.decode("utf-8", "replace"))
            if text is not None:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.with_name(place.name + ".txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
