import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.text import make_side
from align.tokens import is_anchor, tokenize

SEGMENTS = {
    "fr": ["Article 1", "La paix est bonne ;", "le Conseil se réunit."],
    "en": ["Article 1", "Peace is good;", "the Council meets."],
    "es": ["Artículo 1", "La paz es buena;", "el Consejo se reúne."],
    "ru": ["Статья 1", "Мир — это хорошо;", "Совет собирается."],
    "ar": ["المادة ١", "السلام جيد؛", "يجتمع المجلس."],
    "zh": ["第一条", "和平是好的；", "理事会开会。"],
}


@pytest.mark.parametrize("lang", SEGMENTS)
def test_a_side_holds_the_tokens_of_each_segment(lang: str) -> None:
    side = make_side(SEGMENTS[lang])
    names = [*side.vocabulary]
    for place, tokens in enumerate(tokenize(SEGMENTS[lang])):
        here = range(place, place + 1)
        assert [names[token] for token in side.text.group(here)] == tokens
        words = [token for token in tokens if not is_anchor(token)]
        assert [names[token] for token in side.words.group(here)] == words
    assert "#1" in names


@given(st.lists(st.text(max_size=20), max_size=6))
@settings(deadline=None)
def test_sizes_agree(segments: list[str]) -> None:
    side = make_side(segments)
    assert side.segments == len(segments)
    assert np.diff(side.length).tolist() == [len(segment) for segment in segments]
    assert len(side.text.at) == len(side.words.at) == len(side.goes_on) == len(segments) + 1
    assert list(side.vocabulary.values()) == list(range(len(side.vocabulary)))
    total = 1.0 if len(side.text.tokens) else 0.0
    assert side.text.background.sum() == pytest.approx(total)
    assert not side.goes_on[[0, -1]].any()


@pytest.mark.parametrize(
    ("before", "after", "goes_on"),
    [
        ("La paix et", "la sécurité", True),
        ("La paix.", "la sécurité", False),
        ("La paix", "Le Conseil", False),
        ("(a)", "Le Conseil", True),
        ("Мир и", "безопасность", True),
        ("Мир важен.", "Безопасность", False),
        ("السلام", "والأمن", True),
        ("السلام؟", "والأمن", False),
        ("和平与", "安全", True),
        ("和平是好的。", "安全", False),
        ("La paz y", "la seguridad", True),
        ("Peace;", "and security", False),
        ("Peace and", "12", False),
        ("", "and security", False),
        ("Peace and", "", False),
    ],
)
def test_whether_a_sentence_goes_on(before: str, after: str, goes_on: bool) -> None:
    assert make_side([before, after]).goes_on.tolist() == [False, goes_on, False]


def test_labels_are_kept() -> None:
    assert make_side(["a", "b"], labels=["op1", None]).labels == ("op1", None)
    assert make_side(["a", "b"]).labels == (None, None)


@pytest.mark.parametrize("lang", SEGMENTS)
def test_footnotes_are_anchors_and_kinds_are_kept(lang: str) -> None:
    standings = [("title", 1), None, ("paragraph", 2)]
    side = make_side(SEGMENTS[lang], notes=[(), ("fn1", "fn2"), ()], standings=standings, lang=lang)
    marks = [side.vocabulary[mark] for mark in ("^fn1", "^fn2")]
    assert side.text.group(range(1, 2)).tolist()[-2:] == marks
    assert not {*marks} & {*side.words.tokens.tolist()}
    assert side.standings == tuple(standings)
    assert make_side(SEGMENTS[lang]).standings == (None,) * 3
