"""WordprocessingML as a stream of elements, parsed with every door shut.

    for event, element in stream(source, part="word/document.xml", file="fr.docx"):
        local(element)                  "p"
        attribute(element, "val")       the value of w:val

Elements are told by their local names, for the strict form of the standard has other namespaces
than the transitional one. It does not know what an element means.

Why a stream: a paragraph is all that has to be in memory at once, so a report of a thousand pages
costs no more than a letter. Why no DTD at all: Word writes none, and entities, external ones
included, live there.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from lxml import etree

from corpora.errors import InputError

PARAGRAPH_ELEMENTS = 200_000
"""Elements in one paragraph; an annotated paragraph of a whole page has some 2,000."""

Event = tuple[str, etree._Element]
"""What a walk over XML yields: "start" or "end", and the element."""

_OFF = {"0", "false", "off", "none"}
_DIGITS = 9  # of a number that is believed; identifiers in Word have at most ten


class Source(Protocol):
    """Anything bytes can be read from in pieces."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""


def stream(source: Source, *, part: str, file: str) -> Iterator[Event]:
    """Yield the start and end of every element; what ended outside a paragraph is forgotten.

    Raises `InputError` on XML that is not well formed, has a DTD, or nests without end.
    """
    depth = count = 0
    for event, element in _events(source, part=part, file=file):
        if event == "start":
            depth += _is_whole(element)
            count += 1
        yield event, element
        if event == "end":
            depth -= _is_whole(element)
            if not depth:
                _forget(element)
                count = 0
        if depth and count > PARAGRAPH_ELEMENTS:
            raise InputError(
                f"{file}: a paragraph in {part} has more than {PARAGRAPH_ELEMENTS} parts, which "
                "no text has; open the file in Word and save it again"
            )


def _events(source: Source, *, part: str, file: str) -> Iterator[Event]:
    """Yield parse events; raises `InputError` where the XML is unsafe or broken."""
    try:
        first = True
        for event, element in etree.iterparse(
            source,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        ):
            if first and element.getroottree().docinfo.doctype:
                raise InputError(
                    f"{file}: {part} has a document type declaration, which Word never writes "
                    "and which can hide entity bombs; it is not read"
                )
            first = False
            yield event, element
    except etree.XMLSyntaxError as error:
        reason = (error.msg or "no element").split("\n")[0]
        raise InputError(
            f"{file}: {part} is no well-formed XML ({reason}); the file is damaged: open it in "
            "Word and save it again, or get it anew"
        ) from error


def _is_whole(element: etree._Element) -> bool:
    """Tell whether an element is kept until its end: a paragraph, or properties of a table."""
    name = local(element)
    return name == "p" or name.endswith("Pr")


def _forget(element: etree._Element) -> None:
    """Free an element that has been seen, and those before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def tree(source: Source, *, part: str, file: str) -> etree._Element:
    """Return the root of a small part, whole; raises `InputError` as `stream` does."""
    root = None
    for _, element in _events(source, part=part, file=file):
        root = element
    return root


def walk(element: etree._Element) -> Iterator[Event]:
    """Yield the start and end of everything below and of `element` itself."""
    yield from etree.iterwalk(element, events=("start", "end"))


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return _local(element.tag)


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag[tag.find("}") + 1 :]


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute in the namespace of its element."""
    tag: str = element.tag
    value: str | None = element.get(tag[: tag.find("}") + 1] + name)
    return value


def value(element: etree._Element | None) -> str | None:
    """Return the `val` of an element that may be absent."""
    return None if element is None else attribute(element, "val")


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """Return an attribute as a whole number; None if it is absent or no such number."""
    text = None if element is None else attribute(element, name)
    digits = (text or "").removeprefix("-")
    if text is None or not digits.isdecimal() or len(digits) > _DIGITS:
        return None
    return int(text)


def flag(element: etree._Element | None) -> bool | None:
    """Return whether a property is on; None if the element is absent."""
    return None if element is None else value(element) not in _OFF


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of that local name, or None; `element` may be absent too."""
    if element is None:
        return None
    return next((each for each in element if local(each) == name), None)
