"""Renderings annotated by hand, and how near a RENDERINGS table comes to them.

    gold = read_gold(Path("../shared/data/goldterms"))
    scores = score(find_renderings(gold.units, gold.terms), gold)
    scores.overlap["fixed", "ru"]       F1, 0..1

Overlap and exact F1 score a null as a span: right where gold has none either. The annotated
string of an acronym or a pronoun is no error there. Grouping is B-cubed (Bagga and Baldwin 1998)
over occurrences with a form on both sides, micro-averaged.

A false alarm is a term × language for which one citation form is right and several are reported.
"""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from corpora.schema import LANGUAGES, OTHERS, TERMS, UNITS
from tm.terms.spread import pooled_ltcr, pooled_share

CLASSES = ("fixed", "established", "variable")

Place = tuple[str, str, int, str]
"""Concept, unit, start of the French occurrence, language."""


class Rendering(NamedTuple):
    """What gold says of one occurrence in one language."""

    span: tuple[int, int] | None
    other: tuple[int, int] | None  # of an acronym or a pronoun
    form: str | None


class Gold(NamedTuple):
    """Sentences, terms and their renderings."""

    units: pl.DataFrame  # UNITS
    terms: pl.DataFrame  # TERMS, French alone
    classes: dict[str, str]  # by concept
    renderings: dict[Place, Rendering]


class Scores(NamedTuple):
    """Figures in 0..1; by (class, language) where they are tables."""

    overlap: dict[tuple[str, str], float]
    exact: dict[tuple[str, str], float]
    grouping: float  # B-cubed F1
    false_alarms: float  # of all term × language
    ltcr: tuple[float, float]  # ours, gold's
    share: tuple[float, float]  # dominant share: ours, gold's


def read_gold(folder: Path) -> Gold:
    """Return the gold in `folder`: sentences.tsv, terms.tsv, renderings.jsonl."""
    sentences = _table(folder / "sentences.tsv")
    names = _table(folder / "terms.tsv")
    found = (folder / "renderings.jsonl").read_text("utf-8").splitlines()
    renderings = dict(_rendering(json.loads(line)) for line in found if line)
    terms = [(row["concept"], "fr", row["fr"], "preferred") for row in names]
    return Gold(
        units_of(sentences),
        pl.DataFrame(terms, schema=TERMS, orient="row"),
        {row["concept"]: row["class"] for row in names},
        renderings,
    )


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def units_of(rows: Iterable[dict[str, str]]) -> pl.DataFrame:
    """Return UNITS of rows of aligned text; the document of a row is its `doc`, else one."""
    cells = [
        (row.get("id", str(n)), row.get("doc", ""), n, lang, n, n + 1, "text", None, row[lang], 1.0)
        for n, row in enumerate(rows)
        for lang in LANGUAGES
        if row.get(lang)
    ]
    return pl.DataFrame(cells, schema=UNITS, orient="row")


def _rendering(row: dict[str, str | int | None]) -> tuple[Place, Rendering]:
    place = (str(row["concept"]), str(row["id"]), int(row["fr_start"] or 0), str(row["lang"]))
    form = row["canonical"]
    spans = [_span(row.get(start), row.get(stop)) for start, stop in _ENDS]
    return place, Rendering(spans[0], spans[1], None if form is None else str(form))


_ENDS = (("start", "end"), ("alt_start", "alt_end"))


def _span(start: str | int | None, stop: str | int | None) -> tuple[int, int] | None:
    return None if start is None or stop is None else (int(start), int(stop))


def with_forms(gold: Gold) -> pl.DataFrame:
    """Return TERMS with every citation form of gold, the most frequent one preferred."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (concept, _, _, lang), rendering in gold.renderings.items():
        if rendering.form is not None:
            counts[concept, lang][rendering.form] += 1
    rows = [
        (concept, lang, form, "admitted" if rank else "preferred")
        for (concept, lang), forms in counts.items()
        for rank, (form, _) in enumerate(forms.most_common())
    ]
    return pl.concat([gold.terms, pl.DataFrame(rows, schema=TERMS, orient="row")])


def score(renderings: pl.DataFrame, gold: Gold) -> Scores:
    """Return how near `renderings` of `gold.units` come to gold."""
    columns = ("concept", "tuid", "fr_start", "lang", "start", "stop", "form")
    ours = {
        (concept, tuid, place, lang): Rendering(_span(start, stop), None, form)
        for concept, tuid, place, lang, start, stop, form in renderings.select(columns).iter_rows()
    }
    nothing = Rendering(None, None, None)
    pairs = {place: (right, ours.get(place, nothing)) for place, right in gold.renderings.items()}
    cells: defaultdict[tuple[str, str], list[tuple[Rendering, Rendering]]] = defaultdict(list)
    for (concept, _, _, lang), pair in pairs.items():
        cells[gold.classes[concept], lang].append(pair)
    by_term: defaultdict[tuple[str, str], list[tuple[Rendering, Rendering]]] = defaultdict(list)
    for (concept, _, _, lang), pair in pairs.items():
        by_term[concept, lang].append(pair)
    return Scores(
        {cell: span_f1(found, exact=False) for cell, found in cells.items()},
        {cell: span_f1(found, exact=True) for cell, found in cells.items()},
        b_cubed(by_term.values()),
        _false_alarms(by_term.values()),
        *_metrics(by_term.values()),
    )


def span_f1(pairs: Sequence[tuple[Rendering, Rendering]], *, exact: bool) -> float:
    """Return F1 of spans; the second of a pair is ours."""
    right = sum(_is_right(gold, ours, exact=exact) for gold, ours in pairs)
    missed = sum(
        gold.span is not None and ours.span is None
        for gold, ours in pairs
        if not _is_right(gold, ours, exact=exact)
    )
    wrong = len(pairs) - right - missed  # each a span too many and one too few
    return 2 * right / (2 * right + missed + 2 * wrong) if pairs else 0.0


def _is_right(gold: Rendering, ours: Rendering, *, exact: bool) -> bool:
    if gold.span is None:
        return ours.span is None or (gold.other is not None and _meet(gold.other, ours.span))
    if ours.span is None:
        return False
    return ours.span == gold.span if exact else _meet(ours.span, gold.span)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _forms(pairs: Sequence[tuple[Rendering, Rendering]]) -> list[tuple[str, str]]:
    return [
        (gold.form, ours.form)
        for gold, ours in pairs
        if gold.form is not None and ours.form is not None
    ]


def b_cubed(terms: Iterable[Sequence[tuple[Rendering, Rendering]]]) -> float:
    """Return B-cubed F1 of citation forms, of all occurrences with a form on both sides."""
    precision = recall = 0.0
    total = 0
    for pairs in terms:
        forms = _forms(pairs)
        golds, ours = (Counter(form[side] for form in forms) for side in (0, 1))
        for (gold, own), count in Counter(forms).items():
            precision += count * count / ours[own]
            recall += count * count / golds[gold]
        total += len(forms)
    if not total:
        return 0.0
    precision, recall = precision / total, recall / total
    return 2 * precision * recall / (precision + recall)


def _false_alarms(terms: Iterable[Sequence[tuple[Rendering, Rendering]]]) -> float:
    cells = [_forms(pairs) for pairs in terms]
    alarms = sum(
        len({gold for gold, _ in forms}) == 1 and len({ours for _, ours in forms}) > 1
        for forms in cells
    )
    return alarms / max(len(cells), 1)


def _metrics(
    terms: Iterable[Sequence[tuple[Rendering, Rendering]]],
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return pooled LTCR and pooled dominant share, ours and gold's."""
    cells = list(terms)
    tables = [
        [
            [*Counter(pair[side].form for pair in pairs if pair[side].form).values()]
            for pairs in cells
        ]
        for side in (1, 0)
    ]
    ltcr, share = (
        [found(table) or 0.0 for table in tables] for found in (pooled_ltcr, pooled_share)
    )
    return (ltcr[0], ltcr[1]), (share[0], share[1])


def mean_over(figures: dict[tuple[str, str], float], kind: str) -> float:
    """Return the mean of the five languages."""
    return sum(figures.get((kind, lang), 0.0) for lang in OTHERS) / len(OTHERS)
