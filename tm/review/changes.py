"""What a reviewer did: rows against the units they were exported from.

    compared = compare(rows, units, languages=("fr", "ru"))
    compared.edits         [Edit("A/RES/69/12", "ru", 12, "было", ("стало",))]
    compared.decisions     [Decision(doc=…, status="keep", change="merged", …)]
    compared.problems      ["row 12, ru: “…” is not in the document; …"]

With problems nothing may be imported. It writes nothing (`tm.review.importing`).

Why a change that keeps every character needs no status and any other needs "fixed": moving text is
easily checked and seldom an accident; a letter typed into the wrong cell is one, and the words of
a United Nations document are changed on purpose or not at all.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpora.languages import BY_CODE
from corpora.structure.passage import clean
from tm.review.arranging import Block, arrange
from tm.review.columns import describe, lay_column
from tm.review.corrections import REGROUPED
from tm.review.laying import Laid
from tm.review.original import Original
from tm.review.sheet import FIXED, KEEP, REJECT, Row

Piece = tuple[int, int]
"""A clause, by its index in the build, and which of its parts."""


class Edit(NamedTuple):
    """A clause whose text was put right, or that was cut into several."""

    doc: str
    lang: str
    clause: int  # its index in the build
    was: str
    now: tuple[str, ...]  # not empty


class Decision(NamedTuple):
    """One unit as the reviewer wants it."""

    doc: str
    status: str  # "keep", "fixed", "reject" or "regrouped"
    change: str  # "kept", "fixed", "rejected", "merged", "split", "moved"
    rows: tuple[int, ...]
    units: tuple[str, ...]  # whose text it holds
    pieces: dict[str, tuple[Piece, ...]]  # language -> what belongs to it; empty: nothing does
    comment: str


class Compared(NamedTuple):
    """What was done, in the order of the rows, or why it cannot be understood."""

    decisions: list[Decision]
    edits: list[Edit]
    problems: list[str]
    notices: list[str]


def compare(
    rows: Sequence[Row], units: Sequence[Original], *, languages: Sequence[str]
) -> Compared:
    """Return what `rows` change in `units`, of which they show `languages`."""
    blocks, problems, notices = arrange(rows, units)
    decisions: list[Decision] = []
    edits: list[Edit] = []
    for block in blocks:
        columns = {lang: lay_column(block, lang) for lang in languages}
        faults = [*_faults(block, columns)]
        problems += faults or _mixed(block)
        if not faults:
            done = [*_decisions(block, columns)]
            changed = [edit for lang in languages for edit in _edits(block, columns[lang], lang)]
            decisions += done
            edits += changed
            notices += _notices(block, done, changed)
    return Compared(decisions, edits, problems, notices)


def _faults(block: Block, columns: Mapping[str, Laid]) -> Iterator[str]:
    if any(laid.faults for laid in columns.values()):
        there = {row.unit for row in block.rows}
        for unit in block.units:
            if unit.tuid not in there:
                yield (
                    f"{unit.tuid}: its row is gone, and text with it; put the row back from the "
                    "export, and write reject there if it is not wanted"
                )
        for lang, laid in columns.items():
            yield from describe(laid.faults, block, lang)


def _mixed(block: Block) -> list[str]:
    """Return a problem for each group of merged rows of which only some are rejected."""
    statuses: dict[int, dict[str, int]] = defaultdict(dict)
    for row, group in zip(block.rows, block.groups, strict=True):
        if row.texts:
            statuses[group].setdefault(row.status, row.number)
    return [
        f"row {found[REJECT]}: is merged with rows that are not rejected; reject all or none"
        for found in statuses.values()
        if REJECT in found and len(found) > 1
    ]


def _decisions(block: Block, columns: Mapping[str, Laid]) -> Iterator[Decision]:
    """Yield a decision for each group of rows that has a status or another text than a unit."""
    pieces = {lang: _pieces(block, laid, lang) for lang, laid in columns.items()}
    origin = {
        (lang, clause): unit.tuid
        for unit in block.units
        for lang in columns
        for clause in unit.clauses.get(lang, ())
    }
    shared = _shared(pieces, origin)
    for group in sorted({*block.groups}):
        rows = [row for row, each in zip(block.rows, block.groups, strict=True) if each == group]
        mine = {lang: tuple(found.get(group, ())) for lang, found in pieces.items()}
        if any(mine.values()):
            sources = {origin[lang, clause] for lang, found in mine.items() for clause, _ in found}
            units = [unit for unit in block.units if unit.tuid in sources]
            change = _change(units, shared)
            status = _status(rows) or (REGROUPED if change else "")
            if status:
                yield _decision(rows, units, mine, status, change)


def _decision(
    rows: Sequence[Row],
    units: Sequence[Original],
    pieces: dict[str, tuple[Piece, ...]],
    status: str,
    change: str,
) -> Decision:
    words = {KEEP: "kept", FIXED: "fixed", REJECT: "rejected"}
    return Decision(
        doc=units[0].doc,
        status=status,
        change=words[REJECT] if status == REJECT else change or words[status],
        rows=tuple(row.number for row in rows),
        units=tuple(unit.tuid for unit in units),
        pieces=pieces,
        comment=" ".join(row.comment for row in rows if row.comment),
    )


def _status(rows: Sequence[Row]) -> str:
    found = {row.status for row in rows}
    return next((status for status in (REJECT, FIXED, KEEP) if status in found), "")


def _change(units: Sequence[Original], shared: set[str]) -> str:
    """Return what became of the units whose text a row has, empty for nothing."""
    if len(units) == 1 and units[0].tuid not in shared:
        return ""
    if len(units) == 1:
        return "split"
    return "moved" if any(unit.tuid in shared for unit in units) else "merged"


def _shared(
    pieces: Mapping[str, Mapping[int, Sequence[Piece]]], origin: Mapping[tuple[str, int], str]
) -> set[str]:
    """Return the units whose text is in several groups of rows."""
    groups: dict[str, set[int]] = defaultdict(set)
    for lang, found in pieces.items():
        for group, mine in found.items():
            for clause, _ in mine:
                groups[origin[lang, clause]].add(group)
    return {tuid for tuid, found in groups.items() if len(found) > 1}


def _indices(block: Block, lang: str) -> list[int]:
    return [clause for unit in block.units for clause in unit.clauses.get(lang, ())]


def _grouped(block: Block, laid: Laid) -> dict[int, dict[int, list[str]]]:
    """Return clause -> group of rows -> the texts of it that stand there, all in order."""
    found: dict[int, dict[int, list[str]]] = defaultdict(dict)
    for part in laid.parts:
        found[part.clause].setdefault(block.groups[part.cell], []).append(part.text)
    return found


def _pieces(block: Block, laid: Laid, lang: str) -> dict[int, list[Piece]]:
    """Return the pieces of each group of rows in the order of the document."""
    indices = _indices(block, lang)
    pieces: dict[int, list[Piece]] = defaultdict(list)
    for clause, groups in _grouped(block, laid).items():
        for number, group in enumerate(groups):
            pieces[group].append((indices[clause], number))
    return {group: sorted(found) for group, found in pieces.items()}


def _edits(block: Block, laid: Laid, lang: str) -> Iterator[Edit]:
    indices = _indices(block, lang)
    texts = [text for unit in block.units for text in unit.texts.get(lang, ())]
    for clause, groups in _grouped(block, laid).items():
        was = texts[clause]
        now = tuple(clean("\n".join(found), BY_CODE[lang]) for found in groups.values())
        parts = [text for found in groups.values() for text in found]
        if now != (was,) and not (len(groups) == 1 and len(parts) > 1 and _same(parts, was)):
            yield Edit(block.units[0].doc, lang, indices[clause], was, now)


def _same(parts: Sequence[str], was: str) -> bool:
    """Tell whether parts that were merged again are the clause as it was, but for spaces."""
    return "".join("".join(parts).split()) == "".join(was.split())


def _notices(block: Block, decisions: Sequence[Decision], edits: Sequence[Edit]) -> Iterator[str]:
    """Yield what a reviewer wrote that leads to nothing."""
    decided = {number: each for each in decisions for number in each.rows}
    edited = {(edit.lang, edit.clause) for edit in edits}
    for row in block.rows:
        decision = decided.get(row.number)
        if decision is None and row.comment:
            yield (
                f"row {row.number}: a comment without a decision is not kept ({row.comment}); "
                "write keep to keep both"
            )
        if decision is None and row.status:
            yield f"row {row.number}: {row.status} in a row without text does nothing"
        if decision and row.status == FIXED and not _edited(decision, edited):
            yield f"row {row.number}: says fixed, and nothing differs; it counts as kept"


def _edited(decision: Decision, edited: set[tuple[str, int]]) -> bool:
    pieces = ((lang, clause) for lang, found in decision.pieces.items() for clause, _ in found)
    return decision.change != FIXED or not edited.isdisjoint(pieces)
