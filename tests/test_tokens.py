import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.pieces import train_pieces
from align.tokens import STEM_LETTERS, is_anchor, tokenize

ARTICLE = {
    "fr": "L’Article 51 et la résolution A/69/228",
    "en": "Article 51 and resolution A/69/228",
    "es": "El Artículo 51 y la resolución A/69/228",
    "ru": "Статья 51 и резолюция A/69/228",
    "ar": "المادة ٥١ والقرار A/69/228",
    "zh": "第五十一条和 A/69/228 号决议",
}


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Article 51 : A/69/228", ["artic", "#51", "@a/69/228"]),
        ("Chapter XIV", ["#14", "chapt", "xiv"]),
        ("Глава XIV", ["#14", "глава", "xiv"]),
        ("S/PRST/2010/1.", ["@s/prst/2010/1"]),
        ("(A/CONF.199/20)", ["@a/conf.199/20"]),
        ("1,000 1 000 007", ["#1", "#0", "#1", "#0", "#7"]),
        ("coopération", ["coope"]),
        ("Соглашение", ["согла"]),
        ("٢٠١٤", ["#2014"]),
        ("２０１４", ["#2014"]),
        ("二〇一四年", ["#2014"]),
        ("第十四章", ["#14"]),
        ("L’Été", ["l", "ete"]),
        ("", []),
        (" \t\u00a0\x00", []),
        ("— … !", []),
    ],
)
def test_tokenize(text: str, tokens: list[str]) -> None:
    found = tokenize([text])[0]
    assert [token for token in found if not token[0] > "一"] == tokens


@pytest.mark.parametrize("lang", ARTICLE)
def test_anchors_are_the_same_in_every_language(lang: str) -> None:
    anchors = {token for token in tokenize([ARTICLE[lang]])[0] if is_anchor(token)}
    assert anchors == {"#51", "@a/69/228"}


@pytest.mark.parametrize(
    ("number", "han"), [(2, "二"), (14, "十四"), (51, "五十一"), (99, "九十九"), (100, "一百")]
)
def test_numbers_of_every_writing_are_one_anchor(number: int, han: str) -> None:
    arabic = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for text in (str(number), f"0{number}", arabic, f"第{han}条"):
        assert f"#{number}" in tokenize([text])[0], text


@given(st.lists(st.text(), max_size=4))
@settings(deadline=None)
def test_tokens_are_never_empty_and_there_is_a_list_a_segment(segments: list[str]) -> None:
    found = tokenize(segments)
    assert len(found) == len(segments)
    for token in (token for known in found for token in known):
        assert token
        assert is_anchor(token) or len(token) <= STEM_LETTERS


@pytest.fixture(scope="module")
def model() -> bytes:
    return train_pieces([ARTICLE["zh"], "和平是好的。", "理事会开会。"] * 20, pieces=60)


def test_pieces_replace_words_but_not_anchors(model: bytes) -> None:
    found = tokenize([ARTICLE["zh"]], model=model)[0]
    assert [token for token in found if is_anchor(token)] == ["#51", "@a/69/228"]
    assert "".join(token for token in found if not is_anchor(token)).startswith("第五十一条和")


@given(st.lists(st.text(), max_size=4))
@settings(deadline=None)
def test_pieces_of_any_text_are_letters(model: bytes, segments: list[str]) -> None:
    found = tokenize(segments, model=model)
    assert len(found) == len(segments)
    assert all(is_anchor(token) or token.isalpha() for known in found for token in known)


HEADS = [
    ("fr", "2. La résolution 2 du 11 novembre¹", "§2 #2 #11 ~11-11 ^1"),
    ("en", "2. Resolution 2 of 11 November [1].", "§2 #2 #11 ~11-11 ^1"),
    ("es", "2. La resolución 2 de 11 de noviembre¹", "§2 #2 #11 ~11-11 ^1"),
    ("ru", "2. резолюция 2 от 11 ноября¹", "§2 #2 #11 ~11-11 ^1"),
    ("ar", "٢ - القرار ٢ المؤرخ ١١ تشرين الثاني/نوفمبر¹", "§2 #2 #11 ~11-11 ^1"),
    ("zh", "二、根据11月11日第2号决议¹", "§2 #2 #11 ~11-11 ^1"),
    ("fr", "b) La paix", "§2"),
    ("en", "(b) Peace", "§2"),
    ("es", "b) La paz", "§2"),
    ("ru", "b) мир", "§2"),
    ("ar", "(ب) السلام", "§2"),
    ("zh", "(b) 和平", "§2"),
    ("en", "(i) Peace", "§1"),
    ("en", "(iv) Peace", "§4"),
    ("en", "– Peace", ""),
    ("de", "14. Der Friede", "§14"),
    ("fr", "6 km² [1] de plus", "#6 #2 #1"),
]
"""Segments, and what is said in numbers: enumerators, dates, notes."""


@pytest.mark.parametrize(("lang", "text", "anchors"), HEADS)
def test_numbers_know_their_role(lang: str, text: str, anchors: str) -> None:
    found = [token for token in tokenize([text], lang=lang)[0] if is_anchor(token)]
    assert sorted(found) == sorted(anchors.split())


def test_a_model_that_is_none_is_refused() -> None:
    with pytest.raises(RuntimeError):
        tokenize(["和平"], model=b"junk")
