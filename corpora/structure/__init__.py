"""Blocks of one language version to clauses with labels; `version` is where reading begins."""
