"""Paragraphs of a DOCX to blocks: numbers printed, note marks counted, pages told, lines cut.

    printer = Printer(file="fr.docx", paragraphs=paragraphs, notes=notes, …)
    blocks = printer.blocks()

The label of a numbered paragraph is its first run; a line that ends in a paragraph ends a block,
and the next has a gap before it, as in Markdown. Notes stand at the end of the document.

Why notes stand earlier where they are numbered by section or page: a mark means the next footnote
of its number, so they follow the section, or the paragraph, that refers to them.
Why Arabic digits are a matter of the whole document: Word stores numbers it counts as such, and
shows them in the digits of the text around them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpora.clause import LeftOut
from corpora.readers.block import Block, Run
from corpora.readers.docx.inline import Break, Mark, NoteKind
from corpora.readers.docx.line import Line, fill, has_text, runs_of
from corpora.readers.docx.notes import Counter, Notes
from corpora.readers.docx.numbering import Numbering
from corpora.readers.docx.numerals import in_arabic_digits
from corpora.readers.docx.sections import Section
from corpora.readers.docx.story import Paragraph

_ARABIC_DIGIT = re.compile("[٠-٩]")
_BRACKETS = re.compile(r"\s*([(\[（])\s*([)\]）])")  # typed around a mark that Word counts


class Facts(NamedTuple):
    """What can be told of a document only when all of it was read."""

    arabic: bool  # it writes numbers in Arabic digits
    rendered: bool  # Word has left marks where it turned the page
    paged: bool  # the file tells of pages at all
    sections: list[Section]


class _Note(NamedTuple):
    """A note that was referred to: how it is printed, and from where."""

    kind: NoteKind
    identifier: int
    printed: str
    custom: bool  # its mark is typed in the note too
    line: int
    page: int | None


def gather(paragraphs: Iterable[Paragraph]) -> Facts:
    """Return the facts about all paragraphs of the body."""
    arabic = rendered = paged = False
    sections: list[Section] = []
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if isinstance(piece, Run):
                arabic = arabic or _ARABIC_DIGIT.search(piece.text) is not None
            elif isinstance(piece, Break):
                rendered = rendered or piece.kind == "turn"
                paged = paged or piece.kind == "page"
        if paragraph.section is not None:
            sections.append(paragraph.section)
    return Facts(arabic, rendered, paged or rendered, sections)


class Printer:
    """The document as it is printed so far: the page, the section, and the notes to come."""

    def __init__(
        self, file: str, facts: Facts, notes: Notes, counter: Counter, numbering: Numbering
    ) -> None:
        self.left_out: list[LeftOut] = []
        self.unknown: set[str] = set()  # formats of numbers that are printed as decimals
        self._file = file
        self._facts = facts
        self._notes = notes
        self._counter = counter
        self._numbering = numbering
        self.paged = facts.paged
        self._page = 1
        self._section = 0
        self._due: list[_Note] = []
        self._seen: set[tuple[NoteKind, int]] = set()

    def blocks(self, paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
        """Yield the blocks of the body and its notes; `left_out` is complete behind the last."""
        self._begin_section()
        for paragraph in paragraphs:
            yield from self._paragraph(paragraph)
            if self._counter.by_page():
                yield from self._flush()
            if paragraph.section is not None:
                self._section += 1
                if self._begin_section():
                    yield from self._flush()
        yield from self._flush()
        self._leave_out_unseen()

    def _begin_section(self) -> list[NoteKind]:
        """Begin a section; return the kinds of notes that are counted anew."""
        if self._section >= len(self._facts.sections):
            return []
        section = self._facts.sections[self._section]
        if self._section and section.new_page and not self._facts.rendered:
            self._turn()
        return self._counter.begin_section(section)

    def _turn(self) -> None:
        self._page += 1
        self._counter.begin_page()

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        """Yield the blocks of a paragraph, one for each of its lines that holds text."""
        if paragraph.page_before and not self._facts.rendered:
            self._turn()
        line: Line = []
        page, gap = self._page, False
        fill(line, self._label(paragraph))
        begun = False
        for piece in paragraph.pieces:
            if isinstance(piece, Break):
                if piece.kind != "turn":
                    yield from self._block(line, page, paragraph, gap=gap)
                    line, begun, gap = [], False, True
                self._turn_at(piece)
            elif isinstance(piece, Mark):
                fill(line, self._mark(piece, paragraph), mark=True)
            else:
                fill(line, piece)
            begun = begun or not isinstance(piece, Break)
            page = page if begun else self._page
        yield from self._block(line, page, paragraph, gap=gap)

    def _turn_at(self, piece: Break) -> None:
        """Begin a page where Word did when it last laid the text out, else where it had to."""
        if piece.kind == ("turn" if self._facts.rendered else "page"):
            self._turn()

    def _block(self, line: Line, page: int, paragraph: Paragraph, *, gap: bool) -> Iterator[Block]:
        if has_text(line):
            yield Block(
                runs=runs_of(line),
                line=paragraph.line,
                page=page if self.paged else None,
                level=paragraph.level,
                gap=gap,
                cell=paragraph.cell,
            )

    def _label(self, paragraph: Paragraph) -> Run | None:
        """Return the number of a paragraph in its list as a run."""
        if paragraph.listing is None:
            return None
        label = self._numbering.label(*paragraph.listing)
        if label is None:
            return None
        if label.unknown:
            self.unknown.add(label.unknown)
        arabic = paragraph.rtl and self._facts.arabic
        return Run((in_arabic_digits(label.text) if arabic else label.text) + label.suffix)

    def _mark(self, mark: Mark, paragraph: Paragraph) -> Run:
        arabic = paragraph.rtl and self._facts.arabic
        text = self._counter.mark(mark, arabic=arabic)
        if (mark.kind, mark.identifier) not in self._seen:
            page = self._page if self.paged else None
            custom = mark.custom is not None
            self._due.append(_Note(mark.kind, mark.identifier, text, custom, paragraph.line, page))
            self._seen.add((mark.kind, mark.identifier))
        return Run(text, superscript=True)

    def _flush(self) -> Iterator[Block]:
        """Yield the notes that are due, footnotes before endnotes."""
        due, self._due = self._due, []
        for note in sorted(due, key=lambda each: each.kind == "endnote"):
            yield from self._note(note)

    def _note(self, note: _Note) -> Iterator[Block]:
        """Yield the blocks of a note, the first of which begins with its mark."""
        blocks = [
            block._replace(line=note.line, page=note.page, note=True)
            for paragraph in self._notes.get((note.kind, note.identifier), ())
            for block in _lines(paragraph, self._label(paragraph))
        ]
        if blocks:
            yield blocks[0]._replace(runs=_headed(blocks[0].runs, note))
        yield from blocks[1:]

    def _leave_out_unseen(self) -> None:
        """Say which notes no mark refers to."""
        for (kind, identifier), paragraphs in self._notes.items():
            if (kind, identifier) not in self._seen:
                text = "\n".join(
                    block.text for paragraph in paragraphs for block in _lines(paragraph, None)
                )
                if text:
                    reason = f"{kind} that no mark refers to"
                    self.left_out.append(LeftOut(self._file, 0, reason, text))


def _lines(paragraph: Paragraph, label: Run | None) -> Iterator[Block]:
    """Yield a paragraph of a note as blocks."""
    line: Line = []
    gap = False
    fill(line, label)
    for piece in [*paragraph.pieces, Break("line")]:
        if isinstance(piece, Run):
            fill(line, piece)
        elif isinstance(piece, Break) and piece.kind != "turn":
            if has_text(line):
                yield Block(runs_of(line), line=paragraph.line, gap=gap)
            line, gap = [], True


def _headed(runs: tuple[Run, ...], note: _Note) -> tuple[Run, ...]:
    """Return the runs of a note behind its mark, with the brackets typed around it."""
    mark = Run(note.printed, superscript=True)
    brackets = _BRACKETS.match(runs[0].text)
    if note.custom or brackets is None:
        return (mark, *(_without(runs, note.printed) if note.custom else runs))
    rest = runs[0]._replace(text=runs[0].text[brackets.end() :])
    enclosed = mark._replace(text=f"{brackets[1]}{note.printed}{brackets[2]}")
    return (enclosed, *((rest,) if rest.text else ()), *runs[1:])


def _without(runs: tuple[Run, ...], mark: str) -> tuple[Run, ...]:
    """Return the runs of a note without the mark typed at its head."""
    index = next((i for i, run in enumerate(runs) if run.text.strip()), 0)
    head = runs[index].text.lstrip()
    if not head.startswith(mark):
        return runs
    rest = (runs[index]._replace(text=head[len(mark) :]),) if head != mark else ()
    return (*rest, *runs[index + 1 :])
