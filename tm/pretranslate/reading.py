"""Any document to translate, read as a bilingual file: XLIFF as it is, all else as new XLIFF.

    read_source(Path("fr.docx"), Wish(target="ru")).paper.segments     [Segment("…", "open"), …]

    .xlf .xliff .sdlxliff …   XLIFF 1.0 to 1.2 and 2.x: the file itself, to be filled in place
    .po .pot                  messages of gettext; obsolete ones and the header are left out
    .docx .md .txt .html …    what `corpora.readers` read, a unit a clause (`hexapla segment`)

The source language is what the user says, else the file, else the end of its name
(`report-en.docx`), else French. What user and file say must agree.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from corpora.clause import LeftOut
from corpora.codes import PIVOT
from corpora.document import read_file, read_version
from corpora.errors import InputError
from corpora.languages import BY_CODE, NAMES
from corpora.parallel import XLIFF
from corpora.parallel.tag import six
from corpora.readers import READERS
from corpora.sentences import sentences
from tm.pretranslate.bilingual import Bilingual, open_xliff
from tm.pretranslate.paper import Format, Paper, Paragraph, write_blank

PO = (".po", ".pot")
DEFAULT: Format = "xliff12"

_MESSAGE = re.compile(rb"^(?:#~ ?)?msgid[ \t]", re.MULTILINE)


class Source(NamedTuple):
    """A document to translate, and what is to be said of it."""

    paper: Bilingual
    source: str  # languages, of the six
    target: str | None  # None: nobody said
    left_out: list[LeftOut]
    warnings: list[str]


class Wish(NamedTuple):
    """What the user says of the document."""

    source: str | None = None  # languages, of the six
    target: str | None = None
    layout: Format | None = None  # of the XLIFF that is made; None: DEFAULT
    cut: bool = False  # paragraphs into sentences


def read_source(path: Path, wish: Wish) -> Source:
    """Return the document in `path`.

    Raises `InputError` for a file that cannot be read, is of no known format, or in another
    language than `wish` says.
    """
    suffix, file = path.suffix.lower(), str(path)
    if suffix in XLIFF:
        return _bilingual(open_xliff(read_file(path), file=file), wish)
    if suffix in PO:
        return _messages(path, wish)
    if suffix not in READERS:
        known = ", ".join((*XLIFF, *PO, *READERS))
        raise InputError(f"{file}: no format to translate from; expected {known}")
    return _document(path, wish)


def _bilingual(paper: Bilingual, wish: Wish) -> Source:
    source = _agreed(paper.file, paper.source, wish.source, "source") or PIVOT
    target = _agreed(paper.file, paper.target, wish.target, "target")
    if wish.layout not in {None, paper.dialect.layout}:
        raise InputError(
            f"{paper.file}: is {paper.dialect.layout} and is filled as it is; leave out --format"
        )
    return Source(paper, source, target, [], [])


def _agreed(file: str, said: str | None, wished: str | None, side: str) -> str | None:
    """Return the language of a side; raises `InputError` where file and user differ."""
    found = six(said) if said else None
    if said and not found:
        raise InputError(f"{file}: its {side} language is {said!r:.20}; expected one of {NAMES}")
    if found and wished and found != wished:
        option = {"source": "--from", "target": "--to"}[side]
        raise InputError(
            f"{file}: its {side} language is {said}, not {wished}; give {option} {found}, or "
            "another file"
        )
    return found or wished


def _document(path: Path, wish: Wish) -> Source:
    source = wish.source or _named(path) or PIVOT
    language = BY_CODE[source]
    clauses, left_out, warnings = read_version(read_file(path), language, file=str(path))
    paragraphs = [
        Paragraph(
            tuple(sentences(clause.text, language)) if wish.cut else (clause.text,),
            clause.label,
            (clause.number,) if clause.number else (),
        )
        for clause in clauses
    ]
    paper = Paper(path.name, "plaintext", source, wish.target, paragraphs)
    return _made(path, paper, wish, [*left_out], [*warnings])


def _made(
    path: Path, paper: Paper, wish: Wish, left_out: list[LeftOut], warnings: list[str]
) -> Source:
    data = write_blank(paper, wish.layout or DEFAULT)
    found = open_xliff(data, file=str(path))
    return Source(found, paper.source, paper.target, left_out, warnings)


def _named(path: Path) -> str | None:
    """Return the language that the name of a file ends in."""
    code = re.split(r"[\W_]", path.stem.lower())[-1]
    return code if code in BY_CODE else None


def _messages(path: Path, wish: Wish) -> Source:
    store = _parsed(read_file(path), str(path))
    header = {name.lower(): value.strip() for name, value in store.parseheader().items()}
    said = header.get("x-source-language")
    source = _agreed(str(path), said, wish.source, "source") or PIVOT
    target = _agreed(str(path), header.get("language"), wish.target, "target")
    messages = [each for each in store.units if not (each.isheader() or each.isobsolete())]
    paragraphs = [paragraph for each in messages for paragraph in _forms(each)]
    if not paragraphs:
        raise InputError(f"{path}: holds no message to translate; check that it is the right file")
    obsolete = sum(each.isobsolete() for each in store.units)
    left_out = [LeftOut(str(path), 1, "obsolete message", "")] * obsolete
    paper = Paper(path.name, "po", source, target, paragraphs)
    return _made(path, paper, wish, left_out, [])


def _parsed(data: bytes, file: str) -> Any:
    """Return translate-toolkit's store; raises `InputError` for what is no whole PO file."""
    from translate.storage.base import ParseError  # noqa: PLC0415  (heavy)
    from translate.storage.pypo import pofile  # noqa: PLC0415  (as above)

    logger = logging.getLogger("translate")  # tells of odd lines on standard error
    before, logger.disabled = logger.disabled, True
    try:
        store: Any = pofile()
        store.parse(data)
        store.parseheader()
    except (ParseError, ValueError, LookupError, TypeError, AttributeError) as error:
        reason = " ".join(str(error).split())[:100]
        raise InputError(f"{file}: not a PO file ({reason}); export it again as UTF-8") from error
    finally:
        logger.disabled = before
    if len(store.units) < len(_MESSAGE.findall(data)):
        raise InputError(f"{file}: breaks off in a message; export it again")
    return store


def _forms(message: Any) -> Iterator[Paragraph]:
    """Yield a paragraph a form: singular and plural are translated each on its own."""
    context, comments = message.getcontext(), message.getnotes()
    notes = tuple(note for note in (context and f"context: {context}", comments) if note)
    label = ", ".join(message.getlocations()) or None
    if not message.hasplural():
        target = str(message.target) if message.istranslated() else None
        yield Paragraph((str(message.source),), label, notes, target)
        return
    targets = [*map(str, message.target.strings)] if message.istranslated() else []
    singular, plural = map(str, message.source.strings)
    first = targets[0] if len(targets) == 2 else None  # of more, only the header tells which
    yield Paragraph((singular,), label, notes, first)
    yield Paragraph((plural,), label, notes, targets[-1] if targets else None)
