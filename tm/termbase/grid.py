"""Rows of cells, of a text or of a workbook, to rows of a termbase.

    rows_of([("line 1", ["concept", "fr"]), ("line 2", ["sc", "Conseil | CS"])], file="t.csv")

The heading is the first of the first lines that names a concept and French forms, or concept,
language and term where each form has a row of its own. Which heading says what is told by
`tm.termbase.headings`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from corpora.clause import LeftOut
from corpora.errors import InputError
from corpora.schema import LANGUAGES, PIVOT
from corpora.tally import Tally
from tm.termbase.cell import forms_of
from tm.termbase.headings import (
    CONCEPT,
    FORMS,
    LANGUAGE,
    STATUS,
    TERM,
    Column,
    column_of,
    language_of,
)
from tm.termbase.row import Row
from tm.termbase.status import UNSTATED, Form, status_of

HEADING_WITHIN = 30
"""Lines among which the heading is looked for; exports have titles and dates above it."""

Line = tuple[str, list[str]]
"""A place and the cells there."""

_NUMBER = re.compile(r"\S*\d\S*")
_EXAMPLE = f"expected a header such as concept,{','.join(LANGUAGES)}"


class Heading(NamedTuple):
    """What stands where."""

    width: int  # columns up to the last with a heading
    concept: int
    forms: dict[int, Column]  # empty where each form has a row of its own
    language: int | None
    term: int | None
    status: int | None
    foreign: bool  # of another program: a semicolon parts forms


class Grid(NamedTuple):
    """What a table holds."""

    rows: list[Row]
    left_out: tuple[LeftOut, ...]
    whole_rows: bool  # one row a concept


def rows_of(lines: Iterable[Line], *, file: str, ragged: bool = True) -> Grid:
    """Return the rows under the heading in `lines`, blank ones apart.

    Raises `InputError` with the place for a heading without concept or French, or that says
    something twice, and for cells beyond the heading unless `ragged`.
    """
    stream = iter(lines)
    first = list(islice(stream, HEADING_WITHIN))
    found = find_heading(first)
    if found is None:
        raise _no_heading(first, file)
    number, heading = found
    _check_once(*first[number], file)
    tally = Tally(file)
    below = chain(first[number + 1 :], stream)
    filled = ((place, cells) for place, cells in below if any(cell.strip() for cell in cells))
    checked = filled if ragged else _checked(filled, heading.width, file)
    read = _concept_rows(checked, heading) if heading.forms else _form_rows(checked, heading, tally)
    rows = list(read)
    return Grid(rows, tally.left_out(), bool(heading.forms))


def find_heading(lines: Sequence[Line]) -> tuple[int, Heading] | None:
    """Return the first line of `lines` that can be a heading, and what it says."""
    for number, (_, cells) in enumerate(lines):
        columns = {at: column for at, cell in enumerate(cells) if (column := column_of(cell))}
        if _complete(columns):
            concept = _concept_column(cells, columns, lines[number + 1 :])
            if concept is not None:
                return number, _heading(cells, columns, concept)
    return None


def _complete(columns: dict[int, Column]) -> bool:
    """Return whether `columns` hold French forms, or forms with their languages."""
    roles = {column.role for column in columns.values()}
    french = any(column.lang == PIVOT for column in columns.values())
    return french or {LANGUAGE, TERM} <= roles


def _concept_column(
    cells: list[str], columns: dict[int, Column], below: Sequence[Line]
) -> int | None:
    """Return the column of the concept: so called, or a first one of numbers that none share."""
    named = [at for at, column in columns.items() if column.role == CONCEPT]
    exact = [at for at in named if cells[at].strip().casefold() == CONCEPT]
    if exact or named:
        return (exact or named)[0]
    values = [line[0].strip() if line else "" for _, line in below if any(map(str.strip, line))]
    unique = len(values) == len({*values}) > 0
    numbers = unique and all(_NUMBER.fullmatch(value) for value in values)
    return 0 if numbers and 0 not in columns else None


def _heading(cells: list[str], columns: dict[int, Column], concept: int) -> Heading:
    roles = {column.role: at for at, column in reversed(columns.items())}
    forms = {at: column for at, column in columns.items() if column.role == FORMS}
    width = max((at for at, cell in enumerate(cells) if cell.strip()), default=-1) + 1
    return Heading(
        max(width, len(cells)),
        concept,
        forms,
        roles.get(LANGUAGE),
        roles.get(TERM),
        roles.get(STATUS),
        cells[concept].strip().casefold() != CONCEPT,
    )


def _no_heading(lines: Sequence[Line], file: str) -> InputError:
    """Return what is missing in the line that is most of a heading."""
    known = [(sum(map(_counts, cells)), -at) for at, (_, cells) in enumerate(lines)]
    place, cells = lines[-max(known)[1]] if known else ("line 1", [])
    has_concept = any(column == Column(CONCEPT) for column in map(column_of, cells))
    missing = PIVOT if has_concept else CONCEPT
    return InputError(f"{file}, {place}: no column {missing!r}; {_EXAMPLE}")


def _counts(cell: str) -> bool:
    return column_of(cell) is not None


def _check_once(place: str, cells: list[str], file: str) -> None:
    """Raise `InputError` if two of the headings that count are the same."""
    seen: set[str] = set()
    for cell in cells:
        name = cell.strip().casefold()
        if name in seen and _counts(cell):
            raise InputError(f"{file}, {place}: column {name!r} stands twice; {_EXAMPLE}")
        seen.add(name)


def _checked(lines: Iterable[Line], width: int, file: str) -> Iterator[Line]:
    for place, cells in lines:
        if any(cell.strip() for cell in cells[width:]):
            raise InputError(
                f"{file}, {place}: {len(cells)} cells under {width} columns; put a cell that "
                "holds the delimiter between quotation marks"
            )
        yield place, cells


def _concept_rows(lines: Iterable[Line], heading: Heading) -> Iterator[Row]:
    for place, cells in lines:
        forms: dict[str, list[Form]] = {}
        for at, (_, lang, status) in heading.forms.items():
            found = forms_of(_cell(cells, at), default=status, foreign=heading.foreign)
            if found:
                forms.setdefault(lang, []).extend(found)
        yield Row(place, " ".join(_cell(cells, heading.concept).split()), forms)


def _form_rows(lines: Iterable[Line], heading: Heading, tally: Tally) -> Iterator[Row]:
    for number, (place, cells) in enumerate(lines, start=1):
        said = _cell(cells, heading.status)
        lang = language_of(_cell(cells, heading.language))
        forms = forms_of(
            _cell(cells, heading.term), default=status_of(said) or UNSTATED, foreign=heading.foreign
        )
        if forms and lang:
            yield Row(place, " ".join(_cell(cells, heading.concept).split()), {lang: forms})
        elif forms:
            tag = " ".join(_cell(cells, heading.language).split()) or "no language"
            tally.count(f"a form in {tag}, none of the six", number, forms[0].form)


def _cell(cells: list[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""
