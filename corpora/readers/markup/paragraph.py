"""A paragraph being written: pieces of text in their styles, until it is a block.

    paragraph.add(Run("", italic=True), "Prie"); paragraph.add(Run(""), " le …")
    paragraph.block()    Block((Run("Prie", italic=True), Run(" le …")), line=97)

Pieces of one style next to each other become one run, white space inside one space or, where a
line ended, one newline. It does not know what elements the text came from (`composer`).

Why pieces and not text that grows: Word writes a paragraph as thousands of spans, and adding
each to the text so far would take quadratic time.
"""

import re
from dataclasses import dataclass, field

from corpora.readers.block import Block, Cell, Run, raised
from corpora.structure.passage import ends_open

_SPACES = re.compile(r"[ \t\r\f\n]+")
_SOFT_HYPHEN = "\u00ad"  # a hint where a line may break, no part of the text


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """The text of one block so far, and what the block will be."""

    line: int
    level: int = 0
    gap: bool = False
    cell: Cell | None = None
    note: bool = False
    _pieces: list[tuple[Run, list[str]]] = field(default_factory=list)

    def add(self, style: Run, text: str) -> None:
        """Write `text` in `style`, a run without text; Unicode superscripts are raised."""
        for run in raised(style._replace(text=squeeze(text))):
            plain = run._replace(text="")
            if self._pieces and self._pieces[-1][0] == plain:
                self._pieces[-1][1].append(run.text)
            else:
                self._pieces.append((plain, [run.text]))

    def part(self) -> None:
        """Let what comes next begin a run of its own: marks 1 and 2 side by side are no 12."""
        self._pieces.append((Run(""), []))

    def line_ended(self) -> bool:
        """Tell whether what was written last ends in a stop."""
        last = next((texts[-1] for _, texts in reversed(self._pieces) if texts), "")
        return bool(last.strip()) and not ends_open(last)

    def line_blank(self) -> bool:
        """Tell whether nothing but spaces was written since the last newline."""
        for _, texts in reversed(self._pieces):
            for text in reversed(texts):
                if bare := text.strip(" "):
                    return bare.endswith("\n")
        return True

    def block(self) -> Block:
        """Return the paragraph as a block, without white space around it."""
        written = [(style, "".join(texts)) for style, texts in self._pieces if texts]
        runs = [style._replace(text=squeeze(text)) for style, text in written]
        while runs and not runs[-1].text.strip(" \n"):
            runs.pop()
        if runs:
            runs[0] = runs[0]._replace(text=runs[0].text.lstrip(" \n"))
            runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip(" \n"))
        return Block(
            tuple(runs),
            self.line,
            level=self.level,
            gap=self.gap,
            cell=self.cell,
            note=self.note,
        )


def squeeze(text: str) -> str:
    """Return `text` with white space as one space, or one newline where it holds one."""
    return _SPACES.sub(_one, text).replace(_SOFT_HYPHEN, "")


def _one(match: re.Match[str]) -> str:
    return "\n" if "\n" in match[0] else " "
