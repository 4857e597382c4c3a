"""One reader per input format; each turns the bytes of a file into blocks with their place in it.

    reader_for("fr.md")(data, FRENCH, file="fr.md")    Reading([Block(…)], [], [])

Why a table of suffixes: a new format is a new module and one line here. Modules are imported
when their format is met, for the libraries behind some take long to load.
"""

from importlib import import_module
from pathlib import PurePath
from typing import cast

from corpora.errors import InputError
from corpora.readers.reading import Reader

READERS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".docx": "docx.document",
    ".doc": "word",
    ".rtf": "word",
    ".html": "web.page",
    ".htm": "web.page",
    ".xhtml": "web.page",
    ".xml": "xml_document",
    ".pdf": "pdf.document",
}
"""The module of each known suffix; its `read` is a `Reader`."""


def reader_for(file: str) -> Reader:
    """Return the reader of `file` by its suffix; raises `InputError` naming the known ones."""
    suffix = PurePath(file).suffix.lower()
    if suffix not in READERS:
        seen = f"files ending in {suffix}" if suffix else "a name without a suffix"
        raise InputError(
            f"{file}: no reader for {seen}; give a file ending in {', '.join(READERS)}"
        )
    return cast("Reader", import_module(f"{__name__}.{READERS[suffix]}").read)
