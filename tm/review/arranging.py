"""The rows of a reviewed sheet put to the units they were exported from, before texts are read.

    arranged = arrange(rows, units)
    arranged.blocks[0]           Block(units=[…], rows=[…], groups=[0, 1, 1, 2])
    arranged.problems            ["row 12: …"]

A block is a run of units that follow each other in their document, with their rows and those that
the reviewer inserted: text may move inside it. It does not look at any text.

Why a sorted sheet is put back in order and not refused: to sort by probability is the first thing
that a reviewer may do, and the units say where each row stood.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from tm.review.original import Original
from tm.review.sheet import Row


class Block(NamedTuple):
    """Units that follow each other, and the rows that stand for them."""

    units: list[Original]
    rows: list[Row]
    groups: list[int]  # of each row: rows of the same number were merged; ascending


class Arranged(NamedTuple):
    """The blocks in the order of the export, what is wrong, and what the reviewer should know."""

    blocks: list[Block]
    problems: list[str]
    notices: list[str]


def arrange(rows: Sequence[Row], units: Sequence[Original]) -> Arranged:
    """Return the rows by blocks of `units`, the exported ones in their order."""
    order = {unit.tuid: place for place, unit in enumerate(units)}
    problems = [
        f"row {row.number}: the export has no unit {row.unit!r}; write the unit as it was, or "
        "leave it empty if you inserted the row"
        for row in rows
        if row.unit and row.unit not in order
    ]
    if problems:
        return Arranged([], problems, [])
    ordered, problems, notices = _in_order(rows, order)
    numbers = _block_numbers(units)
    members: dict[int, list[Row]] = defaultdict(list)
    number = 0
    for row in ordered:
        number = numbers[order[row.unit]] if row.unit else number
        members[number].append(row)
    numbered = zip(numbers, units, strict=True)
    blocks = [
        _block([unit for _, unit in found], members[each])
        for each, found in groupby(numbered, key=lambda pair: pair[0])
    ]
    problems += _apart(blocks)
    return Arranged(blocks, problems, notices)


def _in_order(rows: Sequence[Row], order: dict[str, int]) -> tuple[list[Row], list[str], list[str]]:
    """Return the rows in the order of their units, with problems and notices."""
    places = [order[row.unit] for row in rows if row.unit]
    if places == sorted(places):
        return [*rows], [], []
    if len(places) == len(rows):
        notice = "the rows are in another order than in the export; they were put back in order"
        return sorted(rows, key=lambda row: order[row.unit]), [], [notice]
    named = [row for row in rows if row.unit]
    late = next(b for a, b in pairwise(named) if order[a.unit] > order[b.unit])
    problem = (
        f"row {late.number}: {late.unit} stands behind a later unit, and there are rows without "
        "unit, which cannot be put back in order; undo the sorting, or write in each inserted row "
        "the unit of the row it was split from"
    )
    return [*rows], [problem], []


def _block_numbers(units: Sequence[Original]) -> list[int]:
    """Return for each unit how many gaps in their documents stand before it."""
    numbers: list[int] = []
    for place, unit in enumerate(units):
        before = units[place - 1] if place else None
        follows = before and before.doc == unit.doc and before.place + 1 == unit.place
        numbers.append(numbers[-1] + (not follows) if numbers else 0)
    return numbers


def _block(units: list[Original], rows: list[Row]) -> Block:
    groups: list[int] = []
    for place, row in enumerate(rows):
        joined = place and row.merge and row.merge == rows[place - 1].merge
        groups.append(groups[-1] + (not joined) if groups else 0)
    return Block(units, rows, groups)


def _apart(blocks: Sequence[Block]) -> list[str]:
    """Return a problem for each mark of merging whose rows are no neighbours."""
    groups: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    for number, block in enumerate(blocks):
        for row, group in zip(block.rows, block.groups, strict=True):
            if row.merge:
                groups[row.merge].setdefault((number, group), row.number)
    return [
        f"rows {', '.join(map(str, found.values()))}: merge {mark!r} stands in rows that are no "
        "neighbours; use a number once, for rows next to each other"
        for mark, found in groups.items()
        if len(found) > 1
    ] + [
        f"row {block.rows[place].number}: merge {block.rows[place].merge!r} stands in this row "
        "alone; write it in the neighbouring row too, or clear it"
        for block in blocks
        for place, group in enumerate(block.groups)
        if block.rows[place].merge
        and block.groups.count(group) == 1
        and len(groups[block.rows[place].merge]) == 1
    ]
