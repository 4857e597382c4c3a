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
from hashlib import blake2b
from itertools import permutations
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from corpora.schema import LANGUAGE, OTHERS, PIVOT, UNITS, conform
from tm.parts import part_paths

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


class Repeats(NamedTuple):
    """The table and what its numbers were computed with."""

    table: pl.DataFrame  # REPEATS
    signature: str  # of chrF, which the table is sorted by, as sacrebleu writes it


class _Variant(NamedTuple):
    tuid: str
    text: str


class _Metrics(NamedTuple):
    """The scores of one language."""

    chrf: CHRF
    bleu: BLEU
    ter: TER


def find_repeats(units: pl.DataFrame) -> Repeats:
    """Return the repeated French clauses of `units` (UNITS) whose translations differ.

    The lowest chrF first; ties in order of first occurrence, then of language.
    """
    rows = [
        (fr, lang, len(found), *_compare(texts, lang), [each.tuid for each in found], _signed(lang))
        for fr, lang, found in _groups(conform(units, UNITS, name="units"))
        if len(texts := _distinct(found)) > 1
    ]
    table = pl.DataFrame(rows, schema=REPEATS, orient="row").sort("chrf", maintain_order=True)
    return Repeats(table, _signed(PIVOT).partition(" ")[0])


def repeats_in(build: Path) -> Repeats:
    """Return what `find_repeats` gives for the units of a build, one file of them at a time.

    Held are 8 bytes for each unit, and the units that are repeated. They go by document and
    place, so that it is the same for one file and for many.
    """
    paths = part_paths(build, "units")
    hashes = [_hashes(path) for path in paths]
    values, counts = np.unique(np.concatenate(hashes), return_counts=True)
    repeated = values[counts > 1]
    files = zip(paths, hashes, strict=True)
    kept = pl.concat(_kept(path, np.isin(found, repeated)) for path, found in files)
    return find_repeats(kept.sort("doc", "index", "lang"))


def _hashes(path: Path) -> NDArray[np.uint64]:
    """Return a number for the French text of each unit of a file, equal for equal texts."""
    texts = pl.scan_parquet(path).filter(pl.col("lang") == PIVOT).select("text").collect()
    numbers = (blake2b(_same(text).encode(), digest_size=8).digest() for text in texts["text"])
    return np.frombuffer(b"".join(numbers), dtype=np.uint64)


def _kept(path: Path, wanted: NDArray[np.bool_]) -> pl.DataFrame:
    """Return the units of a file whose French, counted in its order, is wanted."""
    units = pl.read_parquet(path)
    french = units.filter(pl.col("lang") == PIVOT).filter(pl.Series(wanted))
    return units.join(french.select("doc", "tuid"), on=["doc", "tuid"], how="semi")


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


def _distinct(variants: Sequence[_Variant]) -> dict[str, int]:
    """Return each different text as it first stands, and how often: the most frequent first."""
    texts: dict[str, str] = {}
    for variant in variants:
        texts.setdefault(_same(variant.text), variant.text)
    counts = Counter(_same(variant.text) for variant in variants)
    return {texts[same]: count for same, count in counts.most_common()}


def _same(text: str) -> str:
    """Return what two texts share when they differ in spaces and case only."""
    return " ".join(text.split()).casefold()
