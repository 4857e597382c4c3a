"""The parts of a letter: salutation, closing formula and signature.

    Monsieur le Président,              opener      salutation
    Veuillez agréer …                   closing     compliments
    (Signé) M. X                        signature   signature
    L'Ambassadeur                       signature

Title, annexes and the numbered paragraphs of a letter are those of any document
(`corpora.structure.head`, `corpora.structure.report`).

Why a signature has lines around it: office and country stand behind the name or, in French and
Chinese, before it, under a closing formula or without one; only the line that says "signed" has
a label.
"""

from collections.abc import Sequence

from corpora.languages import Language
from corpora.structure.passage import HARD_STOPS, Passage, ends_open
from corpora.structure.recognition import LINE_LENGTH, is_line, opens

SIGNATURE = ("signature", "signature")
"""Kind and label of the line that says who signed."""

COMPLIMENTS = ("closing", "compliments")
"""Kind and label of the closing formula."""

FORMULA_LENGTH = 300
"""Code points: a closing formula is no longer."""


OFFICE_LINES = 4
"""Lines of office, organization and country that stand above a name at most."""


def part(passage: Passage, language: Language) -> tuple[str, str] | None:
    """Return the kind and the label of a passage that only letters have, or None."""
    if passage.level or passage.enumerator or len(passage.whole) > FORMULA_LENGTH:
        return None
    if is_line(passage, "salutation", language):
        return "opener", "salutation"
    if opens(passage, "compliments", language):
        return COMPLIMENTS
    if len(passage.whole) <= LINE_LENGTH and opens(passage, "signed", language):
        return SIGNATURE
    return None


def lines_before_name(passages: Sequence[Passage], language: Language) -> set[int]:
    """Return where lines of a signature stand above the line that says "signed"."""
    found: set[int] = set()
    for index, passage in enumerate(passages):
        if part(passage, language) != SIGNATURE:
            continue
        line = index - 1
        while line >= max(0, index - OFFICE_LINES) and _is_office(passages[line], language):
            found.add(line)
            line -= 1
    return found


def _is_office(passage: Passage, language: Language) -> bool:
    """Tell whether a passage can be a line of the signature and is no part of a letter itself."""
    return is_around_signature(passage) and part(passage, language) is None


def is_around_signature(passage: Passage) -> bool:
    """Tell whether a passage behind formula or name can be a line of the signature."""
    short = len(passage.whole) <= LINE_LENGTH and ends_open(passage.whole, stops=HARD_STOPS)
    return short and not passage.level and not passage.enumerator
