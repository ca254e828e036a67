"""Fuzzing the readers: no input is an error of ours, and none takes worse than linear time.

    python benchmarks/fuzz.py --seconds 600          random files of every format, made of the marks that formats are made of
    python benchmarks/fuzz.py --seconds 600 FOLDER   also files of a folder with pieces moved, doubled and cut

Prints how many inputs were read, and stops with the first that raises anything but the one-line error of a bad file. Every
so often an input is repeated to 100 KB and timed; the slowest are shown.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import time
from pathlib import Path

from tonelint.discovery import discover
from tonelint.errors import TonelintError
from tonelint.readers import FORMATS, Wanted, read_messages

LARGE = 100_000
# Seconds for a small input that are worth a look at once.
SLOW = 2.0
PIECES = (
    "<p>", "</p>", "<b>", "</i>", "<td>", "<li>", "<br>", "<a href='x", "<!--", "-->", "<style>a{b:c}", "</style>", "<title>",
    "<script>", "&amp;", "&rsquo", "&#8217;", "&", "<", ">", '"', "'", "{{", "}}", "{{#if a}}", "{{else}}", "{{/if}}", "{% if a %}",
    "{% elif b %}", "{% else %}", "{% endif %}", "{% for x in y %}", "{% endfor %}", "{% trans %}", "{% raw %}", "{#", "#}", "<%",
    "%>", "<%= a ? 'b' : \"c\" %>", "*|IF:A|*", "*|FNAME|*", "*|END:IF|*", "%%", "%%[", "]%%", "${a}", "%{a}", "{a|b}", "[[a]]", "[%",
    "%]", "<?php", "?>", "@if(a)", "\n@endif\n", "---\n", "subject: a\n", "Subject: a\n", "From: a@b.c\n", "MIME-Version: 1.0\n",
    "Content-Type: multipart/mixed; boundary=x\n", "--x\n", "--x--\n", "Content-Type: text/html\n",
    "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "=\n", "=E2=80=99", "=ZZ",
    "=?utf-8?q?a=20b?=", "From a@b.c Mon Jan  1 00:00:00 2026\n", ">From ", "> ", "\n", "\n\n", "\r\n", "\r", " ", "\t", "# ", "- ",
    "1. ", "```\n", "*", "**", "_", "[a](b)", "![a](b)", "| a | b |\n", "key: |\n  ", 'msgid "', 'msgstr "', "\\", "\\u00e9",
    "\U0001f600", "\xe9", "\u200c", "\xa0", "Dear Anna,", "We miss you", "Best,\nBo", "http://a.b", "word ", "a", "\x00", "\ufeff",
)  # fmt: skip
_MADE_SHARE = 0.5


def made(chance: random.Random, seeds: list[str]) -> str:
    """Return a text of marks, or a file of a folder with pieces of it moved, doubled and cut."""
    if not seeds or chance.random() < _MADE_SHARE:
        return "".join(chance.choices(PIECES, k=chance.randint(1, 60)))
    text = chance.choice(seeds)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randint(0, 400))
        text = text[:start] + chance.choice(("", text[start:end] * 2, chance.choice(PIECES), text[start:end][::-1])) + text[end:]
    return text


def read(name: str, text: str) -> float:
    """Read a text as a format and return the seconds it took. Whatever it raises but TonelintError is a bug."""
    start = time.perf_counter()
    with contextlib.suppress(TonelintError):
        read_messages(f"fuzz.{name}", text.encode("utf-8", "surrogatepass"), Wanted(name, ("**",)))
    return time.perf_counter() - start


def main() -> None:
    """Fuzz for as long as was asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=26)
    options = parser.parse_args()
    paths = discover([options.folder])[0] if options.folder else []
    seeds = [text for path in paths if (text := Path(path).read_text("utf-8", "replace")[:40_000])]
    chance = random.Random(options.seed)
    end = time.monotonic() + options.seconds
    count, slow = 0, []
    while time.monotonic() < end:
        text, name = made(chance, seeds), chance.choice(FORMATS)
        try:
            if (took := read(name, text)) > SLOW:
                print(f"{took:.1f} s for {len(text):,} characters as {name}: {text[:400]!r}", flush=True)
            if count % 40 == 0 and text:
                piece = text[: chance.choice((8, 40, 4000))]
                slow.append((read(name, piece * (LARGE // len(piece))), name, piece[:60]))
        except Exception:
            print(f"after {count} inputs, seed {options.seed}, as {name}: {text[:2000]!r}")
            raise
        count += 1
    print(f"{count} inputs read in {options.seconds:.0f} s; of {len(slow)} of 100 KB the slowest:")
    for seconds, name, piece in sorted(slow, reverse=True)[:8]:
        print(f"{seconds:6.2f} s  {name:<9} {piece!r}")


if __name__ == "__main__":
    main()
