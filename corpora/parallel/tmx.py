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

from lxml import etree

from corpora.parallel.elements import children, elements, language_attribute
from corpora.parallel.inline import text_of
from corpora.parallel.packed import Readable
from corpora.parallel.row import Properties, Row, Rows, Variant, day, share
from corpora.properties import DATE, DOCUMENT, LABEL, PROBABILITY


def read_tmx(stream: Readable, *, file: str) -> Rows:
    """Yield one row a `<tu>`, `place` its ordinal in the file; memory stays flat.

    A variant without language has the code "". Raises `InputError` for what is no whole,
    well-formed TMX.
    """
    units = elements(stream, file=file, roots={"tmx"}, wanted={"tu"})
    for place, unit in enumerate(units, start=1):
        yield _row(unit, place, file)


def _row(unit: etree._Element, place: int, file: str) -> Row:
    properties = _properties(unit)
    known = dict(reversed(properties))  # the first of a repeated name
    variants = (_variant(each, unit, file) for each in children(unit, "tuv"))
    doc = known.get(DOCUMENT)
    return Row(
        place,
        tuple(variant for variant in variants if variant is not None),
        name=unit.get("tuid"),
        doc=doc,
        label=known.get(LABEL) or (None if doc else _tail(unit.get("tuid"))),
        probability=share(known.get(PROBABILITY)),
        date=day(known.get(DATE)),
        note=" ".join(_plain(note) for note in children(unit, "note")) or None,
        properties=properties,
    )


def _variant(element: etree._Element, unit: etree._Element, file: str) -> Variant | None:
    segment = next(children(element, "seg"), None)
    if segment is None:
        return None
    properties = _properties(element)
    return Variant(
        language_attribute(element),
        text_of(segment, file=file),
        probability=share(dict(properties).get(PROBABILITY)) if properties else None,
        author=_first(("changeid", "creationid"), element, unit),
        date=_first(("changedate", "creationdate"), element, unit),
        properties=properties,
    )


def _tail(tuid: str | None) -> str | None:
    """Return what follows the document in a name of a unit: its last "#" ends the document."""
    return tuid.rpartition("#")[2].strip() or None if tuid else None


def _first(names: tuple[str, str], variant: etree._Element, unit: etree._Element) -> str | None:
    """Return what a variant, else its unit, says in the first attribute or else the second."""
    first, second = names
    said: str | None = variant.get(first) or variant.get(second)
    return said or unit.get(first) or unit.get(second)


def _properties(element: etree._Element) -> Properties:
    return tuple((each.get("type", ""), _plain(each)) for each in children(element, "prop"))


def _plain(element: etree._Element) -> str:
    return " ".join((element.text or "").split())
