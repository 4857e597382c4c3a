"""Renderings counted: how often each citation form stands in a cell, such as a term × language.

    cells = count_cells(judged(renderings, terms), "concept", "lang")
    cells["csto", "ru"]         Cell(occurrences=19, forms={"Организация Договора …": 19}, …)

What is verdict "ignore" is in no count but its own. What is verdict "accept" conforms to the
termbase whatever its form, what is "reject" does not; both stay among the occurrences.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from corpora.schema import RENDERINGS, TERMS, conform
from tm.terms.termbase import ADMITTED, PREFERRED
from tm.terms.verdicts import ACCEPT, IGNORE, REJECT

Rank = Mapping[str, int]
"""The forms of a concept in a language by their place in the termbase."""


@dataclass(slots=True)
class Cell:
    """What was found in one cell."""

    occurrences: int = 0  # without the ignored
    forms: Counter[str] = field(default_factory=Counter)  # citation forms of the matched
    comparable: int = 0  # of the matched, those for which the termbase has a form in use
    conforming: int = 0  # of these, those in a form in use or accepted, and not rejected
    accepted: Counter[str | None] = field(default_factory=Counter)  # by form; None: not matched
    rejected: Counter[str | None] = field(default_factory=Counter)
    ignored: int = 0

    @property
    def matched(self) -> int:
        """How many occurrences have a rendering."""
        return self.forms.total()

    @property
    def counts(self) -> list[int]:
        """The counts of the forms, the largest first."""
        return sorted(self.forms.values(), reverse=True)

    def issues(self, leading: str | None) -> int:
        """Return how many occurrences want a look if `leading` is the dominant form.

        Those without a rendering or in another form, unless accepted, and the rejected ones.
        """
        other = self.occurrences - (0 if leading is None else self.forms[leading])
        settled = sum(count for form, count in self.accepted.items() if form != leading or not form)
        return other - settled + (0 if leading is None else self.rejected[leading])


def judged(renderings: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Return RENDERINGS with one column more, `conforms`: whether what is matched conforms.

    It is null for what is ignored or not matched, and where the termbase has no form in use
    (preferred or admitted) to conform to. The rows keep their order.
    """
    conform(renderings, RENDERINGS, name="renderings")
    in_use = conform(terms, TERMS, name="terms").filter(
        pl.col("status").is_in([PREFERRED, ADMITTED])
    )
    cell = ["concept", "lang"]
    used = in_use.select(*cell, "form").unique().with_columns(used=True)
    has = in_use.select(cell).unique().with_columns(has=True)
    joined = renderings.join(used, on=[*cell, "form"], how="left", maintain_order="left")
    joined = joined.join(has, on=cell, how="left", maintain_order="left")
    verdict = pl.col("verdict")
    good = pl.col("used").is_not_null() | verdict.eq_missing(ACCEPT)
    asked = pl.col("form").is_not_null() & pl.col("has") & verdict.ne_missing(IGNORE)
    conforms = pl.when(asked).then(good & verdict.ne_missing(REJECT))
    return joined.with_columns(conforms=conforms).drop("used", "has")


def count_cells(renderings: pl.DataFrame, *keys: str) -> dict[tuple[str, ...], Cell]:
    """Return a cell for each combination of the columns `keys` that has a row; null: in none.

    `renderings` is a frame as `judged` returns it.
    """
    return cells_of(tally(renderings, *keys))


def tally(renderings: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Return how often each form stands in each cell: `keys`, form, verdict, conforms, len."""
    there = renderings.drop_nulls(list(keys))
    return there.group_by(*keys, "form", "verdict", "conforms").len()


def cells_of(counted: pl.DataFrame) -> dict[tuple[str, ...], Cell]:
    """Return the cells of what `tally` returned, for all of a corpus or for its parts in turn."""
    cells: dict[tuple[str, ...], Cell] = {}
    for *key, form, verdict, conforms, count in counted.iter_rows():
        cell = cells.setdefault(tuple(key), Cell())
        if verdict == IGNORE:
            cell.ignored += count
        else:
            _add(cell, form, verdict, conforms, count)
    return cells


def _add(
    cell: Cell, form: str | None, verdict: str | None, conforms: bool | None, count: int
) -> None:
    cell.occurrences += count
    if verdict == ACCEPT:
        cell.accepted[form] += count
    if verdict == REJECT:
        cell.rejected[form] += count
    if form is not None:
        cell.forms[form] += count
        cell.comparable += count * (conforms is not None)
        cell.conforming += count * (conforms is True)


def ranks(terms: pl.DataFrame) -> dict[tuple[str, ...], dict[str, int]]:
    """Return the forms of TERMS by their place, for each concept and language."""
    found: dict[tuple[str, ...], dict[str, int]] = {}
    for concept, lang, form in terms.select("concept", "lang", "form").iter_rows():
        rank = found.setdefault((concept, lang), {})
        rank[form] = len(rank)
    return found


def dominant(forms: Mapping[str, int], rank: Rank) -> str | None:
    """Return the most frequent form; of several the first of the termbase, then by code point."""
    last = len(rank)
    return min(forms, key=lambda form: (-forms[form], rank.get(form, last), form), default=None)
