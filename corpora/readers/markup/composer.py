"""Elements to blocks: one walk through a tree of markup, told by a format what each tag means.

    compose(root, role_of, FRENCH, file="fr.html")
    role_of(<p>) == Role(block=True), role_of(<i>) == Role(italic=True)

HTML, Akoma Ntoso and TEI differ in their names and hardly in how text flows: elements that part
paragraphs, emphasis, printed numbers before a text, line breaks, notes within a paragraph. A
format gives each element its `Role`; the walk is the same for all and never recurses.

Why a note is moved behind the text: it stands in the midst of a sentence. If no mark occurs
twice all such notes stand at the end, where they part no paragraphs; where organs number them
by the page, each stands behind its paragraph, so that `corpora.structure.footnotes` finds the
next one.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from corpora import enumerators
from corpora.clause import LeftOut
from corpora.languages import Language
from corpora.readers.block import Block, Cell, Run
from corpora.readers.markup.paragraph import Paragraph
from corpora.readers.markup.parsing import Element, left_out_of
from corpora.readers.markup.role import Role


class _Context(NamedTuple):
    """What holds for text inside the open elements."""

    role: Role
    style: Run
    level: int = 0
    cell: Cell | None = None
    note: bool = False
    lines: bool = False


class _Lead(NamedTuple):
    """A number that waits for its text, and how deep the element is that holds both."""

    block: Block | None  # what it is by itself; None if generated
    runs: tuple[Run, ...]
    depth: int


def compose(
    root: Element, role_of: Callable[[Element], Role], language: Language, *, file: str
) -> tuple[list[Block], list[LeftOut]]:
    """Return the blocks below `root` in reading order, and what its roles leave out."""
    composer = _Composer(language)
    left_out: list[LeftOut] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            composer.close()
            composer.add(element.tail if element is not root else None)
            continue
        role = role_of(element)
        composer.open(role, element.sourceline or 1)
        if role.reason:
            left_out += left_out_of(element, role.reason, file=file)
            walk.skip_subtree()
        else:
            composer.add(element.text)
    return composer.finish(), left_out


class _Composer:
    """The state of one walk: open elements, the paragraph being written, and what is done."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._contexts = [_Context(Role(), Run(""))]
        self._open: Paragraph | None = None
        self._suspended: list[tuple[int, Paragraph]] = []  # with the depth of the note
        self._lead: _Lead | None = None
        self._line = 1
        self._breaks = 0  # hard line breaks since the last text of the same paragraph
        self._begun = False  # whether that paragraph has text before them
        self._blocks: list[Block] = []
        self._notes: list[tuple[int, Block]] = []  # with the count of blocks before each

    def open(self, role: Role, line: int) -> None:
        """Enter an element that stands at `line`."""
        self._line = max(self._line, line)
        if (role.refers or role.apart) and self._open is not None:
            self._open.part()
        if role.refers:
            self._append(self._contexts[-1].style._replace(superscript=True), role.mark)
        if role.note and self._open is not None:
            self._suspended.append((len(self._contexts), self._open))
            self._open = None
        elif role.block or role.note:
            self._end()
        self._contexts.append(_inside(self._contexts[-1], role))
        self._announce(role)
        if role.line_break:
            self._break()
        if role.rule:
            self._end()
            self._blocks.append(Block((Run("---"),), self._line, rule=True))
        self._append(self._contexts[-1].style, role.before)

    def close(self) -> None:
        """Leave the element that was entered last."""
        role = self._contexts[-1].role
        self._append(self._contexts[-1].style, role.after)
        if role.lead:
            self._hold()
        if role.block or role.note:
            self._end()
        self._contexts.pop()
        depth = len(self._contexts)
        if self._lead is not None and depth < self._lead.depth:
            self._release()
        if self._suspended and self._suspended[-1][0] == depth:
            self._open = self._suspended.pop()[1]

    def add(self, text: str | None) -> None:
        """Write `text` in the style of the open elements."""
        if not text:
            return
        context = self._contexts[-1]
        for index, piece in enumerate(text.split("\n") if context.lines else [text]):
            if index:
                self._line += 1
                self._next_line(context.style, piece)
            self._append(context.style, piece)
            self._line += piece.count("\n")

    def finish(self) -> list[Block]:
        """Return all blocks, the notes where they belong."""
        self._end()
        self._release()
        marks = [mark for _, note in self._notes if (mark := _mark(note))]
        if len(set(marks)) == len(marks):
            return [*self._blocks, *(note for _, note in self._notes)]
        return [*self._interleaved()]

    def _interleaved(self) -> Iterator[Block]:
        notes = self._notes[::-1]
        for count, block in enumerate(self._blocks):
            while notes and notes[-1][0] <= count:
                yield notes.pop()[1]
            yield block
        yield from (note for _, note in reversed(notes))

    def _announce(self, role: Role) -> None:
        """Let the generated number or mark of an element wait for its first text."""
        if role.label:
            self._await(None, (Run(role.label),), len(self._contexts))
        if role.note and role.mark:
            runs = (Run(role.mark, superscript=True), Run(" "))
            self._await(None, runs, len(self._contexts))

    def _append(self, style: Run, text: str) -> None:
        """Add `text` to the open paragraph; white space alone opens none."""
        if self._open is None and text.strip():
            skipped = text[: len(text) - len(text.lstrip())]
            self._open = self._begin(self._line + skipped.count("\n"))
        if self._open is not None and text:
            self._open.add(style, text)

    def _begin(self, line: int) -> Paragraph:
        context = self._contexts[-1]
        opened = Paragraph(
            line=line,
            level=0 if context.note else context.level,
            gap=self._begun and self._breaks == 1,
            cell=context.cell,
            note=context.note,
        )
        if self._lead is not None and not context.role.lead:
            for run in self._lead.runs:
                opened.add(run._replace(text=""), run.text)
            self._lead = None
        self._breaks = 0
        return opened

    def _end(self) -> None:
        """End the paragraph."""
        self._write()
        self._breaks, self._begun = 0, False

    def _break(self) -> None:
        """End the line: one break may stand within a clause, two in a row part paragraphs."""
        self._begun = self._write() or self._begun
        self._breaks += 1

    def _next_line(self, style: Run, text: str) -> None:
        """Go to the next line of preformatted text; a blank one ends the paragraph.

        So does the next item of a list, which often stands without a blank line.
        """
        if self._open is None:
            return
        ended = self._open.line_ended()
        if self._open.line_blank() or (
            ended and enumerators.split(text.lstrip(), self._language)[0] is not None
        ):
            self._end()
        else:
            self._open.add(style, "\n")

    def _write(self) -> bool:
        """Put the open paragraph with the others; return whether there was one."""
        if self._open is None:
            return False
        block, self._open = self._open.block(), None
        if self._suspended:
            self._notes.append((len(self._blocks) + 1, block))
        else:
            self._blocks.append(block)
        return True

    def _await(self, block: Block | None, runs: tuple[Run, ...], depth: int) -> None:
        """Let a number wait for its text; one that waits already stands alone."""
        self._release()
        self._lead = _Lead(block, runs, depth)

    def _hold(self) -> None:
        """Take what was just written as the number of what follows."""
        if self._open is not None:
            block, self._open = self._open.block(), None
            self._await(block, (*block.runs, Run(" ")), len(self._contexts) - 1)

    def _release(self) -> None:
        """Let a number whose text never came stand alone; a generated one is no text."""
        if self._lead is not None and self._lead.block is not None:
            self._blocks.append(self._lead.block)
        self._lead = None


def _inside(outer: _Context, role: Role) -> _Context:
    """Return what holds inside an element; a note begins afresh."""
    around = Run("") if role.note else outer.style
    said = (role.italic, role.bold, role.superscript)
    styles = [old if new is None else new for old, new in zip(around[1:], said, strict=True)]
    style = Run("", *styles)
    level = outer.level if role.level is None else role.level
    cell = None if role.note else role.cell or outer.cell
    return _Context(role, style, level, cell, outer.note or role.note, outer.lines or role.lines)


def _mark(block: Block) -> str:
    """Return the mark that a note begins with."""
    first = block.runs[0] if block.runs else Run("")
    return first.text if first.superscript else ""
