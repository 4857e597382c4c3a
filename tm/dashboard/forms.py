"""The forms in which each term is found: one row per term, language and citation form.

    form_counts(renderings, terms)      peacekeeping, ru, "поддержание мира", 17, preferred

It counts as CONSISTENCY does: what is verdict "ignore" is in no count. A form that was only ever
ignored has a row with 0, for its renderings can be looked at all the same.
"""

import polars as pl

from corpora.schema import PIVOT, RENDERINGS, TERMS, conform
from tm.stream import Table, checked, collected
from tm.terms.termbase import preferred
from tm.terms.verdicts import IGNORE


def form_counts(renderings: Table, terms: pl.DataFrame) -> pl.DataFrame:
    """Return the columns `concept`, `lang`, `form`, `count`, `status` (of TERMS, else null).

    In the order of the termbase, then of the languages, then the most frequent form first.
    """
    renderings = checked(renderings, RENDERINGS, name="renderings")
    status = conform(terms, TERMS, name="terms").unique(["concept", "lang", "form"], keep="first")
    order = pl.DataFrame({"concept": [*preferred(terms, lang=PIVOT)]}, {"concept": pl.String})
    counted = collected(
        renderings.drop_nulls("form")
        .group_by("concept", "lang", "form")
        .agg(count=pl.col("verdict").ne_missing(IGNORE).sum().cast(pl.UInt32))
    )
    return (
        counted.join(status, on=["concept", "lang", "form"], how="left")
        .join(order.with_row_index("place"), on="concept")
        .sort("place", "lang", "count", "form", descending=[False, False, True, False])
        .drop("place")
    )
