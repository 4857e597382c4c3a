"""What reviewers decided: records of corrected texts and of units, and how clauses are known.

    TextCorrection("A/RES/69/12", "ru", 12, "Просит Генеральнго …", ("Просит Генерального …",))
    UnitCorrection("A/RES/69/12", "keep", {"fr": (Ref(17, "op2", "5b0c…", "Prie …"),), "ru": ()})

They lie in a file (`tm.review.ledger`) and are found again in a document by `tm.review.placing`.

Why clauses are known by document, language and text: rows, units and numbers change with every
build, the words do not; place and label only choose between equal texts. Why a corrected text
stands for the clause before anything is aligned: memories, terms and counts then agree, and the
document as published stays untouched.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from corpora.codes import LANGUAGES
from tm.review.original import Text
from tm.review.sheet import FIXED, KEEP, REJECT

REGROUPED = "regrouped"
"""The status of a unit that the reviewer made by moving, merging or splitting alone."""

STATUSES = (KEEP, FIXED, REJECT, REGROUPED)
"""What a reviewer may have decided on a unit."""

_BEGINNING = 60  # characters of a clause that are written for the eye
_DIGITS = 16  # of a SHA-256: 64 bits, for some 10,000 clauses of a document


class Ref(NamedTuple):
    """What a clause is found again by."""

    place: int  # in its version, from 1
    label: str | None
    sha256: str
    text: str  # its beginning, for the eye


class TextCorrection(NamedTuple):
    """A clause as it was and the one or more clauses that stand for it."""

    doc: str
    lang: str
    place: int
    was: str
    now: tuple[str, ...]


class UnitCorrection(NamedTuple):
    """Clauses of the languages that were reviewed, together or (reject) apart."""

    doc: str
    status: str
    refs: dict[str, tuple[Ref, ...]]  # in the order of LANGUAGES; empty: nothing corresponds
    comment: str = ""

    @property
    def together(self) -> bool:
        """Whether the clauses say the same thing."""
        return self.status != REJECT


class Corrections(NamedTuple):
    """All corrections of a corpus."""

    texts: tuple[TextCorrection, ...] = ()
    units: tuple[UnitCorrection, ...] = ()
    sha256: str | None = None  # of the file they were read from


def ref_of(place: int, clause: Text) -> Ref:
    """Return the reference to a clause at an index, from 0, of its version."""
    return Ref(place + 1, clause.label, digest(clause.text), clause.text[:_BEGINNING])


def digest(text: str) -> str:
    """Return 16 hexadecimal digits for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def digest_of(correction: TextCorrection) -> str:
    """Return 16 hexadecimal digits for a correction of a text, by which a build names it."""
    return digest(json.dumps(correction, ensure_ascii=False))


def ordered(units: Iterable[UnitCorrection]) -> list[UnitCorrection]:
    """Return corrections as the file has them: by document, first place and languages."""
    return sorted(units, key=_order)


def _order(unit: UnitCorrection) -> tuple[object, ...]:
    places = [(LANGUAGES.index(lang), *(r.place for r in refs)) for lang, refs in unit.refs.items()]
    return unit.doc, min((refs[0].place for refs in unit.refs.values() if refs), default=0), places
