"""Blocks of one language version to clauses: the whole reading of a document in one function.

    clauses, left_out = read_structure(blocks, FRENCH, file="fr.md")

A document with an opener (« L'Assemblée générale, ») is a resolution; every other is a sequence
of headings and paragraphs. Footnotes stand behind the text. Every block ends up in a clause or
among what is left out, with a reason.

Why two labels may be equal at first: a document can hold two resolutions. The second "op1" is
then "op1.2", in all six versions alike.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from corpora import passage, resolution
from corpora.clause import Clause, LeftOut
from corpora.footnotes import Flow, Marked, resolve, separate
from corpora.healing import heal
from corpora.languages import Language
from corpora.passage import HARD_STOPS, Passage, ends_open
from corpora.readers.block import Block

OPENER_RUNS = 4
"""An opener ends within so many runs: its name in italics, a comma, a space."""

_FURNITURE = re.compile(
    r"\d{2}-\d{5}(?: ?\([A-Z]\))?(?: ?\d{1,3}/\d{1,3})?"  # job number: 14-64834 (F) 2/3
    r"|\*\d{6,}\*"  # its bar code
    r"|(?P<page>\d{1,3})/(?P<pages>\d{1,3})"  # page of pages
    r"|[A-Z]{1,5}(?:/[\w.()-]+){2,}"  # the symbol alone: A/RES/69/12
)


def read_structure(
    blocks: Iterable[Block], language: Language, *, file: str
) -> tuple[list[Clause], list[LeftOut]]:
    """Return the clauses of a version in order, and what became none; `file` names it there."""
    left_out: list[LeftOut] = []
    flow = separate(_with_text(blocks, left_out, file=file))
    passages: list[Passage] = []
    for position, block in enumerate(flow.blocks):
        marked = resolve(block, position, flow.notes, language, file=file)
        left_out += marked.left_out
        passages += _passages(marked, language)
    clauses = _read(passages, language, left_out, file=file)
    clauses += _read_notes(flow, language, left_out, file=file)
    return _unique(clauses), sorted(left_out, key=lambda item: item.line)


def _with_text(blocks: Iterable[Block], left_out: list[LeftOut], *, file: str) -> Iterator[Block]:
    """Yield blocks that hold text; what was between them, or a page end, is a gap."""
    gap, page = False, None
    for block in blocks:
        if block.rule or not block.text.strip():
            reason = "horizontal rule" if block.rule else "markup without text"
            left_out.append(LeftOut(file, block.line, reason, block.text))
            gap = True
            continue
        yield block._replace(gap=block.gap or gap or page not in {None, block.page})
        gap, page = False, block.page


def _passages(marked: Marked, language: Language) -> list[Passage]:
    """Return a block as passages: one, or two where an opener and a clause share the block."""
    block = marked.block
    for count in range(1, min(len(block.runs), OPENER_RUNS + 1)):
        head = block._replace(runs=block.runs[:count])
        rest = passage.make(
            block._replace(runs=block.runs[count:], gap=False), marked.labels, language
        )
        opener = passage.make(head, (), language)
        if rest.italic and resolution.is_opener(opener, language):
            return [opener, rest]
    return [passage.make(block, marked.labels, language)]


def _read(
    passages: Sequence[Passage], language: Language, left_out: list[LeftOut], *, file: str
) -> list[Clause]:
    """Return the clauses of the text: a resolution or several, or plain text."""
    openers = [*_openers(passages, language)]
    if not openers:
        return [*_titled(heal(passages, language, body=False))]
    clauses = [*resolution.read_head(passages[: openers[0]], language)]
    for start, stop in pairwise([*openers, len(passages)]):
        clauses.append(resolution.clause(passages[start], "opener", "opener"))
        rest = _without_furniture(passages[start + 1 : stop], left_out, file=file)
        length = resolution.body_length(rest, language)
        clauses += resolution.read_body(heal(rest[:length], language, body=True))
        clauses += resolution.read_end(_heal_end(rest[length:], language), language)
    return clauses


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


def _heal_end(passages: Sequence[Passage], language: Language) -> list[Passage]:
    """Heal what stands behind a resolution, but never a line of the closing."""
    stop = 0
    while stop < len(passages) and resolution.is_closing(passages[stop], language):
        stop += 1
    return [*passages[:stop], *heal(passages[stop:], language, body=False)]


def _titled(passages: Sequence[Passage]) -> Iterator[Clause]:
    """Yield the clauses of plain text, the first heading as its title."""
    titled = False
    for clause in resolution.read_plain(passages):
        if clause.kind == "heading" and not titled:
            titled = True
            yield clause._replace(kind="title", label="title")
        else:
            yield clause


def _without_furniture(
    passages: Sequence[Passage], left_out: list[LeftOut], *, file: str
) -> list[Passage]:
    """Take page furniture (job number, page of pages, symbol alone) out; a gap stays."""
    kept: list[Passage] = []
    gap = False
    for item in passages:
        if _is_furniture(item):
            left_out.append(LeftOut(file, item.line, "running header or footer", item.whole))
            gap = True
        else:
            kept.append(item._replace(gap=item.gap or gap))
            gap = False
    return kept


def _is_furniture(item: Passage) -> bool:
    match = _FURNITURE.fullmatch(item.plain)
    return match is not None and int(match["page"] or 0) <= int(match["pages"] or 0)


def _read_notes(
    flow: Flow, language: Language, left_out: list[LeftOut], *, file: str
) -> Iterator[Clause]:
    """Yield the footnotes in the order of the file."""
    for note in flow.notes:
        marked = resolve(note.block, note.position, flow.notes, language, file=file)
        left_out += marked.left_out
        text = passage.clean(marked.block.text, language)
        place = note.block.page, note.block.line
        yield Clause("footnote", note.label, note.printed, text, marked.labels, *place)
    for note in flow.bare:
        words = note.printed + note.block.text
        left_out.append(LeftOut(file, note.block.line, "footnote without text", words))


def _unique(clauses: Iterable[Clause]) -> list[Clause]:
    """Return `clauses` with repeated labels told apart: op1, op1.2, op1.3."""
    seen: Counter[str | None] = Counter()
    told_apart = []
    for clause in clauses:
        seen[clause.label] += 1
        again = clause.label is not None and seen[clause.label] > 1
        label = f"{clause.label}.{seen[clause.label]}" if again else clause.label
        told_apart.append(clause._replace(label=label))
    return told_apart
