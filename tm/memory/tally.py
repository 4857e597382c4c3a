"""What was left out of one file on its way into a memory: counted by reason, with a place each.

    tally.count("a text in de, none of the six", 12, "Der Frieden")
    tally.counts                {"a text in de, none of the six": 1}
    tally.first[…]              LeftOut("un.tmx", 12, "a text in de, none of the six", …)

Why not `corpora.tally`: it gives sentences for a record, and a memory adds the numbers up.
"""

from collections import Counter

from corpora.clause import LeftOut
from corpora.tally import MOST_REASONS, OTHER, SHOWN


class Tally:
    """Counts of one file; a place is a line, or the ordinal of a unit, from 1."""

    def __init__(self, file: str) -> None:
        self.counts: Counter[str] = Counter()
        self.first: dict[str, LeftOut] = {}
        self._file = file

    def count(self, reason: str, place: int, text: str = "", *, times: int = 1) -> None:
        """Count a piece that is left out for `reason`."""
        if reason not in self.counts and len(self.counts) >= MOST_REASONS:
            reason = OTHER
        if reason not in self.counts:
            self.first[reason] = LeftOut(self._file, place, reason, text[:SHOWN])
        self.counts[reason] += times
