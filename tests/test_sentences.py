import re
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import SAMPLES
from hypothesis import given
from hypothesis import strategies as st

from corpora.abbreviations import ABBREVIATIONS, Use
from corpora.document import read_version
from corpora.languages import BY_CODE
from corpora.parallel import read_parallel
from corpora.schema import LANGUAGES
from corpora.sentences import sentences, spans

GOLDEN = Path(__file__).parent / "golden"
CUT = "‖"
STOPPED = re.compile("[.!?。！？؟][\"'»”’)]*$")  # a line that is a sentence and no heading or item


def golden(lang: str) -> list[str]:
    lines = (GOLDEN / f"sentences_{lang}.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace(r"\u200f", "\u200f") for line in lines if not line.startswith("#")]


CASES = [(lang, case) for lang in LANGUAGES for case in golden(lang)]


@pytest.mark.parametrize(("lang", "case"), CASES)
def test_golden_rules(lang: str, case: str) -> None:
    assert CUT.join(sentences(case.replace(CUT, ""), BY_CODE[lang])) == case


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_its_golden_rules(lang: str) -> None:
    cases = set(golden(lang))
    assert len(cases) >= 40
    assert sum(CUT in case for case in cases) >= 30


WORDS = {
    "fr": ("Il voit", "Genève"),
    "en": ("They see", "Geneva"),
    "es": ("Han visto", "Ginebra"),
    "ru": ("Они видят", "Женева"),
    "ar": ("تشمل هذه", "جنيف"),
    "zh": ("理事会参看 ", "日内瓦"),
}
"""The beginning of a sentence, and a word with which the same or another one may go on."""

STOPS = [(lang, stop, use) for lang in LANGUAGES for stop, use in ABBREVIATIONS[lang].stops.items()]


@pytest.mark.parametrize(("lang", "stop", "use"), STOPS)
def test_each_abbreviation_by_its_use(lang: str, stop: str, use: Use) -> None:
    before, after = WORDS[lang]

    def is_cut(following: str) -> bool:
        return len(sentences(f"{before} {stop}. {following}", BY_CODE[lang])) == 2

    assert is_cut(after) == (use in {Use.LAST, Use.NUMBERED})
    assert not is_cut("12")
    assert not is_cut("e.g.")
    for word in ABBREVIATIONS[lang].openers:
        letter = use is Use.NUMBERED and len(word) == 1
        assert is_cut(f"{word.capitalize()} {after}") != (letter or use is Use.INSIDE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_abbreviations_can_be_found(lang: str) -> None:
    rules = ABBREVIATIONS[lang]
    entries = [*rules.stops, *rules.openers, *rules.lettered]
    assert [each for each in entries if each != each.lower().strip() or each.endswith(".")] == []
    assert [stop for stop in rules.stops if len(stop.split()) > 3 or len(stop) > 12] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_has_no_sentence(lang: str) -> None:
    assert sentences("", BY_CODE[lang]) == spans("", BY_CODE[lang]) == []
    assert sentences(" \n", BY_CODE[lang]) == [" \n"]
    assert spans(" \n", BY_CODE[lang]) == []
    assert sentences(" … — . ", BY_CODE[lang]) == [" … — . "]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_line_break_is_a_space(lang: str) -> None:
    before, after = WORDS[lang]
    language = BY_CODE[lang]
    assert sentences(f" {before}\n{after}. \n{before}.\n", language) == [
        f" {before}\n{after}. \n",
        f"{before}.\n",
    ]
    text = f" {before}\n{after}. \n{before}.\n"
    assert [text[slice(*span)] for span in spans(text, language)] == [
        f"{before}\n{after}.".strip(),
        f"{before}.",
    ]


def test_a_long_bracket_holds_sentences() -> None:
    inside = "Le texte est long. " * 20
    assert len(sentences(f"Voir (Annexe. {inside}) la suite.", BY_CODE["fr"])) > 20
    assert len(sentences(f"Voir (Annexe. {inside[:100]}) la suite.", BY_CODE["fr"])) == 1
    assert len(sentences("Voir (Annexe. Le texte est long.", BY_CODE["fr"])) == 2


PIECES = """Le la M A b art etc U.S. No т.е и т д г Совет قال د ص إلخ 和 是的 。 ？ ； . . . .. …
! ? ؟ ؛ 1 12 2014 « » “ ” " ' ’ ( ) （ ） [ ] 《 》 「 」 (a) b) 1. II. - — , ; : ¹ [3] *
www.un.org A/L.5"""
WHITE = " ", " ", " ", " ", "\n", "\u00a0", "\u202f", "\u200f"
LANGUAGE = st.sampled_from([*BY_CODE.values()])
TEXT = st.text() | st.lists(st.sampled_from((*PIECES.split(), *WHITE)), max_size=30).map("".join)


@given(TEXT, LANGUAGE)
def test_joined_sentences_are_the_text(text, language) -> None:
    found = sentences(text, language)
    assert "".join(found) == text
    if len(found) > 1:
        assert all(any(map(str.isalnum, sentence)) for sentence in found)
        assert not any(sentence[0].isspace() for sentence in found[1:])


@given(TEXT, LANGUAGE)
def test_a_sentence_is_one_sentence(text, language) -> None:
    for sentence in sentences(text, language):
        assert sentences(sentence, language) == [sentence]


@given(TEXT, LANGUAGE)
def test_spans_are_bare_sentences(text, language) -> None:
    bare = [sentence.strip() for sentence in sentences(text, language) if sentence.strip()]
    assert [text[start:stop] for start, stop in spans(text, language)] == bare
    assert all(first[1] <= second[0] for first, second in pairwise(spans(text, language)))


REPEATED = (
    """. 。 ." ( ) (a. «». [1]. a. ... ?!_ f.12_ 《a。 \u00a0» A._ 1._ vol._ ._ (a._ ’- xx."""
)


@pytest.mark.parametrize("piece", REPEATED.split())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hundred_thousand_marks_take_no_time(lang: str, piece: str) -> None:
    """A quadratic rule would run for hours here."""
    piece = piece.replace("_", " ")
    for text in ("Ab" + piece * (100_000 // len(piece)) + "x", f"Ab {piece} " * 10_000):
        assert "".join(sentences(text, BY_CODE[lang])) == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_clause_of_the_sample_is_one_sentence(lang: str) -> None:
    file = SAMPLES / "A_RES_69_12" / f"{lang}.md"
    clauses, *_ = read_version(file.read_bytes(), BY_CODE[lang], file=file.name)
    texts = [clause.text for clause in clauses]
    assert len(texts) > 20
    assert [text for text in texts if sentences(text, BY_CODE[lang]) != [text]] == []


def boundaries(parts: list[str], lang: str) -> tuple[set[int], set[int]]:
    """Return where `parts`, joined, meet and where sentences of the whole do."""
    text = BY_CODE[lang].joiner.join(parts)
    right, found, place = set(), set(), 0
    for part in parts[:-1]:
        place += len(part) + len(BY_CODE[lang].joiner)
        right.add(place)
    place = 0
    for sentence in sentences(text, BY_CODE[lang])[:-1]:
        place += len(sentence)
        found.add(place)
    return right, found


def precision_recall(groups: list[list[str]], lang: str) -> tuple[float, float]:
    pairs = [boundaries(group, lang) for group in groups]
    common = sum(len(right & found) for right, found in pairs)
    predicted, gold = (sum(len(pair[side]) for pair in pairs) for side in (1, 0))
    return common / predicted, common / gold


@pytest.mark.shared
@pytest.mark.parametrize("lang", LANGUAGES)
def test_charter(shared: Path, lang: str) -> None:
    """Runs of lines that end in a stop, joined; a heading or an item of a list parts them."""
    articles: list[list[str]] = [[]]
    for line in (shared / "data/charter" / f"{lang}.txt").read_text(encoding="utf-8").splitlines():
        if STOPPED.search(line.strip()):
            articles[-1].append(line.strip())
        else:
            articles.append([])
    precision, recall = precision_recall([lines for lines in articles if lines], lang)
    assert precision >= 0.99
    assert recall >= 0.99


@pytest.fixture(scope="module")
def un_dev(request: pytest.FixtureRequest) -> list[dict[str, str]]:
    folder: Path = request.getfixturevalue("shared")
    return read_parallel(folder / "data" / "un_dev" / "un_dev.tsv")


@pytest.mark.shared
@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_of_un_documents(un_dev: list[dict[str, str]], lang: str) -> None:
    """Each stays whole, and any two that end in a stop come apart again.

    Those that begin small are notes of tables or broken off: no rule could find them.
    """
    rows = [row[lang].strip() for row in un_dev if lang in row]
    whole = sum(len(sentences(row, BY_CODE[lang])) == 1 for row in rows) / len(rows)
    assert whole >= 0.995
    ended = [row for row in rows if STOPPED.search(row) and not row[0].islower()]
    precision, recall = precision_recall([[*pair] for pair in pairwise(ended)], lang)
    assert precision >= 0.99
    assert recall >= 0.99
