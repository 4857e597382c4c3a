"""Finding renderings without target forms: words, runs, citation forms, whole tables."""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.lexicon import EMPTY, shipped
from corpora.schema import LANGUAGES, OTHERS, TERMS, UNITS
from tm.terms.citation import Surface, cite
from tm.terms.function_words import FUNCTION_WORDS
from tm.terms.lexemes import read_side
from tm.terms.pieces import joined
from tm.terms.recurrence import recurrent
from tm.terms.renderings import find_renderings

SENTENCES = {
    "fr": "Le {} du {} est {}",
    "en": "The {} of the {} is {}",
    "es": "El {} del {} es {}",
    "ru": "{} этого {} теперь {}",
    "ar": "إن {} في {} هو {}",
    "zh": "{}之{}乃{}",
}
TERM = {
    "fr": "conseil suprême",
    "en": "supreme council",
    "es": "consejo supremo",
    "ru": "верховный совет",
    "ar": "مجلس أعلى",
    "zh": "最高理事会",
}
OTHER_WORDS = {
    "fr": ["navire", "poisson", "jardin", "miroir", "cheval", "fleuve", "marteau", "nuage"],
    "en": ["ship", "fish", "garden", "mirror", "horse", "river", "hammer", "cloud"],
    "es": ["barco", "pescado", "jardín", "espejo", "caballo", "río", "martillo", "nube"],
    "ru": ["корабль", "рыба", "сад", "зеркало", "лошадь", "река", "молоток", "облако"],
    "ar": ["سفينة", "سمكة", "حديقة", "مرآة", "حصان", "نهر", "مطرقة", "سحابة"],
    "zh": ["船舶", "鱼类", "花园", "镜子", "马匹", "河流", "锤子", "云彩"],
}


def to_units(rows: list[dict[str, str]]) -> pl.DataFrame:
    cells = [
        (str(n), "d", n, lang, n, n + 1, "text", None, text, 1.0)
        for n, row in enumerate(rows)
        for lang, text in row.items()
    ]
    return pl.DataFrame(cells, schema=UNITS, orient="row")


def to_terms(*forms: str) -> pl.DataFrame:
    rows = [(f"t{n}", "fr", form, "preferred") for n, form in enumerate(forms)]
    return pl.DataFrame(rows, schema=TERMS, orient="row")


def row(place: int, first: int, second: int, *, term: bool) -> dict[str, str]:
    """Return one sentence of three nouns, one of them the term if wanted."""
    found = {}
    for lang, frame in SENTENCES.items():
        words = OTHER_WORDS[lang]
        nouns = [words[first], words[second], words[(first + second) % 8]]
        if term:
            nouns[place % 3] = TERM[lang]
        found[lang] = frame.format(*nouns)
    return found


CORPUS = [row(n, n % 8, (3 * n + 1) % 8, term=n % 3 == 0) for n in range(36)]


@pytest.mark.parametrize("lang", OTHERS)
def test_a_term_that_no_lexicon_knows_is_learnt_from_the_corpus(lang: str) -> None:
    table = find_renderings(to_units(CORPUS), to_terms(TERM["fr"]), lexicon=EMPTY)
    found = table.filter(pl.col("lang") == lang)
    assert found.height == 12
    assert Counter(found["text"]) == {TERM[lang]: 12}
    assert {*found["method"]} == {"association"}
    assert found["probability"].is_between(0.8, 1).all()
    assert found["form"].n_unique() == 1


@pytest.mark.parametrize("lang", OTHERS)
def test_background_teaches_and_is_not_reported(lang: str) -> None:
    units, background = to_units(CORPUS[:1]), CORPUS
    table = find_renderings(units, to_terms(TERM["fr"]), background=background, lexicon=EMPTY)
    found = table.filter(pl.col("lang") == lang)
    assert found.select("tuid", "text").rows() == [("0", TERM[lang])]


def test_the_same_call_gives_the_same_table() -> None:
    tables = [find_renderings(to_units(CORPUS), to_terms(TERM["fr"], "poisson")) for _ in range(2)]
    assert tables[0].equals(tables[1])


def test_every_occurrence_has_one_row_a_language_and_no_stretch_is_used_twice() -> None:
    twice = [
        {lang: f"{one[lang]}; {two[lang]}" for lang in LANGUAGES}
        for one, two in zip(CORPUS[::3], CORPUS[3::3], strict=False)
    ]
    table = find_renderings(to_units(twice), to_terms(TERM["fr"]), lexicon=EMPTY)
    assert table.height == 2 * len(twice) * 6
    for (_, _), rows in table.drop_nulls("start").group_by("tuid", "lang"):
        spans = sorted(rows.select("start", "stop").rows())
        assert all(stop <= start for (_, stop), (start, _) in pairwise(spans))


LEXICON_ONLY = {
    "en": ("The General Assembly adopted the report.", "General Assembly"),
    "es": ("La Asamblea General aprobó el informe.", "Asamblea General"),
    "ru": ("Генеральная Ассамблея утвердила доклад.", "Генеральная Ассамблея"),
    "ar": ("اعتمدت الجمعية العامة التقرير.", "الجمعية العامة"),
    "zh": ("大会通过了报告。", "大会"),
}


@pytest.mark.parametrize("lang", OTHERS)
def test_one_sentence_and_the_shipped_lexicon(lang: str) -> None:
    text, expected = LEXICON_ONLY[lang]
    units = to_units([{"fr": "L'Assemblée générale a adopté le rapport.", lang: text}])
    found = find_renderings(units, to_terms("Assemblée générale"), lexicon=shipped())
    ((words, method),) = found.filter(pl.col("lang") == lang).select("text", "method").rows()
    assert words in expected
    assert method == "word alignment"


@pytest.mark.parametrize("term", ["a", "(", ".*", "[x]+", "é", "ONU (", "﷽", "1", "\\d"])
@pytest.mark.parametrize("lang", OTHERS)
def test_odd_terms(term: str, lang: str) -> None:
    units = to_units([{"fr": f"x {term} y", lang: TERM[lang]}, {"fr": "y", lang: "."}])
    table = find_renderings(units, to_terms(term))
    assert table.height in {0, 2, 3, 4}


ODD = {
    "en": "supreme coun\u00adcil",
    "es": "consejo supremo de dan\u0303o",
    "ru": "верховныи\u0306 совет",
    "ar": "\ufee3\ufea0\ufee0\ufeb2 أعلى",
    "zh": "最高 理事会 Council Совет",
}


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("text", ["", " ", "…", "\u200f", "𐎀𐎁"])
def test_odd_texts(lang: str, text: str) -> None:
    rows = [
        {"fr": "conseil supre\u0302me", lang: text or ODD[lang]},
        {"fr": TERM["fr"], lang: ODD[lang]},
    ]
    table = find_renderings(to_units(rows), to_terms(TERM["fr"])).filter(pl.col("lang") == lang)
    texts = {str(n): row[lang] for n, row in enumerate(rows)}
    for tuid, start, stop, words in table.select("tuid", "start", "stop", "text").iter_rows():
        assert words == (None if start is None else texts[tuid][start:stop])


@pytest.mark.parametrize(
    ("rows", "term"),
    [([], "x"), ([{"fr": "x"}], "x"), ([{"fr": "x", "ru": "y"}], "z"), ([{"ru": "y"}], "x")],
)
def test_nothing_to_learn_from(rows: list[dict[str, str]], term: str) -> None:
    table = find_renderings(to_units(rows), to_terms(term))
    assert {*table["lang"]} <= {"fr"}


def test_an_inserted_word_is_in_the_span_and_not_in_the_citation_form() -> None:
    rows = [
        {"fr": "pratiques optimales", "ru": "передовая практика"},
        {"fr": "pratique optimale", "ru": "передовую практику"},
        {"fr": "pratique", "ru": "практика"},
        {"fr": "sectoriel", "ru": "отраслевой"},
        {"fr": "optimal", "ru": "передовой"},
    ] * 6
    rows += [{"fr": each["fr"], "ru": each["ru"]} for each in CORPUS]  # no word is a third of all
    rows.append({"fr": "pratiques optimales sectorielles", "ru": "передовой отраслевой практикой"})
    found = find_renderings(to_units(rows), to_terms("pratiques optimales"), lexicon=EMPTY)
    russian = found.filter(pl.col("lang") == "ru")
    assert "передовой отраслевой практикой" in {*russian["text"]}
    assert {*russian["form"]} == {"передовая практика"}


CITED: Mapping[str, tuple[list[str], list[str]]] = {
    "en": (
        ["Member States", "member State", "member-State", "peace building", "peacebuilding"],
        ["member State"] * 3 + ["peace building"] * 2,
    ),
    "es": (
        ["mejores prácticas", "mejor práctica", "cambio climático", "cambio clima tico"],
        ["mejor práctica"] * 2 + ["cambio climático"] * 2,
    ),
    "ru": (
        ["поддержанию мира", "Поддержанием мира", "частного сектора", "частный сектор"],
        ["поддержание мира"] * 2 + ["частный сектор"] * 2,
    ),
    "ar": (
        ["المجتمع الدولي", "للمجتمع الدولي", "حفظ السلام"],
        ["مجتمع دولي"] * 2 + ["حفظ السلام"],
    ),
    "zh": (["维持和平", "维持 和平", "维和"], ["维持和平"] * 2 + ["维和"]),
    "fr": (["le conseil", "conseils", "traite", "traité"], ["conseil"] * 2 + ["traite", "traité"]),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_citation_forms(lang: str) -> None:
    texts, expected = CITED[lang]
    side = read_side(texts, lang=lang)
    names = [*side.vocabulary]
    surfaces = [
        Surface(text, tuple(names[t] for t in side.tokens[side.at[n] : side.at[n + 1]]))
        for n, text in enumerate(texts)
    ]
    groups = cite(surfaces, lang=lang)
    assert [groups.index(form) for form in groups] == [expected.index(form) for form in expected]
    if lang in OTHERS:
        assert groups == expected


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=7), max_size=5))
def test_runs_are_those_a_slow_count_finds(texts: list[list[str]]) -> None:
    side = read_side([" ".join(words) for words in texts], lang="zh")
    runs = recurrent(side, np.ones(side.texts), longest=4)
    thrice = recurrent(side, np.full(side.texts, 3.0), longest=4)
    assert np.array_equal(thrice.texts, 3 * runs.texts)
    assert np.array_equal(thrice.number, runs.number)
    slow = Counter(
        run
        for words in texts
        for run in {
            tuple(words[a : a + size]) for size in range(1, 5) for a in range(len(words) - size + 1)
        }
    )
    known: dict[int, tuple[str, ...]] = {}
    for words, begin in zip(texts, side.at, strict=False):
        for place in range(len(words)):
            for size in range(1, min(4, len(words) - place) + 1):
                run = tuple(words[place : place + size])
                number = int(runs.number[begin + place, size - 1])
                assert (number >= 0) == (slow[run] >= 2)
                if number >= 0:
                    assert runs.texts[number] == slow[run]
                    assert known.setdefault(number, run) == run


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sides_remember_where_words_stand(lang: str) -> None:
    texts = [TERM[lang], None, f"{TERM[lang]}, {OTHER_WORDS[lang][0]}."]
    side = read_side(texts, lang=lang)
    assert side.texts == 3
    assert side.at[1] == side.at[2]
    words = [
        texts[2][start:stop]
        for start, stop in zip(side.start[side.at[2] :], side.stop[side.at[2] :], strict=True)
    ]
    assert "".join(words) == (TERM[lang] + OTHER_WORDS[lang][0]).replace(" ", "")
    assert side.words_between(2, 0, len(TERM[lang])) == (0, int(side.at[1]))
    assert side.parted.sum() == 1


def test_pieces_cover_the_characters_they_are_made_of() -> None:
    texts = ["联合国气候变化框架公约", "", "UNDP 2014 年,与联合国", "的"]
    side = read_side(texts, lang="zh")
    words = joined(side, shipped().models["zh"])
    assert words.side.texts == side.texts
    assert (np.diff(words.of) >= 0).all()
    for n, text in enumerate(texts):
        begin, end = side.at[n], side.at[n + 1]
        inside = words.of[begin:end]
        assert (inside >= words.side.at[n]).all(), text
        assert (inside < words.side.at[n + 1]).all(), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_function_words_are_keys(lang: str) -> None:
    words = sorted(FUNCTION_WORDS[lang])
    side = read_side([" ".join(words)], lang=lang)
    assert {*side.vocabulary} <= FUNCTION_WORDS[lang]
