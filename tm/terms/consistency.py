"""How consistently each term is rendered: RENDERINGS in, one row per term and language out.

    csto, ru: occurrences 19, matched 19, distinct 1, dominant "Организация Договора …", share 1

Coverage (matched of occurrences) stands beside every other number, because all of them speak
of the matched occurrences only. The formulas are in `tm.terms.spread`.

Why conformity apart from consistency: a term may be rendered always alike and always against
the termbase.
"""

from collections import Counter
from typing import NamedTuple

import polars as pl

from corpora.schema import CONSISTENCY, LANGUAGES, PIVOT, RENDERINGS, TERMS, conform
from tm.terms import spread
from tm.terms.termbase import ADMITTED, PREFERRED, preferred

FEW = 5
"""Below so many matched occurrences a share says little: a display greys it out (TERMS.md)."""


class _Forms(NamedTuple):
    """What the termbase says of one concept in one language."""

    rank: dict[str, int]  # every form by its place
    in_use: frozenset[str]  # preferred or admitted


class _Cell(NamedTuple):
    """What was found of one concept in one language."""

    occurrences: int
    renderings: Counter[str]  # citation forms of the matched


Value = str | int | float | None


def measure(renderings: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Return CONSISTENCY: every concept that occurs × all six languages.

    In the order of the termbase, then of the languages; a language that no document has gets
    a row with 0 occurrences. Of equally frequent forms the dominant one is the first of the
    termbase, then the first in code-point order.
    """
    cells = _count(conform(renderings, RENDERINGS, name="renderings"))
    found = conform(terms, TERMS, name="terms").filter(
        pl.col("concept").is_in(renderings["concept"].unique().to_list())
    )
    known = _known(found)
    names = preferred(found, lang=PIVOT)
    nothing, unknown = _Cell(0, Counter()), _Forms({}, frozenset())
    rows = [
        (
            concept,
            names[concept],
            lang,
            *_metrics(
                cells.get((concept, lang), nothing),
                known.get((concept, lang), unknown),
            ),
        )
        for concept in names
        for lang in LANGUAGES
    ]
    return conform(
        pl.DataFrame(rows, schema=CONSISTENCY, orient="row"), CONSISTENCY, name="consistency"
    )


def never_found(renderings: pl.DataFrame, terms: pl.DataFrame) -> list[str]:
    """Return the concepts of `terms` without an occurrence, in the order of the termbase."""
    found = set(renderings["concept"])
    return [concept for concept in preferred(terms, lang=PIVOT) if concept not in found]


def _count(renderings: pl.DataFrame) -> dict[tuple[str, str], _Cell]:
    """Return occurrences and citation forms by concept and language."""
    occurrences: Counter[tuple[str, str]] = Counter()
    forms: dict[tuple[str, str], Counter[str]] = {}
    for concept, lang, form in renderings.select("concept", "lang", "form").iter_rows():
        occurrences[concept, lang] += 1
        if form is not None:
            forms.setdefault((concept, lang), Counter())[form] += 1
    return {key: _Cell(count, forms.get(key, Counter())) for key, count in occurrences.items()}


def _known(terms: pl.DataFrame) -> dict[tuple[str, str], _Forms]:
    in_use: dict[tuple[str, str], list[str]] = {}
    ranks: dict[tuple[str, str], dict[str, int]] = {}
    for concept, lang, form, status in terms.iter_rows():
        rank = ranks.setdefault((concept, lang), {})
        rank[form] = len(rank)
        if status in (PREFERRED, ADMITTED):
            in_use.setdefault((concept, lang), []).append(form)
    return {key: _Forms(rank, frozenset(in_use.get(key, ()))) for key, rank in ranks.items()}


def _metrics(cell: _Cell, known: _Forms) -> tuple[Value, ...]:
    """Return the columns of CONSISTENCY after `lang`; null where nothing was matched."""
    counts = sorted(cell.renderings.values(), reverse=True)
    matched = sum(counts)
    coverage = matched / cell.occurrences if cell.occurrences else None
    size = (cell.occurrences, matched, coverage, len(counts))
    if not matched:
        return (*size, *[None] * 9)
    conforming = sum(cell.renderings[form] for form in known.in_use)
    return (
        *size,
        _dominant(cell.renderings, known),
        *spread.dominant_share(counts),
        spread.ltcr(counts),
        spread.hhi(counts),
        spread.entropy(counts),
        spread.normalised_entropy(counts),
        conforming / matched,
    )


def _dominant(renderings: Counter[str], known: _Forms) -> str:
    last = len(known.rank)
    return min(renderings, key=lambda form: (-renderings[form], known.rank.get(form, last), form))
