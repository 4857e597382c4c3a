"""Concordance: words found in six languages, in their order, by parts, and nothing else."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES
from tests.memories import CLAUSES, memory_of
from tm.bench.material import make_units
from tm.lookup.concordance import concord
from tm.lookup.words import reduce
from tm.memory.store import Memory


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    with memory_of(tmp_path_factory.mktemp("concordance") / "memory", CLAUSES) as opened:
        yield opened


def found(memory: Memory, text: str, lang: str, most: int = 20) -> list[tuple[int, list[str]]]:
    hits = concord(memory, text, lang, most)
    assert all(hit.lang == lang for hit in hits)
    return [
        (hit.unit.id, [hit.unit.texts[lang][slice(*span)] for span in hit.spans]) for hit in hits
    ]


CASES = [
    ("fr", "secrétaire Général", [(1, ["Secrétaire général"])]),
    ("fr", "sess*", [(1, ["session"]), (3, ["session"])]),
    ("fr", "l'ordre du jour", [(3, ["l’ordre du jour"])]),
    ("fr", "de", [(1, ["de"]), (3, ["de", "de"])]),
    ("en", "secretary general", [(1, ["Secretary-General"])]),
    ("en", "*ing", [(2, ["Recalling"])]),
    ("en", "*eci*", [(3, ["Decides"])]),
    ("en", "A/RES/68/31", [(2, ["A/RES/68/31"])]),
    ("en", "a/res/68/32", []),
    ("es", "5 de diciembre de 2013", [(2, ["5 de diciembre de 2013"])]),
    ("es", "cuestión programa", [(3, ["cuestión", "programa"])]),
    ("ru", "десят* сесси*", [(1, ["десятой сессии"])]),
    ("ru", "сессии своей", [(3, ["своей", "сессии"])]),
    ("ar", "يقدم", [(1, ["يقدّم"])]),
    ("ar", "الأمين العام", [(1, ["الأمين العام"])]),
    ("ar", "*قرارها", [(2, ["قرارها"])]),
    ("ar", "دورت*", [(1, ["دورتها"]), (3, ["دورتها"])]),
    ("zh", "秘书长", [(1, ["秘书长"])]),
    ("zh", "第七十一届会议", []),
    ("zh", "届会议", [(1, ["届会议"]), (3, ["届会议"])]),
    ("zh", "议会", [(1, ["会", "会", "议"]), (3, ["会", "议", "议"])]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_what_is_found_and_where(
    memory: Memory, lang: str, text: str, expected: list[tuple[int, list[str]]]
) -> None:
    assert found(memory, text, lang) == expected


@pytest.mark.parametrize("text", ["", " ", "*", "…", "\x00", "\ud800", "(?!)", "[", "a" * 9_999])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_odd_texts_find_nothing(memory: Memory, text: str, lang: str) -> None:
    assert concord(memory, text, lang) == []


def test_all_languages_of_a_hit_are_there(memory: Memory) -> None:
    (hit,) = concord(memory, "秘书长", "zh")
    assert hit.unit.texts == CLAUSES[0]
    assert (hit.unit.document, hit.unit.properties["x-label"]) == ("A/RES/69/12", "op1")


def test_a_wrong_language(memory: Memory) -> None:
    with pytest.raises(ValueError, match="none of fr"):
        concord(memory, "Frieden", "de")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_is_found_and_no_more_than_asked(tmp_path: Path, lang: str) -> None:
    """Two neighbouring words of each clause find just the units that a search of all texts does."""
    units = [*make_units([dict(unit) for unit in CLAUSES], 150)]
    with memory_of(tmp_path / "memory", units) as memory:
        texts = {unit: reduce(text, BY_CODE[lang]).words for unit, text in memory.segments(lang)}
        words = [word for word in reduce(CLAUSES[2][lang], BY_CODE[lang]).words if word[0] != "\0"]
        for pair in pairwise(words):
            expected = [
                unit
                for unit, each in texts.items()
                if any(each[k : k + 2] == pair for k in range(len(each)))
            ]
            assert [hit.unit.id for hit in concord(memory, " ".join(pair), lang, 999)] == expected
            assert len(concord(memory, " ".join(pair), lang, 2)) == min(2, len(expected))
