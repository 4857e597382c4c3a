"""The UN Charter as published: its chapters and articles have the same labels in six languages."""

from pathlib import Path

import pytest

from corpora.document import read_version
from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES

CHAPTERS, ARTICLES = 19, 111
UNPRINTED = {"ar": {"ch16"}}
"""The Arabic text as published has this one heading in English."""

pytestmark = pytest.mark.shared


def sections(shared: Path, code: str) -> list[str]:
    """Return the labels that all versions can have: Chinese alone prints paragraph numbers."""
    data = (shared / "data" / "charter" / "raw" / f"{code}.txt").read_bytes()
    clauses, left_out, _ = read_version(data, BY_CODE[code], file=f"{code}.txt")
    assert left_out == []
    return [clause.label for clause in clauses if clause.label and "(" not in clause.label]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_chapter_and_article_has_its_label(shared: Path, code: str) -> None:
    expected = {f"ch{number}" for number in range(1, CHAPTERS + 1)}
    expected |= {f"art{number}" for number in range(1, ARTICLES + 1)}
    found = sections(shared, code)
    assert len(found) == len(set(found))
    assert set(found) == expected - UNPRINTED.get(code, set())


@pytest.mark.parametrize("code", LANGUAGES)
def test_they_stand_in_the_order_of_the_french(shared: Path, code: str) -> None:
    missing = UNPRINTED.get(code, set())
    french = [label for label in sections(shared, "fr") if label not in missing]
    assert sections(shared, code) == french


def test_chinese_paragraphs_are_those_of_their_article(shared: Path) -> None:
    data = (shared / "data" / "charter" / "raw" / "zh.txt").read_bytes()
    clauses, _, _ = read_version(data, BY_CODE["zh"], file="zh.txt")
    article, inside = "", []
    for clause in clauses:
        if clause.label and "(" in clause.label:
            inside.append((clause.label.split("(")[0], article))
        elif clause.label:
            article = clause.label
    assert len(inside) > 150
    assert all(own == around for own, around in inside)
