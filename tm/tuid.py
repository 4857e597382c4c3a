"""Names of translation units: readable, stable, and unique in a build.

    tuid("A/RES/69/12", label="op2", index=16)                  A/RES/69/12#op2
    tuid("A/RES/69/12", label=None, index=16)                   A/RES/69/12#n17
    tuid("A/RES/69/12", label=None, index=2, language="en")     A/RES/69/12#en-n3

Knows nothing of tables or files. The memory of one pair and the six-language memory name their
units here alike, so a number on any page leads back to one clause.

Why the document and the place stay apart: no label holds "#", hence the last "#" of a name ends
the document, and names of two documents never meet. `unique` per document is therefore enough.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from corpora.codes import PIVOT


def tuid(doc: str, *, label: str | None, index: int, language: str = PIVOT) -> str:
    """Return the name of the unit that begins with one clause of `doc`.

    `label` and `index` (from 0) are those of the unit's first clause in `language`: the pivot
    where the unit has it, else its first language, which the name then carries. The place of a
    clause without label counts from 1. Raises `ValueError` for a label that holds "#".
    """
    if label is not None and "#" in label:
        raise ValueError(f"{doc}: the label {label!r} holds '#', which ends the document in a tuid")
    place = label or f"n{index + 1}"
    return f"{doc}#{place}" if language == PIVOT else f"{doc}#{language}-{place}"


def unique(names: Iterable[str]) -> Iterator[str]:
    """Yield `names`, the second "a" as "a~2", the third as "a~3", never a name twice.

    The first of equal names stays as it is; so does every name that comes once, unless an
    earlier one took it.
    """
    taken: set[str] = set()
    copies: Counter[str] = Counter()
    for name in names:
        candidate = name
        while candidate in taken:
            copies[name] += 1
            candidate = f"{name}~{copies[name] + 1}"
        taken.add(candidate)
        yield candidate
