"""The places of keys and values in TOML: for any text that a reader of TOML takes, they are where these really start."""

from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from tonelint.config.places import places_of, tomllib


def places(text):
    """Return the places as lines of the text with a mark before what starts there."""
    lines = text.split("\n")
    return {path: lines[line - 1][column - 1 :] for path, (line, column) in places_of(text).items()}


def test_keys_and_values_have_places_wherever_they_stand():
    text = """top = 1
a.b = "é" # comment
list = [
  # comment
  1, { x = 2, "é y".z = [3] },
]

[t."q.r"]
k = true

[[items]]
n = 1
[[items]]
n = 2
  [items.below]
  m = 3
  [[items.more]]
  o = 4
"""
    found = places(text)
    assert {path: words for path, words in found.items() if path[-1] != ""} == {
        ("top",): "1",
        ("a", "b"): '"é" # comment',
        ("list",): "[",
        ("list", 0): '1, { x = 2, "é y".z = [3] },',
        ("list", 1): '{ x = 2, "é y".z = [3] },',
        ("list", 1, "x"): '2, "é y".z = [3] },',
        ("list", 1, "é y", "z"): "[3] },",
        ("list", 1, "é y", "z", 0): "3] },",
        ("t", "q.r"): 't."q.r"]',
        ("t", "q.r", "k"): "true",
        ("items", 0): "items]]",
        ("items", 0, "n"): "1",
        ("items", 1): "items]]",
        ("items", 1, "n"): "2",
        ("items", 1, "below"): "items.below]",
        ("items", 1, "below", "m"): "3",
        ("items", 1, "more", 0): "items.more]]",
        ("items", 1, "more", 0, "o"): "4",
    }
    assert found["a", ""] == 'a.b = "é" # comment'
    assert found["a", "b", ""] == 'b = "é" # comment'
    assert found["list", 1, "é y", "z", ""] == "z = [3] },"
    assert found["items", 1, "below", ""] == "below]"


def test_columns_count_characters_and_lines_any_line_end():
    assert places_of("a = ['日本😀', 1]\r\nb = 2")["a", 1] == (1, 13)
    assert places_of("a = ['日本😀', 1]\r\nb = 2")["b",] == (2, 5)


def test_what_is_newer_than_the_grammar_has_no_place_and_the_rest_has():
    text = "a = {\n  x = 1,\n  y = 2,\n}\n\n[b]\nc = 3\n"
    assert places(text)["b", "c"] == "3"


@given(st.text(alphabet="ab.[]{}=,\"'#\n é😀1", max_size=40))
def test_no_text_is_too_broken_to_be_looked_at(text):
    places_of(text)


KEYS = st.one_of(st.sampled_from(["a", "b", "c-d", "1"]), st.text(alphabet='aé "\\.😀', max_size=4))
SCALARS = st.one_of(st.integers(-9, 9), st.booleans(), st.sampled_from(["x", "é", "日本 [", "a\nb", "# no"]), st.just(1.5))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3).map(MappingProxyType)),
    max_leaves=6,
)
TABLES = st.recursive(
    st.dictionaries(KEYS, VALUES, max_size=3),
    lambda inner: st.dictionaries(KEYS, st.one_of(VALUES, inner, st.lists(inner, min_size=1, max_size=3).map(tuple)), max_size=3),
    max_leaves=6,
)


class Writing:
    """Writes a structure as TOML, in one of its many forms, and notes where everything starts."""

    def __init__(self, choose):
        self.choose, self.text, self.starts = choose, "", {}

    def write(self, text, *path):
        if path:
            self.starts.setdefault(path, len(self.text))
        self.text += text

    def key(self, name, *path):
        simple = bool(name) and name.isascii() and name.replace("-", "").isalnum()
        escaped = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
        forms = [escaped, *([name] if simple else []), *([f"'{name}'"] if "'" not in name else [])]
        self.write(self.choose(forms), *path, name, "")

    def value(self, value, *path):
        if isinstance(value, MappingProxyType):
            self.write("{ ", *path)
            for number, (name, item) in enumerate(value.items()):
                self.write(", " if number else "")
                self.pair(name, item, path)
            self.write(" }")
        elif isinstance(value, list):
            self.write("[", *path)
            for number, item in enumerate(value):
                self.write(self.choose(["", " ", "\n  ", " # é\n"]))
                self.value(item, *path, number)
                self.write(", ")
            self.write("]")
        elif isinstance(value, str):
            escaped = value.replace("\n", "\\n")
            self.write(self.choose([f'"{escaped}"', *([f"'{value}'"] if escaped == value else []), f'"""{value}"""']), *path)
        else:
            self.write(str(value).lower(), *path)

    def pair(self, name, item, path):
        self.key(name, *path)
        self.write(self.choose([" = ", "=", "  =\t"]))
        self.value(item, *path, name)

    def header(self, marks, path):
        self.write(self.choose(["", "\n", "# 日本\n", "  "]) + marks)
        self.starts.setdefault(path, len(self.text))
        below = ()
        for number, name in enumerate(path):
            if isinstance(name, str):
                self.write("." if number else "")
                self.key(name, *below)
            below = (*below, name)
        self.write(marks.replace("[", "]") + "\n")

    def table(self, table, path=()):
        subtables = {name: item for name, item in table.items() if isinstance(item, (dict, tuple))}
        for name, item in table.items():
            if name not in subtables:
                self.write(self.choose(["", " ", "\t"]))
                self.pair(name, item, path)
                self.write(self.choose(["\n", " # 😀\n"]))
        for name, item in subtables.items():
            for number, one in enumerate(item if isinstance(item, tuple) else ()):
                self.header("[[", (*path, name, number))
                self.table(one, (*path, name, number))
            if isinstance(item, dict):
                self.header("[", (*path, name))
                self.table(item, (*path, name))


def plain(value):
    if isinstance(value, (dict, MappingProxyType)):
        return {name: plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value


@given(TABLES, st.data())
def test_every_key_and_value_of_any_structure_is_where_it_really_starts(table, data):
    writing = Writing(lambda forms: data.draw(st.sampled_from(forms)))
    writing.table(table)
    assert tomllib.loads(writing.text) == plain(table)
    ends = [-1, *(number for number, mark in enumerate(writing.text) if mark == "\n")]
    found = {path: ends[line - 1] + column for path, (line, column) in places_of(writing.text).items()}
    assert found == writing.starts
