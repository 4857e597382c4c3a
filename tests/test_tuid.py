import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.schema import OTHERS
from tm.tuid import tuid, unique


@pytest.mark.parametrize(
    ("label", "index", "expected"),
    [
        ("op2", 16, "A/RES/69/12#op2"),
        ("op2(a)", 17, "A/RES/69/12#op2(a)"),
        (None, 16, "A/RES/69/12#n17"),
        (None, 0, "A/RES/69/12#n1"),
        ("", 0, "A/RES/69/12#n1"),
    ],
)
def test_a_unit_is_named_by_its_first_french_clause(
    label: str | None, index: int, expected: str
) -> None:
    assert tuid("A/RES/69/12", label=label, index=index) == expected


@pytest.mark.parametrize("language", OTHERS)
def test_a_unit_without_french_names_its_language(language: str) -> None:
    assert tuid("S/1", label=None, index=2, language=language) == f"S/1#{language}-n3"
    assert tuid("S/1", label="op2", index=2, language=language) == f"S/1#{language}-op2"


def test_a_label_cannot_end_the_document() -> None:
    with pytest.raises(ValueError, match="'a#b' holds '#'"):
        tuid("A/1", label="a#b", index=0)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], []),
        (["a", "b", "a", "a"], ["a", "b", "a~2", "a~3"]),
        (["a", "a~2", "a"], ["a", "a~2", "a~3"]),
        (["a", "a", "a~2"], ["a", "a~2", "a~2~2"]),
    ],
)
def test_repeated_names_are_counted(names: list[str], expected: list[str]) -> None:
    assert list(unique(names)) == expected


@given(st.lists(st.sampled_from(["a", "b", "a~2", "a~3", "a~2~2"])))
def test_names_become_unique_and_their_first_place_stays(names: list[str]) -> None:
    result = list(unique(names))
    assert len(set(result)) == len(names)
    assert all(new.startswith(old) for old, new in zip(names, result, strict=True))
    assert list(unique(result)) == result
