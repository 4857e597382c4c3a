"""The termbase with what was found, and glossaries that OmegaT reads."""

from pathlib import Path

import polars as pl
import pytest
from omegat import read_glossaries
from termbases import FORMS, frame, golden

from corpora.errors import InputError
from corpora.schema import LANGUAGES, OTHERS, RENDERINGS, TERMS, SchemaMismatchError
from tm.terms import termbase
from tm.tmx.settings import ALL_PAIRS

FOUND = {
    "en": "Council for Security",
    "es": "Consejo para la Seguridad",
    "ru": "Совет по вопросам безопасности",
    "ar": "مجلس السلامة",
    "zh": "安全会议",
}


def renderings(
    *rows: tuple[str, str, str | None, str | None, float | None, str | None],
) -> pl.DataFrame:
    """Return RENDERINGS of rows (concept, lang, form, kind, probability, verdict)."""
    full = [
        {
            **dict.fromkeys(RENDERINGS),
            "concept": concept,
            "lang": lang,
            "form": form,
            "kind": kind,
            "probability": probability,
            "verdict": verdict,
            "start": None if form is None else 0,
        }
        for concept, lang, form, kind, probability, verdict in rows
    ]
    return pl.DataFrame(full, schema=RENDERINGS)


def added(
    *rows: tuple[str, str, str | None, str | None, float | None, str | None],
) -> list[tuple[object, ...]]:
    terms = termbase.enriched(golden(), renderings(*rows))
    assert terms.schema == termbase.ENRICHED
    assert terms.filter(pl.col("note").is_null()).select(TERMS.names()).equals(golden())
    return terms.filter(pl.col("note").is_not_null()).rows()


@pytest.mark.parametrize("lang", OTHERS)
def test_a_form_that_was_found_is_admitted_behind_the_others(lang: str) -> None:
    row = ("001", lang, FOUND[lang], "full", 0.6, None)
    terms = termbase.enriched(golden(), renderings(row, row))
    own = terms.filter(pl.col("concept") == "001", pl.col("lang") == lang)
    assert own["form"].to_list() == [*FORMS[lang], FOUND[lang]]
    assert own.rows()[-1][3:] == ("admitted", "found 2×, mean probability 0.60")


@pytest.mark.parametrize(
    ("rows", "forms"),
    [
        ([("001", "ru", "мир", "full", 0.79, None)], []),
        ([("001", "ru", "мир", "full", 0.8, None)], ["мир"]),
        ([("001", "ru", "мир", "acronym", 0.1, None)] * 2, ["мир"]),
        ([("001", "ru", "мир", "full", 0.1, "accept")], ["мир"]),
        ([("001", "ru", "мир", "full", 0.9, "reject")] * 3, []),
        ([("001", "ru", "мир", "full", 0.9, "ignore")] * 3, []),
        (
            [("001", "ru", "мир", "full", 0.1, None), ("001", "ru", "мир", "full", 0.9, "reject")],
            [],
        ),
        ([("001", "ru", "он", "pronoun", 0.9, None)] * 3, []),
        ([("001", "ru", "мир", "paraphrase", 0.9, None)] * 3, []),
        ([("001", "ru", None, None, None, None)] * 3, []),
        ([("new", "ru", "мир", "full", 0.9, None)] * 3, []),
        ([("001", "ru", form, "full", 0.9, None) for form in FORMS["ru"]], []),
        ([("001", "ru", "совет  безопасности", "full", 0.9, None)] * 3, []),
        ([("001", "ru", x, "full", 0.9, None) for x in ("б", "а", "б", "в")], ["б", "а", "в"]),
        ([("001", "fr", "e\u0301tat", "full", 0.9, None)] * 2, ["état"]),
    ],
)
def test_what_is_taken(
    rows: list[tuple[str, str, str | None, str | None, float | None, str | None]], forms: list[str]
) -> None:
    assert [row[2] for row in added(*rows)] == forms


def test_concepts_with_french_alone_get_their_first_forms() -> None:
    rows = added(*[("paix & <sûreté>", lang, FOUND[lang], "full", 0.9, None) for lang in OTHERS])
    assert [row[1:4] for row in rows] == [(lang, FOUND[lang], "admitted") for lang in OTHERS]


def test_frames_of_another_shape_are_refused() -> None:
    with pytest.raises(SchemaMismatchError):
        termbase.enriched(golden(), golden())


def lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("source", "target"), ALL_PAIRS)
def test_every_pair_has_its_glossary(tmp_path: Path, source: str, target: str) -> None:
    written = termbase.write_glossary(golden(), tmp_path, pairs=[(source, target)])
    assert written.files == (tmp_path / f"{source}-{target}.utf8",)
    best, other, bad, old, plural = FORMS[target]
    avoided = f"not: {bad}, {old}, {plural}"
    expected = [
        pair
        for word in FORMS[source][:2]
        for pair in ([word, best, avoided], [word, other, "admitted"])
    ]
    assert lines(written.files[0]) == expected
    assert sum("left" in item.reason or "without" in item.reason for item in written.left_out) == 1


def test_notes_signs_and_what_has_no_counterpart(tmp_path: Path) -> None:
    rows = [
        ("a", "fr", "#paix\tdurable", "preferred"),
        ("a", "ru", "мир\nнавсегда", "admitted"),
        ("b", "fr", "guerre", "preferred"),
        ("b", "ru", "война", "deprecated"),
    ]
    terms = frame(rows).with_columns(
        note=pl.Series([None, "found 3×", None, None], dtype=pl.String)
    )
    written = termbase.write_glossary(terms, tmp_path, pairs=[("fr", "ru"), ("fr", "zh")])
    text = (tmp_path / "fr-ru.utf8").read_text(encoding="utf-8")
    assert text == " #paix durable\tмир навсегда\tadmitted; found 3×\n"
    assert [path.name for path in written.files] == ["fr-ru.utf8"]
    assert [item.reason.partition(" (")[2] for item in written.left_out] == [
        "1 in all)",
        "2 in all)",
    ]


def test_control_characters_are_refused(tmp_path: Path) -> None:
    terms = frame([("a", "fr", "pa\x01ix", "preferred")])
    for path in ("a.tbx", "a.csv", "a.xlsx"):
        with pytest.raises(InputError, match=r"concept 'a': 'pa\\x01ix' holds U\+0001"):
            termbase.write(terms, tmp_path / path)


@pytest.mark.omegat
def test_omegat_reads_every_line(tmp_path: Path) -> None:
    terms = pl.concat(
        [golden(), frame([("h", "fr", "#paix", "preferred"), ("h", "ar", "#سلام", "preferred")])]
    )
    written = termbase.write_glossary(terms, tmp_path / "glossary", pairs=ALL_PAIRS)
    read = read_glossaries(tmp_path, written.files)
    assert len(read) == len(ALL_PAIRS) == len(LANGUAGES) * len(OTHERS)
    for path in written.files:
        expected = [[*line, ""][:3] for line in lines(path)]
        assert read[path.name] == expected
