"""Look-up in a memory: what is found, in which order, and that nothing is missed."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora.languages import BY_CODE
from corpora.schema import LANGUAGES
from tests.memories import CLAUSES, Texts, add, memory_of
from tm.bench.material import make_queries, make_units
from tm.lookup.candidates import find
from tm.lookup.index import open_index
from tm.lookup.score import score
from tm.lookup.search import look_up, matches_of_each
from tm.lookup.words import reduce
from tm.memory.store import Memory

PAIRS = [(one, other) for one in LANGUAGES for other in LANGUAGES if one != other]


def other_than(lang: str) -> str:
    return "fr" if lang != "fr" else "ru"


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    with memory_of(tmp_path_factory.mktemp("lookup") / "memory", CLAUSES) as opened:
        yield opened


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_an_exact_match_in_every_pair(memory: Memory, source: str, target: str) -> None:
    for number, unit in enumerate(CLAUSES, start=1):
        best = look_up(memory, unit[source], source, target)[0]
        assert (best.score, best.kind, best.differences) == (100, "exact", ())
        assert (best.source, best.target, best.substituted) == (unit[source], unit[target], False)
        assert (best.unit.id, best.unit.document) == (number, "A/RES/69/12")


QUERIES = {  # of 13, 14, 12, 10, 11 and 16 words 2, 1, 1, 2, 1 and 0 differ
    "fr": ("Prie le Secrétaire général de lui faire rapport à sa prochaine session", 84),
    "en": ("Requests the Secretary-General to submit a study to it at its tenth session;", 92),
    "es": ("Solicita al Secretario General que presente un estudio en su décimo período;", 91),
    "ru": ("просит Генерального секретаря представить доклад на десятой сессии", 80),
    "ar": ("تطلب إلى الأمين العام أن يقدم تقريرا في دورتها العاشرة", 90),
    "zh": ("请秘书长向大会第七十一届会议提交报告", 99),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fuzzy_match(memory: Memory, lang: str) -> None:
    text, points = QUERIES[lang]
    (match,) = look_up(memory, text, lang, other_than(lang))
    assert (match.score, match.kind, match.unit.id) == (points, "fuzzy", 1)
    assert match.target == CLAUSES[0][other_than(lang)]
    assert match.differences
    assert look_up(memory, text, lang, other_than(lang), least=points + 1) == []


RESOLUTIONS = {
    "fr": "Rappelant sa résolution A/RES/70/2 du 4 mars 2015,",
    "en": "Recalling its resolution A/RES/70/2 of 4 March 2015,",
    "es": "Recordando su resolución A/RES/70/2, de 4 de marzo de 2015,",
    "ru": "ссылаясь на свою резолюцию A/RES/70/2 от 4 марта 2015 года,",
    "ar": "إذ تشير إلى قرارها A/RES/70/2 المؤرخ 4 آذار/مارس 2015،",
    "zh": "回顾其2015年3月4日第A/RES/70/2号决议，",
}


@pytest.mark.parametrize(("source", "target"), PAIRS)
def test_numbers_dates_and_symbols_are_put_in(memory: Memory, source: str, target: str) -> None:
    (match,) = look_up(memory, RESOLUTIONS[source], source, target)
    assert (match.score, match.substituted) == (99, True)
    assert match.target == RESOLUTIONS[target]
    assert match.source == CLAUSES[1][source]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_context_goes_first(tmp_path: Path, lang: str) -> None:
    before, here, after = ({**unit} for unit in CLAUSES)
    elsewhere = {code: f"{text} 7" for code, text in before.items()}
    with memory_of(tmp_path / "memory", [elsewhere, here]) as memory:
        add(memory, [before, here, after], document="A/2")
        target = other_than(lang)
        beside = {"before": before[lang], "after": after[lang]}
        found = look_up(memory, here[lang], lang, target, **beside)
        assert [(match.kind, match.unit.document) for match in found] == [
            ("context", "A/2"),
            ("exact", "A/RES/69/12"),
        ]
        (one,) = look_up(memory, here[lang], lang, target, most=1, **beside)
        assert one.kind == "context"
        assert look_up(memory, here[lang], lang, target)[0].kind == "exact"
        texts = [unit[lang] for unit in CLAUSES]
        every = matches_of_each(memory, texts, lang, target, 100, 1)
        assert [matches[0].kind for matches in every] == ["context"] * 3


def test_a_context_among_many_of_the_same(tmp_path: Path) -> None:
    """The last of sixty units with the same text, each in its document, is found by context."""
    with memory_of(tmp_path / "memory", CLAUSES[:1]) as memory:
        for number in range(60):
            texts = {lang: f"{text} ({number})" for lang, text in CLAUSES[1].items()}
            add(memory, [texts, CLAUSES[2]], document=f"A/{number}")
        before = f"{CLAUSES[1]['ar']} (59)"
        (match,) = look_up(memory, CLAUSES[2]["ar"], "ar", "zh", most=1, before=before)
        assert (match.kind, match.unit.document) == ("context", "A/59")


def test_equal_scores_come_with_nearer_numbers_first(tmp_path: Path) -> None:
    numbers = (1, 2), (3, 4), (3, 9)
    units = [{"fr": f"Point {a} et {b}", "ru": f"Пункт {a} и {b}"} for a, b in numbers]
    with memory_of(tmp_path / "memory", units) as memory:
        found = look_up(memory, "Point 3 et 8", "fr", "ru")
        assert [match.unit.id for match in found] == [2, 3, 1]
        assert [match.target for match in found] == ["Пункт 3 и 8"] * 3


@pytest.mark.parametrize(
    "text", ["", " ", "…", "***", "\x00", "\ud800", "a" * 70_000, "و" * 300, "会" * 70_000]
)
def test_odd_texts_find_nothing_and_do_no_harm(memory: Memory, text: str) -> None:
    for lang in LANGUAGES:
        assert look_up(memory, text, lang, other_than(lang)) == []


def test_texts_without_words_and_long_ones_are_found_again(tmp_path: Path) -> None:
    long = {"en": "peace and war " * 9_000, "zh": "和平与战争" * 9_000}
    units = [{"en": "***", "zh": "＊＊＊"}, {"en": "…", "zh": "……"}, long]
    with memory_of(tmp_path / "memory", units) as memory:
        assert [match.target for match in look_up(memory, "…", "en", "zh")] == ["……"]
        assert look_up(memory, long["en"], "en", "zh")[0].score == 100
        assert look_up(memory, long["zh"], "zh", "en")[0].score == 100


@pytest.mark.parametrize(
    "wrong", [{"target": "de"}, {"source": "ru"}, {"least": 0}, {"least": 101}, {"most": 0}]
)
def test_wrong_arguments(memory: Memory, wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="expected"):
        look_up(memory, "x", **wrong)


def small_rows(chance: random.Random) -> list[Texts]:
    """Return rows of few words, so that near-duplicates and ties are everywhere."""
    words = {
        lang: [word for unit in CLAUSES for word in unit[lang].split()] + ["12", "2014", "A/1/2"]
        for lang in LANGUAGES
    }
    joined = {lang: BY_CODE[lang].joiner for lang in LANGUAGES}
    return [
        {
            lang: joined[lang].join(chance.choices(words[lang], k=chance.randint(2, 14)))
            for lang in LANGUAGES
        }
        for _ in range(60)
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_missed(tmp_path: Path, seed: int) -> None:
    """The best of an index are those of comparing with every unit, at any least score."""
    chance = random.Random(seed)  # noqa: S311
    rows = [dict(row) for row in small_rows(chance)]
    units = [*make_units(rows, 400, seed=seed)]
    found_any = 0
    with memory_of(tmp_path / "memory", units) as memory:
        for lang in LANGUAGES:
            reduced = [reduce(text, BY_CODE[lang]) for _, text in memory.segments(lang)]
            for number, text in enumerate(_queries(rows, lang)):
                least, most = (30, 50, 70, 85, 99)[number % 5], 1 + number % 6
                query = reduce(text, BY_CODE[lang])
                scores = sorted((score(query, each) for each in reduced), reverse=True)
                expected = [points for points in scores if points >= least][:most]
                found = look_up(memory, text, lang, other_than(lang), least, most)
                assert [match.score for match in found] == expected
                found_any += len(found)
    assert found_any > 300


def _queries(rows: list[dict[str, str]], lang: str) -> list[str]:
    long = [row for row in rows if len(reduce(row[lang], BY_CODE[lang]).words) >= 9]
    return [*make_queries(long, lang, 20), *(row[lang] for row in rows[:10])]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_candidate_is_better_than_its_index_says(tmp_path: Path, lang: str) -> None:
    rows = [dict(row) for row in small_rows(random.Random(9))]  # noqa: S311
    with memory_of(tmp_path / "memory", [*make_units(rows, 200)]) as memory:
        texts = dict(memory.segments(lang))
        for text in texts.values():
            query = reduce(text, BY_CODE[lang])
            for shard in open_index(memory, lang).shards:
                for each in find(shard, query, text=text, least=60):
                    points = score(query, reduce(texts[each.unit], BY_CODE[lang]))
                    assert points <= each.score
                    assert not each.same or points == 100
