"""One reader per input format; each turns the text of a file into blocks with their place in it.

    reader_for("fr.md")("1. *Prie* …", FRENCH)    [Block(…)]

Why a table of suffixes: a new format is a new module and one line here.
"""

from collections.abc import Callable
from pathlib import PurePath

from corpora.errors import InputError
from corpora.languages import Language
from corpora.readers import markdown, text
from corpora.readers.block import Block

Reader = Callable[[str, Language], list[Block]]

READERS: dict[str, Reader] = {".md": markdown.read, ".markdown": markdown.read, ".txt": text.read}
"""The reader of each known suffix."""


def reader_for(file: str) -> Reader:
    """Return the reader of `file` by its suffix; raises `InputError` naming the known ones."""
    suffix = PurePath(file).suffix.lower()
    if suffix not in READERS:
        seen = f"files ending in {suffix}" if suffix else "a name without a suffix"
        raise InputError(
            f"{file}: no reader for {seen}; give a file ending in {' or '.join(READERS)}"
        )
    return READERS[suffix]
