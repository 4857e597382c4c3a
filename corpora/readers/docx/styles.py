"""The styles of a DOCX: how a paragraph or run looks once all it inherits is counted.

    styles = read_styles(root)
    styles.paragraph("Titre1")          ParagraphStyle(level=1, …)
    styles.look("Normal", "Accent", properties)     Look(italic=True, …)

Styles pass on what they hold to those based on them. Italics and the like are toggles: a style of
characters in italics inside a paragraph style in italics stands upright (ECMA-376, 17.7.3).
The conditional formats of table styles are not looked at.

Why names count where no outline level is given: Word names its headings "heading 1" in every
language, but other programs write the names they show; and the templates of the United Nations
call them "_ H_Ch_G" and "_ H_1_G".
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from corpora.readers.docx.elements import attribute, child, flag, local, number, value

_HEADING = re.compile(
    r"(?:heading|titre|título|titulo|encabezado|заголовок|标题|標題|العنوان|عنوان)\s*([1-9])",
    re.IGNORECASE,
)
_UN_HEADING = re.compile(r"_\s*H\s*_\s*(M|Ch|[1-6])(?![A-Za-z])")
_UN_LEVELS = {"M": 1, "Ch": 1}  # main heading and chapter; "1" is the highest below them
_TITLES = {"title": 1, "subtitle": 2}
_RAISED = "superscript"
_DEEPEST = 64  # styles based on one another; real ones on three or four
_CACHED = 4096  # styles, and looks of runs; the largest templates have some 400 styles


class Properties(NamedTuple):
    """What one place says of a run; None where it says nothing."""

    italic: bool | None = None
    bold: bool | None = None
    italic_complex: bool | None = None  # for Arabic and other complex scripts
    bold_complex: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    complex: bool | None = None  # written from right to left, or called complex


class Look(NamedTuple):
    """How a run looks in the end."""

    italic: bool
    bold: bool
    raised: bool
    hidden: bool


class Listing(NamedTuple):
    """The list a paragraph or style belongs to, and its level there from 0; None: not said."""

    number: int | None = None
    level: int | None = None


class ParagraphStyle(NamedTuple):
    """A style of paragraphs with all it inherits; `level` as in `Block`, from 1."""

    level: int = 0
    listing: Listing = Listing()
    chain: tuple[str, ...] = ()  # its own identifier, then those it is based on
    rtl: bool = False
    properties: Properties = Properties()


class _Style(NamedTuple):
    """A style as it stands."""

    parent: str | None
    level: int | None
    listing: Listing
    rtl: bool | None
    properties: Properties


class Styles:
    """All styles of a document; identifiers that it lacks have the looks of the default style."""

    def __init__(self, styles: dict[str, _Style], defaults: Properties, normal: str | None) -> None:
        self._styles = styles
        self._defaults = defaults
        self._normal = normal
        self.paragraph = lru_cache(maxsize=_CACHED)(self._paragraph)
        self.look = lru_cache(maxsize=_CACHED)(self._look)
        self._characters = lru_cache(maxsize=_CACHED)(self._inherited)

    def _paragraph(self, name: str | None) -> ParagraphStyle:
        """Return the style `name`, the default style where it is None or unknown."""
        known = name if name in self._styles else self._normal
        chain = tuple(self._chain(known))
        styles = [self._styles[each] for each in chain]
        return ParagraphStyle(
            level=next((style.level for style in styles if style.level is not None), 0),
            listing=Listing(
                next((s.listing.number for s in styles if s.listing.number is not None), None),
                next((s.listing.level for s in styles if s.listing.level is not None), None),
            ),
            chain=chain,
            rtl=next((style.rtl for style in styles if style.rtl is not None), False),
            properties=self._inherited(known),
        )

    def _chain(self, name: str | None) -> Iterator[str]:
        """Yield a style and those it is based on; a circle ends where it closes."""
        seen: set[str | None] = set()
        while name in self._styles and name not in seen and len(seen) < _DEEPEST:
            seen.add(name)
            yield str(name)
            name = self._styles[str(name)].parent

    def _inherited(self, name: str | None) -> Properties:
        result = Properties()
        for each in self._chain(name):
            result = _over(result, self._styles[each].properties)
        return result

    def _look(self, style: ParagraphStyle, characters: str | None, own: Properties) -> Look:
        """Return the look of a run by its paragraph's style, its own style and its properties."""
        paragraph, mine = style.properties, self._characters(characters)
        plain = _over(_over(_over(own, mine), paragraph), self._defaults)
        offset = 2 if plain.complex else 0
        italic, bold = (
            _toggled(own[index], mine[index], paragraph[index], self._defaults[index])
            for index in (offset, offset + 1)
        )
        hidden = _toggled(own.hidden, mine.hidden, paragraph.hidden, self._defaults.hidden)
        return Look(italic, bold, bool(plain.raised), hidden)


def _over(upper: Properties, lower: Properties) -> Properties:
    """Return `upper` with its gaps filled from `lower`."""
    pairs = zip(upper, lower, strict=True)
    return Properties(*(low if own is None else own for own, low in pairs))


def _toggled(
    own: bool | None, characters: bool | None, paragraph: bool | None, default: bool | None
) -> bool:
    if own is not None:
        return own
    if characters is None and paragraph is None:
        return bool(default)
    return bool(characters) != bool(paragraph)


def read_styles(root: etree._Element | None) -> Styles:
    """Return the styles of `styles.xml`; no styles where the document has none."""
    styles: dict[str, _Style] = {}
    defaults, normal = Properties(), None
    for element in root if root is not None else ():
        name = attribute(element, "styleId")
        if local(element) == "docDefaults":
            defaults = read_properties(child(child(element, "rPrDefault"), "rPr"))
        elif local(element) == "style" and name:
            styles[name] = _read_style(element)
            if attribute(element, "type") == "paragraph" and _is_default(element):
                normal = name
    return Styles(styles, defaults, normal)


def _is_default(element: etree._Element) -> bool:
    return attribute(element, "default") in {"1", "true", "on"}


def _read_style(element: etree._Element) -> _Style:
    properties = child(element, "pPr")
    return _Style(
        parent=value(child(element, "basedOn")),
        level=_level(properties, value(child(element, "name")) or ""),
        listing=read_listing(properties),
        rtl=flag(child(properties, "bidi")),
        properties=read_properties(child(element, "rPr")),
    )


def _level(properties: etree._Element | None, name: str) -> int | None:
    """Return the level of a heading style by its outline level or else its name."""
    outline = read_outline(properties)
    if outline is not None:
        return outline
    if heading := _HEADING.fullmatch(name.strip()):
        return int(heading[1])
    if heading := _UN_HEADING.match(name.strip()):
        return _UN_LEVELS.get(heading[1]) or int(heading[1]) + 1
    return _TITLES.get(name.strip().lower())


def read_outline(properties: etree._Element | None) -> int | None:
    """Return the heading level that properties of a paragraph give: 0 is body text."""
    outline = number(child(properties, "outlineLvl"))
    if outline is None or outline < 0:
        return None
    return outline + 1 if outline < 9 else 0


def read_listing(properties: etree._Element | None) -> Listing:
    """Return the list that properties of a paragraph name; number 0 takes it out of any list."""
    listing = child(properties, "numPr")
    return Listing(number(child(listing, "numId")), number(child(listing, "ilvl")))


def read_properties(element: etree._Element | None) -> Properties:
    """Return what a `w:rPr` says."""
    if element is None or not len(element):
        return Properties()
    found = {local(each): each for each in element}
    raised = value(found.get("vertAlign"))
    scripts = [flag(found.get(name)) for name in ("rtl", "cs") if name in found]
    return Properties(
        italic=flag(found.get("i")),
        bold=flag(found.get("b")),
        italic_complex=flag(found.get("iCs")),
        bold_complex=flag(found.get("bCs")),
        hidden=flag(found.get("vanish")),
        raised=None if raised is None else raised == _RAISED,
        complex=any(scripts) if scripts else None,
    )
