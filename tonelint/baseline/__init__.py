"""The baseline: what a team has accepted of its old messages, so that only what is new fails (docs/baseline.md)."""
