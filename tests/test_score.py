from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.calibration import calibrate
from align.gold import Pairing, SixUnit
from align.score import (
    Tally,
    judge_pairings,
    judge_units,
    pool,
    score_pairings,
    score_units,
)
from corpora.schema import LANGUAGES, OTHERS


def beads(*written: str) -> list[Pairing]:
    """Return pairings from "01-2": source segments 0 and 1, target segment 2."""
    sides = (text.split("-") for text in written)
    return [Pairing(tuple(map(int, source)), tuple(map(int, target))) for source, target in sides]


GOLD = beads("0-0", "12-1", "3-23", "4-", "-4")


@pytest.mark.parametrize(
    ("predicted", "strict", "lax"),
    [
        (GOLD, (3, 3, 3, 3), (3, 3, 3, 3)),
        ([], (0, 0, 0, 3), (0, 0, 0, 3)),
        (beads("4-", "-4", "0-"), (0, 0, 0, 3), (0, 0, 0, 3)),
        (beads("0-0", "1-1", "2-", "3-23"), (2, 3, 2, 3), (3, 3, 3, 3)),  # a part of 12-1
        (beads("0-0", "123-123"), (1, 2, 1, 3), (2, 2, 3, 3)),  # two beads fused
        (beads("0-1", "12-0"), (0, 2, 0, 3), (0, 2, 0, 3)),  # right only on one side
        (beads("03-1", "12-23"), (0, 2, 0, 3), (0, 2, 0, 3)),  # sides from different beads
        (beads("0-0", "0-0"), (1, 1, 1, 3), (1, 1, 1, 3)),  # twice the same counts once
        (beads("4-4"), (0, 1, 0, 3), (0, 1, 0, 3)),  # both stand alone in the gold
    ],
)
def test_strict_and_lax(
    predicted: list[Pairing],
    strict: tuple[int, int, int, int],
    lax: tuple[int, int, int, int],
) -> None:
    score = score_pairings(GOLD, predicted)
    assert score.strict == Tally(*strict)
    assert score.lax == Tally(*lax)


def test_by_kind() -> None:
    kinds = score_pairings(GOLD, beads("0-0", "1-1", "2-", "3-23")).kinds
    assert list(kinds) == ["1-1", "1-2", "2-1"]
    assert kinds == {"1-1": Tally(1, 2, 1, 1), "1-2": Tally(1, 1, 1, 1), "2-1": Tally(0, 0, 0, 1)}


@pytest.mark.parametrize(
    ("tally", "precision", "recall", "f1"),
    [
        (Tally(), 0, 0, 0),
        (Tally(0, 4, 0, 0), 0, 0, 0),
        (Tally(0, 4, 0, 4), 0, 0, 0),
        (Tally(3, 4, 3, 6), 0.75, 0.5, 0.6),
        (Tally(2, 2, 3, 3), 1, 1, 1),
    ],
)
def test_shares(tally: Tally, precision: float, recall: float, f1: float) -> None:
    assert (tally.precision, tally.recall) == (precision, recall)
    assert tally.f1 == pytest.approx(f1)


def test_documents_are_pooled_by_what_they_hold() -> None:
    scores = [score_pairings(GOLD, GOLD), score_pairings(GOLD, beads("0-1"))]
    pooled = pool(scores)
    assert pooled.strict == Tally(3, 4, 3, 6)
    assert pooled.kinds["1-1"] == Tally(1, 2, 1, 2)
    assert list(pooled.kinds) == ["1-1", "1-2", "2-1"]
    assert pool([]).strict == Tally()


sides = st.sets(st.integers(0, 5), max_size=3).map(lambda found: tuple(sorted(found)))
alignments = st.lists(st.builds(Pairing, sides, sides, st.none()), max_size=6)


def overlap(one: Pairing, other: Pairing) -> bool:
    return bool({*one.source} & {*other.source}) and bool({*one.target} & {*other.target})


@given(alignments, alignments)
def test_lax_agrees_with_comparing_all_pairs(gold: list[Pairing], ours: list[Pairing]) -> None:
    mine, right = ({p for p in found if p.source and p.target} for found in (ours, gold))
    lax = score_pairings(gold, ours).lax
    assert lax.right == len({a for a, b in product(mine, right) if overlap(a, b)})
    assert lax.found == len({b for a, b in product(mine, right) if overlap(a, b)})


@given(alignments, alignments)
def test_precision_and_recall_change_places_with_the_files(
    gold: list[Pairing], ours: list[Pairing]
) -> None:
    there, back = score_pairings(gold, ours), score_pairings(ours, gold)
    for one, other in ((there.strict, back.strict), (there.lax, back.lax)):
        assert (one.precision, one.recall) == (other.recall, other.precision)
        assert 0 <= one.f1 <= 1
    assert there.strict.right <= there.lax.right
    assert sum(tally.gold for tally in there.kinds.values()) == there.strict.gold


@pytest.mark.parametrize("lang", OTHERS)
def test_units_are_right_as_sets_over_all_languages(lang: str) -> None:
    whole: dict[str, tuple[int, ...]] = dict.fromkeys(LANGUAGES, (1, 3))
    without = {each: found for each, found in whole.items() if each != lang}
    gold = [SixUnit({"fr": (0,), lang: (0,)}), SixUnit(whole), SixUnit({lang: (2,)})]
    assert score_units(gold, gold[::-1]) == Tally(2, 2, 2, 2)
    assert score_units(gold, [SixUnit(without), SixUnit({lang: (2,)})]) == Tally(0, 1, 0, 2)
    assert score_units(gold, [SixUnit(whole | {lang: (1,)})]) == Tally(0, 1, 0, 2)
    assert score_units(gold, []) == Tally(0, 0, 0, 2)


def test_only_what_has_a_probability_is_judged() -> None:
    pairings = [Pairing((0,), (0,), 0.9), Pairing((1,), (1,), 0.4), Pairing((4,), (), 0.7)]
    assert judge_pairings(GOLD, [*pairings, *beads("3-23")]) == [(0.9, True), (0.4, False)]
    gold = [SixUnit({"fr": (0,), "zh": (0,)})]
    found = [
        gold[0]._replace(probability=0.8),
        SixUnit({"fr": (1,), "zh": (1,)}, 0.3),
        SixUnit({"zh": (2,)}, 0.5),
        *gold,
    ]
    assert judge_units(gold, found) == [(0.8, True), (0.3, False)]


@pytest.mark.parametrize(
    ("judged", "error"),
    [
        ([], 0.0),
        ([(1.0, True)] * 3, 0.0),
        ([(1.0, False)] * 3, 1.0),
        ([(0.75, True)] * 3 + [(0.75, False)], 0.0),
        ([(0.0, False), (0.25, True)], 0.375),
        ([(0.62, True), (0.68, False)], 0.15),  # one bin: .65 on average, .5 right
    ],
)
def test_calibration_error(judged: list[tuple[float, bool]], error: float) -> None:
    assert calibrate(judged).error == pytest.approx(error)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_the_reliability_table_holds_every_judgement_in_its_bin(
    judged: list[tuple[float, bool]],
) -> None:
    found = calibrate(judged)
    assert sum(each.size for each in found.bins) == found.judged == len(judged)
    assert 0 <= found.error <= 1
    for each in found.bins:
        assert each.low - 1e-9 <= each.probability <= each.high + 1e-9
        assert each.high - each.low == pytest.approx(0.1)
