"""The configuration: found, read, put in layers, and worked out for a file. Knows the names of rules only as texts."""
