"""Bad input for the search for renderings: a table or one line, and in bounded time."""

import unicodedata
from collections.abc import Mapping, Sequence

import polars as pl
import pytest

from corpora.schema import LANGUAGES, OTHERS, RENDERINGS, TERMS, UNITS
from tm.terms.match import FormIndex
from tm.terms.renderings import find_renderings

TEXTS = {
    "fr": "Le Traité de sécurité collective",
    "en": "The Collective Security Treaty",
    "es": "El Tratado de Seguridad Colectiva",
    "ru": "Договора о коллективной безопасности",
    "ar": "معاهدة الأمن الجماعي",
    "zh": "集体安全条约",
}
FORMS = {
    **TEXTS,
    "fr": "Traité de sécurité collective",
    "en": "Collective Security Treaty",
    "es": "Tratado de Seguridad Colectiva",
    "ru": "Договор о коллективной безопасности",
}


def units_of(*rows: Mapping[str, str]) -> pl.DataFrame:
    cells = [
        (f"d#{n}", "d", n, lang, n, n + 1, "paragraph", None, text, 1.0)
        for n, row in enumerate(rows)
        for lang, text in row.items()
    ]
    return pl.DataFrame(cells, schema=UNITS, orient="row")


def terms_of(*rows: Mapping[str, str]) -> pl.DataFrame:
    cells = [(str(n), lang, row[lang], "preferred") for n, row in enumerate(rows) for lang in row]
    return pl.DataFrame(cells, schema=TERMS, orient="row")


def check(table: pl.DataFrame, rows: Sequence[Mapping[str, str]]) -> None:
    """Every span is the text at its place, in order and within its bounds."""
    assert table.schema == RENDERINGS
    for row in table.iter_rows(named=True):
        unit = rows[int(row["tuid"].removeprefix("d#"))]
        assert 0 <= row["fr_start"] < row["fr_stop"] <= len(unit["fr"])
        if row["start"] is not None:
            assert unit[row["lang"]][row["start"] : row["stop"]] == row["text"]


def test_an_empty_corpus_and_an_empty_termbase() -> None:
    for rows, terms in (([], [FORMS]), ([TEXTS], []), ([], [])):
        table = find_renderings(units_of(*rows), terms_of(*terms))
        assert table.schema == RENDERINGS
        assert table.is_empty()


def test_a_term_that_never_occurs_has_no_rows() -> None:
    table = find_renderings(units_of(TEXTS), terms_of({"fr": "pêche hauturière"}, FORMS))
    assert set(table["concept"]) == {"1"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_language_only(lang: str) -> None:
    table = find_renderings(units_of({lang: TEXTS[lang]}), terms_of(FORMS, {"fr": "sécurité"}))
    assert table["lang"].to_list() == (["fr"] if lang == "fr" else [])


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_without_a_single_word(lang: str) -> None:
    rows = [{"fr": TEXTS["fr"], lang: "— … 。"}]
    table = find_renderings(units_of(*rows), terms_of({"fr": FORMS["fr"]}))
    check(table, rows)
    assert table.filter(pl.col("lang") == lang)["method"].to_list() == ["unmatched"]


@pytest.mark.parametrize("form", ["a", "y", "à", "§", "1", "l'", "É"])
def test_a_term_of_one_letter(form: str) -> None:
    rows = [{lang: f"{text} {form} ." for lang, text in TEXTS.items()}] * 2
    check(find_renderings(units_of(*rows), terms_of({"fr": form})), rows)


@pytest.mark.parametrize("form", [".*", "C++", "(paix", "[a-z]+", "\\", "^$", "a|b", "{2}", "?"])
def test_signs_of_regular_expressions_in_a_term(form: str) -> None:
    rows = [{lang: f"{text} {form} x" for lang, text in TEXTS.items()}]
    table = find_renderings(units_of(*rows), terms_of(dict.fromkeys(LANGUAGES, form)))
    check(table, rows)
    assert set(table["text"]) == {form}


@pytest.mark.parametrize("form", ["", " ", "—", "« »", "\u200f", "\u0301"])
def test_a_term_without_a_letter_is_harmless(form: str) -> None:
    rows = [TEXTS]
    check(find_renderings(units_of(*rows), terms_of({"fr": form}, FORMS)), rows)


@pytest.mark.parametrize("normal_form", ["NFD", "NFKD", "NFKC"])
def test_other_normal_forms_in_texts_and_terms(normal_form: str) -> None:
    other = {lang: unicodedata.normalize(normal_form, text) for lang, text in TEXTS.items()}
    forms = {lang: unicodedata.normalize(normal_form, text) for lang, text in FORMS.items()}
    for rows, terms in (([other], FORMS), ([TEXTS], forms), ([other], forms)):
        table = find_renderings(units_of(*rows), terms_of(terms))
        check(table, rows)
        assert table["method"].to_list() == ["termbase"] * 6


PRESENTATION = "ﻣﻌﺎﻫﺪﺓ ﺍﻷﻣﻦ ﺍﻟﺠﻤﺎﻋﻲ"


@pytest.mark.parametrize("known", [True, False])
def test_arabic_presentation_forms(known: bool) -> None:
    rows = [{**TEXTS, "ar": PRESENTATION}, TEXTS]
    terms = FORMS if known else {"fr": FORMS["fr"]}
    table = find_renderings(units_of(*rows), terms_of(terms)).filter(pl.col("lang") == "ar")
    check(table, rows)
    assert table["text"].to_list() == [PRESENTATION, TEXTS["ar"]]
    assert table["form"].n_unique() == 1


@pytest.mark.parametrize("lang", OTHERS)
def test_mixed_scripts(lang: str) -> None:
    """The texts of all languages in one, as where a document quotes another."""
    mixed = " / ".join(TEXTS.values())
    rows = [{"fr": TEXTS["fr"], lang: mixed}]
    table = find_renderings(units_of(*rows), terms_of(FORMS)).filter(pl.col("lang") == lang)
    check(table, rows)
    assert table["method"].to_list() == ["termbase"]
    (text,) = table["text"]
    assert text in TEXTS[lang]


def test_fifty_thousand_terms_are_walked_as_one() -> None:
    """What is looked at grows with the text and not with the terms."""
    words = ["paix", "droit", "accord", "conseil", "traité", "femme", "forêt", "guerre"]
    forms = [f"{words[n % 8]} {words[n // 8 % 8]} {n}" for n in range(50_000)]
    rows = [{"fr": f"La {forms[25 * n]}.", "en": f"The {n}."} for n in range(2_000)]
    table = find_renderings(units_of(*rows), terms_of(*({"fr": form} for form in forms)))
    assert table.filter(pl.col("lang") == "fr")["form"].to_list() == forms[::25]
    index = FormIndex(forms, lang="fr")
    for text in (forms[7], f"{forms[7]} {forms[8]}"):
        assert [text[match.start : match.stop] for match in index.find(text)]
