import pytest

from corpora.languages import BY_CODE
from corpora.parallel.tag import six
from corpora.schema import LANGUAGES


@pytest.mark.parametrize(
    ("code", "tags"),
    [
        ("fr", "fr FR fr-FR fr_CA fra FRE French français FRANÇAIS"),
        ("en", "en EN-US en_GB eng En-uS English en-GB-oed en-x-un"),
        ("es", "es es-419 ES-MX spa Spanish español"),
        ("ru", "ru ru-RU RUS Russian русский РУССКИЙ"),
        ("ar", "ar ar-EG ara arb AR_sa Arabic العربية"),
        ("zh", "zh zh-CN ZH-HANS zh_Hans_CN zho CHI cmn cmn-Hans zh-TW Chinese 中文"),
        (None, "de de-DE id x-fr fre1 frfr text French(1) * *all* en- -en enUS FR.fr"),
    ],
)
def test_tags_of_the_world(code: str | None, tags: str) -> None:
    assert {tag: six(tag) for tag in tags.split()} == dict.fromkeys(tags.split(), code)


def test_nothing_and_white_space() -> None:
    assert six("") is six(" ") is None
    assert six(" ru ") == "ru"


def test_a_name_composed_in_another_way() -> None:
    assert six("franc\u0327ais") == "fr"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_known_by_its_code_and_names(code: str) -> None:
    language = BY_CODE[code]
    assert {six(code), six(language.name), six(language.native)} == {code}
