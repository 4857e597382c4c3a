"""What one paragraph of a DOCX holds, in order: styled text, breaks, note marks, text boxes.

    read_inline(element, style, styles)
    Inline(pieces=[Run("Prie", italic=True), Mark("footnote", 3), …], dropped=[…], boxes=[…])

Tracked changes are accepted: what is inserted stands, what is deleted or moved away is dropped and
named, as is hidden text. Of a field only the result counts, of two alternatives only the first.
It counts no notes and resolves no numbering (`blocks`). A soft hyphen is no text.

Why everything unknown is descended into: new wrappers come with every version of Word, and what
is inside them is printed; only what is known not to be text is passed over.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from lxml import etree

from corpora.readers.block import Run, raised
from corpora.readers.docx.elements import attribute, child, flag, local, number, value
from corpora.readers.docx.styles import Look, ParagraphStyle, Properties, Styles, read_properties
from corpora.readers.docx.symbols import symbol

NoteKind = Literal["footnote", "endnote"]

MARK_LENGTH = 8
"""Code points: a note mark of one's own (*, **, a) is never longer."""

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ARABIC = re.compile("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_PLAIN = Look(italic=False, bold=False, raised=False, hidden=False)
_NOT_TEXT = {"pPr", "rPr", "sdtPr", "sdtEndPr", "softHyphen"}
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_DROPPED = {
    "del": "deleted by a tracked change",
    "moveFrom": "moved away by a tracked change",
    "rt": "reading aid over the line",
}


class Mark(NamedTuple):
    """A reference to a note; `custom` is its mark where Word does not count it."""

    kind: NoteKind
    identifier: int
    custom: str | None = None


class Break(NamedTuple):
    """A line or page that ends here; "turn" is where Word last turned the page, within a line."""

    kind: Literal["line", "page", "turn"]


Piece = Run | Mark | Break


class Inline(NamedTuple):
    """The pieces of a paragraph, what was dropped (reason, text), and its text boxes."""

    pieces: list[Piece]
    dropped: list[tuple[str, str]]
    boxes: list[etree._Element]


def read_inline(element: etree._Element, style: ParagraphStyle, styles: Styles) -> Inline:
    """Return what a `w:p` holds."""
    reader = _Inline(style, styles)
    reader.children(element)
    reader.finish()
    return reader.found


class _Inline:
    """A paragraph being read: the look of the run, and the fields that are open."""

    def __init__(self, style: ParagraphStyle, styles: Styles) -> None:
        self.found = Inline([], [], [])
        self._style = style
        self._styles = styles
        self._look = _PLAIN
        self._fields: list[bool] = []  # for each open field: its code, not its result, is read
        self._codes = 0  # how many of them
        self._unmarked: Mark | None = None  # a note whose own mark is to come
        self._in_mark = False  # it is to come in the same run
        self._handlers: dict[str, Callable[[etree._Element], None]] = {
            "r": self._run,
            "t": self._text_of,
            "sym": self._symbol,
            "br": self._break,
            "cr": lambda _: self._add(Break("line")),
            "lastRenderedPageBreak": lambda _: self._add(Break("turn")),
            "fldChar": self._field,
            "footnoteReference": lambda found: self._note(found, "footnote"),
            "endnoteReference": lambda found: self._note(found, "endnote"),
            "AlternateContent": self._alternatives,
            "txbxContent": self.found.boxes.append,
        }

    def children(self, element: etree._Element) -> None:
        """Read what is inside `element`; its depth is bounded by the parser."""
        for each in element:
            name = local(each)
            if name in self._handlers:
                self._handlers[name](each)
            elif name in _CHARACTERS:
                self._text(_CHARACTERS[name])
            elif name in _DROPPED:
                self._drop(_DROPPED[name], "".join(texts(each)))
            elif name not in _NOT_TEXT:
                self.children(each)

    def finish(self) -> None:
        """Let Word count a note whose own mark never came; join what was dropped in pieces."""
        if self._unmarked is not None:
            self._add(self._unmarked)
        pieces = groupby(self.found.dropped, key=itemgetter(0))
        self.found.dropped[:] = [
            (reason, "".join(text for _, text in group)) for reason, group in pieces
        ]

    def _run(self, element: etree._Element) -> None:
        own = child(element, "rPr")
        characters = value(child(own, "rStyle"))
        properties = read_properties(own)
        if properties.complex is None and _ARABIC.search("".join(texts(element))):
            properties = _either(properties)
        before = self._look
        self._look = self._styles.look(self._style, characters, properties)
        self.children(element)
        self._look, self._in_mark = before, False

    def _text_of(self, element: etree._Element) -> None:
        text = element.text or ""
        if element.get(_XML_SPACE) != "preserve":
            text = text.strip(" \t\r\n")  # as Word does
        self._text(text.replace("\n", " ").replace("\u00ad", ""))

    def _text(self, text: str) -> None:
        if not text:
            return
        if self._codes:
            self._drop("code of a field", text)
        elif self._look.hidden:
            self._drop("hidden text", text)
        elif self._unmarked is not None:
            self._mark(self._unmarked, text)
        else:
            run = Run(text, self._look.italic, self._look.bold, self._look.raised)
            self.found.pieces.extend(raised(run))

    def _mark(self, mark: Mark, text: str) -> None:
        """Add a note whose own mark is `text`; Word counts it where that is none."""
        self._unmarked = None
        own = text.strip()
        if own and (self._look.raised or self._in_mark) and len(own) <= MARK_LENGTH:
            self._add(mark._replace(custom=own))
            return
        self._add(mark)
        if own:
            self._text(text)

    def _symbol(self, element: etree._Element) -> None:
        code, font = attribute(element, "char"), attribute(element, "font")
        char = symbol(code, font)
        if char is None:
            self._drop("symbol without a Unicode character", f"{font} {code}")
        self._text(char or "")

    def _break(self, element: etree._Element) -> None:
        self._add(Break("page" if attribute(element, "type") == "page" else "line"))

    def _add(self, piece: Mark | Break) -> None:
        if not self._codes and (isinstance(piece, Break) or not self._look.hidden):
            self.found.pieces.append(piece)

    def _field(self, element: etree._Element) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
            self._codes += 1
        elif kind in {"separate", "end"} and self._fields:
            self._codes -= self._fields.pop()
            if kind == "separate":
                self._fields.append(False)

    def _note(self, element: etree._Element, kind: NoteKind) -> None:
        identifier = number(element, "id")
        if identifier is None:
            return
        mark = Mark(kind, identifier)
        if attribute(element, "customMarkFollows") in {"1", "true", "on"}:
            self._unmarked, self._in_mark = mark, True
        else:
            self._add(mark)

    def _alternatives(self, element: etree._Element) -> None:
        """Read the first alternative; the others say the same for older programs."""
        if len(element):
            self.children(element[0])

    def _drop(self, reason: str, text: str) -> None:
        if text:
            self.found.dropped.append((reason, text))


def _either(properties: Properties) -> Properties:
    """Return the properties of Arabic text in a run that does not say that it is complex.

    LibreOffice styles its digits as complex script, other programs all of it as plain.
    """
    return properties._replace(
        italic=properties.italic or properties.italic_complex,
        bold=properties.bold or properties.bold_complex,
    )


def texts(element: etree._Element) -> Iterator[str]:
    """Yield the text below `element`, deleted text included."""
    for each in element.iter():
        if local(each) in {"t", "delText"}:
            yield each.text or ""


def mark_is_gone(properties: etree._Element | None, style: ParagraphStyle) -> bool:
    """Tell whether the end of a paragraph is deleted or hidden, so that the next goes on in it.

    A mark that is only hidden between styles (a run-in heading) parts them all the same.
    """
    own = child(properties, "rPr")
    if own is None:
        return bool(style.properties.hidden)
    if child(own, "del") is not None or child(own, "moveFrom") is not None:
        return True
    hidden = flag(child(own, "vanish"))
    separator = flag(child(own, "specVanish"))
    return bool(style.properties.hidden if hidden is None else hidden) and not separator
