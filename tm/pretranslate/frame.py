"""Where in a source with inline codes a translation can stand without moving any code.

    <source><g id="1">Prend note du rapport</g><x id="2"/></source>
    frame(unit, source)      Frame(b'<g id="1">', b'</g><x id="2"/>')
    <source>Prend <g id="1">note</g> du rapport</source>
    frame(unit, source)      None

A memory holds plain text. Its translation may take the place of the text of the source where all
of that is one stretch between codes; codes inside the text would have to be put between words,
which only a translator can.
"""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from corpora.parallel.elements import local
from tm.pretranslate.markup import Marked

_HOLDS_CODE = frozenset({"bpt", "ept", "ph", "it"})
"""Elements of XLIFF 1.2 whose text is code of the original format."""


class Frame(NamedTuple):
    """What stands before and behind the text of a source, as it is written."""

    before: bytes
    behind: bytes


def frame(unit: Marked, source: etree._Element) -> Frame | None:
    """Return what stands around the only stretch of text in `source`; None if there are more."""
    stretches = [
        (start, stop) for start, stop in _stretches(unit, source) if unit.data[start:stop].strip()
    ]
    if len(stretches) != 1:
        return None
    start, stop = stretches[0]
    text = unit.data[start:stop]
    start += len(text) - len(text.lstrip())
    stop -= len(text) - len(text.rstrip())
    place = unit.places[source]
    return Frame(unit.data[place.inner : start], unit.data[stop : place.close])


def _stretches(unit: Marked, source: etree._Element) -> Iterator[tuple[int, int]]:
    """Yield the half-open ranges between tags that are not inside a code."""
    done = unit.places[source].inner
    code: etree._Element | None = None
    for event, element in etree.iterwalk(source, events=("start", "end")):
        place = unit.places[element]
        if element is source:
            continue
        if event == "start" and code is None:
            yield done, place.start
            done = place.inner
            code = element if local(element) in _HOLDS_CODE else None
        elif event == "end":
            if code is None:
                yield done, place.close
            code = None if element is code else code
            done = place.stop if code is None else done
    yield done, unit.places[source].close
