"""TMX of any tool and version: a stream of bytes in, rows out, one at a time.

    for row in read_tmx(stream, file="un.tmx"): row.texts["fr"]

TMX 1.1 to 1.4, levels 1 and 2, UTF-8 or UTF-16, `lang` or `xml:lang`; any languages, however
they are written. Properties, notes, authors and dates are kept; of the properties that
`hexapla build` writes, document, label, date and probability are understood.

What it does not: write (`tm.tmx`), validate (`tm.tmx.check`), choose among the rows.

Why a broken file is an error and not half a memory: who imports a memory and hears nothing
trusts that it is whole. The message says where it breaks; what comes before was given already
where rows are read one at a time, so callers write nothing before the last one.
"""

from collections.abc import Iterable, Mapping

from lxml import etree

from corpora.parallel.elements import elements, language_of, local
from corpora.parallel.inline import text_of
from corpora.parallel.packed import Readable
from corpora.parallel.row import Properties, Row, Rows, Variant, day, share
from corpora.properties import DATE, DOCUMENT, LABEL, PROBABILITY

AUTHOR, CHANGED = ("changeid", "creationid"), ("changedate", "creationdate")
"""Attributes of a variant or, for all of them, of the unit: the last change, else the first."""


def read_tmx(stream: Readable, *, file: str) -> Rows:
    """Yield one row a `<tu>`, `place` its ordinal in the file; memory stays flat.

    A variant without language has the code "". Raises `InputError` for what is no whole,
    well-formed TMX.
    """
    units = elements(stream, file=file, roots={"tmx"}, wanted={"tu"})
    for place, unit in enumerate(units, start=1):
        yield _row(unit, place, file)


def _row(unit: etree._Element, place: int, file: str) -> Row:
    parts: dict[str, list[etree._Element]] = {"prop": [], "tuv": [], "note": []}
    for each in unit:
        if (name := local(each)) in parts:
            parts[name].append(each)
    properties = _properties(parts["prop"])
    known = dict(reversed(properties))  # the first of a repeated name
    said = _first(unit, *AUTHOR), _first(unit, *CHANGED)
    variants = [_variant(each, said, file) for each in parts["tuv"]]
    doc, name = known.get(DOCUMENT), unit.get("tuid")
    return Row(
        place,
        tuple(variant for variant in variants if variant is not None),
        name=name,
        doc=doc,
        label=known.get(LABEL) or (None if doc else _tail(name)),
        probability=share(known.get(PROBABILITY)),
        date=day(known.get(DATE)),
        note=" ".join(_plain(note) for note in parts["note"]) or None,
        properties=properties,
    )


def _variant(
    element: etree._Element, said: tuple[str | None, str | None], file: str
) -> Variant | None:
    """Return a language of the unit; `said` is what the unit says of author and date."""
    parts = [*element]
    segment = parts[0] if len(parts) == 1 and parts[0].tag == "seg" else None  # as in most
    properties: Properties = ()
    if segment is None:
        named = [(local(each), each) for each in parts]
        segment = next((each for name, each in named if name == "seg"), None)
        if segment is None:
            return None
        properties = _properties(each for name, each in named if name == "prop")
    said_here = said
    if len(attributes := element.items()) > 1:
        of = dict(attributes)
        said_here = _first(of, *AUTHOR) or said[0], _first(of, *CHANGED) or said[1]
    return Variant(
        language_of(attributes),
        text_of(segment, file=file),
        share(dict(properties).get(PROBABILITY)) if properties else None,
        *said_here,
        properties,
    )


def _tail(tuid: str | None) -> str | None:
    """Return what follows the document in a name of a unit: its last "#" ends the document."""
    return tuid.rpartition("#")[2].strip() or None if tuid else None


def _first(element: etree._Element | Mapping[str, str], changed: str, created: str) -> str | None:
    """Return what an element says in the first attribute or else the second."""
    said: str | None = element.get(changed) or element.get(created)
    return said


def _properties(elements: Iterable[etree._Element]) -> Properties:
    return tuple((each.get("type", ""), _plain(each)) for each in elements)


def _plain(element: etree._Element) -> str:
    return " ".join((element.text or "").split())
