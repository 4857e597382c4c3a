import datetime
from pathlib import Path

import pytest

from corpora.errors import InputError
from corpora.manifest import Source, check_pivot, check_symbols, read_manifest

FILES = '[documents.files]\nfr = "fr.md"\n'
HEAD = '[[documents]]\nsymbol = "A/1"\n'


def write(corpus: Path, manifest: str) -> Path:
    for code in ("fr", "en", "es", "ru", "ar", "zh"):
        (corpus / f"{code}.md").write_text("x", encoding="utf-8")
    path = corpus / "corpus.toml"
    path.write_text(manifest, encoding="utf-8")
    return path


def test_a_full_entry(tmp_path: Path) -> None:
    manifest = (
        '[[documents]]\nsymbol = "A/1"\ndate = 2014-11-11\nnote = "Nota bene"\n[documents.files]\n'
        f'zh = {{ path = "zh.md", source = "https://x.org/1", sha256 = "{"A" * 64}", '
        "fetched = 2026-11-23 }\n"
        'ar = "ar.md"\nru = "ru.md"\nes = "es.md"\nen = "./en.md"\nfr = "fr.md"\n'
    )
    assert read_manifest(write(tmp_path, manifest), tmp_path) == [
        Source(
            doc="A/1",
            date=datetime.date(2014, 11, 11),
            note="Nota bene",
            files={code: f"{code}.md" for code in ("fr", "en", "es", "ru", "ar", "zh")},
            addresses={"zh": "https://x.org/1"},
            sha256={"zh": "a" * 64},
            fetched={"zh": datetime.date(2026, 11, 23)},
        )
    ]


def test_languages_come_in_table_order(tmp_path: Path) -> None:
    manifest = HEAD + '[documents.files]\nzh = "zh.md"\nen = "en.md"\nfr = "fr.md"\n'
    assert [*read_manifest(write(tmp_path, manifest), tmp_path)[0].files] == ["fr", "en", "zh"]


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("documents = [\n[[x", "corpus.toml: not valid TOML"),
        ("", "names no documents; begin each with a line [[documents]]"),
        ("documents = 3", "names no documents"),
        ("documents = [3]", "document 1: expected a table"),
        ("[other]\nx = 1\n", "unknown key 'other'"),
        (f"[[documents]]\n{FILES}", "document 1: no symbol; add symbol ="),
        (f"[[documents]]\nsymbol = 12\n{FILES}", "symbol must be one line of text in quotes"),
        (f'[[documents]]\nsymbol = " "\n{FILES}', "symbol must be one line"),
        (f'[[documents]]\nsymbol = "a\\nb"\n{FILES}', "symbol must be one line"),
        (f"{HEAD}langue = 1\n{FILES}", "unknown key 'langue'"),
        (f'{HEAD}date = "2014"\n{FILES}', "date must be written as 2014-11-11, without quotes"),
        (HEAD, "[documents.files]: expected a table"),
        (f'{HEAD}{FILES}de = "de.md"\n', "unknown language code 'de'; the six are fr, en, es, ru"),
        (f'{HEAD}{FILES}en = "absent.md"\n', "there is no file 'absent.md'"),
        (f'{HEAD}{FILES}en = "../en.md"\n', "'../en.md' leads out of the corpus"),
        (f'{HEAD}{FILES}en = "a/../../en.md"\n', "leads out of the corpus"),
        (f'{HEAD}{FILES}en = "/etc/passwd"\n', "leads out of the corpus"),
        (f'{HEAD}{FILES}en = "..\\\\en.md"\n', "leads out of the corpus"),
        (f'{HEAD}{FILES}en = "fr.md"\n', "'fr.md' is named for 2 languages"),
        (f"{HEAD}{FILES}en = 3\n", "en: expected a table"),
        (f'{HEAD}{FILES}en = {{ source = "x" }}\n', "en: no path"),
        (f'{HEAD}{FILES}en = {{ path = "en.md", sha265 = "x" }}\n', "unknown key 'sha265'"),
        (f'{HEAD}{FILES}en = {{ path = "en.md", sha256 = "x" }}\n', "64 hexadecimal digits"),
        (
            f'{HEAD}{FILES}en = {{ path = "en.md", fetched = "today" }}\n',
            "fetched must be written as 2014-11-11, without quotes",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, manifest: str, message: str) -> None:
    path = write(tmp_path, manifest)
    with pytest.raises(InputError) as error:
        read_manifest(path, tmp_path)
    assert message in str(error.value)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)


def test_a_syntax_error_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"line 3"):
        read_manifest(write(tmp_path, "[[documents]]\n\nsymbol = A/1\n"), tmp_path)


def test_a_manifest_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "corpus.toml"
    path.write_bytes('symbol = "é"'.encode("latin-1"))
    with pytest.raises(InputError, match=r"not UTF-8 \(byte 10\); save it as UTF-8"):
        read_manifest(path, tmp_path)


def test_symbols_are_unique_and_french_is_there(tmp_path: Path) -> None:
    source = Source(doc="A/1", files={"fr": "fr.md"})
    with pytest.raises(InputError, match="2 documents have the symbol 'A/1'"):
        check_symbols([source, source], tmp_path)
    with pytest.raises(InputError, match="'A/2' has no French version"):
        check_pivot(Source(doc="A/2", files={"en": "en.md"}), tmp_path)


def test_a_partial_corpus_may_lack_documents_and_files(tmp_path: Path) -> None:
    path = write(tmp_path, f'{HEAD}{FILES}en = "absent.md"\n')
    assert read_manifest(path, tmp_path, partial=True)[0].files["en"] == "absent.md"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert read_manifest(path, tmp_path, partial=True) == []
    path.write_text("documents = []\n", encoding="utf-8")
    assert read_manifest(path, tmp_path, partial=True) == []


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("documents = 3", "names no documents"),
        (f'{HEAD}{FILES}en = "../absent.md"\n', "leads out of the corpus"),
        (f'{HEAD}{FILES}de = "de.md"\n', "unknown language code"),
    ],
)
def test_a_partial_corpus_may_not_be_wrong(tmp_path: Path, manifest: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_manifest(write(tmp_path, manifest), tmp_path, partial=True)
