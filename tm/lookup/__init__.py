"""Look-up in a memory: exact, context and fuzzy matches, and concordance, in six languages."""
