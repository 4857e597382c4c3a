import pytest

from corpora.enumerators import split, split_symbol
from corpora.languages import BY_CODE

REAL = [
    ("fr", "1. Prie le Secrétaire", "1.", "#."),
    ("fr", "12 . Prie", "12 .", "#."),
    ("fr", "1.\u00a0Prie", "1.", "#."),
    ("fr", "a) D'appliquer", "a)", "#)"),
    ("fr", "ii) De suivre", "ii)", "#)"),
    ("fr", "II. Introduction", "II.", "#."),
    ("fr", "I. Introduction", "I.", "#."),
    ("fr", "– un tiret", "–", "-"),
    ("en", "(a) To apply", "(a)", "(#)"),
    ("en", "(aa) To follow", "(aa)", "(#)"),
    ("en", "• a bullet", "•", "-"),
    ("es", "o) Aplicar", "o)", "#)"),
    ("es", "3) Decide", "3)", "#)"),
    ("ru", "1. просит", "1.", "#."),
    ("ru", "б) применять", "б)", "#)"),
    ("ru", "(в) применять", "(в)", "(#)"),
    ("ar", "١ - تطلب", "١ -", "#-"),
    ("ar", "1- تطلب", "1-", "#-"),
    ("ar", "\u200f٢ – تطلب", "٢ –", "#-"),
    ("ar", "(أ) تطبيق", "(أ)", "(#)"),
    ("ar", "(هـ) تطبيق", "(هـ)", "(#)"),
    ("ar", "أ - مقدمة", "أ -", "#-"),
    ("ar", "أولا - مقدمة", "أولا -", "#-"),
    ("ar", "ثاني عشر- تعديل", "ثاني عشر-", "#-"),
    ("ar", "'١' المتابعة", "'١'", "'#'"),
    ("zh", "1. 请秘书长", "1.", "#."),
    ("zh", "1.请秘书长", "1.", "#."),
    ("zh", "17. 2014年3月", "17.", "#."),
    ("zh", "１．请秘书长", "１．", "#."),
    ("zh", "一、请秘书长", "一、", "#、"),
    ("zh", "十二、请秘书长", "十二、", "#、"),
    ("zh", "(a)适用", "(a)", "(#)"),
    ("zh", "（一）适用", "（一）", "(#)"),
    ("zh", "(子) 适用", "(子)", "(#)"),
    ("zh", "㈠ 适用", "㈠", "(#)"),
]
FALSE = [
    ("fr", "2014. La suite"),
    ("fr", "3,5 millions"),
    ("fr", "3.5 millions"),
    ("fr", "A/69/L.13 du"),
    ("fr", "V. Poutine a déclaré que la coopération progressait."),
    ("fr", "11 novembre 2014"),
    ("fr", "-5 degrés"),
    ("en", "(2014) report"),
    ("en", "I. Smith, representing the Secretary-General, made a statement."),
    ("en", "civil) society"),
    ("es", "48a sesión plenaria"),
    ("ru", "М. В. Иванов"),
    ("ru", "48-е пленарное заседание"),
    ("ar", "٥ - ١٠ أشخاص"),
    ("ar", "وقال - نعم"),
    ("ar", "١١ تشرين الثاني"),
    ("zh", "2.5亿人"),
    ("zh", "一、二级教育"),
    ("zh", "(2014)年"),
    ("zh", "一般性意见"),
    ("zh", "2014年11月11日"),
]


@pytest.mark.parametrize(("code", "text", "printed", "form"), REAL)
def test_enumerators_leave_the_text(code: str, text: str, printed: str, form: str) -> None:
    enumerator, rest = split(text, BY_CODE[code])
    assert enumerator is not None
    assert (enumerator.printed, enumerator.form) == (printed, form)
    assert text.endswith(rest)
    assert rest == rest.strip() != ""


@pytest.mark.parametrize(("code", "text"), FALSE)
def test_what_only_looks_like_one_stays(code: str, text: str) -> None:
    assert split(text, BY_CODE[code]) == (None, text)


def test_a_letter_with_a_stop_counts_in_a_heading_only() -> None:
    language = BY_CODE["en"]
    assert split("B. Peacekeeping", language)[0] is None
    assert split("B. Peacekeeping", language, heading=True)[1] == "Peacekeeping"


@pytest.mark.parametrize(
    ("text", "symbol", "rest"),
    [
        ("69/12. Coopération", "69/12.", " Coopération"),
        ("69/100 A. Questions", "69/100 A.", " Questions"),
        ("٦٩/١٢ - التعاون", "٦٩/١٢ -", " التعاون"),
        ("S-30/1. Session", "S-30/1.", " Session"),
        ("69/12", "69/12", ""),
        ("A/69/L.13", None, "A/69/L.13"),
        ("Coopération 69/12", None, "Coopération 69/12"),
    ],
)
def test_split_symbol(text: str, symbol: str | None, rest: str) -> None:
    assert split_symbol(text) == (symbol, rest)
