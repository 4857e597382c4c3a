"""Labels that two versions count differently, withdrawn.

    agree({"fr": 12 preambular clauses, "en": 11 of them})     "en" has no pp labels left

Most labels are printed numbers and hold for one version alone. Some are counted: preambular
clauses, turns of speech, tables, unnumbered operative clauses, and whatever comes a second
time (op1.2). One that is missed in one version moves all behind it. So each count is compared
with the pivot's, and where it differs the labels of the other version go.

Why against the pivot and not by a vote: every alignment has the pivot for one side.
Why the text stays as it is: only the label is in doubt; without it the words decide.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpora.clause import Clause
from corpora.schema import PIVOT

_COUNTED = re.compile(r"(pp|s)(\d+)(?!\d)")
_CELL = re.compile(r"t(\d+)r(\d+)c(\d+)$")
_AGAIN = re.compile(r"\.\d+$")


def agree(versions: Mapping[str, Sequence[Clause]]) -> dict[str, tuple[Clause, ...]]:
    """Return `versions` with no counted label that the pivot, or else the first, counts otherwise.

    Clauses keep their order and text; footnotes keep their labels, for clauses refer to them.
    """
    pivot = PIVOT if PIVOT in versions else next(iter(versions), None)
    if pivot is None:
        return {}
    counts = _counts(versions[pivot])
    return {
        code: tuple(clauses if code == pivot else _agreeing(clauses, counts))
        for code, clauses in versions.items()
    }


def _agreeing(clauses: Sequence[Clause], expected: Mapping[str, int]) -> Iterator[Clause]:
    """Yield `clauses`, those without label whose count is in `expected` and another here."""
    found = _counts(clauses)
    differing = {name for name, count in found.items() if expected.get(name, count) != count}
    for clause in clauses:
        doubtful = differing.intersection(name for name, _ in _families(clause))
        yield clause._replace(label=None) if doubtful else clause


def _counts(clauses: Iterable[Clause]) -> dict[str, int]:
    """Return how many places each family of counted labels has in a version."""
    places = {place for clause in clauses for place in _families(clause)}
    return Counter(family for family, _ in places)


def _families(clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield the families in which a label is counted, and its place in each."""
    label = clause.label
    if label is None or clause.kind == "footnote":
        return
    yield f"={_AGAIN.sub('', label)}", label
    if match := _COUNTED.match(label):
        yield match[1], match[2]
    elif match := _CELL.match(label):
        yield "table", match[1]
        yield f"rows of table {match[1]}", match[2]
        yield f"columns of table {match[1]}", match[3]
    elif clause.kind == "operative" and clause.number is None:
        yield "op", label
