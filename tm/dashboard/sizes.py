"""What the memory of a build holds: units, words and characters by language, and what recurs.

    language_sizes(units)       ru, 39 units, 2,110 words, 14,000 characters
    recurring(units)            duplicates 0, repeated 2

Words and characters are those of `tm.pretranslate.volume`. How differently a repeated clause is
translated is measured in `tm.repeats`.
"""

import polars as pl

from corpora.schema import LANGUAGES, PIVOT, UNITS, conform
from tm.pretranslate.volume import volume


def language_sizes(units: pl.DataFrame) -> pl.DataFrame:
    """Return the columns `lang`, `units`, `words`, `characters`, a row a language that occurs."""
    conform(units, UNITS, name="units")
    rows = []
    for lang in LANGUAGES:
        texts = units.filter(pl.col("lang") == lang)["text"]
        amounts = [volume(text) for text in texts]
        words, characters = sum(each.words for each in amounts), sum(x.characters for x in amounts)
        rows += [(lang, len(amounts), words, characters)] if amounts else []
    kinds = {"units": pl.UInt32, "words": pl.UInt64, "characters": pl.UInt64}
    return pl.DataFrame(rows, {"lang": units.schema["lang"], **kinds}, orient="row")


def recurring(units: pl.DataFrame) -> pl.DataFrame:
    """Return one row, of what recurs, with columns `duplicates` and `repeated`.

    The first are units that equal an earlier one in every language, the second French texts that
    stand in several units (spaces and case apart).
    """
    conform(units, UNITS, name="units")
    texts = {lang: pl.col("text").filter(pl.col("lang") == lang).first() for lang in LANGUAGES}
    wide = units.group_by("doc", "tuid").agg(**texts)
    same = wide[PIVOT].drop_nulls().map_elements(_folded, return_dtype=pl.String)
    counts = same.value_counts()["count"]
    row = (wide.height - wide.n_unique([*LANGUAGES]), int((counts > 1).sum()))
    return pl.DataFrame([row], {"duplicates": pl.UInt32, "repeated": pl.UInt32}, orient="row")


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
