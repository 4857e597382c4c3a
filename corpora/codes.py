"""The six official languages by their codes, and which of them is the pivot.

What is known of each language is in `corpora.languages`, the tables are in `corpora.schema`.

Why apart from the tables: to load polars takes a quarter of a second, which a process that looks
up one segment should not wait for.
"""

LANGUAGES = ("fr", "en", "es", "ru", "ar", "zh")
"""The six official languages, the pivot first, in the order every table shows them."""

PIVOT = "fr"
"""The hub of every alignment."""

OTHERS = LANGUAGES[1:]
"""The five languages that are aligned with the pivot."""
