"""Corrections found again in a document, which may have changed since they were made.

    document, made, gone = correct_texts(document, corrections.texts)
    place_units(corrections.units, document.versions)    [Placed({"fr": (16,), …}), Unplaced(…)]

It changes texts, cuts clauses and tells which clauses are meant; what follows from that for the
alignment is `tm.review.applying`.

Why an entry is placed as a whole or not at all: half a decision is none that a reviewer took.
Between equal texts the same label decides, then the nearest place, and no clause is taken twice:
entries are placed in their order, so that repeated clauses keep theirs when a paragraph is
inserted above them.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpora.clause import Clause
from corpora.codes import PIVOT
from corpora.document import Document, Group
from tm.review.corrections import Ref, TextCorrection, UnitCorrection, digest
from tm.review.original import Text

Clauses = Mapping[str, Sequence[Clause | Text]]


class Unplaced(NamedTuple):
    """A correction that finds no place, and why."""

    document: str
    text: str  # the beginning of the clause that it is about
    reason: str


class Placed(NamedTuple):
    """The clauses that one unit correction means."""

    clauses: dict[str, tuple[int, ...]]  # language that was reviewed -> indices, ascending
    together: bool


def correct_texts(
    document: Document, texts: Sequence[TextCorrection]
) -> tuple[Document, list[TextCorrection], list[Unplaced]]:
    """Return `document` with `texts` in the place of its own, those made, and those that are not.

    Each is made on what those before it left.
    """
    made: list[TextCorrection] = []
    unplaced: list[Unplaced] = []
    for text in texts:
        version = document.versions.get(text.lang, ())
        places = [index for index, clause in enumerate(version) if clause.text == text.was]
        if places:
            index = min(places, key=lambda each: (abs(each + 1 - text.place), each))
            document = _corrected(document, text, index)
            made.append(text)
        else:
            reason = f"{text.lang}: the clause that was corrected is no longer in the document"
            unplaced.append(Unplaced(text.doc, text.was[:60], reason))
    return document, made, unplaced


def _corrected(document: Document, text: TextCorrection, index: int) -> Document:
    version = document.versions[text.lang]
    first, *rest = text.now
    parts = [version[index]._replace(text=first)]
    parts += [
        version[index]._replace(text=each, label=None, number=None, notes=()) for each in rest
    ]
    versions = document.versions | {text.lang: (*version[:index], *parts, *version[index + 1 :])}
    given = document.given
    if given is not None and rest:
        given = tuple(_widened(group, text.lang, index, len(rest)) for group in given)
    return replace(document, versions=versions, given=given)


def _widened(group: Group, lang: str, index: int, more: int) -> Group:
    """Return a group over a version in which `more` clauses were put behind `index`."""
    if lang not in group.spans:
        return group
    start, stop = group.spans[lang].start, group.spans[lang].stop
    span = range(start + more * (start > index), stop + more * (stop > index))
    return group._replace(spans={**group.spans, lang: span})


class _Places:
    """The clauses of one document by what they are known by, and which are taken."""

    def __init__(self, versions: Clauses) -> None:
        self.versions = versions
        self._by_digest: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.taken: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)  # starts, ascending
        self._digests = {
            lang: [digest(clause.text) for clause in clauses] for lang, clauses in versions.items()
        }
        for lang, digests in self._digests.items():
            for index, each in enumerate(digests):
                self._by_digest[lang, each].append(index)

    def find(self, lang: str, refs: Sequence[Ref], taken: set[int]) -> tuple[int, ...] | None:
        """Return the free clauses that `refs` mean, standing to each other as they did."""
        steps = [ref.place - refs[0].place for ref in refs]
        digests = self._digests.get(lang, [])
        found = []
        for index in self._by_digest.get((lang, refs[0].sha256), ()):
            run = tuple(index + step for step in steps)
            if run[-1] < len(digests) and taken.isdisjoint(run):
                same = all(digests[i] == r.sha256 for i, r in zip(run, refs, strict=True))
                if same:
                    found.append(run)
        return min(found, key=lambda run: self._distance(lang, run[0], refs[0]), default=None)

    def _distance(self, lang: str, index: int, ref: Ref) -> tuple[bool, int, int]:
        other = self.versions[lang][index].label != ref.label
        return other, abs(index + 1 - ref.place), index


def place_units(units: Sequence[UnitCorrection], versions: Clauses) -> list[Placed | Unplaced]:
    """Return where each of the corrections of one document is, in their order.

    The clauses of those that are placed go forward in French and each other language alike.
    """
    places = _Places(versions)
    return [_place(unit, places) for unit in units]


def _place(unit: UnitCorrection, places: _Places) -> Placed | Unplaced:
    """Return where a correction is, or why it is nowhere."""
    others = [lang for lang in unit.refs if lang != PIVOT] or [PIVOT]
    clauses: dict[str, tuple[int, ...]] = {}
    for lang, refs in unit.refs.items():
        keys = [(each, lang) for each in others] if lang == PIVOT else [(lang, lang)]
        taken = {index for key in keys for index in places.taken[key]}
        found = places.find(lang, refs, taken) if refs else ()
        if found is None:
            reason = f"{lang}: its text is no longer in the document, or no longer in one piece"
            return Unplaced(unit.doc, refs[0].text, reason)
        clauses[lang] = found
    crossing = _crossing(clauses, places) if unit.together else ""
    if crossing:
        text = unit.refs[crossing][0].text
        return Unplaced(unit.doc, text, f"{crossing}: stands in another order than the French")
    for lang, found in clauses.items():
        for key in [(each, lang) for each in others] if lang == PIVOT else [(lang, lang)]:
            places.taken[key].update(found)
    return Placed(clauses, unit.together)


def _crossing(clauses: Mapping[str, Sequence[int]], places: _Places) -> str:
    """Return a language in which the clauses cross those placed before; else note them."""
    french = clauses.get(PIVOT, ())
    steps = {}
    for lang, found in clauses.items():
        if lang != PIVOT and found and french:
            pair = (french[0], found[0])
            pairs = places.pairs[lang]
            number = bisect_left(pairs, pair)
            if number and pairs[number - 1][1] > pair[1]:
                return lang
            if number < len(pairs) and pairs[number][1] < pair[1]:
                return lang
            steps[lang] = (number, pair)
    for lang, (number, pair) in steps.items():
        places.pairs[lang].insert(number, pair)
    return ""
