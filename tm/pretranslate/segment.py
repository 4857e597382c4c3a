"""The segment to translate, and what a memory proposes for it.

    Segment("Prie le Secrétaire général …", "open")
    propose(segments, search)[0]     (Match(score=100, kind="exact", …), Match(score=83, …))

It neither reads files nor searches: readers give segments, `search` is a function of a text and
of the texts before and behind it, best match first (`tm.lookup.search.look_up`, bound to a
memory and its languages).

Why the neighbours are those of the document, translated or not: a context match is one whose
neighbours are the same in the memory, and there the document stands whole.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple, Protocol

from tm.memory.unit import StoredUnit

Status = Literal["open", "translated", "excluded"]
"""To be translated, translated already, or marked not to be translated."""


class Match(Protocol):
    """What is needed of a match; `tm.lookup.search.Match` is one."""

    @property
    def score(self) -> int:
        """How like the segment its source is, 0 to 100."""

    @property
    def kind(self) -> str:
        """One of "context", "exact" and "fuzzy"."""

    @property
    def unit(self) -> StoredUnit:
        """The unit of the memory."""

    @property
    def source(self) -> str:
        """Its text in the language of the document."""

    @property
    def target(self) -> str:
        """The translation, with the numbers of the segment where they could be put in."""

    @property
    def substituted(self) -> bool:
        """Whether they were."""


Search = Callable[[str, str | None, str | None], Sequence[Match]]
"""The matches of a text, best first, given the texts before and behind it."""

Matches = tuple[Match, ...]


class Segment(NamedTuple):
    """A piece of text as a translator gets it."""

    text: str  # without inline codes, single spaces; empty where there is nothing to translate
    status: Status
    part: int = 0  # the document in a file of several; neighbours stand in the same one


def propose(segments: Sequence[Segment], search: Search) -> list[Matches]:
    """Return the matches of each segment, none for those that are not open or are empty."""
    return [
        matches
        for _, group in groupby(segments, key=attrgetter("part"))
        for matches in _part([*group], search)
    ]


def _part(segments: Sequence[Segment], search: Search) -> Iterator[Matches]:
    places = [place for place, segment in enumerate(segments) if segment.text]
    texts = [None, *(segments[place].text for place in places), None]
    around = {place: (texts[turn], texts[turn + 2]) for turn, place in enumerate(places)}
    for place, segment in enumerate(segments):
        if segment.text and segment.status == "open":
            yield tuple(search(segment.text, *around[place]))
        else:
            yield ()
