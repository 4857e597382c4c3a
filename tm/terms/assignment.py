"""Which stretch of the target text renders which occurrence of a term.

    assign(["un", "charter", "un"], [{"un"}, {"un"}, {"charter"}])    # [0, 2, 1]

With as many matches as occurrences of a concept, the k-th takes the k-th. Where one side has
more, the pairs keep their order and lie as near as possible at the same relative place; this
module knows only concepts, their order and places, neither texts nor languages.

Why not the first ones: a surplus name stands before the occurrence as often as after it (overlap
on the gold set's fixed terms, forms given, .952 with the first and .986 with the nearest).
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from math import inf


def assign(
    occurrences: Sequence[str],
    matches: Sequence[Collection[str]],
    *,
    places: tuple[Sequence[float], Sequence[float]] | None = None,
) -> list[int | None]:
    """Return the match (by position) that each occurrence takes, None where none is left.

    `occurrences` are the concepts of the French occurrences of one unit and `matches` the
    concepts that each match may belong to, both in reading order. A match is taken once.
    `places` are those of occurrences and matches in their texts, 0..1; without them the first
    of what is too many is taken.
    """
    left, right = places or ([0.0] * len(occurrences), [0.0] * len(matches))
    taken: list[int | None] = [None] * len(occurrences)
    by_concept: defaultdict[str, list[int]] = defaultdict(list)
    for number, concept in enumerate(occurrences):
        by_concept[concept].append(number)
    for concept, found in _matches_by_concept(occurrences, matches, left, right).items():
        numbers = by_concept[concept]
        for own, other in pair([left[n] for n in numbers], [right[n] for n in found]):
            taken[numbers[own]] = found[other]
    return taken


def pair(left: Sequence[float], right: Sequence[float]) -> list[tuple[int, int]]:
    """Return as many pairs of positions as there can be, in order, the nearest in sum.

    Of equally near ones the first. Time is the product of the lengths.
    """
    if len(left) > len(right):
        return [(one, other) for other, one in pair(right, left)]
    best = [[0.0] * (len(right) + 1)]
    for i, place in enumerate(left):
        row = [inf] * (len(right) + 1)
        for j in range(i, len(right)):
            row[j + 1] = min(row[j], best[i][j] + abs(place - right[j]))
        best.append(row)
    pairs: list[tuple[int, int]] = []
    j = len(right)
    for i in range(len(left), 0, -1):
        while best[i][j - 1] <= best[i][j]:
            j -= 1
        pairs.append((i - 1, j - 1))
        j -= 1
    return pairs[::-1]


def _matches_by_concept(
    occurrences: Sequence[str],
    matches: Sequence[Collection[str]],
    left: Sequence[float],
    right: Sequence[float],
) -> dict[str, list[int]]:
    """Return the matches that each concept takes, in reading order, no more than it occurs.

    Matches with one owner are placed first. What several concepts may own (two French names of
    a body that has one name in the other language) goes to the earliest occurrence with room.
    """
    room: defaultdict[str, list[int]] = defaultdict(list)
    for position, concept in enumerate(occurrences):
        room[concept].append(position)
    taken: dict[str, list[int]] = {}
    for concept, numbers in room.items():
        own = [n for n, owners in enumerate(matches) if [*owners] == [concept]]
        near = pair([left[n] for n in numbers], [right[n] for n in own])
        taken[concept] = [own[other] for _, other in near]
        room[concept] = numbers[: len(numbers) - len(near)]
    for match, owners in enumerate(matches):
        open_to = sorted(concept for concept in owners if room[concept]) if len(owners) > 1 else []
        if open_to:
            concept = min(open_to, key=lambda concept: room[concept][0])
            room[concept].pop(0)
            taken[concept].append(match)
    return {concept: sorted(found) for concept, found in taken.items()}
