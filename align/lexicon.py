"""The lexicon: which tokens translate which, for every pair of languages, on disk and in use.

    lexicon = shipped()
    forward, backward = lexicon.tables(("fr", "ru"), {"secur": 0}, {"безоп": 0})

A lexicon is a folder: `<a>-<b>.parquet`, one row a token pair with both probabilities;
`<lang>.model`, the sentencepiece model that cuts the tokens of a language without stems; and
`lexicon.json`, the record of what it was trained on. It holds no text.

Why Parquet: the entries of a pair load in milliseconds and pack to a few hundred kilobytes.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from align.table import Table, from_entries
from align.tokens import processor
from corpora.errors import InputError

ENTRIES = pl.Schema(
    {
        "source": pl.String(),
        "target": pl.String(),
        "forward": pl.Float32(),  # t(target | source), 0..1
        "backward": pl.Float32(),  # t(source | target), 0..1
    }
)
"""One row per pair of tokens of two languages."""

RECORD = "lexicon.json"
"""The record of a lexicon; a folder without it is none."""

PAIR_FILES, MODEL_FILES = "*-*.parquet", "*.model"

Pair = tuple[str, str]


class _Index(NamedTuple):
    """The entries of one pair, with tokens as numbers."""

    sources: dict[str, int]
    targets: dict[str, int]
    offset: NDArray[np.int64]  # (sources + 1,), where the entries of each source begin
    target: NDArray[np.int64]  # (entries,)
    forward: NDArray[np.float32]
    backward: NDArray[np.float32]


class Lexicon:
    """What is known of several languages before a document is seen.

    A class for the sake of its state: indices and word lists are made once, when first asked for.
    """

    def __init__(
        self,
        pairs: Mapping[Pair, pl.DataFrame],
        models: Mapping[str, bytes],
        *,
        sha256: str | None = None,
    ) -> None:
        """Hold ENTRIES by (source, target) language, and sentencepiece models by language.

        `sha256` is that of the record of a lexicon that was loaded.
        """
        self.sha256 = sha256
        self.pairs = dict(pairs)
        self.models = dict(models)
        self._indices: dict[Pair, _Index] = {}
        self._words: dict[str, frozenset[str]] = {}

    def tables(
        self, pair: Pair, source: Mapping[str, int], target: Mapping[str, int]
    ) -> tuple[Table, Table]:
        """Return t(target | source) and t(source | target) over two vocabularies.

        Vocabularies are token -> number from 0; the tables have their sizes, and are empty for
        a pair of languages that the lexicon does not know.
        """
        if pair not in self.pairs and pair[::-1] in self.pairs:
            backward, forward = self.tables(pair[::-1], target, source)
            return forward, backward
        known = self._index(pair)
        place, ours = _rows(known, source)
        theirs = _renumber(known.targets, target)[known.target[place]]
        both = theirs >= 0
        place, ours, theirs = place[both], ours[both], theirs[both]
        forth, back = known.forward[place] > 0, known.backward[place] > 0
        return (
            from_entries(
                ours[forth], theirs[forth], known.forward[place[forth]], sources=len(source)
            ),
            from_entries(
                theirs[back], ours[back], known.backward[place[back]], sources=len(target)
            ),
        )

    def words(self, lang: str) -> frozenset[str]:
        """Return the tokens of a language that occur in any pair."""
        if lang not in self._words:
            columns = (
                table[side]
                for pair, table in self.pairs.items()
                for side, code in zip(("source", "target"), pair, strict=True)
                if code == lang
            )
            self._words[lang] = frozenset(token for column in columns for token in column.unique())
        return self._words[lang]

    def _index(self, pair: Pair) -> _Index:
        if pair not in self._indices:
            self._indices[pair] = _number(self.pairs.get(pair, pl.DataFrame(schema=ENTRIES)))
        return self._indices[pair]


EMPTY = Lexicon({}, {})
"""The lexicon that knows nothing."""


def _number(entries: pl.DataFrame) -> _Index:
    sources, targets = (entries[side].unique().sort() for side in ("source", "target"))
    source, target = (
        entries[side].cast(pl.Enum(tokens)).to_physical().to_numpy().astype(np.int64)
        for side, tokens in (("source", sources), ("target", targets))
    )
    order = np.argsort(source, kind="stable")
    return _Index(
        {token: number for number, token in enumerate(sources)},
        {token: number for number, token in enumerate(targets)},
        np.searchsorted(source[order], np.arange(len(sources) + 1)),
        target[order],
        entries["forward"].to_numpy()[order],
        entries["backward"].to_numpy()[order],
    )


def _rows(known: _Index, wanted: Mapping[str, int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the places of all entries of the wanted sources, and the wanted number of each.

    Only their rows are looked at: a letter has a hundred words, a lexicon ten thousand.
    """
    found = [(at, n) for token, n in wanted.items() if (at := known.sources.get(token, -1)) >= 0]
    row, number = np.array(found, dtype=np.int64).reshape(-1, 2).T
    sizes = known.offset[row + 1] - known.offset[row]
    skipped = known.offset[row] - np.cumsum(sizes) + sizes
    return np.repeat(skipped, sizes) + np.arange(sizes.sum()), np.repeat(number, sizes)


def _renumber(known: Mapping[str, int], wanted: Mapping[str, int]) -> NDArray[np.int64]:
    """Return for each known token its wanted number, or -1."""
    numbers = np.full(len(known), -1, dtype=np.int64)
    for token, number in wanted.items():
        place = known.get(token)
        if place is not None:
            numbers[place] = number
    return numbers


@cache
def shipped() -> Lexicon:
    """Return the lexicon that comes with the package."""
    with as_file(files("align") / "un") as folder:
        return load(folder)


def load(folder: Path) -> Lexicon:
    """Return the lexicon in `folder`.

    Raises `InputError` if the folder holds none or one of its files is broken.
    """
    if not (folder / RECORD).is_file():
        raise InputError(f"{folder}: holds no lexicon (no {RECORD}); make one with `hexapla train`")
    pairs = {}
    for path in sorted(folder.glob(PAIR_FILES)):
        source, target = path.stem.split("-", 1)
        pairs[source, target] = _read(path)
    models = {path.stem: _read_model(path) for path in sorted(folder.glob(MODEL_FILES))}
    sha256 = hashlib.sha256((folder / RECORD).read_bytes()).hexdigest()
    return Lexicon(pairs, models, sha256=sha256)


def _read(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path).match_to_schema(ENTRIES)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError(f"{path}: is broken; train the lexicon again") from error


def _read_model(path: Path) -> bytes:
    try:
        model = path.read_bytes()
        processor(model)
    except (RuntimeError, OSError) as error:
        raise InputError(f"{path}: is broken; train the lexicon again") from error
    return model


def save(lexicon: Lexicon, folder: Path) -> None:
    """Write the pairs and models of `lexicon` into an existing folder, instead of those in it.

    The record is not written.
    """
    for pattern in (PAIR_FILES, MODEL_FILES):
        for path in folder.glob(pattern):
            path.unlink()
    for (source, target), entries in lexicon.pairs.items():
        path = folder / f"{source}-{target}.parquet"
        entries.sort("source", "target").write_parquet(path, compression="zstd")
    for lang, model in lexicon.models.items():
        (folder / f"{lang}.model").write_bytes(model)
