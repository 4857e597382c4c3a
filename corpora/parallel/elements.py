"""XML elements as a stream: one unit of a memory after the other, in flat memory and guarded.

    for tu in elements(stream, file="un.tmx", roots={"tmx"}, wanted={"tu"}): …

Elements come whole and are gone after the next one was asked for. Names are local: the
namespace of XLIFF is not looked at. Nothing is fetched, no DTD is read, though a DOCTYPE may
stand there; entities are not resolved, and a file that declares any is refused.

Why lxml: its pull parser takes bytes as they come, finds errors with their line, and libxml2 bounds
depth, names and texts by itself as long as `huge_tree` stays off; 163 MB of
memory in six languages take 3.8 s, rows made of it included, and 2 MB.

Why it hears of wanted elements only: an event for each start and end costs more than parsing it
(`hexapla bench memory`).
"""

from collections.abc import Collection, Container, Iterable, Iterator
from contextlib import suppress
from itertools import islice

from lxml import etree

from corpora.errors import InputError
from corpora.parallel.decoding import recoded
from corpora.parallel.packed import Readable

MOST_NODES = 100_000
"""Elements in one unit; the largest of 955 real ones (23 memories of 12 tools) has 53."""

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def elements(
    stream: Readable, *, file: str, roots: Collection[str], wanted: Container[str]
) -> Iterator[etree._Element]:
    """Yield the elements of `stream` whose local name is in `wanted`, the outermost of nested ones.

    Attributes of the elements above one can be read from it (`iterancestors`). Raises
    `InputError`, naming `file` and line, for what is not XML, breaks off, has another root than
    `roots`, declares entities, or holds a unit out of all proportion.
    """
    reading = _Reading(wanted, file)
    for events in _events(stream, file, roots, wanted):
        yield from reading.whole(events)
        reading.end_chunk()


class _Reading:
    """Where the reading of a file stands between two chunks of it."""

    def __init__(self, wanted: Container[str], file: str) -> None:
        self._wanted, self._file = wanted, file
        self._root: etree._Element | None = None
        self._inside: etree._Element | None = None  # the wanted one that has begun
        self._chunks = 0  # over which it has gone on

    def whole(self, events: Iterator[tuple[str, etree._Element]]) -> Iterator[etree._Element]:
        """Yield the wanted elements that end in a chunk, and free each afterwards."""
        for event, element in events:
            if self._inside is None:
                self._begin(event, element)
            elif element is self._inside and event == "end":
                if self._chunks:
                    _check_size(element, self._file)
                yield element
                self._inside = None
                _forget(element)

    def _begin(self, event: str, element: etree._Element) -> None:
        if self._root is None:
            self._root = element
        if event == "end":
            _forget(element)
        elif local(element) in self._wanted:
            self._inside, self._chunks = element, 0

    def end_chunk(self) -> None:
        """Bound what is kept: the size of an element without end, and what was not wanted."""
        if self._inside is not None:
            self._chunks += 1
            if self._chunks.bit_count() == 1:  # after the first, second, fourth, eighth, …
                _check_size(self._inside, self._file)
        elif self._root is not None:
            _forget_passed(self._root)


def local(element: etree._Element) -> str:
    """Return the name of `element` without its namespace; empty for an entity or comment."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2] if tag[0] == "{" else tag


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Return the children of `element` with a local name.

    Why not `iterchildren` with a pattern: lxml makes a matcher each time, three times as slow.
    """
    return (each for each in element if local(each) == name)


def language_attribute(element: etree._Element) -> str:
    """Return what `element` says of its language: xml:lang, or lang as TMX 1.1 wrote it."""
    return language_of(element.items())


def language_of(attributes: Iterable[tuple[str, str]]) -> str:
    """Return what the names and values of attributes say of the language; xml:lang goes first."""
    older = ""
    for name, value in attributes:
        if name == LANG and value:
            return value.strip()
        if name == "lang":
            older = value.strip()
    return older


def _events(
    stream: Readable, file: str, roots: Collection[str], wanted: Container[str]
) -> Iterator[Iterator[tuple[str, etree._Element]]]:
    """Yield what starts and ends in each chunk: of roots and wanted elements, if these are listed.

    Each event costs as much as parsing what it tells of, and a unit has forty elements.
    """
    names = {*roots, *wanted} if isinstance(wanted, Collection) else None
    parser = _parser(("start", "end"), names)
    first: etree.XMLPullParser | None = _parser(("start",), None)
    read, ended = 0, False
    try:
        for data in recoded(stream, file=file):
            read += len(data)
            parser.feed(data)
            if first is not None and _is_checked(first, data, roots, file):
                first = None
            yield parser.read_events()
            _check_whole(parser, file)
        ended = True
        parser.close()
    except etree.XMLSyntaxError as error:
        if not read:
            raise InputError(f"{file}: the file is empty; export it again or remove it") from error
        trouble = _trouble(error.msg or "no element", error.lineno, file, ended=ended)
        raise InputError(trouble) from error


def _parser(events: tuple[str, ...], names: Collection[str] | None) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=events,
        tag=None if names is None else [f"{{*}}{name}" for name in sorted(names)],
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _is_checked(first: etree.XMLPullParser, data: bytes, roots: Collection[str], file: str) -> bool:
    """Feed what looks for the root alone, whatever its name; tell whether it was there."""
    with suppress(etree.XMLSyntaxError):  # the other parser says so
        first.feed(data)
    for _, root in first.read_events():
        _check_root(root, roots, file)
        return True
    return False


def _check_whole(parser: etree.XMLPullParser, file: str) -> None:
    """Raise `InputError` for a fatal error after which libxml2 would begin a new document."""
    for entry in parser.feed_error_log:
        if entry.level == etree.ErrorLevels.FATAL:
            raise InputError(_trouble(entry.message, entry.line, file, ended=False))


def _trouble(message: str, line: int | None, file: str, *, ended: bool) -> str:
    """Return what is wrong; a parser that still waits at the end was given half a file."""
    reason = " ".join(message.split())
    cut = ended and not reason.startswith("Namespace")
    remedy = "the file breaks off: export it again" if cut else "export it again, or mend it"
    return f"{file}: line {line or 1}: not well-formed XML ({reason}); {remedy}"


def _check_root(root: etree._Element, roots: Collection[str], file: str) -> None:
    name = local(root)
    if name not in roots:
        expected = " or ".join(f"<{each}>" for each in sorted(roots))
        raise InputError(
            f"{file}: line {root.sourceline}: begins with <{name}>, expected {expected}; "
            "check what kind of file it is"
        )
    doctype = root.getroottree().docinfo.internalDTD
    if doctype is not None and any(True for _ in doctype.iterentities()):
        raise InputError(
            f"{file}: declares entities in its DOCTYPE, which are not read; write the characters "
            "themselves"
        )


def _check_size(unit: etree._Element, file: str) -> None:
    """Raise `InputError` for a unit of too many elements; it has gone on over several chunks."""
    element = next(islice(unit.iter("*"), MOST_NODES, None), None)
    if element is not None:
        raise InputError(
            f"{file}: line {element.sourceline}: one unit of more than {MOST_NODES:,} elements; "
            "check that it is a memory"
        )


def _forget(element: etree._Element) -> None:
    """Free an element that is done with and what stands before it."""
    parent = element.getparent()
    element.clear()
    while element.getprevious() is not None and parent is not None:
        del parent[0]


def _forget_passed(root: etree._Element) -> None:
    """Free what stands before the place that was read last, and was not wanted."""
    element = root
    while len(element):
        del element[:-1]
        element = element[-1]
