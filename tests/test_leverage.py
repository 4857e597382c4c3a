import pytest
from pretranslation import COUNCIL, PEACE, UNITS, Found

from tm.pretranslate.leverage import BANDS, leverage
from tm.pretranslate.segment import Segment
from tm.pretranslate.volume import Volume, volume

COUNTS = [
    ("", (0, 0, 0)),
    ("Prie M. Ban de présenter 3 rapports ;", (7, 1, 30)),
    ("« L'Assemblée générale », dit-il — enfin.", (4, 0, 35)),
    ("The Council met on 12.5.2014.", (5, 1, 25)),
    ("El Consejo, en su 27ª sesión", (6, 0, 23)),
    ("Резолюция 69/12 Генеральной Ассамблеи", (4, 1, 34)),
    ("قرار الجمعية العامة ٦٩/١٢", (4, 1, 22)),
    ("秘书长在2014年提出3份报告。", (12, 2, 16)),
    ("见 A/RES/69/12 号决议", (5, 0, 15)),
    ("々〇𠀀 résolution", (4, 1, 13)),
    ("– … ; ؟ 。", (0, 0, 5)),
    ("soft\u00adhyphen \u200fالسلام\u200f", (2, 0, 16)),
]


@pytest.mark.parametrize(("text", "counts"), COUNTS)
def test_words_numbers_and_characters_are_counted(text: str, counts: tuple[int, int, int]) -> None:
    assert volume(text) == Volume(1, *counts)


def test_volumes_add_up() -> None:
    assert Volume(1, 2, 3, 4).plus(Volume(1, 1, 1, 1)) == Volume(2, 3, 4, 5)


def found(score: int, kind: str = "fuzzy") -> tuple[Found, ...]:
    return (Found(score, kind, UNITS[0], PEACE["fr"], PEACE["ru"]),)


@pytest.mark.parametrize(
    ("matches", "band"),
    [
        (found(100, "context"), "context"),
        (found(100, "exact"), "100"),
        (found(99), "95-99"),
        (found(95), "95-99"),
        (found(94), "85-94"),
        (found(85), "85-94"),
        (found(84), "75-84"),
        (found(75), "75-84"),
        (found(74), "none"),
        ((), "none"),
    ],
)
@pytest.mark.parametrize("text", COUNCIL.values())
def test_the_best_match_gives_the_band(matches: tuple[Found, ...], band: str, text: str) -> None:
    bands = leverage([Segment(text, "open")], [matches]).bands
    assert tuple(bands) == BANDS
    assert {name: each for name, each in bands.items() if each.segments} == {band: volume(text)}


@pytest.mark.parametrize("score", [74, 75, 99])
def test_a_repetition_is_paid_once(score: int) -> None:
    segments = [Segment("Un texte.", "open")] * 3
    report = leverage(segments, [found(score)] * 3)
    assert report.bands["repetition"] == Volume(2, 4, 0, 16)
    assert report.total == Volume(3, 6, 0, 24)


def test_what_the_memory_knows_is_no_repetition() -> None:
    report = leverage([Segment("Un texte.", "open")] * 2, [found(100, "exact")] * 2)
    assert report.bands["100"].segments == 2


def test_what_was_translated_earlier_is_a_repetition_and_what_is_locked_is_not() -> None:
    text = "Un texte."
    after = [Segment(text, "translated"), Segment(text, "open")]
    assert leverage(after, [(), ()]).bands["repetition"].segments == 1
    locked = [Segment(text, "excluded"), Segment(text, "open")]
    assert leverage(locked, [(), ()]).bands["none"].segments == 1


def test_only_what_is_to_be_translated_counts() -> None:
    segments = [
        Segment("Un.", "translated"),
        Segment("Deux.", "excluded"),
        Segment("Trois.", "open"),
        Segment("", "open"),
    ]
    report = leverage(segments, [()] * 4)
    assert report.total == Volume(1, 1, 0, 6)
    assert (report.translated, report.excluded) == (1, 1)
