"""Where the clauses of a document stand in the cells of a column that a reviewer worked on.

    lay(["Un. Deux.", "Trois."], [Cell("Un."), Cell("Deux. Trois.")], FRENCH)
    Laid(parts=[Part(0, 0, "Un."), Part(0, 1, "Deux."), Part(1, 1, "Trois.")], faults=[])

It compares characters, without white space and invisible marks, and knows no rows, units or
files. Text that was only moved is told exactly; what differs is allowed in `fixed` cells and a
fault in all others.

Why by characters: reviewers cut inside a clause and correct single letters, and Chinese has no
words to compare. Why the ends of clauses attract cuts: behind a changed full stop the longest
common subsequence leaves open on which side of a cut it stood.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from corpora.languages import Language
from corpora.normalize import fold_spaces
from corpora.structure.passage import clean

LARGEST = 1 << 29
"""Product of the lengths of two texts that are compared: one bit for each pair, so 64 MiB."""


class Cell(NamedTuple):
    """What stands in one cell, and whether its reviewer says that it was put right."""

    text: str
    fixed: bool = False


class Part(NamedTuple):
    """A clause, or a part of one, and the cell in which it stands now."""

    clause: int
    cell: int
    text: str


class Fault(NamedTuple):
    """Text of the document that is missing or, if foreign, that it does not have there."""

    cell: int
    text: str
    foreign: bool


class Laid(NamedTuple):
    """The parts in the order of the text; where there are faults, only those."""

    parts: list[Part]
    faults: list[Fault]


class _Squeezed(NamedTuple):
    """Texts one behind the other without white space."""

    texts: Sequence[str]  # as they stood
    text: str
    starts: list[int]  # where each text begins, and the end
    offsets: list[list[int]]  # of each text: where each character stood

    def cut(self, start: int, stop: int) -> str:
        """Return a range of the squeezed text as it stood, ends bare, texts on lines."""
        pieces = []
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, stop)
        for number in range(first, last):
            low, high = self.starts[number], self.starts[number + 1]
            if max(low, start) < min(high, stop):
                pieces.append(self._cut(number, max(low, start) - low, min(high, stop) - low))
        return "\n".join(pieces)

    def _cut(self, number: int, start: int, stop: int) -> str:
        offsets, text = self.offsets[number], self.texts[number]
        first = offsets[start] if start else 0
        last = offsets[stop] if stop < len(offsets) else len(text)
        return text[first:last].strip()


class _Block(NamedTuple):
    """A stretch that both texts have."""

    old: int
    new: int
    size: int


def squeeze(text: str) -> str:
    """Return `text` without white space and invisible marks."""
    return "".join(fold_spaces(text).split())


def lay(clauses: Sequence[str], cells: Sequence[Cell], language: Language) -> Laid:
    """Return the clauses of consecutive cells, in order, as they stand in `cells` now.

    No part is empty. A clause of which nothing is left is a fault in fixed cells too.
    """
    if not cells:
        return Laid([], [Fault(0, text, foreign=False) for text in clauses])
    old, new = _squeezed(clauses), _squeezed([cell.text for cell in cells])
    blocks = _blocks(old.text, new.text)
    if blocks is None:
        faults = [Fault(number, cell.text, foreign=True) for number, cell in enumerate(cells)]
        return Laid([], faults)
    cuts = [0, *_cuts(old, new, cells, blocks), len(old.text)]
    faults = [*_faults(old, new, cells, blocks, cuts)]
    parts = [] if faults else [*_parts(old, new, cells, language, (blocks, cuts))]
    found = {part.clause for part in parts}
    lost = [each for each in range(len(clauses)) if each not in found and old.offsets[each]]
    if not faults and lost:
        cell = bisect_right(cuts, old.starts[lost[0]]) - 1
        faults = [Fault(min(cell, len(cells) - 1), clauses[lost[0]], foreign=False)]
    return Laid([] if faults else parts, faults)


@cache
def _inked(char: str) -> bool:
    """Tell whether a character is neither white nor invisible."""
    return bool(squeeze(char))


def _squeezed(texts: Sequence[str]) -> _Squeezed:
    offsets = [[i for i, char in enumerate(text) if _inked(char)] for text in texts]
    kept = ("".join(text[i] for i in found) for text, found in zip(texts, offsets, strict=True))
    starts = [0, *accumulate(map(len, offsets))]
    return _Squeezed(texts, "".join(kept), starts, offsets)


def _blocks(old: str, new: str) -> list[_Block] | None:
    """Return what two texts have in common, in order; None where that is too much to find out."""
    if old == new:
        return [_Block(0, 0, len(old))]
    if len(old) * len(new) > LARGEST:
        return None
    return [
        _Block(step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(old, new)
        if step.tag == "equal"
    ]


def _cuts(
    old: _Squeezed, new: _Squeezed, cells: Sequence[Cell], blocks: Sequence[_Block]
) -> Iterator[int]:
    """Yield the place in the old text of the start of each cell but the first."""
    least = 0
    for number in range(1, len(cells)):
        low, high = _between(blocks, new.starts[number], len(old.text))
        ends = old.starts[bisect_left(old.starts, low) : bisect_right(old.starts, high)]
        cut = low
        if ends:  # what was taken away belongs to the cell that was put right
            cut = ends[-1] if cells[number - 1].fixed and not cells[number].fixed else ends[0]
        least = max(least, cut)
        yield least


def _between(blocks: Sequence[_Block], place: int, end: int) -> tuple[int, int]:
    """Return the range of places in the old text that a place in the new may stand for.

    It begins behind the last common character before `place` and ends at the first behind it.
    """
    number = bisect_left(blocks, place, key=lambda block: block.new)
    low = 0
    if number:
        block = blocks[number - 1]
        low = block.old + min(place - block.new, block.size)
        if place < block.new + block.size:
            return low, low
    return low, blocks[number].old if number < len(blocks) else end


def _faults(
    old: _Squeezed,
    new: _Squeezed,
    cells: Sequence[Cell],
    blocks: Sequence[_Block],
    cuts: Sequence[int],
) -> Iterator[Fault]:
    """Yield what differs in cells that are not fixed, and cells in which nothing is known."""
    removed, added = _gaps(blocks, len(old.text), len(new.text))
    for number, cell in enumerate(cells):
        missing = _within(removed, cuts[number], cuts[number + 1])
        foreign = _within(added, new.starts[number], new.starts[number + 1])
        unknown = cuts[number] == cuts[number + 1] and new.offsets[number]
        if missing and not cell.fixed:
            yield Fault(number, old.cut(missing[0].start, missing[-1].stop), foreign=False)
        if foreign and (unknown or not cell.fixed):
            yield Fault(number, new.cut(foreign[0].start, foreign[-1].stop), foreign=True)


def _gaps(blocks: Sequence[_Block], old: int, new: int) -> tuple[list[range], list[range]]:
    """Return the ranges of both texts that are in no block."""
    edges = [_Block(0, 0, 0), *blocks, _Block(old, new, 0)]
    removed = [range(a.old + a.size, b.old) for a, b in pairwise(edges)]
    added = [range(a.new + a.size, b.new) for a, b in pairwise(edges)]
    return [*filter(None, removed)], [*filter(None, added)]


def _within(ranges: Sequence[range], start: int, stop: int) -> list[range]:
    cut = (range(max(each.start, start), min(each.stop, stop)) for each in ranges)
    return [*filter(None, cut)]


def _parts(
    old: _Squeezed,
    new: _Squeezed,
    cells: Sequence[Cell],
    language: Language,
    found: tuple[Sequence[_Block], Sequence[int]],
) -> Iterator[Part]:
    blocks, cuts = found
    mirrored = [_Block(block.new, block.old, block.size) for block in blocks]
    for start, stop in pairwise(sorted({*old.starts, *cuts})):
        clause, number = bisect_right(old.starts, start) - 1, bisect_right(cuts, start) - 1
        whole = old.cut(start, stop)
        if not cells[number].fixed:
            yield Part(clause, number, whole)
            continue
        low, high = new.starts[number : number + 2]
        first = low if start == cuts[number] else _end(mirrored, start, new, number)
        last = high if stop == cuts[number + 1] else _end(mirrored, stop, new, number)
        text = clean(new.cut(first, last), language)
        if text:
            yield Part(clause, number, whole if _same(text, whole) else text)


def _end(mirrored: Sequence[_Block], cut: int, new: _Squeezed, number: int) -> int:
    """Return the place in the new text of the end of a clause inside the cell `number`.

    A line end, if the reviewer left one there; else behind all that was added.
    """
    low, high = _between(mirrored, cut, len(new.text))
    start, stop = new.starts[number : number + 2]
    low, high = max(low, start + 1), min(high, stop - 1)
    offsets, text = new.offsets[number], new.texts[number]
    for place in range(high, low - 1, -1):
        if "\n" in text[offsets[place - start - 1] : offsets[place - start]]:
            return place
    return max(start, high)


def _same(one: str, other: str) -> bool:
    """Tell whether two texts differ at most in the kind of their spaces and invisible marks."""
    return fold_spaces(one).split() == fold_spaces(other).split()
