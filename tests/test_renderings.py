"""From units and terms to one row per occurrence and language."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from corpora.schema import LANGUAGES, OTHERS, RENDERINGS, UNITS, SchemaMismatchError
from tm.terms import termbase
from tm.terms.renderings import find_renderings

CSTO = (
    "Organisation du Traité de sécurité collective | OTSC",
    "Collective Security Treaty Organization | CSTO",
    "Organización del Tratado de Seguridad Colectiva | OTSC",
    "Организация Договора о коллективной безопасности | ОДКБ",
    "منظمة معاهدة الأمن الجماعي",
    "集体安全条约组织 | 集安组织",
)
UN = (
    "Organisation des Nations Unies | ONU",
    "United Nations | UN",
    "Naciones Unidas | ONU",
    "Организация Объединенных Наций | ООН",
    "الأمم المتحدة",
    "联合国",
)
CHARTER = (
    "Charte des Nations Unies",
    "United Nations Charter | Charter of the United Nations",
    "Carta de las Naciones Unidas",
    "Устав Организации Объединенных Наций",
    "ميثاق الأمم المتحدة",
    "联合国宪章",
)
STATE = (
    "État Membre",
    "Member State",
    "Estado Miembro",
    "государство-член",
    "دولة عضو | ~دول أعضاء",
    "会员国",
)
TERMS = "\n".join(
    [
        f"concept,{','.join(LANGUAGES)}",
        f"csto,{','.join(CSTO)}",
        f"un,{','.join(UN)}",
        f"charter,{','.join(CHARTER)}",
        f"state,{','.join(STATE)}",
    ]
)


def read(text: str = TERMS) -> pl.DataFrame:
    return termbase.parse(text.encode(), name="t.csv")


def to_units(*units: Mapping[str, str], doc: str = "d") -> pl.DataFrame:
    rows = [
        (f"{doc}#{index}", doc, index, lang, 0, 1, "paragraph", None, text, 1.0)
        for index, unit in enumerate(units)
        for lang, text in unit.items()
    ]
    return pl.DataFrame(rows, schema=UNITS, orient="row")


def found(units: pl.DataFrame, lang: str, terms: str = TERMS) -> list[tuple[str | None, ...]]:
    rows = find_renderings(units, read(terms)).filter(pl.col("lang") == lang)
    return rows.select("concept", "text", "form", "method", "kind").rows()


COOPERATION = {
    "fr": "Coopération entre l'ONU et l'Organisation du Traité de sécurité collective",
    "en": "Cooperation between the United Nations and the CSTO",
    "es": "Con las Naciones Unidas y la Organización del Tratado de Seguridad Colectiva",
    "ru": "Сотрудничество с Организацией Договора о коллективной безопасности и ООН",
    "ar": "التعاون بين الأمم المتحدة ومنظمة معاهدة الأمن الجماعي",
    "zh": "联合国与集体安全条约组织之间的合作",
}


@pytest.mark.parametrize(
    ("lang", "un", "csto"),
    [
        (
            "fr",
            ("ONU", "ONU", "acronym"),
            (
                "Organisation du Traité de sécurité collective",
                "Organisation du Traité de sécurité collective",
                "full",
            ),
        ),
        ("en", ("United Nations", "United Nations", "full"), ("CSTO", "CSTO", "acronym")),
        (
            "es",
            ("Naciones Unidas", "Naciones Unidas", "full"),
            (
                "Organización del Tratado de Seguridad Colectiva",
                "Organización del Tratado de Seguridad Colectiva",
                "full",
            ),
        ),
        (
            "ru",
            ("ООН", "ООН", "acronym"),
            (
                "Организацией Договора о коллективной безопасности",
                "Организация Договора о коллективной безопасности",
                "full",
            ),
        ),
        (
            "ar",
            ("الأمم المتحدة", "الأمم المتحدة", "full"),
            ("منظمة معاهدة الأمن الجماعي", "منظمة معاهدة الأمن الجماعي", "full"),
        ),
        ("zh", ("联合国", "联合国", "full"), ("集体安全条约组织", "集体安全条约组织", "full")),
    ],
)
def test_each_language_has_span_citation_form_and_kind(
    lang: str, un: tuple[str, str, str], csto: tuple[str, str, str]
) -> None:
    assert found(to_units(COOPERATION), lang) == [
        ("un", *un[:2], "termbase", un[2]),
        ("csto", *csto[:2], "termbase", csto[2]),
    ]


def test_offsets_lead_back_to_the_texts() -> None:
    table = find_renderings(to_units(COOPERATION), read())
    assert table.schema == RENDERINGS
    assert table["lang"].to_list() == [*LANGUAGES, *LANGUAGES]
    for row in table.iter_rows(named=True):
        assert COOPERATION[row["lang"]][row["start"] : row["stop"]] == row["text"]
        assert COOPERATION["fr"][row["fr_start"] : row["fr_stop"]] in (
            "ONU",
            "Organisation du Traité de sécurité collective",
        )


SHORT = {
    "fr": "La Charte des Nations Unies, l'ONU et l'ONU",
    "en": "The United Nations Charter, the United Nations",
    "es": "La Carta de las Naciones Unidas, las Naciones Unidas",
    "ru": "Устав Организации Объединенных Наций, Организация Объединенных Наций",
    "ar": "ميثاق الأمم المتحدة، والأمم المتحدة",
    "zh": "联合国宪章、联合国",
}


@pytest.mark.parametrize("lang", OTHERS)
def test_a_short_term_inside_a_longer_one_does_not_count(lang: str) -> None:
    rows = found(to_units(SHORT), lang)
    assert [(row[0], row[3]) for row in rows] == [
        ("charter", "termbase"),
        ("un", "termbase"),
        ("un", "unmatched"),
    ]
    assert rows[2][1:] == (None, None, "unmatched", None)


def test_only_concepts_of_the_unit_are_sought_in_the_target() -> None:
    units = to_units({"fr": "l'ONU", "en": "the CSTO and the United Nations Charter"})
    assert found(units, "en") == [("un", "United Nations", "United Nations", "termbase", "full")]


def test_inflections_unite() -> None:
    units = to_units(
        {
            "fr": "les États Membres, un État membre, l'État Membre",
            "en": "the Member States, a member State, the Member State",
            "es": "los Estados Miembros, un Estado miembro, el Estado Miembro",
            "ru": "государства-члены, государства-члена, государствам — членам",
            "ar": "الدول الأعضاء، ودولة عضو، والدولة العضو",
            "zh": "会员国，会员国，会 员国",
        }
    )
    forms = find_renderings(units, read()).group_by("lang").agg(pl.col("form"))
    assert {lang: set(found) for lang, found in forms.iter_rows()} == {
        "fr": {"État Membre"},
        "en": {"Member State"},
        "es": {"Estado Miembro"},
        "ru": {"государство-член"},
        "ar": {"دولة عضو"},
        "zh": {"会员国"},
    }
    assert forms["form"].list.len().to_list() == [3] * 6


def test_a_unit_or_a_document_without_a_language() -> None:
    units = pl.concat(
        [
            to_units({"fr": "l'ONU", "en": "the UN", "ru": "ООН"}, {"fr": "l'ONU", "ru": "они"}),
            to_units({"fr": "l'ONU", "zh": "联合国"}, {"en": "the UN"}, doc="e"),
        ]
    )
    table = find_renderings(units, read()).select("tuid", "lang", "method")
    assert table.rows() == [
        ("d#0", "fr", "termbase"),
        ("d#0", "en", "termbase"),
        ("d#0", "ru", "termbase"),
        ("d#1", "fr", "termbase"),
        ("d#1", "en", "no variant"),
        ("d#1", "ru", "unmatched"),
        ("e#0", "fr", "termbase"),
        ("e#0", "en", "no variant"),
        ("e#0", "zh", "termbase"),
    ]


def test_two_french_names_that_share_a_name_elsewhere_are_shared_out() -> None:
    terms = (
        "concept,fr,en\n"
        "un,Organisation des Nations Unies,United Nations\n"
        "short,Nations Unies,United Nations\n"
    )
    units = to_units(
        {
            "fr": "Les Nations Unies et l'Organisation des Nations Unies",
            "en": "The United Nations and the united nations",
        }
    )
    assert found(units, "en", terms) == [
        ("short", "United Nations", "United Nations", "termbase", "full"),
        ("un", "united nations", "United Nations", "termbase", "full"),
    ]


def test_a_term_without_forms_in_a_language_is_discovered_there() -> None:
    units = to_units({lang: f"ONU {lang}" for lang in LANGUAGES})
    table = find_renderings(units, read("concept,fr\nun,ONU\n"))
    assert table["method"].to_list() == ["termbase", *["word alignment"] * 5]
    assert table["probability"][0] == 1
    assert table["probability"][1:].is_between(0, 0.7).all()  # nobody has taught it anything


def test_where_the_termbase_has_forms_nothing_is_guessed() -> None:
    units = to_units({"fr": "l'ONU", "ru": "они"})
    rows = find_renderings(units, read()).select("lang", "method", "start", "probability").rows()
    assert rows == [("fr", "termbase", 2, 1.0), ("ru", "unmatched", None, None)]


@pytest.mark.parametrize("texts", [{}, {"fr": "rien"}, {"en": "United Nations"}])
def test_nothing_found_is_an_empty_table(texts: dict[str, str]) -> None:
    table = find_renderings(to_units(texts), read())
    assert table.schema == RENDERINGS
    assert table.is_empty()


def test_other_tables_are_refused() -> None:
    with pytest.raises(SchemaMismatchError, match="units"):
        find_renderings(read(), read())


SAMPLE = Path(__file__).parent.parent / "corpora" / "samples" / "A_RES_69_12"


def test_the_named_term_of_the_sample_is_found_nineteen_times_in_all_languages() -> None:
    texts = {lang: (SAMPLE / f"{lang}.md").read_text(encoding="utf-8") for lang in LANGUAGES}
    healed = {lang: " ".join(text.replace("*", "").split()) for lang, text in texts.items()}
    terms = termbase.bundled()
    table = find_renderings(to_units(healed), terms)
    first = table.filter(pl.col("concept") == terms["concept"][0])
    counts = first.group_by("lang", "form", "method").len().sort("lang")
    assert counts.select("lang", "method", "len").rows() == [
        (lang, "termbase", 19) for lang in LANGUAGES
    ]
