"""How sure a unit is, as the folders of an OmegaT project: inserted, offered, or penalised.

    folder(0.9995, USUAL)     "tm/auto"         inserted where a segment is the same
    folder(0.7, USUAL)        "tm/penalty-10"   a 100 is shown as 90

Other tools have a penalty a memory, which these files can be given by hand.

Why these thresholds: on the Charter with planted merges, splits and gaps and on the Charter as it
is (3,207 beads, hand gold) 99.8 % of the beads from .999 are right, 97.2 % of those from .99,
82 % of those between .5 and .99, and 25 % below.
"""

from typing import NamedTuple


class Tiers(NamedTuple):
    """Least probability of each tier, falling; below the last it is `LAST`."""

    auto: float = 0.999
    plain: float = 0.99
    penalty: float = 0.5


USUAL = Tiers()

AUTO, PLAIN, PENALTY, LAST = "tm/auto", "tm", "tm/penalty-10", "tm/penalty-30"
FOLDERS = (AUTO, PLAIN, PENALTY, LAST)


def folder(probability: float, tiers: Tiers, *, offered: bool = False) -> str:
    """Return the folder for a unit of `probability`, 0 to 1, that its clauses correspond.

    What is to be `offered` is never inserted by itself: a unit whose source another translates
    otherwise, for OmegaT would take whichever it read last; a sentence, whose own probability
    comes from two or three sentences and stays below .99 however right it is; and a fragment.
    """
    if probability >= tiers.auto and not offered:
        return AUTO
    if probability >= tiers.plain:
        return PLAIN
    return PENALTY if probability >= tiers.penalty else LAST
