import pytest

from align.lexicon import EMPTY, ENTRIES, Lexicon
from align.training import FEWEST_ROWS, LEAST_PROBABILITY, train_lexicon
from corpora.schema import LANGUAGES

SUBJECTS = {
    "fr": ["conseil", "comité", "secrétaire"],
    "en": ["council", "committee", "secretary"],
    "es": ["consejo", "comité", "secretario"],
    "ru": ["совет", "комитет", "секретарь"],
    "ar": ["المجلس", "اللجنة", "الأمين"],
    "zh": ["理事会", "委员会", "秘书"],
}
VERBS = {
    "fr": ["décide", "recommande", "adopte"],
    "en": ["decides", "recommends", "adopts"],
    "es": ["decide", "recomienda", "adopta"],
    "ru": ["решает", "рекомендует", "принимает"],
    "ar": ["يقرر", "يوصي", "يعتمد"],
    "zh": ["决定", "建议", "通过"],
}


def rows(count: int, languages: tuple[str, ...] = LANGUAGES) -> list[dict[str, str]]:
    return [
        {lang: f"{SUBJECTS[lang][k % 3]} {VERBS[lang][k // 3 % 3]} {k}" for lang in languages}
        for k in range(count)
    ]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return train_lexicon(rows(54))


def test_every_pair_of_languages_is_learned(lexicon: Lexicon) -> None:
    assert len(lexicon.pairs) == 15
    assert sorted(lexicon.models) == ["ar", "zh"]
    for entries in lexicon.pairs.values():
        assert entries.schema == ENTRIES
        assert entries.height
        best = entries.select("forward", "backward").max_horizontal()
        assert (best >= LEAST_PROBABILITY).all()
        assert entries.rows() == sorted(entries.rows())


@pytest.mark.parametrize(
    ("lang", "ours", "theirs"),
    [("en", "secre", "secre"), ("es", "decid", "decid"), ("ru", "conse", "совет")],
)
def test_the_translations_are_found(lexicon: Lexicon, lang: str, ours: str, theirs: str) -> None:
    found = lexicon.pairs["fr", lang]
    best = found.filter(found["source"] == ours).sort("forward", descending=True)
    assert best["target"][0] == theirs
    assert best["forward"][0] > 0.8


def test_anchors_are_not_learned(lexicon: Lexicon) -> None:
    for entries in lexicon.pairs.values():
        assert not entries["source"].str.contains("[#@]").any()


def test_the_same_rows_give_the_same_lexicon(lexicon: Lexicon) -> None:
    again = train_lexicon(rows(54))
    assert again.models == lexicon.models
    for pair, entries in again.pairs.items():
        assert entries.equals(lexicon.pairs[pair])


def test_a_pair_needs_rows_that_have_both() -> None:
    some = [*rows(30, ("fr", "en")), *rows(30, ("fr", "es"))]
    assert sorted(train_lexicon(some).pairs) == [("fr", "en"), ("fr", "es")]


@pytest.mark.parametrize("count", [0, FEWEST_ROWS - 1])
def test_too_few_rows_teach_nothing(count: int) -> None:
    found = train_lexicon(rows(count))
    assert (found.pairs, found.models) == (EMPTY.pairs, EMPTY.models)


@pytest.mark.parametrize("text", ["。", "7", "\x00", "a"])
def test_rows_that_say_nothing_are_no_error(text: str) -> None:
    assert train_lexicon([{"fr": text, "zh": text, "ar": text}] * FEWEST_ROWS).pairs
