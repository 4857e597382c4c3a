"""A translation cut where its source is, and the words with their places that this rests on."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lexicon import EMPTY, shipped
from align.placed import placed
from align.splits import split
from corpora.codes import LANGUAGES

NOTE = {
    "en": ("See also General Assembly resolution 60/1, paragraphs", "138 and 139."),
    "es": ("Véase también la resolución 60/1 de la Asamblea General, párrafos", "138 y 139."),
    "ru": ("См. также резолюцию 60/1 Генеральной Ассамблеи, пункты", "138 и 139."),
    "ar": ("انظر أيضا قرار الجمعية العامة 60/1، الفقرتين", "138 و 139."),
    "zh": ("另见大会第60/1号决议，第", "138和139段。"),
}
FRENCH = ["Voir également résolution 60/1 de l'Assemblée générale, par.", "138 et 139."]
HEADED = {
    "fr": "A. Ordre du jour",
    "en": "A. Agenda",
    "es": "A. Programa",
    "ru": "A. Повестка дня",
    "ar": "A. جدول الأعمال",
    "zh": "A. 议程",
}


def joined(parts: tuple[str, ...], language: str) -> str:
    return ("" if language == "zh" else " ").join(parts)


@pytest.mark.parametrize("language", NOTE)
def test_a_translation_is_cut_where_the_words_are(language: str) -> None:
    parts = NOTE[language]
    target = joined(parts, language)
    found = split(FRENCH, target, languages=("fr", language), lexicon=shipped())
    assert found is not None
    assert found.parts == parts
    assert found.probability > 0.9
    assert found.support > 0.7
    assert not found.misplaced


@pytest.mark.parametrize("language", NOTE)
def test_french_is_cut_where_its_source_is(language: str) -> None:
    target = " ".join(FRENCH)
    found = split(NOTE[language], target, languages=(language, "fr"), lexicon=shipped())
    assert found is not None
    assert " ".join(found.parts) == target
    assert found.parts[1] in ("138 et 139.", "par. 138 et 139.")  # 段 stands behind its number


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_letter_that_both_have_is_a_part(language: str) -> None:
    found = split(["A.", "Ordre du jour"], HEADED[language], languages=("fr", language),
                  lexicon=shipped())  # fmt: skip
    assert found is not None
    assert found.parts == ("A.", HEADED[language].removeprefix("A. "))
    assert found.support > 0.4


@pytest.mark.parametrize(
    ("language", "target"),
    [
        ("en", "In annex 7, the fund received 40 dollars in 2014."),
        ("es", "En el anexo 7, el fondo recibió 40 dólares en 2014."),
        ("ru", "В приложении 7 говорится, что фонд получил 40 долларов в 2014 году."),
        ("ar", "في المرفق 7، تلقى الصندوق 40 دولارا في عام 2014."),
        ("zh", "附件7说明，基金在2014年收到40美元。"),
    ],
)
def test_a_number_in_the_wrong_part_is_told(language: str, target: str) -> None:
    """The source says in its first part what the translation says in its last."""
    fragments = ["En 2014, le fonds a reçu 40 dollars, voir l'annexe", "7 du rapport."]
    found = split(fragments, target, languages=("fr", language), lexicon=shipped())
    assert found is None or found.misplaced


@pytest.mark.parametrize("fragments", [["Voir.", "."], ["Voir", "le", "rapport"]])
def test_too_few_words_have_no_parts(fragments: list[str]) -> None:
    assert split(fragments, "См. доклад", languages=("fr", "ru"), lexicon=shipped()) is None


def test_without_evidence_many_ways_are_as_good() -> None:
    words = " ".join("abcdefghijklmnopqrstuvwxyz")
    found = split(["un", "deux"], words.upper(), languages=("fr", "en"), lexicon=EMPTY)
    assert found is not None
    assert found.probability < 0.5
    assert found.support == 0


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_words_lie_one_behind_the_other(text: str, language: str) -> None:
    words = placed(text, lang=language, lexicon=shipped())
    assert all(0 <= word.start < word.stop <= len(text) for word in words)
    assert all(before.stop <= behind.start for before, behind in pairwise(words))
    kept = {place for word in words for place in range(word.start, word.stop)}
    lost = [c for place, c in enumerate(text) if place not in kept and c.isalnum()]
    assert lost == []


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Voir « A/69/228 », p. 3.", "fr", ["Voir", "« A/69/228 »,", "p.", "3."]),
        ("(см. приложение)", "ru", ["(см.", "приложение)"]),
        ("(2) انظر الفقرة 4.", "ar", ["(2)", "انظر", "الفقرة", "4."]),
        ("¿Qué? (véase)", "es", ["¿Qué?", "(véase)"]),
        ("see [2]", "en", ["see", "[2]"]),
        ("(大会)。", "zh", ["(大会)。"]),
    ],
)
def test_signs_stay_with_their_word(text: str, language: str, words: list[str]) -> None:
    found = placed(text, lang=language, lexicon=shipped())
    assert [text[word.start : word.stop] for word in found] == words
