"""What was left out of a long file, counted by reason with the first place of each.

    tally.count("a text in de, none of the six", 12, "Der Frieden")
    tally.left_out()    (LeftOut("un.tmx", 12, "a text in de, none of the six (2 in all)", …),)

Why counted and not listed: a memory of a million units in two dozen languages would fill the
record of a build with what nobody reads; one place is enough to look.
"""

from typing import NamedTuple

from corpora.clause import LeftOut

SHOWN = 100
"""Characters of a text that is told of; the place leads to the rest."""

MOST_REASONS = 1_000
"""Reasons apart; a file with more has a column or an attribute of nonsense."""

OTHER = "for further reasons"


class _First(NamedTuple):
    place: int
    text: str
    times: int


class Tally:
    """Counts of one file; `place` is a line, or the ordinal of a unit."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: dict[str, _First] = {}

    def count(self, reason: str, place: int, text: str = "", *, times: int = 1) -> None:
        """Count a piece that is left out for `reason`."""
        if reason not in self._found and len(self._found) >= MOST_REASONS:
            reason = OTHER
        first = self._found.get(reason, _First(place, text[:SHOWN], 0))
        self._found[reason] = first._replace(times=first.times + times)

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return a piece a reason, in the order in which the reasons came up."""
        return tuple(
            LeftOut(self.file, place, f"{reason} ({count:,} in all)", text)
            for reason, (place, text, count) in self._found.items()
        )
