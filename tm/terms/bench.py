"""Discovery measured: figures on gold beside plain matching, and how time grows with the text.

    for result in accuracy(data):
        result.name, result.scores.overlap["fixed", "ru"]
    for load in speed(data):
        load.name, load.usage.seconds

Two baselines match the citation forms of gold: as substrings without case, and as Snowball
stems (in Chinese, substrings again). Without target forms they find nothing, so they are
compared with what the package finds with the forms given.

What teaches are the other aligned texts of the data folder, their gold unread. Speed takes
French word runs that recur as terms; the baseline of time is stemming every word once.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from corpora.bench.usage import Usage, measure
from corpora.parallel import read_parallel
from corpora.schema import LANGUAGES, OTHERS, PIVOT, RENDERINGS, TERMS
from tm.terms.analysers import ANALYSERS
from tm.terms.function_words import FUNCTION_WORDS
from tm.terms.gold import Gold, Scores, read_gold, score, units_of, with_forms
from tm.terms.renderings import find_renderings
from tm.terms.tokens import fold

FILES = ("un_dev/un_dev.tsv", "parallel/sdg_6way.tsv", "parallel/tico19_6way.tsv")

ALGORITHMS = {"fr": "french", "en": "english", "es": "spanish", "ru": "russian", "ar": "arabic"}

SIZES = (500, 1_000, 2_000, 4_000)
"""Units of the measurements of time."""

TERMS_SOUGHT, STANDARD, MOST_SECONDS = 500, 2_000, 20.0
"""Terms of each measurement; the units of the one with a target, and the target."""

Row = dict[str, str]
Stem = Callable[[str], str]


class Result(NamedTuple):
    """One way to find renderings, and how near it comes to gold."""

    name: str
    scores: Scores


class Load(NamedTuple):
    """One measurement of time."""

    name: str
    units: int
    usage: Usage[int]  # its result: renderings found
    most_seconds: float | None = None

    @property
    def reached(self) -> bool:
        """Whether no target is missed."""
        return self.most_seconds is None or self.usage.seconds <= self.most_seconds


def accuracy(data: Path) -> Iterator[Result]:
    """Yield the figures of each way as it is done."""
    gold = read_gold(data / "goldterms")
    background = [row for name in FILES for row in read_parallel(data / name)]
    forms = with_forms(gold)
    yield Result("raw substring, forms given", score(matched(gold, forms, _raw), gold))
    yield Result("Snowball, forms given", score(matched(gold, forms, _snowball), gold))
    given = find_renderings(gold.units, forms, background=background)
    yield Result("hexapla, forms given", score(given, gold))
    alone = find_renderings(gold.units, gold.terms)
    yield Result("hexapla, French only, nothing but the sentences", score(alone, gold))
    found = find_renderings(gold.units, gold.terms, background=background)
    yield Result("hexapla, French only", score(found, gold))


Words = list[tuple[int, int, str]]


def matched(gold: Gold, terms: pl.DataFrame, cut: Callable[[str, str], Words]) -> pl.DataFrame:
    """Return RENDERINGS found by equal words as `cut` gives them, the k-th for the k-th."""
    texts = {
        (tuid, lang): text
        for tuid, lang, text in gold.units.select("tuid", "lang", "text").iter_rows()
    }
    forms: dict[tuple[str, str], list[str]] = {}
    for concept, lang, form, _ in terms.iter_rows():
        forms.setdefault((concept, lang), []).append(form)
    rows = []
    seen: Counter[tuple[str, str, str]] = Counter()
    for concept, tuid, begin, lang in sorted(gold.renderings):
        spans = sorted(
            (*span, form)
            for form in forms.get((concept, lang), [])
            for span in _spans(cut(form, lang), cut(texts.get((tuid, lang), ""), lang))
        )
        place = seen[concept, tuid, lang]
        seen[concept, tuid, lang] += 1
        start, stop, form = spans[place] if place < len(spans) else (None, None, None)
        place_in_french = (concept, tuid, "", begin, begin + 1)
        rows.append((*place_in_french, lang, start, stop, None, form, "", None, None, None))
    return pl.DataFrame(rows, schema=RENDERINGS, orient="row")


def _spans(form: Words, text: Words) -> Iterator[tuple[int, int]]:
    sought = [word for _, _, word in form]
    for first in range(len(text) - len(sought) + 1 if sought else 0):
        if [word for _, _, word in text[first : first + len(sought)]] == sought:
            yield text[first][0], text[first + len(sought) - 1][1]


def _raw(text: str, lang: str) -> Words:
    del lang
    return [(place, place + 1, char.casefold()) for place, char in enumerate(text)]


def _snowball(text: str, lang: str) -> Words:
    if lang not in ALGORITHMS:
        return _raw(text, lang)
    stem = _stemmer(lang)
    return [
        (found.start(), found.end(), stem(fold(found[0])))
        for found in ANALYSERS[lang].pattern.finditer(text)
        if found[0][0].isalnum()
    ]


@cache
def _stemmer(lang: str) -> Stem:
    import snowballstemmer  # noqa: PLC0415  (a package of the extra "bench")

    stem: Stem = snowballstemmer.stemmer(ALGORITHMS[lang]).stemWord
    return cache(stem)


def speed(data: Path) -> Iterator[Load]:
    """Yield the time of each size as it is measured, and that of stemming the standard size."""
    rows = [row for name in FILES for row in read_parallel(data / name)]
    rows = [row for row in rows if all(row.get(lang) for lang in LANGUAGES)]
    terms = recurring(rows, TERMS_SOUGHT)
    for size in SIZES:
        usage = measure(partial(_finding, terms), rows[:20], rows[:size])
        target = MOST_SECONDS if size == STANDARD else None
        yield Load("find renderings", size, usage, target)
    yield Load("Snowball", STANDARD, measure(_stemming, rows[:20], rows[:STANDARD]))


def recurring(rows: Sequence[Mapping[str, str]], terms: int) -> list[str]:
    """Return the French runs of two or three words that recur most and hold no function word."""
    count: Counter[str] = Counter()
    for row in rows:
        words = [word.lower() for word in ANALYSERS[PIVOT].pattern.findall(row[PIVOT])]
        for size in (2, 3):
            runs = zip(*(words[shift:] for shift in range(size)), strict=False)
            count.update({" ".join(run) for run in runs if all(map(_counts, run))})
    return sorted(count, key=lambda run: (-count[run], run))[:terms]


def _counts(word: str) -> bool:
    return word.isalpha() and word not in FUNCTION_WORDS[PIVOT]


def _finding(terms: list[str]) -> Callable[[list[Row]], int]:
    table = [(term, PIVOT, term, "preferred") for term in terms]
    frame = pl.DataFrame(table, schema=TERMS, orient="row")

    def find(rows: list[Row]) -> int:
        found = find_renderings(units_of(rows), frame)
        return found.filter(pl.col("lang") != PIVOT)["start"].count()

    return find


def _stemming() -> Callable[[list[Row]], int]:
    def stem(rows: list[Row]) -> int:
        return sum(len(_snowball(row[lang], lang)) for row in rows for lang in (PIVOT, *OTHERS))

    return stem
