"""Plain text to blocks: each non-blank line is a paragraph, a form feed begins a page.

    "Chapitre premier", a blank line, "Article premier"    two blocks, lines 1 and 3

It sees no headings and no emphasis, for plain text has none.
"""

from collections.abc import Iterator

from corpora.encoding import decode
from corpora.languages import Language
from corpora.readers.block import Block, Run, raised
from corpora.readers.reading import Reading


def read(data: bytes, language: Language, *, file: str) -> Reading:
    """Return the blocks of a file, decoded by `corpora.encoding`."""
    text, warnings = decode(data, language=language, file=file)
    return Reading(read_text(text), [], [*warnings])


def read_text(text: str) -> list[Block]:
    """Return the non-blank lines of `text`; lines end in a newline."""
    paged = "\f" in text
    return [
        Block(tuple(raised(Run(piece))), line=line, page=page if paged else None)
        for line, page, piece in _lines(text)
        if piece.strip()
    ]


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield line number, page number and text; a line cut by form feeds is several."""
    page = 1
    for number, line in enumerate(text.split("\n"), start=1):
        for index, piece in enumerate(line.split("\f")):
            page += index > 0
            yield number, page, piece
