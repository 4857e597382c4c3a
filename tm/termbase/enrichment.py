"""The termbase and what was found beside it: TERMS and RENDERINGS in, TERMS with notes out.

    enriched(terms, renderings).filter(pl.col("note").is_not_null())
        sc  ru  Совет Безопасности ООН  admitted  "found 3×, mean probability 0.91"

Nothing that stands in the termbase changes, and what a person rejected is never taken. A form is
known, whatever its status, if it differs in nothing but case, spaces, hyphens and marks.
"""

from collections.abc import Iterator

import polars as pl

from corpora.schema import LANGUAGES, RENDERINGS, TERMS, conform
from tm.termbase.cell import tidy
from tm.termbase.concepts import CONTROL
from tm.termbase.status import ADMITTED
from tm.terms.tokens import fold

LEAST = 2
"""Occurrences from which a form is taken whatever its probability."""

SURE = 0.8
"""Mean probability from which a form is taken though it occurred once."""

KINDS = ("full", "acronym")
"""What a term may be rendered by; a pronoun or a paraphrase is no form of it."""

REFUSED = ("reject", "ignore")
ACCEPTED = "accept"

ENRICHED = pl.Schema({**TERMS, "note": pl.String()})
"""TERMS, with what is said of a form that was found; null for those of the termbase."""


def enriched(
    terms: pl.DataFrame,
    renderings: pl.DataFrame | pl.LazyFrame,
    *,
    least: int = LEAST,
    sure: float = SURE,
) -> pl.DataFrame:
    """Return `terms` (TERMS) with each form found in `renderings` (RENDERINGS) that is new.

    New forms are admitted and stand behind those of their concept and language, the most frequent
    first, with a note. Taken is what occurred `least` times, has a mean probability of `sure`, or
    was accepted once; rows with the verdict reject or ignore do not count. Concepts that are not in
    `terms` are passed over; a table in parts is read as it is needed. Raises `SchemaMismatchError`
    for frames of another shape.
    """
    conform(terms, TERMS, name="terms")
    if isinstance(renderings, pl.DataFrame):
        conform(renderings, RENDERINGS, name="renderings")
    found = _found(renderings.lazy(), least, sure)
    new = pl.DataFrame(list(_new(terms, found)), schema=ENRICHED, orient="row")
    both = pl.concat([terms.with_columns(pl.lit(None, pl.String).alias("note")), new])
    order = pl.DataFrame({"concept": terms["concept"].unique(maintain_order=True)})
    ranked = both.join(order.with_row_index("_place"), on="concept", maintain_order="left")
    rank = pl.col("lang").replace_strict({lang: at for at, lang in enumerate(LANGUAGES)})
    return ranked.sort("_place", rank, maintain_order=True).select(ENRICHED.names())


def _found(renderings: pl.LazyFrame, least: int, sure: float) -> pl.DataFrame:
    """Return concept, lang, form, count and mean probability of what is good enough, sorted."""
    counted = renderings.filter(
        pl.col("form").is_not_null(),
        pl.col("start").is_not_null(),
        pl.col("kind").is_in(KINDS),
        ~pl.col("verdict").is_in(REFUSED).fill_null(False),
    )
    groups = counted.group_by("concept", "lang", "form").agg(
        pl.len().alias("count"),
        pl.col("probability").mean().fill_null(0.0).alias("mean"),
        (pl.col("verdict") == ACCEPTED).any().alias("accepted"),
    )
    good = (pl.col("count") >= least) | (pl.col("mean") >= sure) | pl.col("accepted")
    by = ["concept", "lang", "count", "form"]
    kept = groups.filter(good).collect()
    return kept.sort(by, descending=[False, False, True, False])


def _new(
    terms: pl.DataFrame, found: pl.DataFrame
) -> Iterator[tuple[str, str, str, str, str | None]]:
    known = {
        (concept, lang, _folded(form))
        for concept, lang, form in terms.select("concept", "lang", "form").iter_rows()
    }
    concepts = set(terms["concept"])
    for concept, lang, written, count, mean, _ in found.iter_rows():
        form = tidy(written)
        key = (concept, lang, _folded(form))
        if concept in concepts and form and key not in known and not CONTROL.search(form):
            known.add(key)
            yield concept, lang, form, ADMITTED, f"found {count}×, mean probability {mean:.2f}"


def _folded(form: str) -> str:
    """Return the letters and digits of `form`, folded."""
    return "".join(filter(str.isalnum, fold(form)))
