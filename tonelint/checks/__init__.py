"""The checks that a rule can name, one file each. A new one is a file with an options dataclass and a line here."""

from __future__ import annotations

from typing import Any

from tonelint.checks.absent import AbsentOptions
from tonelint.checks.capitals import CapitalsOptions
from tonelint.checks.clause import ClauseOptions
from tonelint.checks.count import CountOptions
from tonelint.checks.dependency import DependencyOptions
from tonelint.checks.field import FieldOptions
from tonelint.checks.likeness import LikenessOptions
from tonelint.checks.order import OrderOptions
from tonelint.checks.phrase import PhraseOptions
from tonelint.checks.ratio import RatioOptions
from tonelint.checks.regex import RegexOptions
from tonelint.checks.repeat import RepeatOptions
from tonelint.checks.section import SectionOptions
from tonelint.checks.tokens import TokensOptions
from tonelint.checks.undertone import UndertoneOptions

CHECKS: dict[str, Any] = {
    "capitals": CapitalsOptions,
    "clause": ClauseOptions,
    "phrase": PhraseOptions,
    "regex": RegexOptions,
    "tokens": TokensOptions,
    "dependency": DependencyOptions,
    "likeness": LikenessOptions,
    "absent": AbsentOptions,
    "order": OrderOptions,
    "count": CountOptions,
    "ratio": RatioOptions,
    "repeat": RepeatOptions,
    "section": SectionOptions,
    "field": FieldOptions,
    "undertone": UndertoneOptions,
}
