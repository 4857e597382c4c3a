"""Fuzzy look-up measured: time of each query, and what brute force finds that it does not.

    with filled(1_000_000, data, folder) as (memory, size): …
    measure_look_ups(memory, "ar", rows)            LookUps("ar", median=0.002, recall=1.0, …)

Beside it the same memory compared whole with rapidfuzz, by words, and translate-toolkit's matcher
on the first `TOOLKIT_UNITS` units, for more would take it minutes a query.

Why recall by score: of units that are equally good any five are the best five.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from corpora.languages import BY_CODE
from corpora.schema import PIVOT
from tm.bench.material import Row, make_queries, make_units
from tm.lookup.index import update
from tm.lookup.score import score
from tm.lookup.search import look_up
from tm.lookup.words import reduce
from tm.memory.store import Memory, open_memory
from tm.tmx.file import write_tmx
from tm.tmx.unit import TranslationUnit, Variant

Result = TypeVar("Result")

LEAST, MOST = 70, 5

WARM_UP = 100
"""Queries before the measured ones: the compiled loops are loaded by then."""

QUERIES = 400
"""Queries a language that are timed."""

COMPARED = 40
"""Queries a language that brute force answers too."""

_CUTOFF = LEAST / 100 - 1e-9  # lets rounding pass

TOOLKIT_UNITS, TOOLKIT_QUERIES = 10_000, 5

TOOLKIT_LENGTH = 1_000
"""Characters of the longest unit it looks at; with its own limit of 70 it misses most clauses."""


class LookUps(NamedTuple):
    """One language; seconds are processor time of one thread."""

    lang: str
    median: float
    p95: float
    brute: float  # the median of rapidfuzz
    toolkit: float  # the median of translate-toolkit, on TOOLKIT_UNITS
    expected: int  # matches that brute force found
    recall: float  # how many of them were found, or as good ones


class Size(NamedTuple):
    """What a memory takes on disk, beside its text in UTF-8."""

    text_bytes: int
    memory_bytes: int
    index_bytes: int
    seconds: float  # of processor time, to build the index


@contextmanager
def filled(units: int, rows: Sequence[Row], folder: Path) -> Iterator[tuple[Memory, Size]]:
    """Open a new memory in `folder` that has `units` made units, and its index."""
    text = [0]

    def made() -> Iterator[TranslationUnit]:
        for number, row in enumerate(make_units(rows, units)):
            text[0] += sum(len(each.encode()) for each in row.values())
            variants = tuple(Variant(lang, each) for lang, each in row.items())
            yield TranslationUnit(f"bench#{number}", variants)

    path = folder / "units.tmx"
    write_tmx(path, made(), source_language=PIVOT)
    with open_memory(folder / "memory", create=True) as memory:
        memory.add_file(path)
        path.unlink()
        seconds, _ = _timed(partial(update, memory))
        alone, index = (_bytes(memory.folder, pattern) for pattern in ("*", "index/**/*"))
        yield memory, Size(text[0], alone, index, seconds)


def measure_look_ups(memory: Memory, lang: str, rows: Sequence[Row]) -> LookUps:
    """Measure the look-up of edited real clauses of `lang`."""
    queries = make_queries(rows, lang, QUERIES)
    target = next(code for code in BY_CODE if code != lang)
    find = partial(_found, memory, lang, target)
    for text in queries[:WARM_UP]:
        find(text)
    found = [_timed(partial(find, text)) for text in queries]
    expected, brute = _compared(memory, lang, queries[:COMPARED])
    pairs = [*zip(expected, (scores for _, scores in found), strict=False)]
    wanted = sum(len(scores) for scores in expected)
    times = sorted(seconds for seconds, _ in found)
    return LookUps(
        lang,
        statistics.median(times),
        times[int(len(times) * 0.95)],
        brute,
        _toolkit(memory, lang, queries[:TOOLKIT_QUERIES]),
        wanted,
        sum(map(_recalled, pairs)) / wanted if wanted else 1.0,
    )


def _found(memory: Memory, lang: str, target: str, text: str) -> list[int]:
    return [match.score for match in look_up(memory, text, lang, target, LEAST, MOST)]


def _recalled(pair: tuple[Sequence[int], Sequence[int]]) -> int:
    """Return how many of the expected scores, best first, were found, or better ones."""
    return sum(found >= expected for expected, found in zip(*pair, strict=False))


def _compared(memory: Memory, lang: str, queries: Sequence[str]) -> tuple[list[list[int]], float]:
    """Return the best scores of each query among all units, and the median time of a query."""
    symbols: dict[str, str] = {}
    segments = [(unit, _symbols(text, lang, symbols)) for unit, text in memory.segments(lang)]
    words = [text for _, text in segments]
    scorer = Levenshtein.normalized_similarity
    compare = partial(extract, choices=words, scorer=scorer, score_cutoff=_CUTOFF, limit=None)
    near = [_timed(partial(compare, _symbols(text, lang, symbols))) for text in queries]
    best = [
        _best(memory, text, lang, [segments[place][0] for _, _, place in found])
        for text, (_, found) in zip(queries, near, strict=True)
    ]
    return best, statistics.median(seconds for seconds, _ in near)


def _symbols(text: str, lang: str, symbols: dict[str, str]) -> str:
    """Return `text` with a code point a word."""
    words = reduce(text, BY_CODE[lang]).words
    for word in words:
        if word not in symbols:
            number = len(symbols)
            symbols[word] = chr(number if number < 0xD800 else number + 0x800)  # no surrogates
    return "".join([symbols[word] for word in words])


def _best(memory: Memory, text: str, lang: str, ids: Sequence[int]) -> list[int]:
    query, language = reduce(text, BY_CODE[lang]), BY_CODE[lang]
    scores = (score(query, reduce(unit.texts[lang], language)) for unit in memory.units(ids))
    return sorted((points for points in scores if points >= LEAST), reverse=True)[:MOST]


def _toolkit(memory: Memory, lang: str, queries: Sequence[str]) -> float:
    from translate.search.match import matcher  # noqa: PLC0415  (slow to load)
    from translate.storage.pypo import pofile  # noqa: PLC0415  (as above)

    store = pofile()
    for unit, text in islice(memory.segments(lang), TOOLKIT_UNITS):
        store.addsourceunit(text).target = f"{unit}"
    found = matcher(store, max_candidates=MOST, min_similarity=LEAST, max_length=TOOLKIT_LENGTH)
    return statistics.median(_timed(partial(found.matches, text))[0] for text in queries)


def _timed(run: Callable[[], Result]) -> tuple[float, Result]:
    begin = time.thread_time()
    result = run()
    return time.thread_time() - begin, result


def _bytes(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())
