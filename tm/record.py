"""The record of a build, `run.json`: what went in, with what, what came out and what did not.

    {"hexapla": "0.1.0", "schema": 1, "digest": …, "settings": …, "versions": …, "documents": …,
     "failed": …, "counts": …, "review": …, "verdicts": …, "figures": …, "left_out": …,
     "warnings": …, "repeated_clauses": …, "files": …}

`digest` stands for all that went in: a build of the same digest would be the same. The record
holds no clock and no path but those inside the corpus, so that the same input gives the same
bytes on every day and machine with the same versions.

Why it is written piece by piece: what there is to tell of 80,000 documents is more than what any
other step of a build holds in memory.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from corpora.clause import LeftOut
from corpora.schema import LANGUAGES
from tm.building.identity import PACKAGES
from tm.folder import RECORD, SCHEMA
from tm.terms import termbase
from tm.terms.consistency import never_found

if TYPE_CHECKING:
    from tm.building.facts import Facts
    from tm.report import Report

DEFAULT_TERMS = "terms.csv"
"""The termbase of a corpus, looked for in its folder."""

_SHOWN = ("fr", "lang", "occurrences", "distinct", "chrf", "bleu", "ter", "tuids")


class Termbase(NamedTuple):
    """A termbase that was read, and what it is called in the record."""

    name: str  # the file's name, or that of the bundled one
    sha256: str | None  # None for the bundled one, whose version is that of the package
    terms: pl.DataFrame
    path: Path | None = None
    left_out: tuple[LeftOut, ...] = ()  # of the file


def read_termbase(corpus: Path, given: Path | None) -> Termbase:
    """Return the termbase in `given`, else the corpus's own, else the bundled one."""
    path = given or corpus / DEFAULT_TERMS
    if given is None and not path.is_file():
        return Termbase(f"bundled {termbase.BUNDLED}", None, termbase.bundled())
    terms, left_out = termbase.load(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return Termbase(path.name, sha256, terms, path, tuple(left_out))


def write_record(report: Report, path: Path) -> None:
    """Write the record of `report` to `path`, in the folder that holds all other files."""
    files = sorted(
        each.relative_to(path.parent).as_posix()
        for each in path.parent.rglob("*")
        if each.is_file()
    )
    record = {
        "hexapla": version("hexapla"),
        "schema": SCHEMA,
        "digest": report.digest,
        "settings": {
            "termbase": {"name": report.termbase.name, "sha256": report.termbase.sha256},
            "lexicon": {"sha256": report.lexicon.sha256},
        },
        "versions": {name: version(name) for name in PACKAGES},
        "documents": map(_document, report.documents),
        "failed": [each._asdict() for each in report.failed],
        "counts": _counts(report),
        "review": report.review._asdict()
        | {"unplaced": [each._asdict() for each in report.review.unplaced]},
        "verdicts": _verdicts(report),
        "figures": _figures(report),
        "left_out": _left_out(report),
        "warnings": report.each_warning(),
        "repeated_clauses": _repeats(report),
        "files": [*files, RECORD],
    }
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(_pieces(record, ""))
        stream.write("\n")


def _pieces(value: object, indent: str) -> Iterator[str]:
    """Yield JSON as `json.dumps` with an indent of 2 has it, iterators as lists, bit by bit."""
    inner = f"{indent}  "
    if isinstance(value, dict) and value:
        yield "{"
        for number, (key, item) in enumerate(value.items()):
            yield f"{',' if number else ''}\n{inner}{json.dumps(key, ensure_ascii=False)}: "
            yield from _pieces(item, inner)
        yield f"\n{indent}}}"
    elif isinstance(value, Iterator):
        number = -1
        for number, item in enumerate(value):
            yield f"{',' if number else '['}\n{inner}"
            yield json.dumps(item, ensure_ascii=False, indent=2).replace("\n", f"\n{inner}")
        yield "[]" if number < 0 else f"\n{indent}]"
    else:
        yield json.dumps(value, ensure_ascii=False, indent=2).replace("\n", f"\n{indent}")


def _document(document: Facts) -> dict[str, object]:
    return {
        "symbol": document.doc,
        "date": document.date.isoformat() if document.date else None,
        "note": document.note,
        "sha256": document.checksums,
    }


def _counts(report: Report) -> dict[str, object]:
    counts, findings = report.counts, report.findings
    return {
        "documents": counts.documents,
        "clauses": {lang: counts.clauses.get(lang, 0) for lang in LANGUAGES},
        "beads": sum(each.beads for each in counts.beads.values()),
        "units": counts.units,
        "terms": findings.consistency["concept"].n_unique(),
        "renderings": findings.renderings,
        "tmx": counts.memories,
        "aligned": {lang: list(found) for lang, found in counts.beads.items()},
        "sizes": {str(size): count for size, count in sorted(counts.sizes.items())},
    }


def _verdicts(report: Report) -> dict[str, object]:
    outcome = report.findings.verdicts
    return outcome._asdict() | {"unplaced": [each._asdict() for each in outcome.unplaced]}


def _figures(report: Report) -> dict[str, object]:
    """Return the corpus figures: language (or "all") -> metric -> value and interval."""
    figures: dict[str, dict[str, list[float | None]]] = {}
    table = report.findings.figures
    for lang, metric, *values in table.select("lang", "metric", "value", "low", "high").iter_rows():
        rounded = [None if value is None else round(value, 4) for value in values]
        figures.setdefault(lang or "all", {})[metric] = rounded
    return {"signature": table["signature"][0], **figures}


def _left_out(report: Report) -> dict[str, object]:
    return {
        "input": (item._asdict() for item in report.each_left_out()),
        "tmx": {name: reasons for name, (_, reasons) in report.memories.items() if reasons},
        "terms that never occur": never_found(report.findings.consistency, report.termbase.terms),
    }


def _repeats(report: Report) -> dict[str, object]:
    repeated = report.repeated
    return {
        "signature": repeated.signature,
        "count": repeated.rows,
        "chrf_mean": None if repeated.chrf_mean is None else round(repeated.chrf_mean, 2),
        "worst": repeated.worst.select(_SHOWN).to_dicts(),
    }
