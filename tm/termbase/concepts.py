"""Rows of a termbase to TERMS, and TERMS to rows.

    terms_of(draft).terms        one row a form, in the order of the file

In a table with one row a concept, which a person wrote and can mend, rows that contradict each
other and concepts without French are errors with their line. What a program exported is taken as it
is: forms of one concept are put together, concepts without French are left out and counted.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import polars as pl

from corpora.clause import LeftOut
from corpora.errors import InputError
from corpora.schema import LANGUAGES, PIVOT, TERMS, conform
from corpora.tally import Tally
from tm.termbase.cell import settled, tidy
from tm.termbase.row import Draft, Row
from tm.termbase.status import IN_USE, Form

NO_FRENCH = "a concept without a French form in use"
NO_CONCEPT = "a row without a concept"

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold (1.0, 2.2), and DEL: never a part of a term."""

Concepts = dict[str, dict[str, list[Form]]]
"""Concept -> language -> forms."""


class Loaded(NamedTuple):
    """A termbase that was read."""

    terms: pl.DataFrame  # TERMS, in the order of the file
    left_out: tuple[LeftOut, ...]  # each reason once, with its first place and how often


def terms_of(draft: Draft) -> Loaded:
    """Return the concepts of `draft`.

    Raises `InputError` if there are none, for control characters, and for the faults of a table
    that the module speaks of.
    """
    tally = Tally(draft.name)
    concepts: Concepts = {}
    for number, row in enumerate(draft.rows, start=1):
        _add(concepts, row, number, draft, tally)
    usable = {name: forms for name, forms in concepts.items() if has_french(forms)}
    for number, name in enumerate(concepts, start=1):
        if name not in usable:
            tally.count(NO_FRENCH, number, name)
    if not usable:
        why = "; none has a French form in use" if concepts else ""
        raise InputError(
            f"{draft.name}: no concepts{why}; expected one row per concept under the header"
        )
    return Loaded(to_frame(usable), (*draft.left_out, *tally.left_out()))


def has_french(forms: Mapping[str, list[Form]]) -> bool:
    """Return whether one of the French forms is in use."""
    return any(not form.status or form.status in IN_USE for form in forms.get(PIVOT, ()))


def to_frame(concepts: Concepts) -> pl.DataFrame:
    """Return `concepts` as TERMS."""
    rows = [
        (concept, lang, form, status)
        for concept, by_lang in concepts.items()
        for lang in LANGUAGES
        for form, status in settled(by_lang.get(lang, ()))
    ]
    return conform(pl.DataFrame(rows, schema=TERMS, orient="row"), TERMS, name="terms")


def by_concept(terms: pl.DataFrame) -> Iterator[tuple[str, dict[str, list[Form]]]]:
    """Yield each concept of TERMS with its forms by language, in the order of the table.

    Raises `InputError` for a form that no file can hold.
    """
    names = terms["concept"].unique(maintain_order=True)
    order = {name: number for number, name in enumerate(names)}
    rows = sorted(terms.select(TERMS.names()).iter_rows(), key=lambda row: order[row[0]])
    for concept, group in groupby(rows, key=itemgetter(0)):
        forms: dict[str, list[Form]] = {}
        for _, lang, form, status in group:
            check_text(form, f"concept {concept!r}")
            forms.setdefault(lang, []).append(Form(form, status))
        check_text(concept, f"concept {concept!r}")
        yield concept, {lang: forms[lang] for lang in LANGUAGES if lang in forms}


def check_text(text: str, place: str) -> None:
    """Raise `InputError` if `text` has a control character."""
    found = None if text.isprintable() else CONTROL.search(text)
    if found:
        raise InputError(
            f"{place}: {text[:40]!a} holds U+{ord(found[0]):04X}, a control character; remove it"
        )


def _add(concepts: Concepts, row: Row, number: int, draft: Draft, tally: Tally) -> None:
    """Add the forms of one row to those of its concept."""
    place = f"{draft.name}, {row.place}"
    concept = tidy(row.concept)
    for text in (concept, *(form.form for forms in row.forms.values() for form in forms)):
        check_text(text, place)
    if not concept and draft.whole_rows:
        raise InputError(f"{place}: no concept; give each row a name of its own")
    if not concept:
        tally.count(NO_CONCEPT, number)
        return
    known = concepts.setdefault(concept, {})
    for lang, forms in row.forms.items():
        if not draft.whole_rows:
            known.setdefault(lang, []).extend(forms)
        elif lang not in known:
            known[lang] = forms
        elif settled(known[lang]) != settled(forms):
            raise InputError(
                f"{place}: concept {concept!r} has other forms in {lang!r} than in an earlier row; "
                "put all forms in one row, parted by ' | '"
            )
    if draft.whole_rows and not has_french(known):
        raise InputError(
            f"{place}: concept {concept!r} has no French form in use; fill the column {PIVOT!r}"
        )
