"""Automatic numbering: the label that Word prints before a paragraph, which the text lacks.

    numbering = read_numbering(root, styles)
    numbering.label(7, 0)     Label("1.", " ", …)
    numbering.label(7, 1)     Label("1.1", " ", …), then "1.2"; after the next level 0, "2.1"

A list (`w:num`) takes its levels from an abstract list, or from that of a numbering style, and
may replace some of them. All lists of one abstract list count on together.

Why a list that begins anew counts from there for all: that is what Word does when a list is
"restarted at 1" (startOverride), at the first paragraph of the list alone. Whatever was not
counted yet is printed with its first number, as in "1.1" below no 1.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from corpora.readers.docx.elements import attribute, child, flag, local, number, value
from corpora.readers.docx.numerals import KNOWN, printed
from corpora.readers.docx.styles import Listing, ParagraphStyle, Styles
from corpora.readers.docx.symbols import bullet

LEVELS = 9

_CACHED = 4096  # lists; some reports have a thousand

_TOKEN = re.compile(r"%([1-9])")
_SUFFIXES = {"nothing": "", "space": " ", "tab": " "}


class Level(NamedTuple):
    """One level of a list."""

    start: int
    style: str  # how its numbers are printed, see `numerals`
    text: str  # "%1.%2": what is printed, with the number of each level
    restart: int | None  # levels that let it begin anew: those before this one; None: all higher
    suffix: str
    legal: bool  # all numbers in decimals
    linked: str | None  # the style of its paragraphs


class Label(NamedTuple):
    """What is printed before a paragraph: the label, and what parts it from the text."""

    text: str
    suffix: str
    unknown: str | None = None  # a format that was printed as decimals for want of a better


class _List(NamedTuple):
    """A `w:num`: its abstract list, the levels it replaces, and where it begins anew."""

    abstract: int
    levels: dict[int, Level]
    starts: dict[int, int]


class _Abstract(NamedTuple):
    levels: dict[int, Level]
    link: str | None  # the numbering style that has its levels


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(
        self, lists: dict[int, _List], abstracts: dict[int, _Abstract], styles: Styles
    ) -> None:
        self._lists = lists
        self._abstracts = abstracts
        self._styles = styles
        self._levels = lru_cache(maxsize=_CACHED)(self._find_levels)
        self._counts: dict[int, dict[int, int]] = {}  # abstract list -> level -> number reached
        self._begun: set[tuple[int, int]] = set()  # list and level that began anew already

    def place(self, own: Listing, style: ParagraphStyle) -> tuple[int, int] | None:
        """Return list and level of a paragraph by its own properties and its style."""
        which = style.listing.number if own.number is None else own.number
        if not which or which not in self._lists:
            return None
        level = own.level
        if level is None and own.number is None:
            level = self._linked_level(which, style)
        return which, min(max(level or 0, 0), LEVELS - 1)

    def _linked_level(self, which: int, style: ParagraphStyle) -> int | None:
        """Return the level that names the style or what it is based on, else the style's own."""
        levels = self._levels(which)
        for name in style.chain:
            for index, level in levels.items():
                if level.linked == name:
                    return index
        return style.listing.level

    def _find_levels(self, which: int) -> dict[int, Level]:
        """Return the levels of a list, those of a numbering style where it only names one."""
        found = self._lists[which]
        abstract = self._abstracts.get(found.abstract, _Abstract({}, None))
        if abstract.link and not abstract.levels:
            linked = self._lists.get(self._styles.paragraph(abstract.link).listing.number or 0)
            if linked is not None:
                behind = self._abstracts.get(linked.abstract, abstract)
                return {**behind.levels, **linked.levels, **found.levels}
        return {**abstract.levels, **found.levels}

    def label(self, which: int, level: int) -> Label | None:
        """Count one more paragraph of a list; return its label, None if the level prints none."""
        levels = self._levels(which)
        here = levels.get(level)
        if here is None:
            return None
        counts = self._advance(which, level, levels)
        if here.style == "bullet":
            text, unknown = here.text, None
        else:
            numbers = {
                index: (counts.get(index, self._start(which, index, levels)), each)
                for index, each in levels.items()
            }
            text, unknown = _filled(here, numbers)
        return Label(text, here.suffix, unknown) if text.strip() else None

    def _advance(self, which: int, level: int, levels: dict[int, Level]) -> dict[int, int]:
        """Count a paragraph, let lower levels begin anew, and return how far all have come."""
        counts = self._counts.setdefault(self._lists[which].abstract, {})
        anew = level in self._lists[which].starts and (which, level) not in self._begun
        self._begun.add((which, level))
        if level in counts and not anew:
            counts[level] += 1
        else:
            counts[level] = self._start(which, level, levels)
        for lower in [each for each in counts if each > level]:
            restart = levels[lower].restart if lower in levels else None
            if restart is None or level < restart:
                del counts[lower]
        return counts

    def _start(self, which: int, level: int, levels: dict[int, Level]) -> int:
        return self._lists[which].starts.get(level, levels[level].start)


def _filled(here: Level, numbers: dict[int, tuple[int, Level]]) -> tuple[str, str | None]:
    """Return the text of a level with its numbers, and a format that could not be followed."""
    text, unknown = "", None
    for index, piece in enumerate(_TOKEN.split(here.text)):
        if index % 2 == 0:
            text += piece
        elif int(piece) - 1 in numbers:
            number, level = numbers[int(piece) - 1]
            text += str(number) if here.legal else printed(number, level.style)
            unknown = unknown or (level.style if level.style not in KNOWN else None)
    return text, unknown


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """Return the lists of `numbering.xml`; none where the document has none."""
    lists: dict[int, _List] = {}
    abstracts: dict[int, _Abstract] = {}
    for element in root if root is not None else ():
        kind = local(element)
        if kind == "abstractNum" and (key := number(element, "abstractNumId")) is not None:
            link = value(child(element, "numStyleLink"))
            abstracts[key] = _Abstract(_read_levels(element), link)
        elif kind == "num" and (key := number(element, "numId")) is not None:
            abstract = number(child(element, "abstractNumId"))
            if abstract is not None:
                lists[key] = _read_list(element, abstract)
    return Numbering(lists, abstracts, styles)


def _read_list(element: etree._Element, abstract: int) -> _List:
    found = _List(abstract, {}, {})
    for override in element:
        level = number(override, "ilvl")
        if local(override) != "lvlOverride" or level is None or not 0 <= level < LEVELS:
            continue
        found.levels.update(_read_levels(override))
        start = number(child(override, "startOverride"))
        if start is not None:
            found.starts[level] = start
    return found


def _read_levels(element: etree._Element) -> dict[int, Level]:
    found = {number(each, "ilvl"): _read_level(each) for each in element if local(each) == "lvl"}
    return {level: found[level] for level in range(LEVELS) if level in found}


def _read_level(element: etree._Element) -> Level:
    style = value(_format(element)) or "decimal"
    text = value(child(element, "lvlText")) or ""
    fonts = child(child(element, "rPr"), "rFonts")
    font = None if fonts is None else attribute(fonts, "ascii")
    return Level(
        start=number(child(element, "start")) or 0,  # the standard says 0 where nothing is said
        style=style,
        text=bullet(text, font) if style == "bullet" else text,
        restart=number(child(element, "lvlRestart")),
        suffix=_SUFFIXES.get(value(child(element, "suff")) or "tab", " "),
        legal=bool(flag(child(element, "isLgl"))),
        linked=value(child(element, "pStyle")),
    )


def _format(element: etree._Element) -> etree._Element | None:
    """Return the number format of a level, also where it is wrapped for newer versions of Word."""
    found = child(element, "numFmt")
    if found is not None:
        return found
    return child(child(child(element, "AlternateContent"), "Fallback"), "numFmt")
