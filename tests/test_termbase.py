import unicodedata
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import InputError
from corpora.schema import LANGUAGES, TERMS
from tm.termbase.cell import tidy
from tm.terms import termbase

ROW = {
    "fr": "Conseil de sécurité",
    "en": "Security Council",
    "es": "Consejo de Seguridad",
    "ru": "Совет Безопасности",
    "ar": "مجلس الأمن",
    "zh": "安全理事会",
}
WIDE = f"concept,{','.join(ROW)}\nsc,{','.join(ROW.values())}\n"


def parse(text: str) -> pl.DataFrame:
    return termbase.parse(text.encode(), name="t.csv")


def rows(text: str) -> list[tuple[str, str, str, str]]:
    return parse(text).rows()


def test_all_six_languages_are_read() -> None:
    assert parse(WIDE).schema == TERMS
    assert rows(WIDE) == [("sc", lang, form, "preferred") for lang, form in ROW.items()]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("ONU", [("ONU", "preferred")]),
        ("paix | Paix", [("paix", "preferred"), ("Paix", "admitted")]),
        (
            "!vieux | neuf | autre",
            [("vieux", "deprecated"), ("neuf", "preferred"), ("autre", "admitted")],
        ),
        ("un | ~uns | deux", [("un", "preferred"), ("uns", "inflected"), ("deux", "admitted")]),
        (" a  b|c |  | c", [("a b", "preferred"), ("c", "admitted")]),
        ("x.*+[y]", [("x.*+[y]", "preferred")]),
        ("y", [("y", "preferred")]),
        (unicodedata.normalize("NFD", "sécurité"), [("sécurité", "preferred")]),
    ],
)
def test_forms_of_a_cell(cell: str, expected: list[tuple[str, str]]) -> None:
    assert [row[2:] for row in rows(f"concept,fr\nc,{cell}\n")] == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_dialects(tmp_path: Path, delimiter: str, mark: str, newline: str) -> None:
    path = tmp_path / "terms.txt"
    text = mark + WIDE.replace(",", delimiter).replace("\n", newline)
    path.write_bytes(text.encode())
    assert termbase.read(path).equals(parse(WIDE))


def test_quotation_marks_keep_a_delimiter_in_csv_and_mean_themselves_in_tsv() -> None:
    assert rows('concept,fr\nc,"droits, devoirs"\n')[0][2] == "droits, devoirs"
    assert rows('concept\tfr\nc\t"paix" durable\n')[0][2] == '"paix" durable'


def test_other_columns_blank_lines_and_case_of_the_header_are_left_alone() -> None:
    assert rows(" Concept ,note,FR,de\n\nc,!,paix,Friede\n,,,\n") == [
        ("c", "fr", "paix", "preferred")
    ]


def test_a_repeated_concept_may_repeat_and_complete() -> None:
    text = "concept,fr,en,ru\nc,paix,peace,\nc,paix,,мир\n"
    assert [row[1:3] for row in rows(text)] == [("fr", "paix"), ("en", "peace"), ("ru", "мир")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"t\.csv, line 1: no column 'concept'"),
        ("term,fr\na,b\n", r"t\.csv, line 1: no column 'concept'"),
        ("concept,en\na,b\n", r"t\.csv, line 1: no column 'fr'"),
        ("concept,fr,fr\na,b,c\n", r"t\.csv, line 1: column 'fr' stands twice"),
        ("concept,fr\n", r"t\.csv: no concepts"),
        ("concept,fr\n\n,\n", r"t\.csv: no concepts"),
        ("concept,fr,en\na,paix,peace\nb,,war\n", r"line 3: concept 'b' has no French form"),
        ("concept,fr\na,!paix\n", r"line 2: concept 'a' has no French form in use"),
        ("concept,fr\n,paix\n", r"line 2: no concept"),
        ("concept,fr\na,paix\na,guerre\n", r"line 3: concept 'a' has other forms in 'fr'"),
        (
            "concept,fr,zh\na,paix,和平\nb,b,\na,,战争\n",
            r"line 4: concept 'a' has other forms in 'zh'",
        ),
        ("concept,fr\na,paix, sûreté\n", r"line 2: 3 cells under 2 columns"),
        ('concept,fr\na,"paix\n', r"line 2: unexpected end of data; check the quotation marks"),
        ("concept,fr\na,\0paix\n", r"line 2: holds a null character"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        parse(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("lang", "encoding"),
    [
        ("fr", "windows-1252"),
        ("en", "utf-16"),
        ("es", "windows-1252"),
        ("ru", "windows-1251"),
        ("ar", "windows-1256"),
        ("zh", "gb18030"),
    ],
)
def test_other_encodings_are_refused(tmp_path: Path, lang: str, encoding: str) -> None:
    path = tmp_path / "terms.csv"
    form = ROW[lang].replace("Consejo", "Secretaría")
    path.write_bytes(f"concept,fr,{lang}\nsc,paix,{form}\n".encode(encoding))
    with pytest.raises(InputError, match=r"terms\.csv, line \d: not UTF-8; save the file as UTF-8"):
        termbase.read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: cannot be read"):
        termbase.read(tmp_path / "none.csv")


def test_preferred_forms() -> None:
    terms = parse("concept,fr,zh\nb,!x | y | z,\na,w,和\n")
    assert termbase.preferred(terms, lang="fr") == {"b": "y", "a": "w"}
    assert termbase.preferred(terms, lang="zh") == {"a": "和"}


def test_the_bundled_termbase() -> None:
    terms = termbase.bundled()
    concepts = list(termbase.preferred(terms, lang="fr").values())
    assert concepts[0] == "Organisation du Traité de sécurité collective"
    assert len(concepts) >= 25
    for lang in LANGUAGES:
        assert len(termbase.preferred(terms, lang=lang)) == len(concepts)


CELLS = st.lists(
    st.text(alphabet="aé мن国.*[", min_size=1).map(str.strip).filter(bool), min_size=1, unique=True
)


@given(st.dictionaries(st.text("abc", min_size=1), CELLS, min_size=1))
def test_what_is_written_is_read(concepts: dict[str, list[str]]) -> None:
    text = "concept\tfr\n" + "".join(f"{c}\t{' | '.join(f)}\n" for c, f in concepts.items())
    expected = [(concept, tidy(form)) for concept, forms in concepts.items() for form in forms]
    assert [(row[0], row[2]) for row in rows(text)] == list(dict.fromkeys(expected))
