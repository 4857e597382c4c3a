"""What is wrong in a termbase is named with its place; what is only worth a look is quieter."""

import re
from pathlib import Path

import pytest
from termbases import golden, workbook

from corpora.errors import InputError
from corpora.schema import LANGUAGES
from tm.termbase.check import Checked, check
from tm.terms import termbase

HEAD = f"concept,{','.join(LANGUAGES)}\n"


def checked(tmp_path: Path, text: str, name: str = "t.csv") -> Checked:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return check(tmp_path / name)


def found(tmp_path: Path, *rows: str) -> list[tuple[str, str, str, str]]:
    """Return severity, kind, place and language of what is found in rows under the heading."""
    findings = checked(tmp_path, HEAD + "\n".join(rows) + "\n").findings
    return [(each.severity, each.kind, each.place, each.lang) for each in findings]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["a,paix", "b,guerre"], []),
        (["a,paix | paix"], [("warning", "form stands twice", "line 2", "fr")]),
        (["a,paix", "a,paix"], [("warning", "form stands twice", "line 3", "fr")]),
        (
            ["a,paix,peace", "a,paix,war"],
            [
                ("error", "rows that differ", "line 3", "en"),
                ("warning", "form stands twice", "line 3", "fr"),
            ],
        ),
        (["a,paix | !paix"], [("error", "status contradicted", "line 2", "fr")]),
        (
            ["a,paix [preferred] | calme [preferred]"],
            [("error", "two preferred forms", "line 2", "fr")],
        ),
        (["a,!paix"], [("error", "no French form in use", "line 2", "fr")]),
        (["a,,peace"], [("error", "no French form in use", "line 2", "fr")]),
        ([",paix"], [("error", "no concept", "line 2", "")]),
        (["a,pa\x01ix"], [("error", "control character", "line 2", "fr")]),
        (["a,un,x"], [("warning", "one letter", "line 2", "en")]),
        (["a,eau,,,,,水"], [("warning", "one letter", "line 2", "zh")]),
        (["a,un,***"], [("warning", "nothing to find", "line 2", "en")]),
        (["a,un,Cоuncil"], [("warning", "mixed scripts", "line 2", "en")]),
        (["a,un,,,Coвет"], [("warning", "mixed scripts", "line 2", "ru")]),
        (["a,un,,,ИСО/МЭК ISO"], []),
        (["a,un,,,,,G20集团"], []),
        (["a,un,,,,\ufee3\ufea0\ufee0\ufeb2"], [("warning", "presentation forms", "line 2", "ar")]),
        (["a,e\u0301tat"], [("note", "decomposed letters", "line 2", "fr")]),
        (["a,conseil de paix", "b,conseil"], [("note", "inside a longer form", "line 3", "fr")]),
        (
            ["a,alpha,,,,,安全理事会", "b,beta,,,,,理事会"],
            [("note", "inside a longer form", "line 3", "zh")],
        ),
    ],
)
def test_what_is_found(
    tmp_path: Path, rows: list[str], expected: list[tuple[str, str, str, str]]
) -> None:
    assert [
        each for each in found(tmp_path, *rows) if each[1:] != ("one letter", "", "")
    ] == expected


SINGLE = {
    "fr": ("État Membre", "États Membres"),
    "en": ("Member State", "member states"),
    "es": ("Estado Miembro", "Estados Miembros"),
    "ru": ("мирное урегулирование", "мирного урегулирования"),
    "ar": ("مجلس الأمن", "مجلس الامن"),
    "zh": ("联合国", "联 合 国"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_concepts_with_one_form_or_with_its_inflection(tmp_path: Path, lang: str) -> None:
    form, inflected = SINGLE[lang]
    names = {"fr": ("", "")}.get(lang, ("alpha", "beta"))

    def row(concept: str, name: str, cell: str) -> str:
        cells = [cell if lang == each else name if each == "fr" else "" for each in LANGUAGES]
        return ",".join([concept, *cells])

    same = found(tmp_path, row("a", names[0], form), row("b", names[1], form))
    alike = found(tmp_path, row("a", names[0], form), row("b", names[1], inflected))
    assert same == [("warning", "same form in two concepts", "line 3", lang)]
    assert alike == [("warning", "one after inflection", "line 3", lang)]


def test_preferred_here_and_deprecated_there(tmp_path: Path) -> None:
    rows = found(tmp_path, "a,paix", "b,calme | !paix", "c,trêve | !calme")
    assert [row for row in rows if row[0] == "error"] == [
        ("error", "in use and not to be used", "line 3", "fr"),
        ("error", "in use and not to be used", "line 4", "fr"),
    ]


def test_languages_are_counted(tmp_path: Path) -> None:
    result = checked(tmp_path, HEAD + "a,paix | calme,peace\nb,guerre,!war\n")
    assert result.concepts == 2
    assert result.forms == {"fr": 3, "en": 2, "es": 0, "ru": 0, "ar": 0, "zh": 0}
    assert result.missing == {"fr": 0, "en": 1, "es": 2, "ru": 2, "ar": 2, "zh": 2}


@pytest.mark.parametrize("suffix", termbase.SUFFIXES)
def test_places_in_every_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    termbase.write(golden(), path)
    places = {each.place for each in check(path).findings}
    shape = {".xlsx": r"sheet 'terms', row \d+"}.get(suffix, r"line \d+")
    assert places
    assert all(re.fullmatch(shape, place) for place in places)


TBX = '<martif><text><body><termEntry id="{}">{}</termEntry></body></text></martif>'
LANG = '<langSet xml:lang="fr"><tig><term>{}</term></tig></langSet>'


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.tbx", TBX.format("a", LANG.format("pa")).encode()[:-20], "breaks off"),
        ("a.tbx", b"", "the file is empty"),
        ("a.tbx", b"concept,fr\na,b\n", "line 1: not well-formed XML"),
        ("a.tbx", b"<tmx/>", "begins with <tmx>, expected <martif> or <tbx>"),
        (
            "a.tbx",
            b'<!DOCTYPE martif [<!ENTITY a "b">]>' + TBX.format("a", LANG.format("&a;")).encode(),
            "declares entities",
        ),
        (
            "a.tbx",
            b'<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            + TBX.format("a", LANG.format("&a;")).encode(),
            "declares entities",
        ),
        (
            "a.tbx",
            b'<!DOCTYPE martif SYSTEM "x.dtd">' + TBX.format("a", LANG.format("p&nbsp;x")).encode(),
            "entity &nbsp; is not read",
        ),
        ("a.tbx", TBX.format("a", LANG.format("\x00")).encode(), "not well-formed XML"),
        ("a.tbx", TBX.format("a", "").encode(), "no concepts; none has a French form in use"),
        ("a.xlsx", b"concept,fr\na,b\n", "is no .xlsx workbook"),
        ("a.xlsx", b"PK\x03\x04", "is cut short or damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook; save it as .xlsx"),
        ("a.csv", b"concept,fr\na,p\0x\n", "line 2: holds a null character"),
        ("a.csv", b"concept,fr\na,p\x01x\n", "line 2: 'p\\x01x' holds U+0001"),
        ("a.csv", b'concept,fr\na,"' + b"x" * 200_000 + b'"\n', "field larger than field limit"),
        ("a.csv", b"fr,en\npaix,peace\n", "line 1: no column 'concept'"),
        ("a.csv", b"id,en\n1,peace\n", "line 1: no column 'fr'"),
        ("a.csv", b"concept,fr\na,paix\na,guerre\n", "line 3: concept 'a' has other forms"),
    ],
)
def test_what_cannot_be_read_is_one_line(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        termbase.read(tmp_path / name)
    assert message in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_mended_by_reading(tmp_path: Path) -> None:
    text = HEAD + "a,e\u0301tat,,,\u0438\u0306,\ufee3\ufea0\ufee0\ufeb2,\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert termbase.read(tmp_path / "a.csv")["form"].to_list() == ["état", "й", "مجلس"]


def test_what_a_program_exported_contradicts_and_is_still_read(tmp_path: Path) -> None:
    rows = [
        ["ID", "French", "English"],
        [1, "paix", "peace"],
        [1, "calme", "peace"],
        [2, "", "war"],
    ]
    path = workbook(tmp_path / "a.xlsx", [*rows, [3, "=1+1", ""]])
    terms, left_out = termbase.load(path)
    assert [row[2:] for row in terms.rows()] == [
        ("paix", "preferred"),
        ("calme", "admitted"),
        ("peace", "preferred"),
    ]
    assert [item.reason for item in left_out] == [
        "a formula or an error in a cell (1 in all)",
        "a concept without a French form in use (2 in all)",
    ]


def test_a_cell_too_long_for_a_workbook_is_named(tmp_path: Path) -> None:
    terms = golden().with_columns(form=golden()["form"] + "x" * 10_000)
    with pytest.raises(
        InputError, match=r"concept 'AFG/short form', fr: over the 32,767 characters of a cell"
    ):
        termbase.write(terms, tmp_path / "a.xlsx")
    termbase.write(terms, tmp_path / "a.tbx")
    assert termbase.read(tmp_path / "a.tbx").equals(terms)
