"""Elements of an XML file with the bytes where they stand.

    for unit in marked(data, file="a.xlf", wanted="trans-unit"):
        place = unit.places[unit.element]
        data[place.start : place.stop]         b'<trans-unit id="1">…</trans-unit>'

One unit of translation at a time is in memory. What the elements mean is not known here.

Why two parsers: lxml (through `corpora.parallel.elements`) guards against hostile files, keeps
namespaces and reads text as everywhere else, but tells no byte; expat, of the standard library,
tells bytes. Both give elements in the order of the file, so they are paired by counting.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple
from xml.parsers import expat

from lxml import etree

from corpora.errors import InputError
from corpora.parallel.decoding import recoded
from corpora.parallel.elements import elements

_CHUNK = 1 << 16  # bytes
_BOM = b"\xef\xbb\xbf"
_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_DECLARED = re.compile(rb"""(<\?xml[^>]*?\sencoding\s*=\s*["'])[\w.:-]+(["'])""")


class Place(NamedTuple):
    """Where an element stands, in bytes; an empty one (`<x/>`) has all but `start` the same."""

    start: int  # of its start tag
    inner: int  # behind its start tag
    close: int  # of its end tag
    stop: int  # behind its end tag


@dataclass(frozen=True, slots=True)
class Marked:
    """An element with the places of all that it holds and of the start tags around it."""

    data: bytes
    file: str
    element: etree._Element
    places: dict[etree._Element, Place]
    above: tuple[tuple[etree._Element, Place], ...]  # the nearest first; without their ends

    def tag(self, element: etree._Element) -> bytes:
        """Return the start tag of `element` as it is written."""
        place = self.places[element]
        return self.data[place.start : place.inner]

    def indent(self, element: etree._Element) -> bytes:
        """Return the line end and white space before `element`, nothing if it begins no line."""
        start = self.places[element].start
        line = self.data.rfind(b"\n", 0, start)
        white = self.data[line:start] if line >= 0 else b"?"
        if white.strip():
            return b""
        return b"\r" + white if self.data[line - 1 : line] == b"\r" else white


def as_utf8(data: bytes, *, file: str) -> tuple[bytes, bytes]:
    """Return a byte order mark, if there is one in UTF-8, and the XML behind it as UTF-8.

    What is UTF-8 stays as it is. Raises `InputError` for an unknown encoding or broken bytes.
    """
    mark = _BOM if data.startswith(_BOM) else b""
    text = b"".join(recoded(BytesIO(data), file=file))
    if text == data[len(mark) :]:
        return mark, text
    return mark, _DECLARED.sub(rb"\1UTF-8\2", text, count=1)


def marked(data: bytes, *, file: str, wanted: str) -> Iterator[Marked]:
    """Yield the outermost elements called `wanted` of an XLIFF in UTF-8, in order.

    Raises `InputError` for what `corpora.parallel.elements` refuses.
    """
    found = elements(BytesIO(data), file=file, roots={"xliff"}, wanted={wanted})
    tracked = _tracked(data, wanted, file)
    for element in found:
        spots = next(tracked, None)
        if spots is None:
            raise InputError(f"{file}: cannot be read in one way only; export it again")
        inside = dict(zip(element.iter(etree.Element), spots.inside, strict=True))
        around = zip(element.iterancestors(), reversed(spots.around), strict=True)
        yield Marked(data, file, element, inside, tuple(around))


class _Spots(NamedTuple):
    inside: list[Place]  # of the wanted element and all in it, by start
    around: list[Place]  # of its ancestors, the root first


def _tracked(data: bytes, wanted: str, file: str) -> Iterator[_Spots]:
    tracker = _Tracker(data, wanted)
    try:
        for start in range(0, len(data), _CHUNK):
            tracker.parser.Parse(data[start : start + _CHUNK], start + _CHUNK >= len(data))
            yield from tracker.done
            tracker.done.clear()
    except expat.ExpatError as error:
        raise InputError(
            f"{file}: line {error.lineno}: not well-formed XML ({error}); export it again"
        ) from error


class _Tracker:
    """The places of elements as expat meets them."""

    def __init__(self, data: bytes, wanted: str) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.done: list[_Spots] = []
        self._data = data
        self._wanted = wanted
        self._open: list[tuple[int, Place]] = []  # turn within the wanted element, place
        self._outer: int | None = None  # depth of the wanted element
        self._inside: list[Place] = []

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        tag = _TAG.match(self._data, start)
        inner = tag.end() if tag else start
        place = Place(start, inner, inner, inner)
        if self._outer is None and name.rpartition(":")[2] == self._wanted:
            self._outer = len(self._open)
        self._open.append((len(self._inside), place))
        if self._outer is not None:
            self._inside.append(place)

    def _end(self, _name: str) -> None:
        turn, place = self._open.pop()
        if self._outer is None:
            return
        if self._data[place.inner - 2 : place.inner] != b"/>":
            close = self.parser.CurrentByteIndex
            stop = self._data.index(b">", close) + 1
            self._inside[turn] = place._replace(close=close, stop=stop)
        if len(self._open) == self._outer:
            self.done.append(_Spots(self._inside, [spot for _, spot in self._open]))
            self._inside, self._outer = [], None
