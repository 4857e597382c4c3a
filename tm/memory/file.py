"""The file as a memory knows it: what adding it did, and what is kept of where it came from.

    Added("un.tmx", units=41_220, duplicates=12, left_out={"a text in de, none of the six": 3})

Why names without folders: a memory goes from hand to hand, and where a file lay on one machine
is nobody's business on another. The SHA-256 tells files of the same name apart.
"""

from typing import NamedTuple

from corpora.clause import LeftOut


class Added(NamedTuple):
    """What became of one file."""

    file: str
    units: int  # new ones
    duplicates: int  # that were there already, or twice in the file
    left_out: dict[str, int]  # reason -> pieces
    places: tuple[LeftOut, ...] = ()  # the first of each reason
    known: str | None = None  # the name under which the same file was added before


class StoredFile(NamedTuple):
    """A file that was added, as it was then."""

    name: str
    sha256: str
    format: str
    bytes: int
    added: str | None  # YYYY-MM-DD
    units: int
    duplicates: int
    codes: dict[str, str]  # language -> how the file writes it
    left_out: dict[str, int]
