"""What is told of one document once it is finished: its facts, as bytes between processes.

    Facts("A/RES/69/12", date, None, {"fr.md": "5b0c…"}, (), (), None, NOTHING)
    decode(encode(facts)) == facts

Clauses, beads and units are not among them: the process that runs a build holds facts only, and
those on disk (`tm.building.ledger`).
"""

import datetime
import json
from typing import Any, NamedTuple

from corpora.clause import LeftOut
from corpora.document import Document
from tm.review.honouring import NOTHING, Decided
from tm.review.placing import Unplaced


class Facts(NamedTuple):
    """One document as the record of a build tells of it."""

    doc: str
    date: datetime.date | None
    note: str | None
    checksums: dict[str, str]  # path relative to the corpus -> SHA-256
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]
    given: int | None  # groups of clauses that the file came with; None where we aligned
    review: Decided


def facts_of(document: Document, review: Decided = NOTHING) -> Facts:
    """Return the facts of a document."""
    given = None if document.given is None else len(document.given)
    return Facts(
        document.doc,
        document.date,
        document.note,
        document.checksums,
        document.left_out,
        document.warnings,
        given,
        review,
    )


def encode(facts: Facts) -> bytes:
    """Return facts as JSON."""
    date = facts.date.isoformat() if facts.date else None
    return json.dumps(facts._replace(date=date), ensure_ascii=False).encode()  # type: ignore[arg-type]


def decode(data: bytes) -> Facts:
    """Return the facts that `encode` gave."""
    doc, date, note, checksums, left_out, warnings, given, review = json.loads(data)
    return Facts(
        doc,
        datetime.date.fromisoformat(date) if date else None,
        note,
        checksums,
        tuple(LeftOut(*each) for each in left_out),
        tuple(warnings),
        given,
        _decided(review),
    )


def _decided(row: list[Any]) -> Decided:
    units, texts, tuids, unplaced = row
    return Decided(units, tuple(texts), tuple(tuids), tuple(Unplaced(*each) for each in unplaced))
