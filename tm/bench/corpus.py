"""A corpus shaped like that of the United Nations, of any size: the same for the same seed.

    lengths = document_lengths(300, LIKE_UN)              half of them under 40 paragraphs
    clauses = write_corpus(folder, lengths, rows)

The lengths are those of a log-normal distribution at evenly spaced shares, so that a small corpus
has the long tail too. The published figures (Ziemski, Junczys-Dowmunt and Pouliquen 2016, "The
United Nations Parallel Corpus v1.0": half of the documents under 40 paragraphs, four fifths under
137) fix it. The text is real rows and recombinations of them (`tm.bench.material`), in each
document with lines deleted, joined and split by language (`align.perturb`); three paragraphs in
five are numbered.
"""

import math
import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

from align.perturb import perturb
from corpora.schema import LANGUAGES, PIVOT
from tm.bench.material import Row, make_units

LONGEST = 4_000
"""Paragraphs of a document at most; one in 1,200 of the distribution is longer."""

NUMBERED = 0.6
"""Share of the paragraphs that have a number."""


class Shape(NamedTuple):
    """A log-normal distribution of paragraphs a document."""

    median: float
    spread: float  # standard deviation of the logarithm


LIKE_UN = Shape(40.0, math.log(137 / 40) / NormalDist().inv_cdf(0.8))
"""Half under 40 paragraphs, four fifths under 137; 117 on average, as published too."""

SHORT = Shape(6.0, 0.5)
"""Letters and notes: what a corpus has most of, and where the cost of a document shows."""


def document_lengths(documents: int, shape: Shape, *, seed: int = 3) -> list[int]:
    """Return the paragraphs of each of some documents, long and short ones mixed."""
    normal = NormalDist(math.log(shape.median), shape.spread)
    shares = ((place + 0.5) / documents for place in range(documents))
    lengths = [min(LONGEST, max(1, round(math.exp(normal.inv_cdf(share))))) for share in shares]
    random.Random(seed).shuffle(lengths)  # noqa: S311  (no secret)
    return lengths


def write_corpus(folder: Path, lengths: Sequence[int], rows: Sequence[Row]) -> int:
    """Write a document of each length into `folder`; return the French clauses of all.

    Each is a folder of six text files, a paragraph to a line.
    """
    units = make_units(rows, sum(lengths))
    clauses = 0
    for number, length in enumerate(lengths):
        document = folder / f"D-{number:06}"
        document.mkdir(parents=True)
        texts = _document([*islice(units, length)], number)
        for lang, lines in texts.items():
            (document / f"{lang}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        clauses += len(texts[PIVOT])
    return clauses


def _document(rows: Sequence[Row], seed: int) -> dict[str, list[str]]:
    """Return the paragraphs of a document by language; none is without text."""
    numbers = [*_numbers(len(rows), random.Random(seed))]  # noqa: S311  (as above)
    versions = {
        lang: [f"{number}{row[lang]}" for number, row in zip(numbers, rows, strict=True)]
        for lang in LANGUAGES
    }
    found = perturb(versions, seed=seed).segments
    return {lang: found[lang] or versions[lang] for lang in LANGUAGES}


def _numbers(paragraphs: int, chance: random.Random) -> Iterator[str]:
    """Yield what stands before each paragraph: its number, or nothing."""
    number = 0
    for _ in range(paragraphs):
        if chance.random() < NUMBERED:
            number += 1
            yield f"{number}. "
        else:
            yield ""
