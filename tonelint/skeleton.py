"""A rule to begin with: a small one that works, with every key of the language explained."""

from __future__ import annotations

from importlib.resources import files

from tonelint.checks import CHECKS
from tonelint.regexes import regex
from tonelint.ruleschema import rule_schema

_KEY = regex(r"(?P<indent>(?:  (?=bad:|good:))?)(?P<key>[a-z-]+):")
# Keys that a rule can do without, each with a value that it might have.
_MORE = {
    "kind": "strength",
    "severity": "warning",
    "suggestion": '"Say what you noticed and why you write."',
    "fix": '{"prior to": "before", "kindly": "please"}',
    "basis": "convention",
    "evidence": "weak",
    "references": '["Author, year, title: what it found"]',
    "in": "[subject, opening, body]",
    "when": "[marketing, win-back]",
    "not-when": "[apology]",
    "severity-in": "{apology: error}",
    "unless": '[{phrase: ["(meeting|lesson) on"]}]',
    "unless-message": '[{phrase: ["thank you for"]}]',
    "given": '[{phrase: ["your (order|booking)"]}]',
    "milder-with": '[{phrase: ["at your request"]}]',
    "without": "[thread]",
    "negation": "allow",
    "quotation": "allow",
    "plainness": "guard",
    "once": "true",
    "default": '"off"',
}


def skeleton(rule_id: str, name: str, folder: str) -> str:
    """Return the text of a rule file for a folder of rules. `name`: one of the skeletons, such as `problem-phrase`."""
    definitions = rule_schema()["$defs"]
    about = {key: said["description"] for part in ("Examples", "RuleFile") for key, said in definitions[part]["properties"].items()}
    about["any"] += f":\n# {', '.join(CHECKS)}"
    body = (files("tonelint") / "skeletons" / f"{name}.yml").read_text(encoding="utf-8")
    lines = [
        "# yaml-language-server: $schema=../rule.schema.json",
        "#",
        f"# A rule to begin with. It works as it stands (`tonelint test {folder}`): make it yours, one key after the other.",
        "# What checks and phrases can say is in docs/rule-language.md of tonelint.",
    ]
    used = set()
    for line in [f"id: {rule_id}", *body.splitlines()]:
        if match := _KEY.match(line):
            used.add(match["key"])
            lines += ["", f"# {about[match['key']]}"] if not match["indent"] else [f"  # {about[match['key']]}"]
        lines.append(line)
    lines += ["", "# What else a rule may say:"]
    for key in sorted(_MORE.keys() - used, key=list(_MORE).index):
        lines += ["#", f"# {about[key]}", f"# {key}: {_MORE[key]}"]
    return "\n".join(lines) + "\n"
