import hashlib
from pathlib import Path

import polars as pl
import pytest

from corpora.discovery import discover
from corpora.document import clauses_frame, read_document
from corpora.errors import InputError
from corpora.manifest import Source
from corpora.schema import CLAUSES, LANGUAGES

SAMPLE = Path(__file__).parent.parent / "corpora" / "samples" / "A_RES_69_12"

TEXTS = {
    "fr": "La paix.\n\nLa sécurité.",
    "en": "Peace.\n\nSecurity.",
    "es": "La paz.\n\nLa seguridad.",
    "ru": "Мир.\n\nБезопасность.",
    "ar": "السلام.\n\nالأمن.",
    "zh": "和平。\n\n安全。",
}


def put(corpus: Path, texts: dict[str, str], suffix: str = ".txt") -> Source:
    for code, text in texts.items():
        (corpus / f"{code}{suffix}").write_text(text, encoding="utf-8")
    return Source(doc="A/1", files={code: f"{code}{suffix}" for code in texts})


def test_a_document_in_six_languages(tmp_path: Path) -> None:
    document = read_document(put(tmp_path, TEXTS), tmp_path)
    assert [*document.versions] == [*LANGUAGES]
    assert {
        code: [clause.text for clause in clauses] for code, clauses in document.versions.items()
    } == {code: text.split("\n\n") for code, text in TEXTS.items()}
    assert document.warnings == document.left_out == ()
    expected = hashlib.sha256(TEXTS["zh"].encode()).hexdigest()
    assert document.checksums["zh.txt"] == expected


def test_a_missing_language_is_said(tmp_path: Path) -> None:
    texts = {code: text for code, text in TEXTS.items() if code not in {"es", "ar"}}
    assert read_document(put(tmp_path, texts), tmp_path).warnings == (
        "A/1: no Spanish version (es); built with the rest",
        "A/1: no Arabic version (ar); built with the rest",
    )


@pytest.mark.parametrize("code", ["ru", "ar", "zh"])
def test_a_version_in_a_foreign_script_is_said(tmp_path: Path, code: str) -> None:
    document = read_document(put(tmp_path, TEXTS | {code: "Peace."}), tmp_path)
    assert len(document.warnings) == 1
    assert document.warnings[0].startswith(f"{code}.txt: only 0% of its letters are")


def test_warnings_of_the_decoder_are_passed_on(tmp_path: Path) -> None:
    source = put(tmp_path, TEXTS)
    (tmp_path / "ru.txt").write_bytes(("Генеральная Ассамблея " * 3).encode("windows-1251"))
    assert "ru.txt: read as windows-1251" in read_document(source, tmp_path).warnings[0]


def test_a_wrong_sha256_is_refused(tmp_path: Path) -> None:
    put(tmp_path, TEXTS)
    source = Source(doc="A/1", files={"fr": "fr.txt"}, sha256={"fr": "0" * 64})
    with pytest.raises(InputError, match=r"^fr\.txt: sha256 is \w+, but the manifest says 0000"):
        read_document(source, tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [("", r"fr\.md: the file is empty"), ("---\n", r"fr\.md: the file holds no text but markup")],
)
def test_a_version_without_text_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_document(put(tmp_path, TEXTS | {"fr": text}, ".md"), tmp_path)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"fr\.txt: No such file"):
        read_document(Source(doc="A/1", files={"fr": "fr.txt"}), tmp_path)


def test_the_frame_is_sorted_and_conforms(tmp_path: Path) -> None:
    source = put(tmp_path, TEXTS)
    first = read_document(source, tmp_path)
    second = read_document(Source(doc="A/0", files=source.files), tmp_path)
    table = clauses_frame([first, second])
    assert table.schema == CLAUSES
    keys = table.select("doc", "lang", "index").rows()
    assert keys == [
        (doc, code, index) for doc in ("A/0", "A/1") for code in LANGUAGES for index in (0, 1)
    ]
    assert clauses_frame([]).schema == CLAUSES


@pytest.fixture(scope="module")
def sample() -> pl.DataFrame:
    (source,), _ = discover(SAMPLE)
    document = read_document(source, SAMPLE)
    assert document.warnings == document.left_out == ()
    return clauses_frame([document])


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_sample_has_the_same_clauses_in_six_languages(sample: pl.DataFrame, code: str) -> None:
    version = sample.filter(pl.col("lang") == code)
    labels = [label for label in version["label"] if label not in {"meeting", "date"}]
    assert [label for label in labels if label is not None] == [
        "title",
        "opener",
        *(f"pp{number}" for number in range(1, 14)),
        *(f"op{number}" for number in range(1, 10)),
        *(f"fn{number}" for number in range(1, 7)),
    ]
    assert {*version.filter(kind="closing")["label"]} == {"meeting", "date"}
    assert not any(mark in text for text in version["text"] for mark in ("*", "<", "&", "\n"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_sample_refers_to_the_same_notes(sample: pl.DataFrame, code: str) -> None:
    version = sample.filter(pl.col("lang") == code, pl.col("notes").list.len() > 0)
    assert {label: [*notes] for label, notes in version.select("label", "notes").rows()} == {
        "pp1": ["fn1"],
        "pp4": ["fn2"],
        "pp5": ["fn3", "fn4"],
        "pp8": ["fn5"],
        "pp10": ["fn6"],
        "op1": ["fn1"],
        "op5": ["fn5"],
    }


def test_the_french_sample_is_healed(sample: pl.DataFrame) -> None:
    french = sample.filter(lang="fr").filter(pl.col("label").is_in(["pp6", "op2"]))
    texts = dict(french.select("label", "text").rows())
    assert "multifonctionnelle capable d'apporter des réponses" in texts["pp6"]
    assert "la criminalité transnationale organisée" in texts["op2"]
    notes = dict(sample.filter(lang="fr", kind="footnote").select("label", "text").rows())
    assert "1er août 2009-31 juillet 2010" in notes["fn3"]
    assert notes["fn1"] == "A/69/228-S/2014/560."


@pytest.mark.shared
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_charter_has_a_clause_a_line(shared: Path, code: str) -> None:
    charter = shared / "data" / "charter" / "raw"
    document = read_document(Source(doc="charter", files={code: f"{code}.txt"}), charter)
    source = (charter / f"{code}.txt").read_text(encoding="utf-8")
    lines = [number for number, line in enumerate(source.split("\n"), 1) if line.strip()]
    assert [clause.line for clause in document.versions[code]] == lines
    assert document.left_out == ()
    numbered = sum(clause.number is not None for clause in document.versions[code])
    assert (numbered > 100) == (code == "zh")  # numbering is kept in Chinese alone
