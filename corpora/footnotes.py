"""Footnotes out of the flow, and the raised marks in the text resolved to them.

    […régionales ou autres<sup>1</sup>,] [<sup>1</sup> A/69/228-S/2014/560.]
    flow: the first block, mark taken out, notes ("fn1",);  notes: Note("1", …)

A block that begins with a raised mark is a footnote. A raised mark in the text refers to it if
it exists; else letters are an ordinal (1er, 48e), a 2 or 3 behind a unit an exponent (m²), and
a number without a footnote is taken out and reported.

Why a mark may be defined twice: some organs number notes by the page. A reference means the
next footnote of its mark, else the last before it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpora.clause import LeftOut
from corpora.languages import Language
from corpora.numerals import to_int
from corpora.readers.block import Block, Run, raise_digits

_MARK = re.compile(r"[\s(\[（]*(\d{1,3}|[a-zа-я]|\*{1,4}|[†‡§])[\s)\]）./]*")
_MARKS_BETWEEN = re.compile(r"\s*[,،，、;]\s*|\s+")
_WORD_END = re.compile(r"([^\W\d_]+)\s*$")
_TEN = re.compile(r"(?<!\d)10$")
_NO_LETTER = re.compile(r"[^\w\s(«“\"]|$")


class Note(NamedTuple):
    """A footnote: its mark as printed and normalised, its label, and its text as a block."""

    printed: str
    mark: str
    label: str
    position: int  # how many blocks of the flow stand before it
    block: Block


class Flow(NamedTuple):
    """The blocks of the text, with a gap where footnotes stood, and the footnotes."""

    blocks: list[Block]
    notes: list[Note]
    bare: list[Note]  # marks that nothing follows


def separate(blocks: Iterable[Block]) -> Flow:
    """Part footnotes from the text; a note mark alone in its block takes the next for its text."""
    flow = Flow([], [], [])
    gap = False
    for block in blocks:
        mark = _leading_mark(block)
        if mark is not None:
            flow.notes.append(_note(block, mark, flow))
        elif gap and not _has_text(flow.notes[-1]):
            flow.notes[-1] = flow.notes[-1]._replace(block=block)
        else:
            flow.blocks.append(block._replace(gap=block.gap or gap))
        gap = mark is not None or (gap and flow.notes[-1].block is block)
    notes = [note for note in flow.notes if _has_text(note)]
    return Flow(flow.blocks, notes, [note for note in flow.notes if not _has_text(note)])


def _has_text(note: Note) -> bool:
    return any(run.text.strip() and not run.superscript for run in note.block.runs)


def _leading_mark(block: Block) -> str | None:
    """Return the mark that a footnote begins with, as printed; None for other blocks."""
    first = next((run for run in block.runs if run.text.strip()), None)
    return first.text.strip() if first and first.superscript and _normal(first.text) else None


def _note(block: Block, printed: str, flow: Flow) -> Note:
    mark = _normal(printed) or printed
    before = sum(note.mark == mark for note in flow.notes)
    label = f"fn{mark}" if not before else f"fn{mark}.{before + 1}"
    index = next(index for index, run in enumerate(block.runs) if run.text.strip())
    rest = block._replace(runs=block.runs[index + 1 :])
    return Note(printed, mark, label, len(flow.blocks), rest)


def _normal(text: str) -> str | None:
    """Return a mark in one spelling for all scripts: "(١)" as "1"; None if it is no mark."""
    match = _MARK.fullmatch(text)
    if match is None:
        return None
    number = to_int(match[1])
    return match[1] if number is None else str(number)


class Marked(NamedTuple):
    """A block without note marks, the labels they refer to, and the marks that led nowhere."""

    block: Block
    labels: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def resolve(
    block: Block, position: int, notes: list[Note], language: Language, *, file: str
) -> Marked:
    """Return the block at `position` of the flow with its raised marks resolved."""
    runs: list[Run] = []
    labels: list[str] = []
    lost: list[LeftOut] = []
    for run in block.runs:
        if not run.superscript:
            runs.append(_closed_up(runs, run))
            continue
        kept, found, dangling = _resolve_run(run, runs, position, notes, language)
        runs += kept
        labels += found
        reason = "note mark without a footnote"
        lost += [LeftOut(file, block.line, reason, mark) for mark in dangling]
        if not kept:
            runs.append(run._replace(text=""))  # remembered, to close up the text behind it
    return Marked(block._replace(runs=tuple(runs)), tuple(labels), tuple(lost))


def _closed_up(runs: list[Run], run: Run) -> Run:
    """Drop the space that stood between a mark and the stop behind it."""
    if len(runs) > 1 and not runs[-1].text and runs[-1].superscript and _NO_LETTER.match(run.text):
        runs[-2] = runs[-2]._replace(text=runs[-2].text.rstrip(" "))
    return run


def _resolve_run(
    run: Run, before: list[Run], position: int, notes: list[Note], language: Language
) -> tuple[list[Run], list[str], list[str]]:
    """Return what stays as text, the labels referred to, and the marks without a footnote."""
    known = {note.mark for note in notes}
    text = "".join(piece.text for piece in before)
    if _is_ordinal(run.text, text, language) or _is_exponent(run.text, text, known, language):
        return [run._replace(text=_as_text(run.text), superscript=False)], [], []
    marks = list(_marks(run.text))
    if not any(mark in known for mark in marks) and not run.text.strip(" ()").isdecimal():
        return [run._replace(superscript=False)], [], []
    labels = [_nearest(mark, position, notes) for mark in marks if mark in known]
    return [], labels, [mark for mark in marks if mark not in known]


def _is_ordinal(text: str, before: str, language: Language) -> bool:
    return before[-1:].isalnum() and text.strip().lower() in language.ordinals


def _is_exponent(text: str, before: str, known: set[str], language: Language) -> bool:
    """Tell whether `text` is the 2 of m² or, where no footnote has that number, the 6 of 10⁶."""
    word = _WORD_END.search(before)
    if text.strip() in {"2", "3"} and word is not None:
        return word[1] in language.units or (
            not language.joiner and word[1].endswith(tuple(language.units))
        )
    return (
        _TEN.search(before) is not None and text.strip().isdecimal() and text.strip() not in known
    )


def _as_text(text: str) -> str:
    return raise_digits(text) if text.strip().isdecimal() else text


def _marks(text: str) -> Iterator[str]:
    """Yield the single marks of a raised run such as "1, 2"."""
    for part in _MARKS_BETWEEN.split(text.strip()):
        if part:
            yield _normal(part) or part


def _nearest(mark: str, position: int, notes: list[Note]) -> str:
    """Return the label of the next footnote with `mark`, else of the last one before."""
    same = [note for note in notes if note.mark == mark]
    index = bisect_left([note.position for note in same], position + 1)
    return same[min(index, len(same) - 1)].label
