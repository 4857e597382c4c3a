import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.names import FEWEST_CONSONANTS, consonants, is_arabic, sound


@pytest.mark.parametrize(
    "words",
    [
        ("congr", "kongr", "конгр"),
        ("secre", "sekre", "секре"),
        ("socia", "sosia", "социа"),
        ("calif", "калиф"),
        ("polit", "полит"),
        ("commi", "komi", "коми"),
        ("techn", "tehn", "техн"),
        ("phila", "фила"),
    ],
)
def test_words_that_sound_alike(words: tuple[str, ...]) -> None:
    assert len({sound(word)[:4] for word in words}) == 1


@pytest.mark.parametrize("word", ["和平", "السلا", "", "#51"])
def test_other_tokens_stay(word: str) -> None:
    assert sound(word) == word


@pytest.mark.parametrize(
    "words",
    [("unesco", "юнеско", "يونسكو"), ("congo", "конго", "كونغو"), ("kosovo", "косово", "كوسوفو")],
)
def test_names_of_the_same_consonants(words: tuple[str, ...]) -> None:
    assert len({consonants(word) for word in words}) == 1
    assert [is_arabic(word) for word in words] == [False, False, True]


@pytest.mark.parametrize("word", ["pain", "мир", "سلام", "和平", "oui", ""])
def test_too_few_consonants(word: str) -> None:
    assert consonants(word) in {"", "slm"}


@given(st.text())
def test_consonants_are_few_and_plain(word: str) -> None:
    found = consonants(word)
    assert len(found) in {0, FEWEST_CONSONANTS}
    assert found.isascii()
