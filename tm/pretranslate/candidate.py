"""How matches go into a bilingual file: what is asked for, and what came of it.

    Asked("fr", "ru", insert=100)
    Filled([Splice(…)], inserted=1, proposed=3, blocked=0)

The two versions of XLIFF say it in their own words: `tm.pretranslate.xliff12` and `xliff21`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from lxml import etree

from tm.pretranslate.markup import Marked
from tm.pretranslate.segment import Match, Matches, Segment
from tm.pretranslate.splice import Splice

EXACT = 100
"""The score from which a match says the same words."""

_WHITE = re.compile("[ \t\r\n]+")


class Asked(NamedTuple):
    """What the user wants in the file."""

    source: str  # codes of the languages as they are written into it: "fr", "zh-CN"
    target: str
    insert: int | None  # least score of a match that becomes the target; None: none does


class Filled(NamedTuple):
    """The changes of one unit and what they are, in segments and candidates."""

    splices: list[Splice]  # in the order of the file
    inserted: int  # segments that got a target
    proposed: int  # candidates put beside segments
    blocked: int  # segments that got none because codes stand inside their text


class Dialect(NamedTuple):
    """One version of XLIFF, as functions."""

    layout: Literal["xliff12", "xliff21"]
    unit: str  # local name of what holds a source
    segments: Callable[[etree._Element, str], list[Segment]]
    fill: Callable[[Marked, Sequence[Matches], Asked], Filled]
    languages: tuple[str, str, str]  # the element that names them, attributes of source and target


def squeezed(text: str) -> str:
    """Return `text` with XML's white space as single spaces, none around it."""
    return _WHITE.sub(" ", text).strip(" ")


def origin(match: Match) -> str:
    """Return where a match comes from, as exactly as the memory knows."""
    return match.unit.tuid or match.unit.document or match.unit.file


def wanted(matches: Matches, asked: Asked) -> bool:
    """Tell whether the best match is good enough to become the target."""
    return asked.insert is not None and bool(matches) and matches[0].score >= asked.insert


def fresh(matches: Iterable[Match], known: Iterable[str]) -> list[Match]:
    """Return the matches whose target is not there already, each target once."""
    seen = {*known}
    found = []
    for match in matches:
        if squeezed(match.target) not in seen:
            seen.add(squeezed(match.target))
            found.append(match)
    return found
