import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.numerals import (
    Reading,
    from_letter,
    from_roman,
    readings,
    to_int,
    to_letter,
    to_roman,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("١٢", 12),
        ("۱۲", 12),
        ("１２", 12),
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百一十", 110),
        ("二〇一四", 2014),
        ("㈢", 3),
        ("", None),
        ("a", None),
        ("一年", None),
        ("-1", None),
        ("²", None),
    ],
)
def test_to_int(text: str, number: int | None) -> None:
    assert to_int(text) == number


@given(st.integers(1, 399))
def test_roman_is_its_own_inverse(value: int) -> None:
    assert from_roman(to_roman(value)) == from_roman(to_roman(value).upper()) == value


@pytest.mark.parametrize("text", ["", "iiii", "iix", "vx", "abc", "ic"])
def test_what_is_no_roman_numeral(text: str) -> None:
    assert from_roman(text) is None


@given(st.integers(1, 52))
def test_letters_are_their_own_inverse(value: int) -> None:
    assert from_letter(to_letter(value)) == (value,)


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("b", (2,)),
        ("bb", (28,)),
        ("б", (2,)),
        ("в", (3, 2)),
        ("с", (17, 3)),
        ("ب", (2,)),
        ("هـ", (5,)),
        ("ا", (1,)),
        ("子", (1,)),
        ("丙", (3,)),
        ("ab", ()),
        ("?", ()),
    ],
)
def test_from_letter(text: str, positions: tuple[int, ...]) -> None:
    assert from_letter(text) == positions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", (Reading("decimal", 3),)),
        ("三", (Reading("han", 3),)),
        ("i", (Reading("roman", 1), Reading("letter", 9))),
        ("a", (Reading("letter", 1),)),
        ("ثانياً", (Reading("roman", 2),)),
        ("حادي عشر", (Reading("roman", 11),)),
        ("–", ()),
    ],
)
def test_readings(text: str, expected: tuple[Reading, ...]) -> None:
    assert readings(text) == expected
