"""Repeated clauses: the same French text, translated in several ways, worst first.

    "Décide de rester saisie de la question", en: 12 occurrences, 3 renderings, chrF 61.4

Two French texts are the same when they differ in spaces and case only. The renderings of a
group are compared pairwise by chrF (Popović 2015), BLEU (Papineni et al. 2002) and TER (Snover et
al. 2006), all as computed by sacrebleu (Post 2018); a column says with which settings. None of
the three is symmetric, so each pair is taken in both directions.

Why over the distinct renderings: the number asks how far apart the wordings are; how often each
was used is in the column beside it. Why over no more than COMPARED of them: the pairs of five
hundred wordings are 125,000; the most frequent wordings are taken, and `compared` says how many.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations
from statistics import fmean
from typing import NamedTuple

import polars as pl
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from corpora.schema import LANGUAGE, OTHERS, PIVOT, UNITS, conform

REPEATS = pl.Schema(
    {
        "fr": pl.String(),  # the French text, as it stands where it first occurs
        "lang": LANGUAGE,
        "occurrences": pl.UInt32(),  # units with this French text and a text in `lang`
        "distinct": pl.UInt32(),  # different texts among them, at least 2
        "compared": pl.UInt32(),  # of these, the most frequent ones, which the scores are over
        "chrf": pl.Float64(),  # mean over the pairs of different texts, 0..100
        "bleu": pl.Float64(),  # the same, 0..100
        "ter": pl.Float64(),  # the same, from 0 (alike); may be over 100
        "texts": pl.List(pl.String()),  # the different texts, the most frequent first
        "counts": pl.List(pl.UInt32()),  # how often each occurs
        "tuids": pl.List(pl.String()),  # the units, in their order
        "signature": pl.String(),  # of the three scores, as sacrebleu writes them
    }
)
"""One row per repeated French text and language in which its translations differ."""

COMPARED = 6
"""Wordings of a group that are compared: 15 pairs."""

_TOKENISERS = {"zh": "zh", "ar": "intl"}
"""How BLEU cuts words: Chinese characters one by one, Arabic also at its own punctuation marks;
the other languages at European ones ("13a")."""

_CHARACTERS = frozenset({"zh"})
"""Languages in which TER moves characters, not words."""


PLACED = pl.Schema({**REPEATS, "doc": pl.String(), "index": pl.UInt32()})
"""REPEATS and where the French text first occurs."""


class Repeats(NamedTuple):
    """The table and what its numbers were computed with."""

    table: pl.DataFrame  # REPEATS
    signature: str  # of chrF, which the table is sorted by, as sacrebleu writes it


class _Variant(NamedTuple):
    tuid: str
    text: str


class _Source(NamedTuple):
    text: str
    doc: str
    place: int  # of the unit in its document


class _Metrics(NamedTuple):
    """The scores of one language."""

    chrf: CHRF
    bleu: BLEU
    ter: TER


def find_repeats(units: pl.DataFrame) -> Repeats:
    """Return the repeated French clauses of `units` (UNITS) whose translations differ.

    The lowest chrF first; ties in order of first occurrence, then of language.
    """
    table = placed_repeats(units).select(REPEATS.names())
    return Repeats(table.sort("chrf", maintain_order=True), chrf_signature())


def placed_repeats(units: pl.DataFrame) -> pl.DataFrame:
    """Return PLACED of the repeated clauses of `units`, in order of first occurrence and language.

    What is the same French text is in one row a language, whatever else is in `units`: of a corpus
    it may be found shard by shard.
    """
    rows = [
        (
            *(first.text, lang, len(found)),
            *_compare(texts, lang),
            [each.tuid for each in found],
            _signed(lang),
            *(first.doc, first.place),
        )
        for first, lang, found in _groups(conform(units, UNITS, name="units"))
        if len(texts := _distinct(found)) > 1
    ]
    return pl.DataFrame(rows, schema=PLACED, orient="row")


def chrf_signature() -> str:
    """Return what chrF is computed with, as sacrebleu writes it."""
    return _signed(PIVOT).partition(" ")[0]


def _compare(
    texts: Mapping[str, int], lang: str
) -> tuple[int | float | list[str] | list[int], ...]:
    """Return the columns from `distinct` to `counts`."""
    compared = [*texts][:COMPARED]
    metrics = _metrics(lang)
    scores = (_mean_score(compared, metric) for metric in metrics)
    return len(texts), len(compared), *scores, [*texts], [*texts.values()]


def _mean_score(texts: Sequence[str], metric: CHRF | BLEU | TER) -> float:
    """Return the mean over all pairs, each in both directions."""
    return fmean(metric.sentence_score(one, [other]).score for one, other in permutations(texts, 2))


@cache
def _metrics(lang: str) -> _Metrics:
    bleu = BLEU(tokenize=_TOKENISERS.get(lang, "13a"), effective_order=True)
    ter = TER(normalized=True, asian_support=lang in _CHARACTERS)
    return _Metrics(CHRF(), bleu, ter)


def _signed(lang: str) -> str:
    """Return the signatures of the scores of a language, parted by spaces."""
    metrics = _metrics(lang)
    for metric in metrics:
        metric.sentence_score("", [""])  # sacrebleu counts the references only in a score
    names = (f"chrF{metrics.chrf.beta}", "BLEU", "TER")
    pairs = zip(names, metrics, strict=True)
    return " ".join(f"{name}|{metric.get_signature()}" for name, metric in pairs)


def _groups(units: pl.DataFrame) -> Iterator[tuple[_Source, str, list[_Variant]]]:
    """Yield (French text, language, its variants in order) for French found in several units."""
    sources: dict[tuple[str, str], _Source] = {}
    variants: defaultdict[tuple[str, str], dict[str, _Variant]] = defaultdict(dict)
    columns = units.select("tuid", "doc", "index", "lang", "text")
    for tuid, doc, index, lang, text in columns.iter_rows():
        if lang == PIVOT:
            sources[doc, tuid] = _Source(text, doc, index)
        else:
            variants[doc, tuid][lang] = _Variant(tuid, text)
    repeated: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for unit, source in sources.items():
        repeated[same(source.text)].append(unit)
    for members in repeated.values():
        for lang in OTHERS:
            found = [variants[unit][lang] for unit in members if lang in variants[unit]]
            yield sources[members[0]], lang, found


def _distinct(variants: Sequence[_Variant]) -> dict[str, int]:
    """Return each different text as it first stands, and how often: the most frequent first."""
    texts: dict[str, str] = {}
    for variant in variants:
        texts.setdefault(same(variant.text), variant.text)
    counts = Counter(same(variant.text) for variant in variants)
    return {texts[same]: count for same, count in counts.most_common()}


def same(text: str) -> str:
    """Return what two texts share when they differ in spaces and case only."""
    return " ".join(text.split()).casefold()
