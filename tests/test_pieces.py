import pytest

from align.pieces import PIECES, train_pieces
from align.tokens import tokenize

TEXTS = {
    "ar": ["السلام والأمن الدوليان", "مجلس الأمن يجتمع", "السلام خير"],
    "zh": ["国际和平与安全", "安全理事会开会", "和平是好的"],
}


@pytest.mark.parametrize("lang", TEXTS)
def test_the_same_sentences_give_the_same_bytes(lang: str) -> None:
    sentences = TEXTS[lang] * 10
    first = train_pieces(sentences, pieces=PIECES[lang])
    assert first == train_pieces(iter(sentences), pieces=PIECES[lang])


@pytest.mark.parametrize("lang", TEXTS)
def test_a_small_text_makes_a_model_that_cuts(lang: str) -> None:
    model = train_pieces(TEXTS[lang] * 10, pieces=PIECES[lang])
    assert all(tokenize(TEXTS[lang], model=model))


@pytest.mark.parametrize("sentence", ["a", "。", "123", "\x00"])
def test_a_poor_text_is_no_error(sentence: str) -> None:
    assert train_pieces([sentence] * 20, pieces=4000)
