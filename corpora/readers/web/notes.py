"""The footnotes of a web page: which links are marks, which elements are notes.

    notes = find_notes(root)
    notes.marks       {<a href="#fn1">}: raised in the text
    notes.bodies      {<li id="fn1">: "1"}: notes, and the mark each begins with
    notes.backlinks   [<a href="#ref1">↩</a>]: no part of the text

A link is a mark if it is short as marks are and leads forward to a place that leads back, that
is named as notes are ("_ftn1", "fn:1", "footnote-1"), or that says so by its role. The note is
the smallest paragraph, item or part around that place, if it holds no other note; where
notes are parted by line breaks alone, the mark that leads back is raised, which is enough.

Why links and not raised text: raised text alone the structure understands
(`corpora.structure.footnotes`); links find the notes whose mark is the number of a list item,
or printed plainly as "[1]".
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from corpora.readers.markup.parsing import Element
from corpora.readers.web.furniture import is_note
from corpora.readers.web.inline_style import declarations

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main "
    "menu nav ol optgroup option p plaintext pre search section summary table tbody td tfoot th "
    "thead tr ul xmp"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements that browsers show as blocks (HTML standard, "rendering")."""

_MARK = re.compile(r"[\[(（]?\s*(\d{1,3}|[a-zA-Z]|[ivx]{1,5}|\*{1,4}|[†‡§])\s*[\])）]?")
_NAMED = re.compile(
    r"(?:cite[-_])?(?:_?ftn|_?edn|fn|footnote|endnote|note|nota|nbp)[-_:.]?\w{0,12}"
)
_OPENING = {"[": "]", "(": ")", "（": "）"}
_STOP = re.compile(r"\s*[.:)\]）](?=\s)\s*")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TRIES = 8  # links back to one place that are looked at
_WORD_NOTES = {"footnote", "endnote"}
_WORD_CLASSES = {"MsoFootnoteText", "MsoEndnoteText"}


class Notes(NamedTuple):
    """The marks in the text, the notes with their marks, and the links back to the text."""

    marks: set[Element]
    bodies: dict[Element, str]
    backlinks: list[Element]


class _Link(NamedTuple):
    """A link within the page: where it and its target stand among the elements."""

    element: Element
    target: Element
    place: int
    target_place: int
    name: str


def find_notes(root: Element) -> Notes:
    """Return the footnotes of a page; marks printed in front of notes are taken out of the tree."""
    links = _links(root)
    targets = _targets(links)
    bodies = _bodies(root, targets)
    marks = {
        link.element
        for link in links
        if link.target in targets and _mark(link.element) and not _within(link.element, bodies)
    }
    sources = {near for mark in marks for near in _around(mark)}
    backward = [link for link in links if link.target_place < link.place]
    backlinks = [link.element for link in backward if _within(link.element, bodies)]
    for link in [*marks, *backlinks]:
        _take_brackets(link)
    for body, mark in bodies.items():
        _take_mark(body, mark)
    only_back = [
        link.element
        for link in backward
        if link.element in backlinks and (link.target in sources or not _says(link.element))
    ]
    heads = {link.element for link in backward if link.target in sources and _mark(link.element)}
    return Notes(marks | heads.difference(only_back), bodies, only_back)


def _bodies(root: Element, targets: dict[Element, str]) -> dict[Element, str]:
    """Return the elements that are notes, each with its mark; empty if nothing refers to it."""
    bodies: dict[Element, str] = {}
    counts = Counter(above for target in targets for above in [target, *target.iterancestors()])
    for target, mark in targets.items():
        body = _body(target, counts)
        if body is not None:
            bodies[body] = mark
    for element in root.iter():
        alone = _says_note(element) and not _within(element, bodies)
        if alone and not any(inner in bodies for inner in element.iter()):
            bodies[element] = ""
    return bodies


def _links(root: Element) -> list[_Link]:
    """Return the links of a page to itself."""
    places = {element: place for place, element in enumerate(root.iter())}
    named: dict[str, Element] = {}
    for element in places:
        for name in (element.get("id"), element.get("name")):
            if name:
                named.setdefault(name, element)
    found = []
    for element, place in places.items():
        name = element.get("href", "").rpartition("#")[2] if element.tag == "a" else ""
        if name in named and "#" in element.get("href"):
            target = named[name]
            found.append(_Link(element, target, place, places[target], name))
    return found


def _targets(links: list[_Link]) -> dict[Element, str]:
    """Return the places that marks lead to, each with the first mark that leads there."""
    back: dict[Element, list[Element]] = {}
    for link in links:
        if link.target_place < link.place:
            back.setdefault(link.target, []).append(link.element)
    found: dict[Element, str] = {}
    for link in links:
        mark = _mark(link.element)
        if mark and link.target_place > link.place and _leads_to_note(link, back):
            found.setdefault(link.target, mark)
    return found


def _leads_to_note(link: _Link, back: dict[Element, list[Element]]) -> bool:
    if link.element.get("role") == "doc-noteref" or is_note(link.target):
        return True
    block = _nearest_block(link.target)
    if block.tag in _HEADINGS:
        return False
    if _NAMED.fullmatch(link.name.lower()):
        return True
    sources = (source for near in _around(link.element) for source in back.get(near, [])[:_TRIES])
    return any(
        link.target in {source, block, *source.iterancestors()} or _nearest_block(source) is block
        for source in sources
    )


def _around(mark: Element) -> list[Element]:
    """Return the elements that a link back may lead to: the mark, what is in it, what holds it."""
    return [*mark.iter(), mark.getparent()]


def _mark(link: Element) -> str:
    """Return the mark that a link shows, without brackets; empty if it shows something else."""
    match = _MARK.fullmatch("".join(link.itertext()).strip())
    return match[1] if match else ""


def _nearest_block(element: Element) -> Element:
    """Return the innermost block that an element is or stands in."""
    while element.tag not in BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element


def _body(target: Element, counts: Counter[Element]) -> Element | None:
    """Return the element that holds the note at `target`; None if it holds others too.

    `counts` says how many notes begin in each element.
    """
    body = _nearest_block(target)
    parent = body.getparent()
    wraps = parent is not None and (_says_note(parent) or parent.tag == "li")
    if wraps and counts[parent] == 1:
        return parent
    return body if body.tag not in {"html", "body"} and counts[body] == 1 else None


def _says_note(element: Element) -> bool:
    """Tell whether an element is a note by its role or by what Word calls it."""
    word = declarations(element.get("style", "")).get("mso-element", "")
    named = not _WORD_CLASSES.isdisjoint(element.get("class", "").split())
    return (is_note(element) and "endnotes" not in element.get("role", "")) or bool(
        word in _WORD_NOTES or named
    )


def _within(element: Element, bodies: dict[Element, str]) -> bool:
    return element in bodies or any(above in bodies for above in element.iterancestors())


def _take_brackets(mark: Element) -> None:
    """Take the brackets around a mark out of the text: "[" <a>1</a> "]"."""
    before, parent = mark.getprevious(), mark.getparent()
    text = (before.tail if before is not None else parent.text) or ""
    closing = _OPENING.get(text[-1:])
    if closing is None or not (mark.tail or "").startswith(closing):
        return
    mark.tail = mark.tail[1:]
    if before is not None:
        before.tail = text[:-1]
    else:
        parent.text = text[:-1]


def _take_mark(body: Element, mark: str) -> None:
    """Take the mark that is printed in front of a note out of it.

    A digit in the plain text of a list item is none, for its mark is the number of the item.
    """
    if not mark:
        return
    pattern = re.compile(rf"\s*[\[(（]?\s*{re.escape(mark)}\s*[\])）]?(?:[.:](?=\s|$))?(?!\w)\s*")
    for element, name in _texts(body):
        text = getattr(element, name)
        holder = element if name == "text" else element.getparent()
        match = pattern.match(text)
        if match and not (_numbers(body) and _nearest_block(holder) is holder):
            setattr(element, name, text[match.end() :])
            if match.end() < len(text):
                return
            pattern = _STOP  # it stands behind the element that holds the mark
        else:
            return


def _texts(body: Element) -> Iterator[tuple[Element, str]]:
    """Yield where the texts of an element are, in order: an element, and "text" or "tail"."""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        name = "text" if event == "start" else "tail"
        within = event == "start" or element is not body
        if within and (getattr(element, name) or "").strip():
            yield element, name


def _numbers(body: Element) -> bool:
    """Tell whether a note is an item of a list that numbers it."""
    return body.tag == "li" and body.getparent() is not None and body.getparent().tag == "ol"


def _says(link: Element) -> bool:
    return any(char.isalnum() for char in "".join(link.itertext()))
