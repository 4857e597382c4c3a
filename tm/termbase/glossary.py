"""Glossaries for OmegaT: three columns, source, target and comment; one file a pair of languages.

    write_glossary(terms, Path("glossary"), pairs=[("fr", "ru")])    writes glossary/fr-ru.utf8

A line is one form in use of the source and one of the target, the preferred one first: OmegaT puts
lines of one source together. Forms that are not to be used stand in the comment alone, as "not: …".

Why `.utf8`: every version of OmegaT reads a file of this name as UTF-8 (user manual, Glossaries),
others by what the machine is set to. Why a space before "#": OmegaT drops lines that begin with
"#", and looks for the words of a source, not for its spaces.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from corpora.clause import LeftOut
from corpora.schema import OTHERS, PIVOT
from corpora.tally import Tally
from tm.review.replaced import replace_file
from tm.termbase.cell import tidy
from tm.termbase.concepts import by_concept
from tm.termbase.status import DEPRECATED, IN_USE, INFLECTED, PREFERRED, SUPERSEDED, Form

SUFFIX = ".utf8"

FRENCH_PAIRS = tuple((PIVOT, lang) for lang in OTHERS)

NO_TARGET = "a concept without a form in use in both languages"

Notes = dict[tuple[str, str, str], str]


class Written(NamedTuple):
    """What was written."""

    files: tuple[Path, ...]
    lines: dict[str, int]  # name of the file -> lines
    left_out: tuple[LeftOut, ...]


def write_glossary(
    terms: pl.DataFrame, folder: Path, *, pairs: Sequence[tuple[str, str]] = FRENCH_PAIRS
) -> Written:
    """Write a glossary a pair of `terms` (TERMS, or as `enriched` gives it) to `folder`.

    A pair without any line has no file. Raises `OutputError` where a file cannot be written.
    """
    concepts = list(by_concept(terms))
    notes = _notes(terms)
    tally = Tally(str(folder))
    written: dict[str, int] = {}
    for source, target in pairs:
        lines = list(_lines(concepts, source, target, notes, tally))
        if lines:
            name = f"{source}-{target}{SUFFIX}"
            replace_file(folder / name, "".join(lines).encode())
            written[name] = len(lines)
    return Written(tuple(folder / name for name in written), written, tally.left_out())


def _notes(terms: pl.DataFrame) -> Notes:
    if "note" not in terms.columns:
        return {}
    rows = terms.filter(pl.col("note").is_not_null()).select("concept", "lang", "form", "note")
    return {(concept, lang, form): note for concept, lang, form, note in rows.iter_rows()}


def _lines(
    concepts: Sequence[tuple[str, dict[str, list[Form]]]],
    source: str,
    target: str,
    notes: Notes,
    tally: Tally,
) -> Iterator[str]:
    """Yield the lines of one pair; what two concepts share stands there once."""
    comments: dict[tuple[str, str], list[str]] = {}
    for number, (concept, forms) in enumerate(concepts, start=1):
        here, there = _in_use(forms.get(source, [])), _in_use(forms.get(target, []))
        if not (here and there):
            tally.count(f"{source}-{target}: {NO_TARGET}", number, concept)
            continue
        avoided = _avoided(forms.get(target, []))
        for word in here:
            for place, form in enumerate(there):
                said = comments.setdefault((word.form, form.form), [])
                said += [form.status] if form.status != PREFERRED else []
                said += [avoided] if avoided and not place else []
                said += filter(None, [notes.get((concept, target, form.form))])
    for (left, right), remarks in comments.items():
        yield _line(left, right, "; ".join(dict.fromkeys(remarks)))


def _in_use(forms: Sequence[Form]) -> list[Form]:
    """Return the forms to be used, the preferred first."""
    return sorted(
        (form for form in forms if form.status in IN_USE), key=lambda form: form.status != PREFERRED
    )


def _avoided(forms: Sequence[Form]) -> str:
    """Return what is said of forms not to be used, with their inflections."""
    found: list[str] = []
    inside = False
    for form, status in forms:
        inside = status in {DEPRECATED, SUPERSEDED} or (inside and status == INFLECTED)
        found += [form] if inside else []
    return f"not: {', '.join(found)}" if found else ""


def _line(source: str, target: str, comment: str) -> str:
    columns = [tidy(source), tidy(target), " ".join(comment.split())]
    if columns[0].startswith("#"):
        columns[0] = " " + columns[0]
    return "\t".join(columns).rstrip("\t") + "\n"
