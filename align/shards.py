"""Parallel text on disk as token numbers, shard by shard: what a lexicon is learned from at scale.

    corpus = write_shards(rows, folder, sizes=Sizes())
    number_shards(corpus, models, executor)
    for samples in blocks(corpus, 0, ("fr", "ru")):     # of one shard, block by block
        …

A block is a fixed number of rows from the first one on, a shard is some blocks. What is a fraction
is added up inside a block, so that it makes no difference how many shards there are. Anchors are
left out: each means itself.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from hashlib import blake2b
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from align.em import Flat
from align.pieces import PIECES
from align.tokens import is_anchor, tokenize
from corpora.reduction import reduced
from corpora.schema import LANGUAGES

Row = Mapping[str, str]

Pair = tuple[str, str]


class Sizes(NamedTuple):
    """How much is looked at together; the number of shards changes nothing, the others do."""

    block: int = 50_000  # rows; a corpus of no more is trained at once
    shard: int = 4  # blocks
    sentences: int = 200_000  # that a sentencepiece model is trained on
    tokens: int = 200_000  # of a language, the most frequent
    partners: int = 200  # of one token, in a block and in all
    entries: int = 4_000_000  # of a table


class Corpus(NamedTuple):
    """A corpus on disk."""

    folder: Path
    sizes: Sizes
    shards: int
    total: int  # rows
    rows: dict[str, int]  # by language
    shared: dict[Pair, int]  # by pair, in the order of the languages

    @property
    def numbers(self) -> range:
        """Return the numbers of the shards."""
        return range(self.shards)


def write_shards(rows: Iterable[Row], folder: Path, *, sizes: Sizes) -> Corpus:
    """Write the texts of `rows` to `folder`, and the sentences that models are trained on."""
    count: Counter[str] = Counter()
    shared: Counter[Pair] = Counter()
    kept: dict[str, list[tuple[int, int, str]]] = {lang: [] for lang in PIECES}
    shards, place = 0, -1
    texts: list[list[str | None]] = []
    for place, row in enumerate(rows):
        known = [lang for lang in LANGUAGES if lang in row]
        count.update(known)
        shared.update(combinations(known, 2))
        for lang in kept.keys() & row.keys():
            _keep(kept[lang], row[lang], place, sizes.sentences)
        texts.append([row.get(lang) for lang in LANGUAGES])
        if len(texts) == sizes.block * sizes.shard:
            _write(texts, folder, shards)
            shards, texts = shards + 1, []
    if texts:
        _write(texts, folder, shards)
        shards += 1
    for lang, heap in kept.items():
        sentences = [text for _, text in sorted((-place, text) for _, place, text in heap)]
        table = pl.DataFrame({"text": sentences}, schema={"text": pl.String()})
        save(table, folder / f"sentences-{lang}.parquet")
    return Corpus(folder, sizes, shards, place + 1, dict(count), dict(shared))


def _keep(heap: list[tuple[int, int, str]], text: str, place: int, most: int) -> None:
    """Keep the `most` sentences with the least hashes, of equal ones those that come first."""
    digest = blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()
    item = (-int.from_bytes(digest, "big"), -place, text)
    if len(heap) < most:
        heapq.heappush(heap, item)
    else:
        heapq.heappushpop(heap, item)


def sentences(corpus: Corpus, lang: str) -> list[str]:
    """Return the sentences that a model is trained on, in the order of the corpus."""
    return pl.read_parquet(corpus.folder / f"sentences-{lang}.parquet")["text"].to_list()


def _write(texts: list[list[str | None]], folder: Path, number: int) -> None:
    schema = dict.fromkeys(LANGUAGES, pl.String())
    save(pl.DataFrame(texts, schema=schema, orient="row"), _texts(folder, number))


def save(table: pl.DataFrame, path: Path) -> None:
    """Write `table` by way of memory: a full disk is then an `OSError`, as for any other file."""
    stream = BytesIO()
    table.write_parquet(stream)
    path.write_bytes(stream.getbuffer())


def _texts(folder: Path, number: int) -> Path:
    return folder / f"texts-{number:05d}.parquet"


def number_shards(corpus: Corpus, models: Mapping[str, bytes], executor: Executor) -> None:
    """Write the tokens of every shard as numbers, and the vocabulary of every language."""
    for lang, model in models.items():
        (corpus.folder / f"{lang}.model").write_bytes(model)
    for lang in corpus.rows:
        cut = partial(_cut, corpus=corpus, lang=lang)
        counted = [*executor.map(cut, corpus.numbers)]
        whole = pl.read_parquet(reduced(executor, _add, counted))
        save(_prune(whole, corpus.sizes.tokens), _vocabulary(corpus, lang))
        for _ in executor.map(partial(_number, corpus=corpus, lang=lang), corpus.numbers):
            pass


def _cut(number: int, *, corpus: Corpus, lang: str) -> Path:
    """Write the tokens of a shard, and how often each stands: token, count, first."""
    texts = pl.read_parquet(_texts(corpus.folder, number), columns=[lang])[lang]
    path = corpus.folder / f"{lang}.model"
    model = path.read_bytes() if path.is_file() else None
    found = tokenize(texts.drop_nulls().to_list(), model=model, lang=lang)
    vocabulary: dict[str, int] = {}
    numbers = [
        [vocabulary.setdefault(token, len(vocabulary)) for token in known if not is_anchor(token)]
        for known in found
    ]
    flat = np.array([each for known in numbers for each in known], dtype=np.int32)
    sizes = np.zeros(len(texts), dtype=np.int64)
    there = texts.is_not_null().to_numpy()
    sizes[there] = [len(known) for known in numbers]
    at = np.concatenate([[0], np.cumsum(sizes)])
    np.savez(_cut_tokens(corpus, number, lang), tokens=flat, at=at, there=there)
    counted = pl.DataFrame(
        {
            "token": pl.Series([*vocabulary], dtype=pl.String),
            "count": np.bincount(flat, minlength=len(vocabulary)),
            "first": np.int64(number) << 40 | np.arange(len(vocabulary), dtype=np.int64),
        }
    )
    path = corpus.folder / f"counts-{lang}-{number:05d}.parquet"
    save(counted, path)
    return path


def _add(paths: Sequence[Path]) -> Path:
    """Add up counts of tokens; a file of its own, so that it can be done once more."""
    both = pl.concat([pl.read_parquet(path) for path in paths])
    total = both.group_by("token").agg(pl.col("count").sum(), pl.col("first").min())
    path = paths[0].with_name(f"{paths[0].stem}-sum.parquet")
    save(total.sort("first"), path)
    return path


def _prune(counted: pl.DataFrame, most: int) -> pl.DataFrame:
    """Return the most frequent tokens, in the order in which they first stand."""
    kept = counted.sort(["count", "first"], descending=[True, False]).head(most)
    return kept.sort("first").select("token").with_row_index("number")


def _number(number: int, *, corpus: Corpus, lang: str) -> None:
    """Write the tokens of a shard as numbers of the vocabulary; what is not in it is left out."""
    own = pl.read_parquet(corpus.folder / f"counts-{lang}-{number:05d}.parquet")
    known = pl.read_parquet(_vocabulary(corpus, lang))
    numbers = own.select("token").join(known, on="token", how="left", maintain_order="left")
    found = numbers["number"].cast(pl.Int32).fill_null(-1).to_numpy()
    with np.load(_cut_tokens(corpus, number, lang)) as data:
        tokens, at, there = found[data["tokens"]], data["at"], data["there"]
    kept = np.concatenate([[0], np.cumsum(tokens >= 0)])
    path = _tokens(corpus, number, lang)
    np.savez(path, tokens=tokens[tokens >= 0], at=kept[at], there=there)


def _vocabulary(corpus: Corpus, lang: str) -> Path:
    return corpus.folder / f"vocabulary-{lang}.parquet"


def vocabulary(corpus: Corpus, lang: str) -> dict[str, int]:
    """Return the tokens of a language with their numbers."""
    table = pl.read_parquet(_vocabulary(corpus, lang))
    return dict(zip(table["token"], table["number"], strict=True))


def _cut_tokens(corpus: Corpus, number: int, lang: str) -> Path:
    return corpus.folder / f"cut-{lang}-{number:05d}.npz"


def _tokens(corpus: Corpus, number: int, lang: str) -> Path:
    return corpus.folder / f"tokens-{lang}-{number:05d}.npz"


def blocks(corpus: Corpus, number: int, pair: Pair) -> Iterator[Flat]:
    """Yield the rows of each block of a shard that have both languages."""
    sides = []
    for lang in pair:
        with np.load(_tokens(corpus, number, lang)) as data:
            sides.append((data["tokens"], data["at"], data["there"]))
    both = np.flatnonzero(sides[0][2] & sides[1][2])
    for begin in range(0, len(sides[0][2]), corpus.sizes.block):
        rows = both[(both >= begin) & (both < begin + corpus.sizes.block)]
        ours, theirs = (_taken(tokens, at, rows) for tokens, at, _ in sides)
        yield (*ours, *theirs, np.ones(len(rows)))


def _taken(
    tokens: NDArray[np.int32], at: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the tokens of some rows end to end, and their borders."""
    sizes = at[rows + 1] - at[rows]
    borders = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    places = np.arange(borders[-1]) + np.repeat(at[rows] - borders[:-1], sizes)
    return tokens[places].astype(np.int32), borders
