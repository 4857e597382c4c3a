"""One language of a block: where its clauses stand now, row by row.

    laid = lay_column(block, "ru")
    laid.parts                       [Part(clause=0, cell=0, text="просит …"), …]
    describe(laid.faults, block, "ru")   ["row 12, ru: …"]

Clauses count through the units of the block, cells through its rows.

Why rows that did not change are taken first: they part the block into short stretches, in which
a correction cannot be mistaken for one somewhere else. Where that leaves faults, the whole block
is tried: equal texts may have deceived.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpora.languages import BY_CODE
from tm.review.arranging import Block
from tm.review.laying import Cell, Fault, Laid, Part, lay, squeeze
from tm.review.sheet import FIXED

_SHOWN = 60  # characters of a text in a message


def lay_column(block: Block, lang: str) -> Laid:
    """Return where the clauses of `lang` stand in the rows of `block`."""
    texts = [unit.texts.get(lang, ()) for unit in block.units]
    cells = [Cell(row.texts.get(lang, ""), row.status == FIXED) for row in block.rows]
    whole = (range(len(texts)), range(len(cells)))
    stretches = _stretches(block, lang)
    if any(map(_moved, stretches)):
        old = squeeze("".join(text for found in texts for text in found))
        if old == squeeze("".join(cell.text for cell in cells)):
            return _lay(texts, cells, lang, [whole])
    laid = _lay(texts, cells, lang, stretches)
    if laid.faults:
        again = _lay(texts, cells, lang, [whole])
        return laid if again.faults else again
    return laid


Stretch = tuple[range, range]
"""Units, and the rows that hold their text."""


def _moved(stretch: Stretch) -> bool:
    units, rows = stretch
    return len(units) != 1 or len(rows) != 1


def _stretches(block: Block, lang: str) -> list[Stretch]:
    """Cut the block before and behind each row that is as it was."""
    places = {unit.tuid: place for place, unit in enumerate(block.units)}
    edges = [(0, 0)]
    for number, row in enumerate(block.rows):
        unit = places.get(row.unit, -1)
        if unit >= edges[-1][0] and _same(block, unit, number, lang):
            edges += [(unit, number), (unit + 1, number + 1)]
    edges.append((len(block.units), len(block.rows)))
    spans = [(range(a[0], b[0]), range(a[1], b[1])) for a, b in pairwise(edges)]
    return [(units, rows) for units, rows in spans if units or rows]


def _same(block: Block, unit: int, row: int, lang: str) -> bool:
    was, cell = block.units[unit].texts.get(lang, ()), block.rows[row].texts.get(lang, "")
    return "\n".join(was) == cell or squeeze("".join(was)) == squeeze(cell)


def _lay(
    texts: Sequence[Sequence[str]], cells: Sequence[Cell], lang: str, stretches: Sequence[Stretch]
) -> Laid:
    """Lay stretch by stretch; one with as many rows as units first row by row."""
    parts: list[Part] = []
    faults: list[Fault] = []
    clause = 0
    for units, rows in stretches:
        singles = [(range(u, u + 1), range(r, r + 1)) for u, r in zip(units, rows, strict=False)]
        laid = _lay_one(texts, cells, lang, singles) if len(units) == len(rows) else None
        if laid is None or laid.faults:
            laid = _lay_one(texts, cells, lang, [(units, rows)])
        parts += [part._replace(clause=part.clause + clause) for part in laid.parts]
        faults += laid.faults
        clause += sum(len(texts[unit]) for unit in units)
    return Laid(parts, faults)


def _lay_one(
    texts: Sequence[Sequence[str]], cells: Sequence[Cell], lang: str, spans: Sequence[Stretch]
) -> Laid:
    parts: list[Part] = []
    faults: list[Fault] = []
    clause = 0
    for units, rows in spans:
        clauses = [text for unit in units for text in texts[unit]]
        laid = _as_it_was(clauses, cells, rows) or lay(
            clauses, [cells[row] for row in rows], BY_CODE[lang]
        )
        parts += [
            part._replace(clause=part.clause + clause, cell=part.cell + rows.start)
            for part in laid.parts
        ]
        faults += [fault._replace(cell=fault.cell + rows.start) for fault in laid.faults]
        clause += len(clauses)
    return Laid(parts, faults)


def _as_it_was(clauses: Sequence[str], cells: Sequence[Cell], rows: range) -> Laid | None:
    """Return clauses that stand in one cell line by line, None where a comparison is needed."""
    if len(rows) == 1 and cells[rows[0]].text == "\n".join(clauses):
        return Laid([Part(number, 0, text) for number, text in enumerate(clauses)], [])
    return None


def describe(faults: Sequence[Fault], block: Block, lang: str) -> Iterator[str]:
    """Yield what is wrong in one language of a block, with the remedy."""
    column = squeeze("".join(text for unit in block.units for text in unit.texts.get(lang, ())))
    gone = {unit.tuid for unit in block.units}.difference(row.unit for row in block.rows)
    for fault in faults:
        number = block.rows[min(fault.cell, len(block.rows) - 1)].number if block.rows else 0
        text = squeeze(fault.text)
        place = f"row {number}, {lang}: “{_short(fault.text)}”"
        if not fault.foreign:
            if not _lost_with_row(text, gone, block, lang):
                yield f"{place} is missing here; put it back, or write fixed if you corrected it"
        elif text in column:
            yield (
                f"{place} stands elsewhere in the document, or twice in the sheet; text stays in "
                "its order and moves between neighbouring rows only: undo, or remove the copy"
            )
        else:
            yield f"{place} is not in the document; undo it, or write fixed if you corrected it"


def _lost_with_row(text: str, gone: set[str], block: Block, lang: str) -> bool:
    """Tell whether a missing text is that of rows that are told of anyway."""
    texts = ("".join(unit.texts.get(lang, ())) for unit in block.units if unit.tuid in gone)
    return text in squeeze("".join(texts))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
