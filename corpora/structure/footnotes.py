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
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from corpora.clause import LeftOut
from corpora.languages import Language
from corpora.numerals import to_int
from corpora.readers.block import Block, Run, raise_digits

NEAR = 8
"""Runs before a mark in which the word or number stands that makes it an ordinal or exponent."""

_MARK = re.compile(r"[\s(\[（]*(\d{1,3}|[a-zа-я]|\*{1,4}|[†‡§])[\s)\]）./]*")
_MARKS_BETWEEN = re.compile(r"\s*[,،，、;]\s*|\s+")
_WORD_END = re.compile(r"([^\W\d_]+)\s*$")
_TEN = re.compile(r"(?<!\d)10$")
_NO_LETTER = re.compile(r"[^\w\s(«“\"]|$")


class Note(NamedTuple):
    """A footnote: its mark as printed and normalised, its label, and its text as a block."""

    printed: str
    mark: str
    label: str | None  # None for a mark that is no number, letter or sign
    position: int  # how many blocks of the flow stand before it
    block: Block


class Flow(NamedTuple):
    """The blocks of the text, with a gap where footnotes stood, and the footnotes."""

    blocks: list[Block]
    notes: list[Note]
    bare: list[Note]  # marks that nothing follows

    def by_mark(self) -> dict[str, list[Note]]:
        """Return the footnotes that can be referred to, in the order of the file."""
        found: dict[str, list[Note]] = {}
        for note in self.notes:
            if note.label:
                found.setdefault(note.mark, []).append(note)
        return found


def separate(blocks: Iterable[Block]) -> Flow:
    """Part footnotes from the text; a note mark alone in its block takes the next for its text.

    A block that its reader calls a note needs no mark: it goes on with the note before.
    """
    flow = Flow([], [], [])
    marks: Counter[str] = Counter()
    gap = False
    for block in blocks:
        mark = None if block.cell else _leading_mark(block)
        if mark is not None:
            flow.notes.append(_note(block, mark, len(flow.blocks), marks))
            gap = gap or not block.note
        elif block.note:
            _add_to_note(flow, block)
        elif gap and not block.cell and not _has_text(flow.notes[-1]):
            flow.notes[-1] = flow.notes[-1]._replace(block=block)
        else:
            flow.blocks.append(block._replace(gap=block.gap or gap))
            gap = False
    notes = [note for note in flow.notes if _has_text(note)]
    return Flow(flow.blocks, notes, [note for note in flow.notes if not _has_text(note)])


def _add_to_note(flow: Flow, block: Block) -> None:
    """Add a paragraph without mark to the last note, or begin a note without mark with it."""
    if not flow.notes:
        flow.notes.append(Note("", "", None, len(flow.blocks), block))
        return
    before = flow.notes[-1].block
    joined = before._replace(runs=(*before.runs, Run("\n"), *block.runs))
    flow.notes[-1] = flow.notes[-1]._replace(block=joined)


def _has_text(note: Note) -> bool:
    return any(run.text.strip() and not run.superscript for run in note.block.runs)


def _leading_mark(block: Block) -> str | None:
    """Return the mark that a footnote begins with, as printed; None for other blocks."""
    first = next((run for run in block.runs if run.text.strip()), None)
    if first is None or not first.superscript:
        return None
    return first.text.strip() if block.note or _normal(first.text) else None


def _note(block: Block, printed: str, position: int, marks: Counter[str]) -> Note:
    mark = _normal(printed)
    marks[mark or ""] += 1
    again = f".{marks[mark]}" if mark and marks[mark] > 1 else ""
    index = next(index for index, run in enumerate(block.runs) if run.text.strip())
    rest = block._replace(runs=block.runs[index + 1 :])
    return Note(printed, mark or printed, f"fn{mark}{again}" if mark else None, position, rest)


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
    block: Block, position: int, notes: Mapping[str, list[Note]], language: Language, *, file: str
) -> Marked:
    """Return the block at `position` of the flow with its raised marks resolved.

    `notes` are the footnotes by their marks, each in the order of the file.
    """
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
    run: Run, before: list[Run], position: int, notes: Mapping[str, list[Note]], language: Language
) -> tuple[list[Run], list[str], list[str]]:
    """Return what stays as text, the labels referred to, and the marks without a footnote."""
    known = notes.keys()
    text = "".join(piece.text for piece in before[-NEAR:])
    if _is_ordinal(run.text, text, known, language) or _is_exponent(
        run.text, text, known, language
    ):
        return [run._replace(text=_as_text(run.text), superscript=False)], [], []
    marks = list(_marks(run.text))
    if not all(map(_normal, marks)):
        return [run._replace(superscript=False)], [], []  # words that are set high
    if not any(mark in known for mark in marks) and not run.text.strip(" ()").isdecimal():
        return [run._replace(superscript=False)], [], []
    labels = [_nearest(position, notes[mark]) for mark in marks if mark in known]
    return [], labels, [mark for mark in marks if mark not in known]


def _is_ordinal(text: str, before: str, known: Set[str], language: Language) -> bool:
    """Tell whether `text` is the letters of 48a, XXIe or no, and not the footnote "a" of a word."""
    if not before[-1:].isalnum() or text.strip().lower() not in language.ordinals:
        return False
    word = _WORD_END.search(before)
    is_number = word is None or len(word[1]) <= 2 or word[1].isupper()
    return is_number or _normal(text) not in known


def _is_exponent(text: str, before: str, known: Set[str], language: Language) -> bool:
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


def _nearest(position: int, same: list[Note]) -> str:
    """Return the label of the next footnote among those of one mark, else of the last before."""
    index = bisect_left(same, position + 1, key=lambda note: note.position)
    return same[min(index, len(same) - 1)].label or ""
