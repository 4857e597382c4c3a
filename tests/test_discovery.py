from pathlib import Path

import pytest

from corpora.clause import LeftOut
from corpora.discovery import discover
from corpora.errors import InputError
from corpora.schema import LANGUAGES


def put(folder: Path, *names: str, text: str = "x") -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_files_of_six_languages_are_one_document(tmp_path: Path) -> None:
    corpus = put(tmp_path / "A_1", *(f"{code}.txt" for code in LANGUAGES))
    (source,), left_out = discover(corpus)
    assert source.doc == "A_1"
    assert source.files == {code: f"{code}.txt" for code in LANGUAGES}
    assert [*source.files] == [*LANGUAGES]
    assert left_out == ()


def test_stray_files_are_left_out_with_a_reason(tmp_path: Path) -> None:
    strays = (".hidden.md", "README.md", "review.toml", "terms.csv", "verdicts.toml")
    (_,), left_out = discover(put(tmp_path, "fr.md", "EN.MD", *strays))
    assert [item.file for item in left_out] == sorted(strays)
    assert {item.reason for item in left_out} == {"not a version of a document"}


def test_subfolders_are_documents(tmp_path: Path) -> None:
    corpus = put(tmp_path, "b/fr.md", "a/fr.md", "a/en.md", ".git/fr.md", "c/x.md", "notes.md")
    put(corpus, "d/corpus.toml", text='[[documents]]\nsymbol = "D/1"\nfiles = { fr = "f.md" }\n')
    put(corpus, "d/f.md")
    sources, left_out = discover(corpus)
    assert [(source.doc, source.files) for source in sources] == [
        ("a", {"fr": "a/fr.md", "en": "a/en.md"}),
        ("b", {"fr": "b/fr.md"}),
        ("D/1", {"fr": "d/f.md"}),
    ]
    assert [item.file for item in left_out] == ["notes.md", "c/x.md"]


def test_folders_beside_a_document_are_left_out_with_a_reason(tmp_path: Path) -> None:
    (_,), left_out = discover(put(tmp_path, "fr.md", "old/fr.md", ".git/x"))
    assert left_out == (LeftOut("old/", 0, "a folder beside the documents", ""),)
    put(tmp_path, "corpus.toml", text='[[documents]]\nsymbol = "D"\nfiles = { fr = "old/fr.md" }\n')
    assert [item.file for item in discover(tmp_path).left_out] == ["fr.md"]


def test_a_manifest_goes_before_names(tmp_path: Path) -> None:
    put(tmp_path, "fr.md", "autre.md", "de.txt")
    put(tmp_path, "corpus.toml", text='[[documents]]\nsymbol = "D"\nfiles = { fr = "autre.md" }\n')
    (source,), left_out = discover(tmp_path)
    assert source.files == {"fr": "autre.md"}
    assert [item.file for item in left_out] == ["de.txt", "fr.md"]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["de.txt", "fr.txt"], r"de\.txt: unknown language code 'de'; the six are fr, en, es, ru"),
        (["en.md", "es.md"], r"has no French version, to which all are aligned; add fr\.md"),
        (["fr.md", "fr.txt"], r"fr\.md and fr\.txt are both fr; keep one"),
        (["fr.md", "en.odt"], r"en\.odt: no reader for files ending in \.odt; give"),
        (["README.md"], r"no documents; put fr\.md or"),
        ([], r"no documents; put fr\.md or"),
        (["a/en.md", "b/fr.md"], r"'a' has no French version"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, names: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        discover(put(tmp_path, *names))
    assert str(error.value).startswith(str(tmp_path))
    assert "\n" not in str(error.value)


def test_a_version_in_a_format_beside_a_readable_one_is_left_out(tmp_path: Path) -> None:
    (source,), left_out = discover(put(tmp_path, "fr.md", "fr.odt"))
    assert source.files == {"fr": "fr.md"}
    assert [item.file for item in left_out] == ["fr.odt"]


def test_no_folder_and_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such folder"):
        discover(tmp_path / "absent")
    with pytest.raises(InputError, match="a file, not a folder"):
        discover(put(tmp_path, "fr.md") / "fr.md")


def test_what_is_wrong_with_one_of_several_documents_is_told(tmp_path: Path) -> None:
    corpus = put(tmp_path, "a/en.md", "b/fr.md", "c/fr.md", "c/fr.txt", "d/fr.md", "d/de.md")
    told: list[tuple[str, str]] = []
    sources, _ = discover(corpus, refuse=lambda doc, error: told.append((doc, str(error))))
    assert [source.doc for source in sources] == ["b"]
    assert [doc for doc, _ in told] == ["c", "d", "a"]
    assert "keep one of them" in told[0][1]
    with pytest.raises(InputError, match="keep one of them"):
        discover(put(tmp_path / "one", "c/fr.md", "c/fr.txt"), refuse=lambda *_: None)
