"""Names that people write in rule files, configurations and options, and that much of the program must know without more."""

from __future__ import annotations

PRINCIPLES = ("recognition", "ownership", "freedom", "sincerity", "generosity", "humanity")
SITUATIONS = (
    "service-reply", "apology", "transactional", "notice", "billing", "onboarding", "marketing", "win-back", "survey",
    "cold-outreach", "unknown",
)  # fmt: skip
