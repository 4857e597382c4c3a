"""PDFs for tests: blocks laid out as UN documents are, by LibreOffice; and tiny ones by hand.

    pdfs({"fr": flat_document(document)})["fr"]      b"%PDF-1.6 …"

A document is written as flat ODT (one XML file): A4, a masthead in two columns, running header
and footer, true footnotes, tables, raised marks, italics, right-to-left pages for Arabic.
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from corpora.languages import Language
from corpora.readers.block import Block, Cell, Run
from corpora.readers.markdown import read as read_markdown
from corpora.structure.footnotes import separate
from corpora.structure.version import read_structure

SECONDS = 180
"""The longest that LibreOffice may take for one batch."""

_LATIN = "Noto Serif"
_FONTS = {"ar": "Noto Naskh Arabic", "zh": "Noto Serif CJK SC"}
_SCRIPTS = (("fo", ""), ("style", "-asian"), ("style", "-complex"))
_COUNTRIES = {"fr": "FR", "en": "GB", "es": "ES", "ru": "RU", "ar": "EG", "zh": "CN"}
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)


class Document(NamedTuple):
    """What is laid out: blocks, footnotes by mark, running header and footer, masthead, setting."""

    language: Language
    blocks: Sequence[Block]
    notes: Mapping[str, Sequence[Run]] = {}
    header: str = ""
    job: str = ""
    masthead: tuple[Sequence[Block], Sequence[Block]] = ((), ())  # left and right
    indent: str = "0cm"
    spacing: str = "6pt"
    columns: int = 1
    size: float = 10.5


def office() -> str | None:
    """Return the LibreOffice command, or None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pdfs(documents: Mapping[str, str]) -> dict[str, bytes]:
    """Return the PDF of each flat ODT, all made in one run with a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, text in documents.items():
            (place / f"{name}.fodt").write_text(text, encoding="utf-8")
        command = [
            office() or "soffice",
            f"-env:UserInstallation={(place / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *(str(place / f"{name}.fodt") for name in documents),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return {name: (place / f"{name}.pdf").read_bytes() for name in documents}


def flat_document(document: Document) -> str:
    """Return `document` as flat ODT."""
    body = "".join(_body(document))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{_styles(document)}<office:body><office:text>{body}</office:text></office:body>"
        "</office:document>"
    )


def _styles(document: Document) -> str:
    language = document.language
    font = _FONTS.get(language.code, _LATIN)
    mode = "rl-tb" if language.direction == "rtl" else "lr-tb"
    # Arabic lines are ragged: where LibreOffice stretches them, the strokes get wrong letters in
    # the PDF. "end" is the right side, whichever way the text runs.
    align = "end" if language.direction == "rtl" else "justify"
    lang, country = language.code, _COUNTRIES[language.code]
    families = "".join(
        f'{p}:font-family{s}="{font if s else _LATIN}" {p}:language{s}="{lang}" '
        f'{p}:country{s}="{country}" '
        for p, s in _SCRIPTS
    )
    default = (
        '<style:style style:name="Standard" style:family="paragraph">'
        f'<style:paragraph-properties style:writing-mode="{mode}" fo:text-align="{align}" '
        f'fo:margin-bottom="{document.spacing}" fo:orphans="2" fo:widows="2"/>'
        f"<style:text-properties {families} {_size(document.size)}/></style:style>"
    )
    return (
        "<office:styles>" + default + _notes_configuration() + "</office:styles>"
        "<office:automatic-styles>"
        + "".join(_paragraph_styles(document))
        + _text_styles()
        + _page_layout(mode, document.columns)
        + "</office:automatic-styles>"
        + _master_page(document)
    )


def _size(points: float) -> str:
    return "".join(f'{p}:font-size{s}="{points}pt" ' for p, s in _SCRIPTS)


def _bold() -> str:
    return "".join(f'{p}:font-weight{s}="bold" ' for p, s in _SCRIPTS)


def _paragraph_styles(document: Document) -> Iterator[str]:
    def style(name: str, paragraph: str, text: str = "") -> str:
        return (
            f'<style:style style:name="{name}" style:family="paragraph" '
            f'style:parent-style-name="Standard"><style:paragraph-properties {paragraph}/>'
            f"<style:text-properties {text}/></style:style>"
        )

    start = "end" if document.language.direction == "rtl" else "start"
    yield style("Body", f'fo:text-indent="{document.indent}"')
    yield style("Latin", 'style:writing-mode="lr-tb" fo:text-align="end"')
    yield style("Sub", 'fo:margin-left="1cm" fo:text-indent="0.6cm"')
    yield style("Small", f'fo:text-align="{start}" fo:margin-bottom="0pt"', _size(9))
    yield style("Note", 'fo:margin-bottom="2pt"', _size(document.size - 2))
    for level, points in ((1, 20), (2, 14), (3, 12)):
        yield style(
            f"H{level}", f'fo:text-align="{start}" fo:margin-top="6pt"', _size(points) + _bold()
        )
    yield style("Centred", 'fo:text-align="center"', _bold())


def _text_styles() -> str:
    slant = "".join(f'{p}:font-style{s}="italic" ' for p, s in _SCRIPTS)
    made = {"I": slant, "B": _bold(), "IB": slant + _bold()}
    made["Raised"] = 'style:text-position="super 62%"'
    return "".join(
        f'<style:style style:name="{name}" style:family="text">'
        f"<style:text-properties {properties}/></style:style>"
        for name, properties in made.items()
    ) + (
        '<style:style style:name="Columns" style:family="section"><style:section-properties>'
        '<style:columns fo:column-count="2" fo:column-gap="0.8cm"/>'
        "</style:section-properties></style:style>"
        '<style:style style:name="Ruled" style:family="table-cell">'
        '<style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #000000"/>'
        "</style:style>"
        '<style:style style:name="Whole" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style>'
    )


def _notes_configuration() -> str:
    raised = "".join(
        f'<style:style style:name="{name}" style:family="text">'
        '<style:text-properties style:text-position="super 62%"/></style:style>'
        for name in ("Footnote_20_Symbol", "Footnote_20_anchor")
    )
    return raised + (
        '<text:notes-configuration text:note-class="footnote" '
        'text:citation-style-name="Footnote_20_Symbol" '
        'text:citation-body-style-name="Footnote_20_anchor" '
        'style:num-format="1" text:footnotes-position="page"/>'
    )


def _page_layout(mode: str, columns: int) -> str:
    split = f'<style:columns fo:column-count="{columns}" fo:column-gap="0.8cm"/>'
    return (
        '<style:page-layout style:name="A4"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" '
        'fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="3cm" '
        f'style:writing-mode="{mode}">{split if columns > 1 else ""}'
        '<style:footnote-sep style:width="0.018cm" style:rel-width="25%" '
        'style:distance-before-sep="0.1cm" style:distance-after-sep="0.1cm"/>'
        "</style:page-layout-properties>"
        '<style:header-style><style:header-footer-properties fo:min-height="0.6cm" '
        'fo:margin-bottom="0.5cm"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:min-height="0.6cm" '
        'fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>'
    )


def _master_page(document: Document) -> str:
    page = (
        '<text:page-number text:select-page="current"/>/<text:page-count/>' if document.job else ""
    )
    header = f'<text:p text:style-name="Standard">{escape(document.header)}</text:p>'
    footer = f'<text:p text:style-name="Standard">{escape(document.job)}<text:tab/>{page}</text:p>'
    return (
        '<office:master-styles><style:master-page style:name="Standard" '
        'style:page-layout-name="A4">'
        + (f"<style:header>{header}</style:header>" if document.header else "")
        + (f"<style:footer>{footer}</style:footer>" if document.job else "")
        + "</style:master-page></office:master-styles>"
    )


def _body(document: Document) -> Iterator[str]:
    write = _paragraphs(document)
    left, right = document.masthead
    if left or right:
        yield '<table:table table:name="Masthead"><table:table-column '
        yield 'table:number-columns-repeated="2"/><table:table-row>'
        for side in (left, right):
            yield f"<table:table-cell>{''.join(map(write, side))}</table:table-cell>"
        yield "</table:table-row></table:table>"
    table: list[Block] = []
    for block in document.blocks:
        if table and (block.cell is None or block.cell.table != table[0].cell.table):
            yield _table(table, write)
            table = []
        if block.cell:
            table.append(block)
        else:
            yield write(block)
    if table:
        yield _table(table, write)


def _table(blocks: Sequence[Block], write: Callable[[Block], str]) -> str:
    columns = max(block.cell.column for block in blocks if block.cell)
    rows = []
    for row in range(1, 1 + max(block.cell.row for block in blocks if block.cell)):
        cells = []
        for column in range(1, columns + 1):
            inside = [b for b in blocks if b.cell and b.cell[1:] == (row, column)]
            cells.append(
                '<table:table-cell table:style-name="Ruled">'
                f"{''.join(map(write, inside)) or '<text:p/>'}</table:table-cell>"
            )
        rows.append(f'<table:table-row table:style-name="Whole">{"".join(cells)}</table:table-row>')
    number = blocks[0].cell.table if blocks[0].cell else 0
    return (
        f'<table:table table:name="T{number}"><table:table-column '
        f'table:number-columns-repeated="{columns}"/>{"".join(rows)}</table:table>'
    )


def _paragraphs(document: Document) -> Callable[[Block], str]:
    """Return what writes a block; the first raised mark of each footnote carries its text."""
    left = dict(document.notes)

    def spans(run: Run) -> str:
        if run.superscript and run.text.strip() in left:
            mark = run.text.strip()
            return _note(mark, left.pop(mark))
        return _span(run)

    def write(block: Block) -> str:
        inside = "".join(map(spans, block.runs))
        return f'<text:p text:style-name="{_style(block, document.language)}">{inside}</text:p>'

    return write


def _style(block: Block, language: Language) -> str:
    if block.level:
        return f"H{min(block.level, 3)}"
    if block.cell:
        return "Small"
    if language.direction == "rtl" and block.text.isascii():
        return "Latin"
    if re.match(r"[(（]?[a-zа-яء-ي]{1,3}[)）]", block.text):
        return "Sub"
    return "Body"


def _note(mark: str, runs: Sequence[Run]) -> str:
    return (
        f'<text:note text:note-class="footnote"><text:note-citation text:label="{mark}">{mark}'
        '</text:note-citation><text:note-body><text:p text:style-name="Note">'
        f"<text:s/>{''.join(map(_span, runs))}</text:p></text:note-body></text:note>"
    )


def _span(run: Run) -> str:
    text = escape(run.text.replace("\n", " "))
    text = re.sub(r"  +", lambda match: f' <text:s text:c="{len(match[0]) - 1}"/>', text)
    name = "Raised" if run.superscript else "I" * run.italic + "B" * run.bold
    return f'<text:span text:style-name="{name}">{text}</text:span>' if name else text


def document_of_markdown(data: bytes, language: Language) -> Document:
    """Return a Markdown version as it was printed: page breaks healed, notes at their marks."""
    blocks = read_markdown(data, language, file="x.md").blocks
    starts = {clause.line for clause in read_structure(blocks, language, file="x.md")[0]}
    flow = separate(blocks)
    healed: list[Block] = []
    for block in flow.blocks:
        if not block.text.strip() or block.rule:
            continue
        if healed and block.line not in starts and not block.level:
            runs = (*healed[-1].runs, Run(language.joiner), *block.runs)
            healed[-1] = healed[-1]._replace(runs=runs)
        else:
            healed.append(block)
    notes = {note.printed: note.block.runs for note in flow.notes}
    masthead = healed[:1], healed[1:2]
    return Document(language, healed[2:], notes, "A/RES/69/12", "14-64834 (F)", masthead)


_MARKS = {
    "ar": ("{} - ", "أبجدهو", "{}) ", "'{}' "),
    "ru": ("{}. ", "абвгде", "{}) ", "{}) "),
    "fr": ("{}. ", "abcdef", "{}) ", "{}) "),
    "es": ("{}. ", "abcdef", "{}) ", "{}) "),
    "en": ("{}. ", "abcdef", "({}) ", "({}) "),
    "zh": ("{}. ", "abcdef", "({}) ", "({}) "),
}
"""How each language prints the three levels of a report."""

_STOPS = {"ar": (".", "؛", ":"), "zh": ("。", "；", "：")}
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def report(data: bytes, language: Language) -> Document:
    """Return a report of several pages made of the clauses of a Markdown resolution.

    Chapters, three levels of numbers, a ruled table, and footnotes short and long, so that
    paragraphs are broken by page ends with a footnote between.
    """
    printed, letters, lettered, third = _MARKS[language.code]
    stop, semicolon, colon = _STOPS.get(language.code, (".", ";", ":"))
    texts = _sentences(data, language)
    blocks: list[Block] = [Block((Run(texts[0][:40].rsplit(" ", 1)[0]),), 1, level=1)]
    notes: dict[str, Sequence[Run]] = {}

    def text(number: int, length: int = 10_000) -> str:
        return texts[number % len(texts)][:length].strip()

    def digits(number: int) -> str:
        return str(number).translate(_ARABIC_DIGITS if language.code == "ar" else {})

    for number in range(1, 15):
        if number % 5 == 1:
            heading = f"{'I' * (number // 5 + 1)}. {text(3 * number, 30).rsplit(' ', 1)[0]}"
            blocks.append(Block((Run(heading, bold=True),), 1, level=2))
        opening, rest = text(number)[:20], text(number)[20:]
        runs = [Run(printed.format(digits(number))), Run(opening, italic=True), Run(rest)]
        if number % 2:
            mark = digits(len(notes) + 1)
            notes[mark] = (Run(text(number + 5, 300 if number % 4 == 1 else 60) + stop),)
            runs.append(Run(mark, superscript=True))
        blocks.append(Block((*runs, Run(colon if number % 3 == 1 else stop)), 1))
        if number % 3 == 1:
            for place in range(2):
                item = lettered.format(letters[place]) + text(number + place + 7) + semicolon
                blocks.append(Block((Run(item),), 1))
            for place in range(1, 3):
                numeral = digits(place) if language.code == "ar" else "i" * place
                item = third.format(numeral) + text(number + place + 3, 120) + stop
                blocks.append(Block((Run(item),), 1))
        if number == 7:
            blocks += [
                Block((Run(text(3 * row + column, 12 * column)),), 1, cell=Cell(1, row, column))
                for row in range(1, 5)
                for column in range(1, 4)
            ]
        blocks.append(Block((Run(text(number + 9) + stop),), 1))
    return Document(language, blocks, notes, "A/69/228", "14-64834 (E)")


def _sentences(data: bytes, language: Language) -> list[str]:
    """Return the longer clauses of a Markdown version without numbers, marks and last stops."""
    blocks = document_of_markdown(data, language).blocks
    texts = ["".join(run.text for run in block.runs if not run.superscript) for block in blocks]
    bare = [re.sub(r"^(?:\d+\.|[٠-٩]+ -)\s*|[،؛;,.；，。]+$", "", text) for text in texts]
    return [
        text for text, block in zip(bare, blocks, strict=True) if len(text) > 60 and not block.level
    ]


def printed_blocks(document: Document) -> list[Block]:
    """Return the blocks that a reader should find, footnotes last."""
    blocks = [*document.masthead[0], *document.masthead[1], *document.blocks]
    blocks += [
        Block((Run(mark, superscript=True), Run(" "), *runs), 1, note=True)
        for mark, runs in document.notes.items()
    ]
    return [block._replace(line=line) for line, block in enumerate(blocks, start=1)]
