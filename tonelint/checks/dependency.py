"""dependency: raw spaCy DependencyMatcher patterns, for what clause cannot say."""

from __future__ import annotations

from tonelint.checks.tokens import TokensOptions
from tonelint.dataclass import dataclass


@dataclass(frozen=True)
class DependencyOptions(TokensOptions):
    """Dependency patterns: each a list of LEFT_ID, REL_OP, RIGHT_ID and RIGHT_ATTRS mappings."""

    kind: str = "dependency"
