"""The words that the parser finds inside of words: "dont" is "do" and "nt" to it, "8am" is "8" and "am", "_now_" has "now" in it.

Only with these does the vocabulary of a sentence tell which words cannot be among the tokens of its parse.
"""

from __future__ import annotations

from tonelint.regexes import regex

# What the tokenizer of the English model takes apart without a mark: first parts, and what may stand behind each. A lone "n" is
# what an apostrophe leaves of "not": the parser finds "ca" in "can't".
_PARTS = {
    "ai are ca could dare did does do had has have is may might must need ought sha should was were wo would": "nt nt+ve n",
    "could might must not should would": "ve",
    "i": "d d+ve ll+ve m m+a ve",
    "he she": "d+ve ll+ve s",
    "he": "d",
    "it": "d d+ve ll ll+ve",
    "we": "d d+ve ll+ve ve",
    "they you": "d d+ve ll ll+ve re ve",
    "how that there these they this those what when where who why": "d d+ve ll ll+ve re s ve",
    "can": "not",
    "gon": "na",
    "got": "ta",
    "y": "all",
}
_CLIPPED = {
    first + rest.replace("+", ""): (first, *rest.split("+"))
    for firsts, rests in _PARTS.items()
    for first in firsts.split()
    for rest in rests.split()
}
# Behind an apostrophe: "c'mon" and "I'ma".
_CLIPPED |= {"mon": ("m", "on"), "ma": ("m", "a")}
_AMOUNT = regex(r"(.*\d)([^\W\d_]+)\Z")
_RUN = regex(r"\w+")


def with_pieces(words: frozenset[str]) -> frozenset[str]:
    """Return the words of a sentence (every run of letters, digits and underscores) with those that the parser finds in them."""
    more: list[str] = []
    for word in words:
        if not word.isalpha():
            bare = word.strip("_")
            amount = _AMOUNT.match(bare)
            more += (bare, *_CLIPPED.get(bare, ()), *(amount.groups() if amount else ()))
        elif word in _CLIPPED:
            more += _CLIPPED[word]
    return words.union(more) if more else words


def run_of(token: str) -> str:
    """Return the word that is in every sentence, with its pieces, that has this token in its parse."""
    runs = _RUN.findall(token)
    return runs[-1] if runs else token
