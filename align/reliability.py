"""How far the probabilities of beads may be believed: the reliability table of each language.

    table = measure_reliability({"ru": [(0.97, True), (0.92, False), …]}, signature="…")
    table.bins               RELIABILITY, ten bins of equal width without the empty ones
    table.errors             {"ru": 0.42}
    write_reliability(table, Path("reliability.json"))
    shipped_reliability()    the one of the shipped lexicon

What is in a bin and what the error means is told in `align.calibration`. It judges nothing itself:
what is right is said by gold (`align.bench`) or by reviewers.

Why the table ships with the lexicon: few builds have been reviewed enough to say it of themselves,
and gold is nowhere near the reader's own documents.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import polars as pl

from align.calibration import BINS, calibrate
from corpora.errors import InputError, OutputError
from corpora.schema import LANGUAGE

RELIABILITY = pl.Schema(
    {
        "lang": LANGUAGE,  # beside French
        "low": pl.Float64(),  # the bin is [low, high), the last one with its end
        "high": pl.Float64(),
        "predicted": pl.Float64(),  # mean probability of the beads in it, 0..1
        "observed": pl.Float64(),  # share of them that is right, 0..1
        "n": pl.UInt32(),  # beads in it, at least 1
    }
)
"""One row per language and bin that holds a bead."""

JUDGED = pl.Schema({"lang": LANGUAGE, "probability": pl.Float64(), "right": pl.Boolean()})
"""One row per judged bead: its probability, 0..1, and whether it is right."""

FILE = "reliability.json"
"""The table of the shipped lexicon, in its folder."""

_DIGITS = 6  # of what is written: a bin holds some thousand beads at most

Judged = Sequence[tuple[float, bool]]
"""Probabilities of beads, 0..1, and whether each is right."""


class Reliability(NamedTuple):
    """What was found, and with what."""

    bins: pl.DataFrame  # RELIABILITY
    errors: dict[str, float]  # expected calibration error by language, 0..1
    signature: str  # data, settings and versions, on one line


def measure_reliability(judged: Mapping[str, Judged], *, signature: str) -> Reliability:
    """Return the table of each language of `judged` that has a judged bead, in their order."""
    found = {lang: calibrate(pairs) for lang, pairs in judged.items() if pairs}
    rows = [
        (lang, each.low, each.high, each.probability, each.right, each.size)
        for lang, calibration in found.items()
        for each in calibration.bins
    ]
    bins = pl.DataFrame(rows, schema=RELIABILITY, orient="row")
    return Reliability(bins, {lang: each.error for lang, each in found.items()}, signature)


def signature_of_gold(path: Path, *, documents: int, folds: int) -> str:
    """Return the signature of a table that was measured on held-out gold made of `path`."""
    settings = {
        "hexapla": version("hexapla"),
        "gold": f"{path.name}#{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}",
        "perturbed": f"{documents} documents",
        "held out": f"{folds} folds",
        "bins": str(BINS),
        "numpy": version("numpy"),
        "sentencepiece": version("sentencepiece"),
    }
    return "|".join(f"{key}:{value}" for key, value in settings.items())


def write_reliability(table: Reliability, path: Path) -> None:
    """Write a table as JSON, a row a line; raises `OutputError`."""
    lines = [json.dumps(_rounded(row)) for row in table.bins.iter_rows(named=True)]
    errors = _rounded(table.errors)
    head = f'"signature": {json.dumps(table.signature)},\n "errors": {json.dumps(errors)}'
    listed = ",\n  ".join(lines)
    text = f'{{{head},\n "bins": [\n  {listed}\n ]}}\n'
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}; choose another --reliability") from error


def _rounded(row: Mapping[str, object]) -> dict[str, object]:
    return {key: round(x, _DIGITS) if isinstance(x, float) else x for key, x in row.items()}


def read_reliability(data: bytes, *, name: str) -> Reliability:
    """Return the table that `write_reliability` wrote; raises `InputError` for anything else."""
    try:
        table = json.loads(data)
        bins = pl.DataFrame(table["bins"], schema=RELIABILITY)
        errors = {str(lang): float(error) for lang, error in table["errors"].items()}
        return Reliability(bins, errors, str(table["signature"]))
    except (ValueError, KeyError, TypeError, AttributeError, pl.exceptions.PolarsError) as error:
        raise InputError(
            f"{name}: is no reliability table; make one with `hexapla bench align --reliability`"
        ) from error


def shipped_reliability() -> Reliability | None:
    """Return the table that comes with the shipped lexicon, None if none does."""
    path = files("align") / "un" / FILE
    return read_reliability(path.read_bytes(), name=FILE) if path.is_file() else None
