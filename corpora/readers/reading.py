"""What a reader gives back, and what every reader is: bytes of one file in, blocks out.

    read(data, FRENCH, file="fr.docx")    Reading(blocks=[Block(…)], left_out=[], warnings=[])

Running headers, page numbers, hidden and deleted text are no blocks; a reader that drops any
says so in `left_out`, with the reason. What the user should know of the file is a warning.
"""

from typing import NamedTuple, Protocol

from corpora.clause import LeftOut
from corpora.languages import Language
from corpora.readers.block import Block


class Reading(NamedTuple):
    """The blocks of a file in reading order, what was left out, and warnings in one line each."""

    blocks: list[Block]
    left_out: list[LeftOut]
    warnings: list[str]


class Reader(Protocol):
    """A function that reads one format; `file` is the name that messages give the file."""

    def __call__(self, data: bytes, language: Language, *, file: str) -> Reading:
        """Return what is in `data`; raises `InputError` naming file, place and remedy."""
