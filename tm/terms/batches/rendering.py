"""The third step: what is still open in one batch is sought; its units and a sample teach.

    render_batch(3, job=job, units=2_000_000)        # writes LISTED of the batch, complete

The units in which a concept of the batch is open are there with their texts, all of them; how
common words are elsewhere is told by the sample, each unit of which stands for many.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl

from corpora.schema import LANGUAGES, OTHERS, PIVOT
from tm.folder import write_parquet
from tm.terms.batches.job import Job, background, known, lexicon
from tm.terms.batches.listing import LISTED
from tm.terms.batches.splitting import SPLIT, TEXTS, folder_of, read_split
from tm.terms.match import Match
from tm.terms.occurrences import FULL, NO_VARIANT, UNMATCHED, Entry, Found, Occurrence, Unit
from tm.terms.unlisted import Corpus, find_unlisted

FOUND = Found._fields

Key = tuple[int, int]
"""The place of a unit, and that of an occurrence in its French."""


def rendered_path(job: Job, batch: int) -> Path:
    """Return the file of what was found in a batch."""
    return job.folder / "rendered" / f"{batch:06d}.parquet"


def render_batch(batch: int, *, job: Job, units: int) -> None:
    """Write LISTED of a batch, what was open sought; `units` is how many the corpus has."""
    folder = folder_of(job, batch)
    rows = read_split(folder / "rows", SPLIT, "place", "fr_start", "lang")
    texts = read_split(folder / "texts", TEXTS, "place")
    own = rows.filter("own").select(LISTED.names())
    if texts.height:
        found = _seek(rows, texts, job, units)
        own = _filled(own, found)
    write_parquet(own, rendered_path(job, batch))


def _seek(
    rows: pl.DataFrame, texts: pl.DataFrame, job: Job, units: int
) -> dict[str, dict[Key, Found]]:
    """Return what is found of the occurrences of the batch that are open, by language."""
    places = {place: number for number, place in enumerate(texts["place"])}
    inside = rows.filter(pl.col("place").is_in(texts["place"].implode()))
    keys, occurrences = _occurrences(inside, places)
    concepts = {*rows.filter("own")["concept"]}
    corpus = _corpus(texts, occurrences, concepts, job, units)
    closed = rows.filter("own", ~pl.col("place").is_in(texts["place"].implode()))
    result: dict[str, dict[Key, Found]] = {}
    for lang in OTHERS:
        known_rows = inside.filter(pl.col("lang") == lang, pl.col("method") != NO_VARIANT)
        found = {
            keys[place, start]: Found(*each)
            for place, start, *each in known_rows.select("place", "fr_start", *FOUND).iter_rows()
        }
        open_numbers = [
            number
            for number, each in found.items()
            if each.method == UNMATCHED and occurrences[number].entry.concept in concepts
        ]
        if open_numbers:
            entries = [e for e in known(job).entries.get(lang, []) if e.concept in concepts]
            told = find_unlisted(lang, corpus, found, open_numbers, entries, _tally(closed, lang))
            result[lang] = _by_key(told, occurrences, concepts, [*keys])
    return result


def _occurrences(
    rows: pl.DataFrame, places: Mapping[int, int]
) -> tuple[dict[Key, int], list[Occurrence]]:
    """Return the occurrences in their order, and the number of each."""
    once = rows.filter(pl.col("lang") == PIVOT).select("place", "fr_start", "fr_stop", "concept")
    keys: dict[Key, int] = {}
    occurrences = []
    for place, start, stop, concept in once.iter_rows():
        keys[place, start] = len(keys)
        entry = Entry(concept, "", "", FULL)
        occurrences.append(Occurrence(places[place], Match(start, stop, (0,)), entry))
    return keys, occurrences


def _by_key(
    told: Mapping[int, Found],
    occurrences: Sequence[Occurrence],
    concepts: set[str],
    keys: Sequence[Key],
) -> dict[Key, Found]:
    """Return what was found of the concepts of the batch; of others another batch tells."""
    return {
        keys[number]: found
        for number, found in told.items()
        if occurrences[number].entry.concept in concepts
    }


def _corpus(
    texts: pl.DataFrame,
    occurrences: Sequence[Occurrence],
    concepts: set[str],
    job: Job,
    units: int,
) -> Corpus:
    """Return the units of the batch, and the background and the sample as further ones."""
    own = _units(texts)
    further, all_learnt = background(job)
    sample = _sample(job).filter(~pl.col("place").is_in(texts["place"].implode()))
    sampled = _units(sample)
    learnt = [each for each in all_learnt if each.entry.concept in concepts]
    stands = np.ones(len(own) + len(further) + len(sampled))
    if sampled:
        stands[-len(sampled) :] = max(1.0, (units - len(own)) / sample.height)
    return Corpus(own, [*further, *sampled], occurrences, learnt, lexicon(job), stands)


def _units(texts: pl.DataFrame) -> list[Unit]:
    return [
        Unit(
            tuid,
            doc,
            {lang: text for lang, text in zip(LANGUAGES, found, strict=True) if text is not None},
        )
        for _, doc, tuid, *found in texts.iter_rows()
    ]


@lru_cache(maxsize=1)
def _sample(job: Job) -> pl.DataFrame:
    return read_split(job.folder / "sample", TEXTS, "place")


def _tally(closed: pl.DataFrame, lang: str) -> dict[str, Counter[str]]:
    """Return the forms that stand in units in which nothing is open, by concept."""
    tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counted = closed.filter(pl.col("lang") == lang).drop_nulls("form").group_by("concept", "form")
    for concept, form, count in counted.len().sort("concept", "form").iter_rows():
        tally[concept][form] = count
    return tally


def _filled(rows: pl.DataFrame, found: Mapping[str, Mapping[Key, Found]]) -> pl.DataFrame:
    """Return `rows` with what was found instead of what was open."""
    schema = {name: LISTED[name] for name in ("place", "fr_start", "lang", *FOUND)}
    table = pl.DataFrame(
        [(*key, lang, *each) for lang, many in found.items() for key, each in many.items()],
        schema=schema,
        orient="row",
    ).with_columns(sought=True)
    key = ["place", "fr_start", "lang"]
    both = rows.join(table, on=key, how="left", maintain_order="left")
    filled = (
        pl.when("sought").then(pl.col(f"{name}_right")).otherwise(pl.col(name)).alias(name)
        for name in FOUND
    )
    return both.with_columns(*filled).select(LISTED.names())
