"""Grammar on top of the dependency parse: tokens, noun phrases with roles, clauses. Knows no rules and no spaCy."""
