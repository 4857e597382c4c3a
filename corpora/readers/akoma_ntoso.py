"""Akoma Ntoso to blocks: version 3.0, as the UN writes it (AKN4UN), and 2.0 alike.

    <paragraph><num>1.</num><content><p>Prie …</p></content></paragraph>    "1. Prie …"
    <article><num>Article 1</num><heading>Buts</heading>…</article>    "Article 1 Buts", level 1

Text comes in document order, from the cover page to the attachments. A number stands before
the text it numbers; that of a chapter or article is a heading, with its own heading if it has
one. Notes come behind the text. Metadata and tables of contents are left out and counted.

Why inline elements are listed and blocks are not: of the former the vocabulary has a closed
set, and an element that is not known parts two texts rather than glue them.
"""

from collections.abc import Iterator

from corpora import enumerators
from corpora.errors import InputError
from corpora.languages import Language
from corpora.readers.markup import language_tag, table_grid
from corpora.readers.markup.composer import compose
from corpora.readers.markup.parsing import Element, parse_xml
from corpora.readers.markup.role import Role
from corpora.readers.reading import Reading
from corpora.readers.web.inline_style import emphasis
from corpora.readers.web.list_label import labels

_INLINE_NAMES = (
    "a abbr affectedDocument argument b change concept courtType date decoration def del "
    "docAuthority docCommittee docDate docIntroducer docJurisdiction docNumber docProponent "
    "docPurpose docStage docStatus docTitle docType docketNumber em embeddedText entity event "
    "extractText fillIn i img inline ins judge lawyer legislature location marker mmod mod mref "
    "neutralCitation noteRef object omissis opinion organization outcome party person "
    "placeholder process quantity quotedText recordedTime ref relatedDocument remark rmod role "
    "rref session shortTitle signature span strong sub sup term time u vote"
)
_INLINE = frozenset(_INLINE_NAMES.split())
_CHAPTER_NAMES = (
    "article book chapter division part rule section subchapter subdivision subpart subsection "
    "subtitle title tome"
)
_CHAPTERS = frozenset(_CHAPTER_NAMES.split())
"""Levels whose number is a heading; that of others (paragraph, point, item) opens a text."""

_KNOWN = {
    "meta": Role(block=True, reason="metadata"),
    "toc": Role(block=True, reason="table of contents"),
    "del": Role(reason="deleted text"),
    "eol": Role(line_break=True),
    "br": Role(line_break=True),
}
_TITLES = {"docTitle", "longTitle"}
_NAMED = {"heading", "subheading", "crossHeading"}
_ITALIC, _BOLD = {"i", "em"}, {"b", "strong"}
_CLASSES = {"italic": "italic", "bold": "bold", "superscript": "superscript", "sup": "superscript"}


def read(data: bytes, language: Language, *, file: str) -> Reading:
    """Return the blocks of a document; raises `InputError` for bad XML and other vocabularies."""
    root = parse_xml(data, file=file)
    if root.tag.lower() != "akomantoso":
        raise InputError(f"{file}: the root element is <{root.tag[:40]}>, not akomaNtoso")
    return read_root(root, language, file=file)


def read_root(root: Element, language: Language, *, file: str) -> Reading:
    """Return the blocks of a document whose root is given under local names."""
    cells = table_grid.cells(root.iter("table"))
    numbered, marks = labels(root), _marks(root)

    def role_of(element: Element) -> Role:
        role = _role(element, language, marks)
        return role._replace(cell=cells.get(element), label=numbered.get(element, ""))

    blocks, left_out = compose(root, role_of, language, file=file)
    if not blocks:
        raise InputError(f"{file}: the document holds no text but metadata; check that it is whole")
    said = next((each.get("language") for each in root.iter("FRBRlanguage")), None)
    return Reading(blocks, left_out, [*language_tag.warning(said, language, file=file)])


def _role(element: Element, language: Language, marks: dict[Element, str]) -> Role:
    """Return what an element is to its text."""
    tag = element.tag
    if tag in _KNOWN:
        return _KNOWN[tag]
    if tag == "authorialNote":
        return Role(note=True, mark=marks[element], refers=True)
    if tag == "noteRef":
        return Role(superscript=True, apart=True, before=element.get("marker", ""))
    if tag == "num":
        return _number(element, language)
    if tag in _INLINE:
        return _inline(element)
    return Role(
        block=True,
        level=_level(element),
        before=element.get("startQuote", ""),
        after=element.get("endQuote", ""),
    )


def _inline(element: Element) -> Role:
    """Return the style of an inline element: by its name, style attribute or class."""
    italic, bold, superscript = emphasis(element.get("style", ""))
    named = {_CLASSES.get(word) for word in element.get("class", "").lower().split()}
    return Role(
        italic=True if element.tag in _ITALIC or "italic" in named else italic,
        bold=True if element.tag in _BOLD or "bold" in named else bold,
        superscript=True if element.tag == "sup" or "superscript" in named else superscript,
        apart=element.tag == "sup",
        before=element.get("startQuote", ""),
        after=element.get("endQuote", ""),
    )


def _number(element: Element, language: Language) -> Role:
    """Return the role of a printed number: before a text, or a heading by itself."""
    parent = element.getparent()
    chapter = parent is not None and parent.tag in _CHAPTERS
    if chapter and parent.find("heading") is None:
        enumerator, rest = enumerators.split("".join(element.itertext()).strip(), language)
        if enumerator is None or rest:
            return Role(block=True, level=_depth(element))
    return Role(block=True, lead=True, level=_depth(element) if chapter else None)


def _level(element: Element) -> int | None:
    """Return the level of a heading: 1 for the title, chapters by their depth."""
    if element.tag in _NAMED:
        return _depth(element)
    holds_title = element.tag == "p" and element.find("docTitle") is not None
    return 1 if holds_title or element.tag in _TITLES else None


def _depth(element: Element) -> int:
    return max(1, sum(1 for _ in element.iterancestors(*_CHAPTERS)))


def _marks(root: Element) -> dict[Element, str]:
    """Return the mark of each note: as it says, else counted."""
    notes: Iterator[Element] = root.iter("authorialNote")
    return {
        note: (note.get("marker") or "").strip() or str(count)
        for count, note in enumerate(notes, start=1)
    }
