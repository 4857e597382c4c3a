"""Repeated clauses: the same French text, translated in several ways, worst first.

    "Décide de rester saisie de la question", en: 12 occurrences, 3 renderings, chrF 61.4

Two French texts are the same when they differ in spaces and case only. The renderings of a
group are compared pairwise by chrF (Popović 2015, as computed by sacrebleu); the signature that
comes with the table says with which settings.

Why over the distinct renderings: the number asks how far apart the wordings are; how often each
was used is in the column beside it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import permutations
from statistics import mean
from typing import NamedTuple

import polars as pl
from sacrebleu.metrics.chrf import CHRF

from corpora.schema import LANGUAGE, OTHERS, PIVOT, UNITS, conform

REPEATS = pl.Schema(
    {
        "fr": pl.String(),  # the French text, as it stands where it first occurs
        "lang": LANGUAGE,
        "occurrences": pl.UInt32(),  # units with this French text and a text in `lang`
        "distinct": pl.UInt32(),  # different texts among them, at least 2
        "chrf": pl.Float64(),  # mean over the pairs of different texts, 0..100
        "tuids": pl.List(pl.String()),  # the units, in their order
    }
)
"""One row per repeated French text and language in which its translations differ."""


class Repeats(NamedTuple):
    """The table and what its numbers were computed with."""

    table: pl.DataFrame  # REPEATS
    signature: str  # of the metric, as sacrebleu writes it


class _Variant(NamedTuple):
    tuid: str
    text: str


def find_repeats(units: pl.DataFrame) -> Repeats:
    """Return the repeated French clauses of `units` (UNITS) whose translations differ.

    The lowest chrF first; ties in order of first occurrence, then of language.
    """
    metric = CHRF()
    rows = [
        (fr, lang, len(found), len(texts), _mean_chrf(texts, metric), [each.tuid for each in found])
        for fr, lang, found in _groups(conform(units, UNITS, name="units"))
        if len(texts := _distinct(found)) > 1
    ]
    table = pl.DataFrame(rows, schema=REPEATS, orient="row").sort("chrf", maintain_order=True)
    return Repeats(table, _signature(metric))


def _mean_chrf(texts: Sequence[str], metric: CHRF) -> float:
    """Return the mean over all pairs, each taken in both directions, for chrF is not symmetric."""
    pairs = permutations(texts, 2)
    return float(mean(metric.sentence_score(one, [other]).score for one, other in pairs))


def _signature(metric: CHRF) -> str:
    metric.sentence_score("", [""])  # sacrebleu knows the number of references only after a score
    return f"chrF{metric.beta}|{metric.get_signature()}"


def _groups(units: pl.DataFrame) -> Iterator[tuple[str, str, list[_Variant]]]:
    """Yield (French text, language, its variants in order) for French found in several units."""
    sources: dict[tuple[str, str], str] = {}
    variants: defaultdict[tuple[str, str], dict[str, _Variant]] = defaultdict(dict)
    for tuid, doc, lang, text in units.select("tuid", "doc", "lang", "text").iter_rows():
        if lang == PIVOT:
            sources[doc, tuid] = text
        else:
            variants[doc, tuid][lang] = _Variant(tuid, text)
    repeated: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for unit, text in sources.items():
        repeated[_same(text)].append(unit)
    for members in repeated.values():
        for lang in OTHERS:
            found = [variants[unit][lang] for unit in members if lang in variants[unit]]
            yield sources[members[0]], lang, found


def _distinct(variants: Sequence[_Variant]) -> list[str]:
    """Return each different text once, as it first stands."""
    texts: dict[str, str] = {}
    for variant in variants:
        texts.setdefault(_same(variant.text), variant.text)
    return list(texts.values())


def _same(text: str) -> str:
    """Return what two texts share when they differ in spaces and case only."""
    return " ".join(text.split()).casefold()
