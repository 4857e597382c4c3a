"""Noun phrases and names in French text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.terms.phrases import LONGEST, Phrase, phrases
from tm.terms.word_classes import BREAK, NOUN, read_words

CONTEXT = [
    "La paix, le maintien, la sécurité, les droits, une convention, le conseil.",
    "La prolifération, les femmes, le comité, les questions, la résolution, le secrétaire.",
    "L'homme, le traité, les traités.",
    "Prie le secrétaire de prendre note de la présente résolution ainsi que du traité.",
    "Décide que le conseil est saisi ; décide la paix ; prie le comité ; prie la convention.",
]
"""What tells which words are nouns, and which are verbs."""


def found(*texts: str, least: int = 2) -> list[Phrase]:
    every = [*CONTEXT, *texts]
    return phrases(read_words(every), every, least=least)


def spellings(*texts: str) -> set[str]:
    return {surface for phrase in found(*texts) for surface in phrase.surfaces}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Le Conseil de sécurité décide", "Conseil de sécurité"),
        ("au titre du maintien de la paix ,", "maintien de la paix"),
        ("la sécurité internationale et la paix", "sécurité internationale"),
        ("le Conseil économique et social", "Conseil économique et social"),
        ("la Convention de Vienne sur le droit des traités", None),
        (
            "au Comité consultatif pour les questions administratives et budgétaires",
            "Comité consultatif pour les questions administratives et budgétaires",
        ),
        ("la mise en œuvre", "mise en œuvre"),
        ("la non-prolifération", "non-prolifération"),
        ("de l'OTSC", "OTSC"),
    ],
)
def test_terms_are_found_whole(sentence: str, expected: str | None) -> None:
    names = spellings(sentence, f"Encore {sentence}", "La mise, la non-violence et l'œuvre")
    if expected is None:
        expected = sentence.removeprefix("la ")
    assert expected in names
    assert not any(expected.startswith(name) for name in names - {expected})


@pytest.mark.parametrize(
    "fragment",
    [
        "Secrétaire général de",
        "présente résolution",
        "présente résolution ainsi",
        "Prie le Secrétaire",
        "Décide que",
        "cours de la paix",
        "de la paix",
        "paix et",
    ],
)
def test_fragments_are_no_terms(fragment: str) -> None:
    sentence = (
        "Prie le Secrétaire général de la présente résolution ainsi qu'au cours de la paix et "
        "Décide que la paix est"
    )
    assert fragment not in spellings(sentence, sentence, sentence)


def test_number_elision_and_articles_make_one_phrase() -> None:
    (phrase,) = (
        each
        for each in found("le droit de l'homme", "les droits de l’homme", "aux Droits de l'homme")
        if "droit de l'homme" in each.surfaces
    )
    assert phrase.frequency == 3
    assert phrase.surfaces == {
        "droit de l'homme": 1,
        "droits de l’homme": 1,
        "Droits de l'homme": 1,
    }


def test_what_is_always_continued_or_inside_one_longer_phrase_is_left_out() -> None:
    names = spellings("le Comité des droits des femmes", "un Comité des droits des femmes")
    assert "Comité des droits des femmes" in names
    assert not names & {"Comité des droits", "droits des femmes"}


def test_a_nested_term_that_also_stands_alone_is_told_apart() -> None:
    names = spellings(
        *["le maintien de la paix"] * 4, *["les opérations de maintien de la paix, les opérations"]
    )
    assert "maintien de la paix" in names


@pytest.mark.parametrize("text", ["niveaux local ou", "LE CONSEIL DE SÉCURITÉ", "X Y Z"])
def test_disagreeing_adjectives_and_shouted_text_are_left_out(text: str) -> None:
    assert not [name for name in spellings(*[f"les {text}"] * 3) if name in text]


@pytest.mark.parametrize("texts", [[], [None], [""], ["12 ; ; ."], ["y"], ["(("]])
def test_nothing_to_find(texts: list[str | None]) -> None:
    words = read_words(texts)
    assert phrases(words, [text or "" for text in texts]) == []


@given(st.lists(st.text(alphabet="le de la paix d'un Conseil ONU, et sur ", max_size=60)))
def test_phrases_stand_where_they_say_and_are_frequent(texts: list[str]) -> None:
    for phrase in phrases(read_words(texts), texts, least=2):
        assert phrase.frequency == sum(phrase.surfaces.values()) >= 2
        assert 1 <= len(phrase.key) <= LONGEST
        assert list(phrase.texts) == sorted(phrase.texts)
        folded = {" ".join(texts[text].split()) for text in phrase.texts}
        assert all(any(surface in text for text in folded) for surface in phrase.surfaces)


def test_the_company_of_a_word_tells_its_class() -> None:
    words = read_words([*CONTEXT, "Le pays décide que la paix vient"])
    classes = dict(zip((raw.lower() for raw in words.raw), words.classes, strict=True))
    assert classes["paix"] == classes["conseil"] == NOUN
    assert classes["prie"] == classes["décide"] == classes["présente"] == classes["que"] == BREAK
