"""What every task about one corpus needs: a folder, and what is in it, opened once a process.

    job = prepare(folder, terms, (), shipped(), sample=10_000)
    known(job).entries["fr"]        # the forms of the termbase
    lexicon(job)

A task that goes to another process carries the name of the folder, not what is in it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from align.lexicon import RECORD, Lexicon, load, save
from corpora.schema import LANGUAGES, PIVOT
from tm.folder import write_parquet
from tm.terms.match import FormIndex
from tm.terms.occurrences import Entry, Occurrence, Unit, entries_of, occurrences_in
from tm.terms.renderings import unseen

TERMS_FILE, BACKGROUND, LEXICON = "terms.parquet", "background.parquet", "lexicon"


class Job(NamedTuple):
    """The folder of a corpus's intermediate files, which all processes see."""

    folder: Path
    key: str  # tells it from an earlier one in the same place
    sample: int  # units that tell every batch how common words are where its terms are not


class Known(NamedTuple):
    """The termbase."""

    terms: pl.DataFrame
    entries: Mapping[str, Sequence[Entry]]
    french: FormIndex


def prepare(
    folder: Path,
    terms: pl.DataFrame,
    background: Sequence[Mapping[str, str]],
    lexicon: Lexicon,
    *,
    sample: int,
) -> Job:
    """Write what the tasks need to `folder`."""
    write_parquet(terms, folder / TERMS_FILE)
    schema = dict.fromkeys(LANGUAGES, pl.String())
    rows = pl.DataFrame(unseen(background, ()), schema=schema)
    write_parquet(rows, folder / BACKGROUND)
    own = folder / LEXICON
    own.mkdir()
    pairs = {pair: entries for pair, entries in lexicon.pairs.items() if PIVOT in pair}
    save(Lexicon(pairs, lexicon.models), own)
    (own / RECORD).write_text("{}", encoding="utf-8")
    digest = hashlib.sha256(str(folder).encode())
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        digest.update(path.read_bytes())
    return Job(folder, digest.hexdigest(), sample)


@lru_cache(maxsize=1)
def known(job: Job) -> Known:
    """Return the termbase of `job`."""
    terms = pl.read_parquet(job.folder / TERMS_FILE)
    entries = entries_of(terms)
    french = FormIndex([entry.form for entry in entries[PIVOT]], lang=PIVOT)
    return Known(terms, entries, french)


@lru_cache(maxsize=1)
def lexicon(job: Job) -> Lexicon:
    """Return the lexicon of `job`."""
    return load(job.folder / LEXICON)


@lru_cache(maxsize=1)
def background(job: Job) -> tuple[list[Unit], list[Occurrence]]:
    """Return the aligned text that only teaches, and where its French has terms."""
    rows = pl.read_parquet(job.folder / BACKGROUND)
    units = [
        Unit("", "", {lang: text for lang, text in row.items() if text is not None})
        for row in rows.iter_rows(named=True)
    ]
    opened = known(job)
    return units, occurrences_in(units, opened.entries[PIVOT], opened.french)
