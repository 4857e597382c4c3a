"""Web pages to blocks: pages of un.org and OHCHR, the Universal Declaration, HTML that Word saves.

    read(b"<main><h3>Article 1</h3><p>Tous les êtres …</p></main>", FRENCH, file="fr.html")
    Reading([Block("Article 1", level=3), Block("Tous les êtres …")], [], [])

Headings keep their level, lists the number that is printed, `br` ends a block as a hard line
break of Markdown does, tables of data give cells, notes their mark. What surrounds the document
on its page is left out and counted (`page_furniture`). Style sheets are not applied.

Why lxml: its parser (libxml2 2.14) splits tags as the HTML standard says, keeps the line of
every element, is fast, and the project has it already. html5lib also repairs misnested tags as
browsers do, but knows no lines, is a hundred times slower and no longer kept; selectolax knows
no lines either. What is lost is emphasis that opens outside a paragraph and closes inside.
Lines count to 65,535 exactly; below that libxml2 stops and the newlines of the text count on.
"""

from lxml import etree

from corpora.errors import InputError
from corpora.languages import Language
from corpora.readers.block import Block
from corpora.readers.markup import language_tag
from corpora.readers.markup.composer import compose
from corpora.readers.markup.parsing import Element, left_out_of
from corpora.readers.markup.role import Role
from corpora.readers.reading import Reading
from corpora.readers.web.encoding import page_text
from corpora.readers.web.error_page import is_error_page
from corpora.readers.web.furniture import remove, strip
from corpora.readers.web.inline_style import declarations, emphasis
from corpora.readers.web.layout import Layout, read_layout
from corpora.readers.web.list_label import labels
from corpora.readers.web.notes import BLOCKS, Notes, find_notes

_ITALIC = {"i", "em", "cite", "dfn", "var"}
_BOLD = {"b", "strong"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PREFORMATTED = {"pre", "listing", "xmp", "plaintext"}
_SHOWN_AS_BLOCK = {"block", "list-item", "flex", "grid", "table"}
_RAISED_CLASSES = {"MsoFootnoteReference", "MsoEndnoteReference"}


def read(data: bytes, language: Language, *, file: str) -> Reading:
    """Return the blocks of a page, decoded by what it declares or by its language.

    Raises `InputError` if it is empty, nested without end, an error page or without text.
    """
    text, warnings = page_text(data, language, file=file)
    root = _parse(text, file)
    if is_error_page(root):
        raise InputError(
            f"{file}: a page that reports an error, not a document; "
            "fetch the document again or look for its address"
        )
    said = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    warnings += language_tag.warning(said or root.get("xml:lang"), language, file=file)
    left_out = strip(root, file=file)
    notes = find_notes(root)
    for link in notes.backlinks:
        left_out += left_out_of(link, "link back from a note", file=file)
        remove(link)
    blocks = _blocks(root, notes, language, file)
    if not any(block.text.strip() for block in blocks if not block.rule):
        raise InputError(
            f"{file}: the page holds no text but scripts, menus or pictures; "
            "save it from a browser, or give the document in another format"
        )
    return Reading(blocks, sorted(left_out, key=lambda item: item.line), [*warnings])


def _parse(text: str, file: str) -> Element:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(text.encode(), parser)
    limit = next((entry for entry in parser.error_log if "depth" in entry.message), None)
    if limit is not None:
        raise InputError(
            f"{file}: line {limit.line}: tags are nested beyond 2,048 deep; "
            "check that it is a web page, and save it from a browser"
        )
    if root is None:
        raise InputError(f"{file}: the page holds no text; check that it was saved whole")
    return root


def _blocks(root: Element, notes: Notes, language: Language, file: str) -> list[Block]:
    layout, numbered = read_layout(root, language), labels(root)

    def role_of(element: Element) -> Role:
        return _role(element, notes, layout, numbered)

    return compose(root, role_of, language, file=file)[0]


def _role(element: Element, notes: Notes, layout: Layout, numbered: dict[Element, str]) -> Role:
    """Return what an element of a page is to its text."""
    tag, style = element.tag, element.get("style", "")
    if tag in {"br", "hr"}:
        return Role(line_break=tag == "br", rule=tag == "hr")
    italic, bold, superscript = emphasis(style)
    raised = tag == "sup" or element in notes.marks
    if raised or not _RAISED_CLASSES.isdisjoint(element.get("class", "").split()):
        superscript = True
    is_note = element in notes.bodies
    return Role(
        block=tag in BLOCKS or declarations(style).get("display") in _SHOWN_AS_BLOCK,
        level=_level(element),
        italic=True if italic is None and tag in _ITALIC else italic,
        bold=True if bold is None and tag in _BOLD else bold,
        superscript=superscript,
        apart=raised,
        label="" if is_note else numbered.get(element, ""),
        lead=element in layout.numbers,
        before='"' if tag == "q" else "",
        after='"' if tag == "q" else "",
        note=is_note,
        mark=notes.bodies.get(element, ""),
        cell=layout.cells.get(element),
        lines=tag in _PREFORMATTED or declarations(style).get("white-space", "")[:3] == "pre",
    )


def _level(element: Element) -> int | None:
    """Return the level of a heading; None for what is none."""
    if element.get("role") == "heading":
        level = element.get("aria-level", "2")
        return int(level) if level.isdecimal() and level.isascii() and 0 < int(level) < 10 else 2
    return _HEADINGS.get(element.tag)
