"""Which units of a build go to a reviewer.

    select(units, below=0.9, documents=("A/RES/69/12",), languages=("fr", "ru"))

It changes no unit and writes nothing.

Why a doubtful unit comes with its neighbours: what is wrong in it mostly stands next to it, and
text that cannot be moved cannot be put right.
"""

from collections.abc import Sequence

from corpora.codes import LANGUAGES
from corpora.errors import InputError
from tm.review.original import Original


def select(
    units: Sequence[Original],
    *,
    below: float | None = None,
    documents: Sequence[str] = (),
    languages: Sequence[str] = LANGUAGES,
) -> list[Original]:
    """Return the units of `documents` (of all, if none is named) that have one of `languages`.

    With `below`, those with a probability below it in one of `languages`, and the units before
    and after each. Raises `InputError` for an unknown document, and where nothing is left.
    """
    _check_known(documents, {unit.doc for unit in units})
    shown = [unit for unit in units if not documents or unit.doc in documents]
    shown = [unit for unit in shown if any(lang in unit.clauses for lang in languages)]
    if below is not None:
        shown = _about([unit.lowest(languages) < below for unit in shown], shown)
    if not shown:
        raise InputError("no unit is that doubtful: nothing to review; give a higher probability")
    return shown


def _check_known(documents: Sequence[str], known: set[str]) -> None:
    for doc in documents:
        if doc not in known:
            some = ", ".join(sorted(known)[:5]) + (", …" if len(known) > 5 else "")
            raise InputError(f"{doc}: the build has no such document; it has {some}")


def _about(doubtful: Sequence[bool], units: Sequence[Original]) -> list[Original]:
    """Return the units that are doubtful, or next to such a one in the same document."""
    near = {
        place
        for found, doubt in enumerate(doubtful)
        if doubt
        for place in (found - 1, found, found + 1)
        if 0 <= place < len(units) and units[place].doc == units[found].doc
    }
    return [units[place] for place in sorted(near)]
