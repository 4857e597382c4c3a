"""Which stretch of the target text renders which occurrence of a term.

    assign(["un", "charter", "un"], [{"un"}, {"un"}, {"charter"}])    # [0, 2, 1]

The k-th occurrence of a concept takes the k-th match of that concept; this module knows only
concepts and their order, neither texts nor languages.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Sequence


def assign(occurrences: Sequence[str], matches: Sequence[Collection[str]]) -> list[int | None]:
    """Return the match (by position) that each occurrence takes, None where none is left.

    `occurrences` are the concepts of the French occurrences of one unit and `matches` the
    concepts that each match may belong to, both in reading order. A match is taken once.
    """
    taken = _matches_by_concept(occurrences, matches)
    return [taken[concept].popleft() if taken[concept] else None for concept in occurrences]


def _matches_by_concept(
    occurrences: Sequence[str], matches: Sequence[Collection[str]]
) -> defaultdict[str, deque[int]]:
    """Return the matches that each concept takes, in reading order, no more than it occurs.

    Matches with one owner are placed first. What several concepts may own (two French names of
    a body that has one name in the other language) goes to the earliest occurrence with room.
    """
    room: defaultdict[str, list[int]] = defaultdict(list)
    for position, concept in enumerate(occurrences):
        room[concept].append(position)
    taken: defaultdict[str, list[int]] = defaultdict(list)
    for match in sorted(range(len(matches)), key=lambda match: (len(matches[match]), match)):
        open_to = sorted(concept for concept in matches[match] if room[concept])
        if open_to:
            concept = min(open_to, key=lambda concept: room[concept][0])
            room[concept].pop(0 if len(matches[match]) > 1 else -1)
            taken[concept].append(match)
    return defaultdict(deque, {concept: deque(sorted(found)) for concept, found in taken.items()})
