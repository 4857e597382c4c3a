import pytest

from corpora.enumerators import split
from corpora.languages import BY_CODE
from corpora.structure.places import Places
from corpora.structure.sections import Section

HEADINGS = {
    "fr": "I. II. A. B. 1. 2. C. III. IV. V.",
    "en": "I. II. A. B. 1. 2. C. III. IV. V.",
    "es": "I. II. A. B. 1. 2. C. III. IV. V.",
    "ru": "I. II. А. В. 1. 2. С. III. IV. V.",
    "ar": "أولا- ثانيا- ألف- باء- ١- ٢- جيم- ثالثا- رابعا- خامسا-",
    "zh": "一、 二、 A. B. 1. 2. C. 三、 四、 五、",
}
PARAGRAPHS = {
    "fr": "1. a) b) i) 2. 1) 3.",
    "en": "1. (a) (b) (i) 2. (1) 3.",
    "es": "1. a) b) i) 2. 1) 3.",
    "ru": "1. а) б) i) 2. 1) 3.",
    "ar": "١- (أ) (ب) '١' ٢- (١) ٣-",
    "zh": "1. (a) (b) ㈠ 2. (1) 3.",
}


def enumerators(printed: str, code: str):  # type: ignore[no-untyped-def]
    for item in printed.split():
        found, _ = split(f"{item} x", BY_CODE[code], heading=True)
        assert found is not None, item
        yield found


def headings(printed: str, code: str) -> list[str | None]:
    places = Places(counting="decimal")
    return [places.heading(item) for item in enumerators(printed, code)]


def paragraphs(printed: str, code: str, places: Places | None = None) -> list[str | None]:
    places = places or Places(counting="decimal")
    return [places.paragraph(item) for item in enumerators(printed, code)]


@pytest.mark.parametrize("code", BY_CODE)
def test_headings_agree_between_the_six(code: str) -> None:
    assert headings(HEADINGS[code], code) == [
        *("hI", "hII", "hII.A", "hII.B", "hII.B(1)", "hII.B(2)", "hII.C", "hIII", "hIV", "hV")
    ]


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        ("A. B. C. D.", ["hA", "hB", "hC", "hD"]),
        ("H. I. J.", ["hH", "hI", "hJ"]),
        ("IV. H. I. V. A.", ["hIV", "hIV.H", "hIV.I", "hV", "hV.A"]),
        ("I. B. D.", ["hI", "hI.B", "hI.D"]),
        ("1. a. b. 2.", ["h(1)", "h(1)(a)", "h(1)(b)", "h(2)"]),
        ("XI. L. XII.", ["hXI", "hXI.L", "hXII"]),
    ],
)
def test_neighbours_tell_letters_from_roman_numerals(printed: str, labels: list[str]) -> None:
    assert headings(printed, "en") == labels


@pytest.mark.parametrize("code", BY_CODE)
def test_paragraphs_agree_between_the_six(code: str) -> None:
    assert paragraphs(PARAGRAPHS[code], code) == [
        *("p1", "p1(a)", "p1(b)", "p1(b)(i)", "p2", "p2(a)", "p3")
    ]


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        ("47. 48. 50.", ["p47", "p48", "p50"]),  # a number lost by the reader
        ("1. 2. 99. 3.", ["p1", "p2", None, "p3"]),  # a leap
        ("7. 8. 1. 2. (a) 9. (a)", ["p7", "p8", None, None, None, "p9", "p9(a)"]),  # a list
        ("1. (a) (b) (a) (c)", ["p1", "p1(a)", "p1(b)", None, "p1(c)"]),
        ("(a) (b) 1. (a)", [None, None, "p1", "p1(a)"]),
        ("– 1. –", [None, "p1", None]),
        ("1. II. (a)", ["p1", None, "p1(a)"]),
    ],
)
def test_what_is_in_doubt_has_no_label(printed: str, labels: list[str | None]) -> None:
    assert paragraphs(printed, "en") == labels


def test_numbers_go_on_over_headings_or_begin_again_below_one() -> None:
    places = Places(counting="decimal")
    roman = [*enumerators("I. II. III.", "en")]
    found = [places.heading(roman[0]), *paragraphs("1. 2.", "en", places)]
    found += [places.heading(roman[1]), *paragraphs("3.", "en", places)]
    found += [places.heading(roman[2]), *paragraphs("1. 2. (a)", "en", places)]
    assert found == ["hI", "p1", "p2", "hII", "p3", "hIII", "hIII.p1", "hIII.p2", "hIII.p2(a)"]


def test_sections() -> None:
    places = Places(counting="decimal")
    found = [places.section(Section("ch", 2)), *headings_in(places, "A."), places.section(ART)]
    found += [*paragraphs("1. (a) 2.", "en", places), places.section(Section("art", 13))]
    found += [*paragraphs("(a)", "en", places), places.section(Section("annex", None))]
    found += [*headings_in(places, "I."), *paragraphs("1.", "en", places)]
    found += [places.section(Section("appendix", 1)), places.section(Section("annex", 2))]
    assert found == [
        *("ch2", "ch2.A", "art12", "art12(1)", "art12(1)(a)", "art12(2)", "art13", "art13(a)"),
        *("annex", "annex.hI", "annex.p1", "annex.appendix1", "annex2"),
    ]


ART = Section("art", 12)


def headings_in(places: Places, printed: str) -> list[str | None]:
    return [places.heading(item) for item in enumerators(printed, "en")]


def test_items_of_an_agenda_give_way_to_the_paragraphs() -> None:
    places = Places(counting="decimal")
    one, two = enumerators("1. 2.", "en")
    assert [places.paragraph(item, titled=True) for item in (one, two)] == ["p1", "p2"]
    assert [places.paragraph(item) for item in (one, two)] == ["p1", "p2"]


@pytest.mark.parametrize(("counting", "labels"), [("han", ["p1", "p2"]), ("decimal", [None, None])])
def test_han_numerals_count_paragraphs_only_where_no_digits_do(
    counting: str, labels: list[str | None]
) -> None:
    places = Places(counting=counting)  # type: ignore[arg-type]
    assert paragraphs("一、 二、", "zh", places) == labels
