"""Is a file valid TMX 1.4? Well-formed XML, and in order with the DTD.

    validate(Path("fr-ru.tmx"))     # returns, or raises InputError("fr-ru.tmx:12: …")

Says nothing on the alignment or on what one CAT tool likes. Holds the whole file in memory.

Why our own DTD whatever the file says: a DOCTYPE names a DTD that is not there, or one that a
stranger wrote. No entity is expanded and nothing is fetched.
"""

from importlib.resources import files
from pathlib import Path

from lxml import etree

from corpora.errors import InputError

DTD = "tmx14.dtd"


def validate(path: Path) -> None:
    """Return if `path` is valid TMX 1.4.

    Raises `InputError`, naming file and line, for the first thing that is not.
    """
    document = _parse(path)
    with files("tm").joinpath(DTD).open("rb") as stream:
        dtd = etree.DTD(stream)
    if not dtd.validate(document):
        error = dtd.error_log.filter_from_errors()[0]
        raise _invalid(path, error.line, "not valid TMX 1.4", error.message)


def _parse(path: Path) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.parse(path, parser)
    except etree.XMLSyntaxError as error:
        raise _invalid(path, error.lineno or 1, "not well-formed XML", error.msg) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read; name an existing TMX file") from error


def _invalid(path: Path, line: int, what: str, message: str) -> InputError:
    """Return the error for `path`, with libxml2's `message` on one line."""
    detail = " ".join(message.split())
    return InputError(f"{path}:{line}: {what}: {detail}; correct that line or export again")
