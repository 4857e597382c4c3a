"""Leverage: how much of a document a memory knows, in the bands by which translators are paid.

    leverage(segments, found)      {"context": Volume(12, 300, …), "100": …, …, "none": …}

    context     the same source, and the same neighbours
    100         the same source
    repetition  less than that, but the same text stood earlier in the document
    95-99 85-94 75-84   a similar source, by its score
    none        nothing similar enough, or below 75

Only what is to be translated counts: neither translated units nor those marked not to be.

Why a repetition comes behind 100: a text that the memory knows is known wherever it stands; one
that it does not know is translated once and then known.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tm.pretranslate.segment import Matches, Segment
from tm.pretranslate.volume import Volume, volume

BANDS = ("context", "100", "repetition", "95-99", "85-94", "75-84", "none")
"""The bands of the report, the cheapest first."""

LEAST = 75
"""The score from which a match helps more than it hinders; the lowest band that is paid less."""

_FUZZY = ((95, "95-99"), (85, "85-94"), (LEAST, "75-84"))


class Leverage(NamedTuple):
    """What there is to translate, by band, and what was not counted."""

    bands: dict[str, Volume]  # every band of BANDS, in that order
    translated: int  # segments that have a translation already
    excluded: int  # segments marked not to be translated

    @property
    def total(self) -> Volume:
        """All bands together."""
        whole = Volume()
        for each in self.bands.values():
            whole = whole.plus(each)
        return whole


def leverage(segments: Sequence[Segment], found: Sequence[Matches]) -> Leverage:
    """Return the report on `segments` and the matches of each, best first."""
    bands = dict.fromkeys(BANDS, Volume())
    seen: set[str] = set()
    for segment, matches in zip(segments, found, strict=True):
        if segment.status == "open" and segment.text:
            name = _band(matches, repeated=segment.text in seen)
            bands[name] = bands[name].plus(volume(segment.text))
        if segment.status != "excluded":
            seen.add(segment.text)
    others = [segment.status for segment in segments if segment.text]
    return Leverage(bands, others.count("translated"), others.count("excluded"))


def _band(matches: Matches, *, repeated: bool) -> str:
    best = matches[0] if matches else None
    if best and best.score >= 100:
        return "context" if best.kind == "context" else "100"
    if repeated:
        return "repetition"
    score = best.score if best else 0
    return next((name for least, name in _FUZZY if score >= least), "none")
