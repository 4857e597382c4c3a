"""DOCX to blocks: headings, paragraphs with their printed numbers, tables, footnotes.

    read(data, FRENCH, file="fr.docx")
    Reading([Block((Run("1. "), Run("Prie", italic=True), …), line=9, page=2), …], [LeftOut(…)], [])

Tracked changes are accepted. Running headers and footers, comments, hidden and deleted text are no
blocks; they are named in what is left out. Pictures, charts and equations set as pictures are not
looked at. The line of a block is the number of its paragraph, its page the one where Word last
laid it out, if the file says so.

Why lxml on the bare package and not python-docx: python-docx holds the whole document in memory,
opens whatever a package says, and knows neither printed numbers, nor notes, nor tracked changes:
everything that is hard here would be done on its XML all the same. The parts are
`package` (zip), `elements`, `styles`, `numbering`, `inline` (a paragraph),
`story` (paragraphs and tables), `notes` and `blocks` (what is printed).
"""

from collections.abc import Iterator
from itertools import count

from corpora.clause import LeftOut
from corpora.errors import InputError
from corpora.languages import Language
from corpora.readers.block import Run
from corpora.readers.docx.blocks import Printer, gather
from corpora.readers.docx.elements import Event, local
from corpora.readers.docx.notes import Counter, read_notes
from corpora.readers.docx.numbering import read_numbering
from corpora.readers.docx.package import Package, open_package
from corpora.readers.docx.sections import read_rules
from corpora.readers.docx.story import Context, Paragraph, read_story
from corpora.readers.docx.styles import read_styles
from corpora.readers.reading import Reading

_BESIDE = {"header": "page header", "footer": "page footer", "comments": "comment"}


def read(data: bytes, language: Language, *, file: str) -> Reading:
    """Return the blocks of a DOCX, what was left out of it, and warnings.

    Raises `InputError` if it is no DOCX, damaged, encrypted, or unsafe to read.
    """
    del language  # a DOCX says itself what it needs
    package = open_package(data, file=file)
    context = _context(package)
    paragraphs = [*read_story(_document(package), context)]
    facts = gather(paragraphs)
    counter = Counter(read_rules(package.tree("settings")))
    notes = read_notes(package, context)
    printer = Printer(file, facts, notes, counter, context.numbering)
    blocks = [*printer.blocks(paragraphs)]
    left_out = [*_beside(package, context), *printer.left_out, *context.left_out]
    return Reading(blocks, sorted(left_out, key=_line), [*_warnings(printer, counter, file)])


def _line(item: LeftOut) -> int:
    return item.line


def _context(package: Package) -> Context:
    styles = read_styles(package.tree("styles"))
    numbering = read_numbering(package.tree("numbering"), styles)
    return Context(package.file, styles, numbering, [], count(1), count(1))


def _document(package: Package) -> Iterator[Event]:
    """Yield the events of the main part; raises `InputError` if it is no text document."""
    events = package.stream(package.main)
    for event, element in events:
        if local(element) != "document":
            raise InputError(
                f"{package.file}: {package.main} holds a {local(element)!r}, not a document of "
                "text; check that it is the right file"
            )
        yield event, element
        break
    yield from events


def _beside(package: Package, context: Context) -> Iterator[LeftOut]:
    """Yield the text of headers, footers and comments, each part or comment as one."""
    for kind, reason in _BESIDE.items():
        parts = package.related(kind)
        for part in filter(package.has, parts):
            apart = context._replace(left_out=[], lines=count(1), tables=count(1))
            text = "\n".join(filter(None, map(_text, read_story(package.stream(part), apart))))
            if text:
                yield LeftOut(package.file, 0, reason, text)


def _text(paragraph: Paragraph) -> str:
    return "".join(piece.text for piece in paragraph.pieces if isinstance(piece, Run)).strip()


def _warnings(printer: Printer, counter: Counter, file: str) -> Iterator[str]:
    for style in sorted(printer.unknown):
        yield f"{file}: numbers in the format {style!r} are given as decimals; check them"
    if counter.by_page() and not printer.paged:
        yield (
            f"{file}: notes are numbered by the page, but the file does not say where pages end; "
            "open it in Word and save it once"
        )
