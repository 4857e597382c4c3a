import pytest

from corpora.enumerators import split
from corpora.languages import BY_CODE
from corpora.structure.outline import Path, advance, label

SEQUENCES = {
    "fr": "1. 2. a) b) i) ii) c) 3.",
    "en": "1. 2. (a) (b) (i) (ii) (c) 3.",
    "es": "1. 2. a) b) i) ii) c) 3.",
    "ru": "1. 2. а) б) i) ii) в) 3.",
    "ar": "١- ٢- (أ) (ب) '١' '٢' (ج) ٣-",
    "zh": "一、 二、 (a) (b) ㈠ ㈡ (c) 三、",
}
EXPECTED = ["1", "2", "2(a)", "2(b)", "2(b)(i)", "2(b)(ii)", "2(c)", "3"]


def labels(code: str, printed: str) -> list[str]:
    path: Path = ()
    found = []
    for item in printed.split():
        enumerator, _ = split(f"{item} x", BY_CODE[code])
        assert enumerator is not None, item
        path = advance(path, enumerator)
        found.append(label(path))
    return found


@pytest.mark.parametrize("code", BY_CODE)
def test_labels_agree_between_the_six(code: str) -> None:
    assert labels(code, SEQUENCES[code]) == EXPECTED


@pytest.mark.parametrize(
    ("code", "printed", "expected"),
    [
        ("en", "1. (h) (i) (j)", ["1", "1(h)", "1(i)", "1(j)"]),
        ("ru", "1. a) b) с) d)", ["1", "1(a)", "1(b)", "1(c)", "1(d)"]),
        ("en", "4. 6. (a)", ["4", "6", "6(a)"]),
        ("en", "1. (a) 1. (a)", ["1", "1(a)", "1", "1(a)"]),
        ("fr", "1. – a)", ["1", "1", "1(a)"]),
    ],
)
def test_neighbours_decide(code: str, printed: str, expected: list[str]) -> None:
    assert labels(code, printed) == expected
