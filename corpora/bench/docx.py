"""Blocks as a DOCX that a reader has work with: styles, automatic numbers, true footnotes.

    docx(blocks, FRENCH)      bytes, the same each time

It is the smallest package that Word opens. Paragraphs numbered 1., 2., … become lists that Word
counts, each mark the reference to its own note.

Why no library writes it: none writes footnotes, and a dependency for test material is one too many.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from corpora import enumerators
from corpora.languages import Language
from corpora.numerals import to_int
from corpora.readers.block import Block, Run
from corpora.structure.footnotes import Note, separate

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CLOCK = (2014, 11, 11, 0, 0, 0)  # a zip wants a time
_PARTS = ("styles", "numbering", "footnotes")


def docx(blocks: Sequence[Block], language: Language) -> bytes:
    """Return a DOCX of `blocks`; cells of tables become paragraphs."""
    written = _Body(language, blocks)
    body = "".join(written.paragraphs())
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in _PARTS}),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": _part("styles", "".join(map(_heading_style, range(1, 7)))),
        "word/numbering.xml": _part("numbering", written.numbering()),
        "word/footnotes.xml": _part("footnotes", "".join(written.footnotes)),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _CLOCK), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


class _Body:
    """The text being written: the lists begun and the footnotes referred to so far."""

    def __init__(self, language: Language, blocks: Iterable[Block]) -> None:
        self.footnotes: list[str] = []
        self._language = language
        self._direction = "<w:bidi/>" if language.direction == "rtl" else ""
        self._lists = 0
        self._pattern = "%1."  # how this language prints the number of a list
        flow = separate(blocks)
        self._blocks = [block for block in flow.blocks if block.text.strip() and not block.rule]
        self._left = {mark: iter(notes) for mark, notes in flow.by_mark().items()}

    def paragraphs(self) -> Iterator[str]:
        """Yield the paragraphs in pieces."""
        begun = False
        for block in self._blocks:
            properties, runs = self._numbered(block)
            text = "".join(map(self._run, runs))
            if block.gap and begun and not (properties or block.level):
                yield f"<w:r><w:br/></w:r>{text}"  # a page may have ended within a paragraph
                continue
            style = f'<w:pStyle w:val="Heading{block.level}"/>' if block.level else ""
            yield "</w:p>" * begun
            yield f"<w:p><w:pPr>{style}{properties}{self._direction}</w:pPr>{text}"
            begun = True
        yield "</w:p>" * begun

    def numbering(self) -> str:
        """Return one abstract list, and each list that begins anew at 1."""
        start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        lists = (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{start}</w:num>'
            for number in range(1, self._lists + 1)
        )
        return (
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="decimal"/><w:lvlText w:val={quoteattr(self._pattern)}/></w:lvl>'
            f"</w:abstractNum>{''.join(lists)}"
        )

    def _numbered(self, block: Block) -> tuple[str, tuple[Run, ...]]:
        """Return the place in a list and the runs without the number, for a numbered paragraph."""
        first = block.runs[0]
        enumerator, rest = enumerators.split(first.text, self._language)
        if block.level or enumerator is None or not enumerator.numeral.isdecimal():
            return "", block.runs
        if to_int(enumerator.numeral) == 1:
            self._lists += 1
            self._pattern = enumerator.printed.replace(enumerator.numeral, "%1")
        place = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self._lists}"/></w:numPr>'
        return place, (first._replace(text=rest.lstrip()), *block.runs[1:])

    def _run(self, run: Run) -> str:
        mark = str(to_int(run.text.strip()))
        note = next(self._left[mark], None) if run.superscript and mark in self._left else None
        return _styled(run) if note is None else self._reference(note)

    def _reference(self, note: Note) -> str:
        number = len(self.footnotes) + 1
        text = "".join(map(_styled, note.block.runs))
        self.footnotes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr>{self._direction}</w:pPr>'
            f"<w:r><w:footnoteRef/></w:r>{text}</w:p></w:footnote>"
        )
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def _styled(run: Run) -> str:
    styles = (
        ("<w:b/>", run.bold),
        ("<w:i/>", run.italic),
        ('<w:vertAlign w:val="superscript"/>', run.superscript),
    )
    properties = "".join(tag for tag, wanted in styles if wanted)
    text = escape(run.text.replace("\n", " "))
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _heading_style(level: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    )


def _part(root: str, content: str) -> str:
    return f'{_HEAD}<w:{root} xmlns:w="{_W}">{content}</w:{root}>'


def _relations(targets: dict[str, str]) -> str:
    written = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *((name, name) for name in _PARTS))
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{relations}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )
