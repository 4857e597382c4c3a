"""XML elements as a stream: one unit of a memory after the other, in flat memory and guarded.

    for tu in elements(stream, file="un.tmx", roots={"tmx"}, wanted={"tu"}): …

Elements come whole and are gone after the next one was asked for. Names are local: the
namespace of XLIFF is not looked at. Nothing is fetched, no DTD is read, though a DOCTYPE may
stand there; entities are not resolved, and a file that declares any is refused.

Why lxml: its pull parser takes bytes as they come, finds errors with their line, and libxml2 bounds
depth, names and texts by itself as long as `huge_tree` stays off; 135 MB take 4.4 s and 19 MB.
"""

from collections.abc import Collection, Iterator
from itertools import chain

from lxml import etree

from corpora.errors import InputError
from corpora.parallel.decoding import recoded
from corpora.parallel.packed import Readable

MOST_NODES = 100_000
"""Elements in one unit; the largest of 955 real ones (23 memories of 12 tools) has 53."""

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def elements(
    stream: Readable, *, file: str, roots: Collection[str], wanted: Collection[str]
) -> Iterator[etree._Element]:
    """Yield the elements of `stream` whose local name is in `wanted`, the outermost of nested ones.

    Attributes of the elements above one can be read from it (`iterancestors`). Raises
    `InputError`, naming `file` and line, for what is not XML, breaks off, has another root than
    `roots`, declares entities, or holds a unit out of all proportion.
    """
    inside: etree._Element | None = None
    root: etree._Element | None = None
    nodes = 0
    for event, element in chain.from_iterable(_events(stream, file)):
        if inside is not None:
            if element is inside:
                yield element
                inside = None
                _forget(element)
            elif event == "start":
                nodes += 1
                if nodes > MOST_NODES:
                    raise InputError(_overgrown(element, file))
        elif event == "end":
            _forget(element)
        else:
            if root is None:
                root = element
                _check_root(root, roots, file)
            if local(element) in wanted:
                inside, nodes = element, 1


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
    return (element.get(LANG) or element.get("lang") or "").strip()


def _events(stream: Readable, file: str) -> Iterator[Iterator[tuple[str, etree._Element]]]:
    parser = etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    read, ended = 0, False
    try:
        for data in recoded(stream, file=file):
            read += len(data)
            parser.feed(data)
            yield parser.read_events()
            _check_whole(parser, file)
        ended = True
        parser.close()
    except etree.XMLSyntaxError as error:
        if not read:
            raise InputError(f"{file}: the file is empty; export it again or remove it") from error
        trouble = _trouble(error.msg or "no element", error.lineno, file, ended=ended)
        raise InputError(trouble) from error


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


def _overgrown(element: etree._Element, file: str) -> str:
    return (
        f"{file}: line {element.sourceline}: one unit of more than {MOST_NODES:,} elements; "
        "check that it is a memory"
    )


def _forget(element: etree._Element) -> None:
    """Free an element that is done with and what stands before it."""
    parent = element.getparent()
    element.clear()
    while element.getprevious() is not None and parent is not None:
        del parent[0]
