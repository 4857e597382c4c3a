"""Blocks of one language version to clauses: the whole reading of a document in one function.

    clauses, left_out = read_structure(blocks, FRENCH, file="fr.md")

A document with an opener (« L'Assemblée générale, ») is a resolution or several, or a report that
proposes some; one with a numbered title and « À sa 48e séance … » holds decisions; every other
has a head and a text.
Cells stand where their table stood, footnotes behind the text. Every block ends up in a clause
or among what is left out, with a reason.

Why a version is read by itself: the six need not be there. What each of them counts for itself
is compared afterwards (`corpora.structure.agreement`).
Why two labels may be equal at first: a document can hold two resolutions. The second "op1" is
then "op1.2", in all six versions alike.
Why the blocks are numbered: lines are not, in formats that have none, and the place of a table
is between two blocks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from corpora.clause import Clause, LeftOut
from corpora.languages import Language
from corpora.readers.block import Block
from corpora.structure import decision, head, passage, record, report, resolution, tables
from corpora.structure.footnotes import Flow, Marked, resolve, separate
from corpora.structure.healing import heal
from corpora.structure.passage import HARD_STOPS, Passage, ends_open, to_clause
from corpora.structure.recognition import is_furniture

OPENER_RUNS = 4
"""An opener ends within so many runs: its name in italics, a comma, a space."""


def read_structure(
    blocks: Iterable[Block], language: Language, *, file: str
) -> tuple[list[Clause], list[LeftOut]]:
    """Return the clauses of a version in order, and what became none; `file` names it there."""
    left_out: list[LeftOut] = []
    flow = separate(_with_text(tables.unfold([*blocks], language), left_out, file=file))
    lines = [block.line for block in flow.blocks]
    passages, cells = _passages(flow, language, left_out, file=file)
    furniture: list[Passage] = []
    clauses = _in_order(_read(passages, language, furniture), tables.read(cells, language))
    reason = "running header or footer"
    left_out += [LeftOut(file, lines[item.line], reason, item.whole) for item in furniture]
    placed = [clause._replace(line=lines[clause.line]) for clause in clauses]
    placed += _read_notes(flow, language, left_out, file=file)
    return _unique(placed), sorted(left_out, key=lambda item: item.line)


def _with_text(blocks: Iterable[Block], left_out: list[LeftOut], *, file: str) -> Iterator[Block]:
    """Yield blocks that hold text; what was between them, or a page end, is a gap."""
    gap, page = False, None
    for block in blocks:
        if block.rule or not block.text.strip():
            if block.cell:
                continue  # an empty cell
            reason = "horizontal rule" if block.rule else "markup without text"
            left_out.append(LeftOut(file, block.line, reason, block.text))
            gap = True
            continue
        yield block._replace(gap=block.gap or gap or page not in {None, block.page})
        gap, page = False, block.page


def _passages(
    flow: Flow, language: Language, left_out: list[LeftOut], *, file: str
) -> tuple[list[Passage], list[Marked]]:
    """Return the passages and the cells of the text; their line is their place in the flow."""
    notes = flow.by_mark()
    passages: list[Passage] = []
    cells: list[Marked] = []
    for position, block in enumerate(flow.blocks):
        marked = resolve(block, position, notes, language, file=file)
        if block.cell and not marked.block.text.strip():
            marked = Marked(block, (), ())  # a mark alone in a cell is its text
        left_out += marked.left_out
        marked = marked._replace(block=marked.block._replace(line=position))
        if block.cell:
            cells.append(marked)
        else:
            passages += _split_opener(marked, language)
    return passages, cells


def _split_opener(marked: Marked, language: Language) -> list[Passage]:
    """Return a block as passages: one, or two where an opener and a clause share the block."""
    block = marked.block
    for count in range(1, min(len(block.runs), OPENER_RUNS + 1)):
        opener = passage.make(block._replace(runs=block.runs[:count]), (), language)
        if not resolution.is_opener(opener, language):
            continue
        behind = block._replace(runs=block.runs[count:], gap=False)
        rest = passage.make(behind, marked.labels, language)
        if rest.italic:
            return [opener, rest]
    return [passage.make(block, marked.labels, language)]


def _in_order(clauses: Iterable[Clause], cells: Iterable[Clause]) -> list[Clause]:
    """Return the clauses of the text and of its tables as they stood."""
    return sorted([*clauses, *cells], key=lambda clause: clause.line)


def _read(
    passages: Sequence[Passage], language: Language, furniture: list[Passage]
) -> Iterator[Clause]:
    """Yield the clauses of the text; running headers and footers go to `furniture`."""
    openers = [*_openers(passages, language)]
    starts = [] if openers else decision.titles(passages, language)
    if openers:
        start = _title_of_first(passages[: openers[0]])
        yield from _text(passages[:start], language, furniture) if start else ()
        yield from head.of_resolution(passages[start : openers[0]], language)
        for start, stop in pairwise([*openers, len(passages)]):
            yield to_clause(passages[start], "opener", "opener")
            yield from _resolution(passages[start + 1 : stop], language, furniture)
    elif starts:
        for line in passages[: starts[0]]:
            yield to_clause(line, "masthead", text=line.whole)
        for start, stop in pairwise([*starts, len(passages)]):
            kept = _without_furniture(passages[start:stop], furniture)
            yield from decision.read(kept, language)
    else:
        yield from _text(passages, language, furniture)


def _title_of_first(passages: Sequence[Passage]) -> int:
    """Return where the head of the first resolution begins: behind the report that proposes it."""
    start = len(passages)
    while start and not head.is_text(passages[start - 1]):
        start -= 1
    return start


def _text(
    passages: Sequence[Passage], language: Language, furniture: list[Passage]
) -> Iterator[Clause]:
    """Yield the clauses of a document that is neither resolution nor decision."""
    spoken = record.is_record(passages, language)
    clauses, length = head.of_text(passages, language, spoken=spoken)
    yield from clauses
    kept = _without_furniture(passages[length:], furniture)
    yield from report.read(kept, language, spoken=spoken)


def _resolution(
    passages: Sequence[Passage], language: Language, furniture: list[Passage]
) -> Iterator[Clause]:
    """Yield the clauses behind one opener."""
    kept = _without_furniture(passages, furniture)
    length = resolution.body_length(kept, language)
    yield from resolution.read_body(heal(kept[:length], language, body=True))
    yield from resolution.read_end(kept[length:], language)


def _openers(passages: Sequence[Passage], language: Language) -> Iterator[int]:
    """Yield where openers stand; behind the first, only where the text before has ended."""
    found = False
    for index, candidate in enumerate(passages):
        if not resolution.is_opener(candidate, language):
            continue
        before = passages[index - 1] if index else candidate
        if not found or before.level or not ends_open(before.text, stops=HARD_STOPS):
            found = True
            yield index


def _without_furniture(passages: Sequence[Passage], furniture: list[Passage]) -> list[Passage]:
    """Take page furniture (job number, page of pages, symbol alone) out; a gap stays."""
    kept: list[Passage] = []
    gap = False
    for item in passages:
        if is_furniture(item):
            furniture.append(item)
            gap = True
        else:
            kept.append(item._replace(gap=item.gap or gap))
            gap = False
    return kept


def _read_notes(
    flow: Flow, language: Language, left_out: list[LeftOut], *, file: str
) -> Iterator[Clause]:
    """Yield the footnotes in the order of the file."""
    notes = flow.by_mark()
    for note in flow.notes:
        marked = resolve(note.block, note.position, notes, language, file=file)
        left_out += marked.left_out
        text = passage.clean(marked.block.text, language)
        place = note.block.page, note.block.line
        yield Clause("footnote", note.label, note.printed or None, text, marked.labels, *place)
    for note in flow.bare:
        words = note.printed + note.block.text
        left_out.append(LeftOut(file, note.block.line, "footnote without text", words))


def _unique(clauses: Iterable[Clause]) -> list[Clause]:
    """Return `clauses` with repeated labels told apart: op1, op1.2, op1.3."""
    seen: Counter[str] = Counter()
    told_apart = []
    for clause in clauses:
        label = clause.label
        if label is not None:
            seen[label] += 1
            label = f"{label}.{seen[label]}" if seen[label] > 1 else label
        told_apart.append(clause._replace(label=label))
    return told_apart
