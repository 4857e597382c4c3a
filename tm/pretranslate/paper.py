"""A document as XLIFF without translations, in 1.2 or 2.1: what `tm.pretranslate` then fills.

    write_blank(Paper("fr.docx", "fr", "ru", paragraphs), "xliff21")     b"<?xml …"

A paragraph is a `<trans-unit>` (1.2) or `<unit>` (2.1) named by its label, with the enumerator
that was taken out of its text as a note. Cut into sentences it is a `<group>` of units in 1.2
and a unit of segments in 2.1. Nothing of the layout is kept: it is for translating the text, not
for making the document again.

For OmegaT 3.6 (run): its XLIFF filter shows targets only, so it does not see a unit without one;
give it the document itself and what `hexapla tmx extract` writes.

Why 2.1 keeps the spaces between sentences as `<ignorable>`: segments joined must give the text.
"""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Literal, NamedTuple

from tm.pretranslate.splice import escaped, retagged

Format = Literal["xliff12", "xliff21"]

_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'


class Paragraph(NamedTuple):
    """A unit of a document."""

    pieces: tuple[str, ...]  # sentences with the white space behind them; joined, its text
    label: str | None = None
    notes: tuple[str, ...] = ()  # for the translator
    target: str | None = None  # the translation that is there already


class Paper(NamedTuple):
    """A document to translate."""

    name: str  # of its file, without folders
    kind: Literal["plaintext", "po"]
    source: str
    target: str | None  # None: not decided
    paragraphs: list[Paragraph]


def write_blank(paper: Paper, layout: Format) -> bytes:
    """Return the document as XLIFF in UTF-8; equal documents, equal bytes."""
    return _HEAD + b"".join(_WRITERS[layout](paper))


def _xliff12(paper: Paper) -> Iterator[bytes]:
    facts = {
        "original": paper.name,
        "source-language": paper.source,
        **({"target-language": paper.target} if paper.target else {}),
        "datatype": paper.kind,
        "tool-id": "hexapla",
    }
    tool = {"tool-id": "hexapla", "tool-name": "hexapla", "tool-version": version("hexapla")}
    yield b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
    yield retagged(b"<file>", facts) + b"\n"
    yield b"<header>" + retagged(b"<tool/>", tool) + b"</header>\n<body>\n"
    for number, paragraph in enumerate(paper.paragraphs, start=1):
        yield from _group12(str(number), paragraph)
    yield b"</body>\n</file>\n</xliff>\n"


def _group12(name: str, paragraph: Paragraph) -> Iterator[bytes]:
    label = ({"resname": paragraph.label} if paragraph.label else {}) | _space(paragraph)
    if len(paragraph.pieces) == 1:
        yield from _unit12({"id": name} | label, paragraph.pieces[0], paragraph)
        return
    yield retagged(b"<group>", {"id": name} | label) + b"\n"
    for number, piece in enumerate(paragraph.pieces, start=1):
        notes = paragraph.notes if number == 1 else ()
        alone = Paragraph((), notes=notes)
        yield from _unit12({"id": f"{name}-{number}"} | label, piece.rstrip(), alone)
    yield b"</group>\n"


def _unit12(facts: dict[str, str], text: str, paragraph: Paragraph) -> Iterator[bytes]:
    yield retagged(b"<trans-unit>", facts) + b"\n"
    yield _element(b"source", text)
    if paragraph.target is not None:
        yield _element(b"target", paragraph.target, state="translated")
    for note in paragraph.notes:
        yield _element(b"note", note)
    yield b"</trans-unit>\n"


def _xliff21(paper: Paper) -> Iterator[bytes]:
    facts = {"srcLang": paper.source} | ({"trgLang": paper.target} if paper.target else {})
    head = b'<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
    yield retagged(head, facts) + b"\n"
    yield retagged(b'<file id="f1">', {"original": paper.name}) + b"\n"
    for number, paragraph in enumerate(paper.paragraphs, start=1):
        yield from _unit21(f"u{number}", paragraph)
    yield b"</file>\n</xliff>\n"


def _unit21(name: str, paragraph: Paragraph) -> Iterator[bytes]:
    label = ({"name": paragraph.label} if paragraph.label else {}) | _space(paragraph)
    yield retagged(b"<unit>", {"id": name} | label) + b"\n"
    if paragraph.notes:
        yield b"<notes>\n"
        yield from (_element(b"note", note) for note in paragraph.notes)
        yield b"</notes>\n"
    parted = len(paragraph.pieces) > 1
    for number, piece in enumerate(paragraph.pieces, start=1):
        text = piece.rstrip() if parted else piece
        yield from _segment21(f"s{number}", text, paragraph.target)
        if white := piece[len(text) :]:
            yield b'<ignorable><source xml:space="preserve">' + escaped(white)
            yield b"</source></ignorable>\n"
    yield b"</unit>\n"


def _segment21(name: str, text: str, target: str | None) -> Iterator[bytes]:
    state = {} if target is None else {"state": "translated"}
    yield retagged(b"<segment>", {"id": name} | state) + b"\n"
    yield _element(b"source", text)
    if target is not None:
        yield _element(b"target", target)
    yield b"</segment>\n"


def _space(paragraph: Paragraph) -> dict[str, str]:
    """Return the attribute that keeps white space, where there is any to lose."""
    text = "".join(paragraph.pieces)
    return {} if " ".join(text.split()) == text else {"xml:space": "preserve"}


def _element(name: bytes, text: str, **attributes: str) -> bytes:
    tag = retagged(b"<" + name + b">", attributes)
    return tag + escaped(text) + b"</" + name + b">\n"


_WRITERS = {"xliff12": _xliff12, "xliff21": _xliff21}
