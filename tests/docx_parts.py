"""Real DOCX files for tests from small builders of WordprocessingML.

    docx(paragraph(run("1. "), run("Prie", italic=True)))       bytes of a DOCX

Builders return XML as text, so that a test can say exactly what stands in the file. The package is
the same byte for byte each time.

Why own XML and not python-docx: what the reader must master (numbering, notes, tracked changes,
fields) is what python-docx cannot write.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CLOCK = (2020, 1, 1, 0, 0, 0)

HEADING_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
    f'<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    for level in range(1, 7)
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style>"
    f"{HEADING_STYLES}"
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)
"""The styles of every document that names no others."""


def run(
    text: str,
    *,
    italic: bool = False,
    bold: bool = False,
    superscript: bool = False,
    style: str = "",
    rtl: bool = False,
    extra: str = "",
) -> str:
    """Return a `w:r`; a newline is a line break, a tab a tab, `extra` goes into its properties."""
    properties = "".join(
        [
            f"<w:rStyle w:val={quoteattr(style)}/>" if style else "",
            "<w:b/><w:bCs/>" if bold else "",
            "<w:i/><w:iCs/>" if italic else "",
            extra,
            '<w:vertAlign w:val="superscript"/>' if superscript else "",
            "<w:rtl/>" if rtl else "",
        ]
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text_xml(text)}</w:r>"


def text_xml(text: str, tag: str = "t") -> str:
    """Return the characters of a run."""
    pieces = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    return "".join(
        pieces.get(piece, f'<w:{tag} xml:space="preserve">{escape(piece)}</w:{tag}>')
        for piece in re.split(r"([\n\t])", text)
        if piece
    )


def paragraph(
    *content: str,
    style: str = "",
    listing: tuple[int, int] | None = None,
    rtl: bool = False,
    mark: str = "",
    extra: str = "",
) -> str:
    """Return a `w:p`; `listing` is list and level, `mark` what is said of its end."""
    which, depth = listing or (0, 0)
    number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{which}"/></w:numPr>'
    properties = "".join(
        [
            f"<w:pStyle w:val={quoteattr(style)}/>" if style else "",
            number if listing else "",
            "<w:bidi/>" if rtl else "",
            extra,
            f"<w:rPr>{mark}</w:rPr>" if mark else "",
        ]
    )
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(content)}</w:p>"


def inserted(*content: str, tag: str = "ins") -> str:
    """Return runs inserted by a tracked change; `tag` may be moveTo."""
    start = f'<w:{tag} w:id="90" w:author="A" w:date="2020-01-01T00:00:00Z">'
    return f"{start}{''.join(content)}</w:{tag}>"


def deleted(text: str, tag: str = "del") -> str:
    """Return a run deleted by a tracked change; `tag` may be moveFrom."""
    return inserted(f"<w:r>{text_xml(text, 'delText' if tag == 'del' else 't')}</w:r>", tag=tag)


def field(code: str, *result: str) -> str:
    """Return a complex field."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    instruction = f"<w:r>{text_xml(code, 'instrText')}</w:r>"
    return f"{begin}{instruction}{separate}{''.join(result)}{end}"


def note_reference(identifier: int, kind: str = "footnote", custom: str = "") -> str:
    """Return the mark of a note in the text."""
    own = ' w:customMarkFollows="1"' if custom else ""
    return (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:{kind}Reference{own} w:id="{identifier}"/>{text_xml(custom)}</w:r>'
    )


def note(identifier: int, *content: str, kind: str = "footnote", custom: str = "") -> str:
    """Return a note of one paragraph, which begins with its mark."""
    mark = text_xml(custom) if custom else f"<w:{kind}Ref/>"
    head = f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{mark}</w:r>'
    body = paragraph(head, run(" "), *content)
    return f'<w:{kind} w:id="{identifier}">{body}</w:{kind}>'


def cell(*content: str, properties: str = "") -> str:
    """Return a `w:tc`."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content) or '<w:p/>'}</w:tc>"


def table(rows: Iterable[Iterable[str]], row_properties: str = "") -> str:
    """Return a `w:tbl` of rows of cells, which are texts or the XML of `cell`."""
    written = [
        "".join(each if each.startswith("<") else cell(paragraph(run(each))) for each in row)
        for row in rows
    ]
    body = "".join(f"<w:tr>{row_properties}{row}</w:tr>" for row in written)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{body}</w:tbl>"


def level(
    index: int,
    style: str,
    text: str,
    *,
    start: int | None = 1,
    suffix: str = "",
    extra: str = "",
) -> str:
    """Return a `w:lvl` of an abstract list; `extra` stands before its text."""
    first = "" if start is None else f'<w:start w:val="{start}"/>'
    return (
        f'<w:lvl w:ilvl="{index}">{first}'
        f"<w:numFmt w:val={quoteattr(style)}/>{extra}"
        f"{f'<w:suff w:val={quoteattr(suffix)}/>' if suffix else ''}"
        f'<w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbering(abstracts: Sequence[str], lists: Mapping[int, int | tuple[int, str]]) -> str:
    """Return the content of `numbering.xml`: abstract lists by their levels, and the lists."""
    written = "".join(
        f'<w:abstractNum w:abstractNumId="{index}">{levels}</w:abstractNum>'
        for index, levels in enumerate(abstracts)
    )
    for number, target in lists.items():
        abstract, overrides = target if isinstance(target, tuple) else (target, "")
        written += (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'
        )
    return written


def part(root: str, content: str) -> str:
    """Return a whole part with its namespaces."""
    return f"{_HEAD}<w:{root} {_NAMESPACES}>{content}</w:{root}>"


def docx(
    *body: str,
    styles: str = STYLES,
    numbers: str = "",
    footnotes: str = "",
    endnotes: str = "",
    settings: str = "",
    comments: str = "",
    headers: Sequence[str] = (),
    footers: Sequence[str] = (),
    section: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a DOCX with that body; every other part is there if it has content.

    `parts` adds parts or replaces those that would be written.
    """
    content = {
        "styles": ("styles", styles),
        "numbering": ("numbering", numbers),
        "footnotes": ("footnotes", footnotes),
        "endnotes": ("endnotes", endnotes),
        "settings": ("settings", settings),
        "comments": ("comments", comments),
        **{f"header{index}": ("hdr", text) for index, text in enumerate(headers, start=1)},
        **{f"footer{index}": ("ftr", text) for index, text in enumerate(footers, start=1)},
    }
    written = {name: part(root, text) for name, (root, text) in content.items() if text}
    references = "".join(
        f'<w:{name.rstrip("0123456789")}Reference w:type="default" r:id="{name}"/>'
        for name in written
        if name.startswith(("header", "footer"))
    )
    whole = "".join(body) + f"<w:sectPr>{references}{section}</w:sectPr>"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(written),
        "_rels/.rels": _relations({"document": ("officeDocument", "word/document.xml")}),
        "word/document.xml": part("document", f"<w:body>{whole}</w:body>"),
        "word/_rels/document.xml.rels": _relations(
            {name: (name.rstrip("0123456789"), f"{name}.xml") for name in written}
        ),
        **{f"word/{name}.xml": text for name, text in written.items()},
        **(parts or {}),
    }
    return package(files)


def package(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of `files`, the same each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _CLOCK), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _content_types(names: Iterable[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name in names
        for kind in [name.rstrip("0123456789")]
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'
