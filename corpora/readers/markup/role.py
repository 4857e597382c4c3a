"""The role of an element of markup: what it is to the text in and around it.

    Role(block=True, level=2)    a heading that parts the text before it from the text behind it
    Role(italic=True)            emphasis; every other style is as around it

A format says the role of each of its elements; `corpora.readers.markup.composer` acts on it.
"""

from typing import NamedTuple

from corpora.readers.block import Cell


class Role(NamedTuple):
    """What an element is to the text in and around it; None leaves a style as it is around."""

    block: bool = False  # the text before, in and behind it is apart
    level: int | None = None  # of a heading
    italic: bool | None = None
    bold: bool | None = None
    superscript: bool | None = None
    apart: bool = False  # its text is a run of its own, as note marks next to each other are
    line_break: bool = False
    rule: bool = False
    label: str = ""  # generated number, printed before its first text
    lead: bool = False  # a block whose text is a number, printed before the text behind it
    before: str = ""  # printed in front of its text
    after: str = ""  # and behind
    note: bool = False
    mark: str = ""  # with which the note begins
    refers: bool = False  # whether the mark is printed where the note stands in the text
    cell: Cell | None = None
    lines: bool = False  # lines are kept, blank ones part paragraphs
    reason: str = ""  # why it is left out with all within
