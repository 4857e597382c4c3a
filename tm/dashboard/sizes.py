"""What the memory of a build holds: units, words and characters by language, and what recurs.

    language_sizes(units)       ru, 39 units, 2,110 words, 14,000 characters
    recurring(units)            duplicates 0, repeated 2

Words and characters are those of `tm.pretranslate.volume`, counted by expressions of polars, for
units may be a lazy frame of any size. How differently a repeated clause is translated is
measured in `tm.repeats`.

Why texts are compared by their hashes (64 bits): all that two units of millions must be told apart
by fits into memory, and the texts do not.
"""

import polars as pl

from corpora.languages import CHINESE
from corpora.schema import PIVOT, UNITS
from tm.stream import Table, checked, collected

_HAN = CHINESE.letters + "\u3005\u3007\U00020000-\U0003ffff"  # and 々 〇
_SPOKEN = r"\p{L}\p{N}"
_WORD = rf"[{_HAN}]|[^\s{_HAN}]*[{_SPOKEN}--{_HAN}][^\s{_HAN}]*"
_CHARACTER = r"[^\s\p{Cf}]"


def language_sizes(units: Table) -> pl.DataFrame:
    """Return the columns `lang`, `units`, `words`, `characters`, a row a language that occurs."""
    text = pl.col("text")
    groups = checked(units, UNITS, name="units").group_by("lang")
    return collected(
        groups.agg(
            units=pl.len().cast(pl.UInt32),
            words=text.str.count_matches(_WORD).sum().cast(pl.UInt64),
            characters=text.str.count_matches(_CHARACTER).sum().cast(pl.UInt64),
        ).sort("lang")
    )


def recurring(units: Table) -> pl.DataFrame:
    """Return one row, of what recurs, with columns `duplicates` and `repeated`.

    The first are units that equal an earlier one in every language, the second French texts that
    stand in several units (spaces and case apart).
    """
    units = checked(units, UNITS, name="units")
    text = pl.col("text")
    unit, variant = pl.struct("doc", "tuid").hash(), pl.struct("lang", "text").hash()
    whole = units.select(unit=unit, variant=variant).group_by("unit").agg(pl.col("variant").sum())
    different = pl.col("variant").n_unique()
    duplicates = whole.select(duplicates=(pl.len() - different).cast(pl.UInt32))
    folded = text.str.replace_all(r"\s+", " ").str.strip_chars().str.to_lowercase().hash()
    counts = units.filter(pl.col("lang") == PIVOT).group_by(folded).len()
    repeated = counts.select(repeated=(pl.col("len") > 1).sum().cast(pl.UInt32))
    return pl.concat([collected(duplicates), collected(repeated)], how="horizontal")
