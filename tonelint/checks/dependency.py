"""dependency: raw spaCy DependencyMatcher patterns, for what clause cannot say."""

from __future__ import annotations

from dataclasses import dataclass

from tonelint.checks.tokens import TokensOptions


@dataclass(frozen=True)
class DependencyOptions(TokensOptions):
    """Dependency patterns: each a list of LEFT_ID, REL_OP, RIGHT_ID and RIGHT_ATTRS mappings."""

    kind: str = "dependency"
