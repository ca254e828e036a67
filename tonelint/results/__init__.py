"""What came of messages in runs before, kept for those that follow (docs/cache.md). Imports nothing that lints."""
