import pytest

from corpora.encoding import decode, letter_share
from corpora.errors import InputError
from corpora.languages import BY_CODE

TEXTS = {
    "fr": "L'Assemblée générale prie le Secrétaire général de présenter un rapport à l'été.\n",
    "en": "The General Assembly requests the Secretary-General – “soon” – to report.\n",
    "es": "La Asamblea General solicita al Secretario General que presente un informe este año.\n",
    "ru": "Генеральная Ассамблея просит Генерального секретаря представить ей доклад.\n",
    "ar": "تطلب إلى الأمين العام أن يقدم إليها تقريرا عن تنفيذ هذا القرار في دورتها\n",
    "zh": "大会请秘书长向大会第七十一届会议提出一份关于本决议执行情况的报告。\n",
}
LEGACY = [
    (code, name)
    for code, language in BY_CODE.items()
    for name in language.legacy
    if (code, name) != ("zh", "big5")  # holds no simplified characters
]


@pytest.mark.parametrize("code", BY_CODE)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_that_says_so_is_read_in_silence(code: str, encoding: str) -> None:
    data = TEXTS[code].encode(encoding)
    assert decode(data, language=BY_CODE[code], file="x.txt") == (TEXTS[code], ())


@pytest.mark.parametrize("code", BY_CODE)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_with_a_warning(code: str, encoding: str) -> None:
    text, warnings = decode(TEXTS[code].encode(encoding), language=BY_CODE[code], file="x.txt")
    assert text == TEXTS[code]
    assert warnings == (f"x.txt: read as {encoding}, not UTF-8; save it as UTF-8 to be sure",)


@pytest.mark.parametrize(("code", "encoding"), LEGACY)
def test_old_encodings_are_read_with_a_warning(code: str, encoding: str) -> None:
    data = TEXTS[code].encode(encoding, errors="ignore")  # “–” and the like exist in few
    text, warnings = decode(data, language=BY_CODE[code], file="x.txt")
    assert text == data.decode(encoding)
    assert warnings == (f"x.txt: read as {encoding}, not UTF-8; save it as UTF-8 to be sure",)


def test_traditional_chinese_in_big5() -> None:
    data = "大會請秘書長向大會提出一份關於這個問題的報告，以及對其他國家的影響。\n".encode("big5")
    assert "read as big5" in decode(data, language=BY_CODE["zh"], file="zh.txt").warnings[0]


@pytest.mark.parametrize("other", ["ru", "ar", "zh"])
@pytest.mark.parametrize("code", BY_CODE)
def test_bytes_of_another_language_are_refused(code: str, other: str) -> None:
    if code == other:
        return
    data = (TEXTS[other] * 5).encode(BY_CODE[other].legacy[0])
    with pytest.raises(InputError, match=r"^x\.txt: byte 0x\w\w at offset \d+, line 1, is not"):
        decode(data, language=BY_CODE[code], file="x.txt")


def test_a_damaged_utf8_file_is_refused_where_it_is_damaged() -> None:
    data = TEXTS["fr"].encode() * 3 + b"abc \xe9\n"
    with pytest.raises(InputError) as error:
        decode(data, language=BY_CODE["fr"], file="fr.txt")
    assert f"offset {len(data) - 2}, line 4" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("data", [b"", b" \n\r\n", b"\xef\xbb\xbf", b"\x00\x00", b"\xff\xfe"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^fr\.txt: the file is empty"):
        decode(data, language=BY_CODE["fr"], file="fr.txt")


@pytest.mark.parametrize("code", BY_CODE)
def test_control_characters_are_removed_and_counted(code: str) -> None:
    data = (TEXTS[code] + "a\x00b\x07\ufffe\u200f\fc\n").encode()
    text, warnings = decode(data, language=BY_CODE[code], file="x.txt")
    assert text == TEXTS[code] + "ab\u200f\fc\n"
    assert warnings == ("x.txt: 3 control characters removed, the first in line 2 (U+0000)",)


def test_lines_end_in_newlines_only() -> None:
    data = "a\r\nb\rc\u2028d\u2029e\x85f".encode()
    assert decode(data, language=BY_CODE["en"], file="x.txt").text == "a\nb\nc\nd\ne\nf"


def test_letter_share() -> None:
    assert letter_share("Генеральная ABC 12", BY_CODE["ru"]) == 11 / 14
    assert letter_share("12 — !", BY_CODE["ru"]) == 0.0
