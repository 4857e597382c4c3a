"""Old Word and RTF through LibreOffice; what needs it skips, saying so, where it is missing."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx_parts import docx, package, paragraph, run
from docx_writer import docx_of_markdown
from test_docx import SAME, agreement

from corpora.document import read_version
from corpora.errors import InputError
from corpora.languages import BY_CODE, ENGLISH, Language
from corpora.readers import reader_for, word
from corpora.readers.sniff import WORD_MARK

FILTERS = {".doc": "doc:MS Word 97", ".rtf": "rtf:Rich Text Format"}
RTF = rb"{\rtf1\ansi La paix.\par}"


@pytest.fixture(params=BY_CODE)
def language(request: pytest.FixtureRequest) -> Language:
    return BY_CODE[request.param]


@pytest.fixture(scope="module")
def soffice() -> str:
    """Return the command of LibreOffice, or skip, saying so."""
    command = word.find_libreoffice()
    if command is None:
        pytest.skip("no LibreOffice: neither soffice nor libreoffice is on the path")
    return command


@pytest.fixture(scope="module", params=FILTERS)
def resolutions(
    request: pytest.FixtureRequest,
    soffice: str,
    sample_texts: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """Return a folder with the six resolutions in an old format: `fr.doc`, `en.doc`, …"""
    folder = tmp_path_factory.mktemp("old")
    for code, language in BY_CODE.items():
        source = (sample_texts / f"{code}.md").read_bytes()
        (folder / f"{code}.docx").write_bytes(docx_of_markdown(source, language, plain=True))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    sources = [str(folder / f"{code}.docx") for code in BY_CODE]
    conversion = ["--headless", "--convert-to", FILTERS[request.param], "--outdir", str(folder)]
    subprocess.run([soffice, profile, *conversion, *sources], check=True, capture_output=True)
    yield folder
    shutil.rmtree(folder / "profile", ignore_errors=True)


@pytest.mark.libreoffice
def test_the_resolution_is_the_same_through_markdown_and_old_word(
    resolutions: Path, language: Language, sample_texts: Path
) -> None:
    (path,) = (each for each in resolutions.glob(f"{language.code}.*") if each.suffix in FILTERS)
    source = (sample_texts / f"{language.code}.md").read_bytes()
    expected, _, _ = read_version(source, language, file="x.md")
    found, dropped, warnings = read_version(path.read_bytes(), language, file=path.name)
    assert agreement(expected, found) >= SAME
    assert {item.reason for item in dropped} == {"page header", "page footer"}
    assert {item.file for item in dropped} == {path.name}
    assert warnings == []


@pytest.mark.libreoffice
def test_nothing_is_left_behind(
    soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert soffice
    monkeypatch.setattr(word.tempfile, "tempdir", str(tmp_path))
    assert [block.text for block in word.read(RTF, ENGLISH, file="x.rtf").blocks] == ["La paix."]
    assert not [*tmp_path.iterdir()]


@pytest.mark.libreoffice
def test_what_libreoffice_cannot_open_is_refused(
    soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert soffice
    monkeypatch.setattr(word.tempfile, "tempdir", str(tmp_path))
    data = WORD_MARK + b"\0" * 4000 + "WordDocument".encode("utf-16-le")
    with pytest.raises(InputError, match=r"^a\.doc: LibreOffice can make no DOCX[^\n]+$"):
        word.read(data, ENGLISH, file="a.doc")
    assert not [*tmp_path.iterdir()]


def test_without_libreoffice_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "COMMANDS", ("no-such-office",))
    with pytest.raises(InputError) as error:
        word.read(RTF, ENGLISH, file="a/fr.rtf")
    assert str(error.value) == (
        "a/fr.rtf: LibreOffice is needed to read .rtf and is not installed; install it, or save "
        "the file as fr.docx"
    )


def script(folder: Path, text: str) -> str:
    """Return a command in the place of LibreOffice."""
    path = folder / "office"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_conversion_without_end_is_stopped_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    command = script(tmp_path, f"(sleep 2; touch {mark}) & wait")
    monkeypatch.setattr(word, "COMMANDS", (command,))
    monkeypatch.setattr(word, "TIMEOUT", 0.1)
    with pytest.raises(InputError, match=r"^a\.rtf: LibreOffice was not done after 0\.1 seconds"):
        word.read(RTF, ENGLISH, file="a.rtf")
    subprocess.run(["sleep", "2.5"], check=True)
    assert not mark.exists()


@pytest.mark.parametrize("text", ["exit 1", "exit 0"])
def test_a_conversion_that_makes_nothing_is_refused(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "COMMANDS", (script(tmp_path, text),))
    with pytest.raises(InputError, match=r"^a\.rtf: LibreOffice can make no DOCX of it"):
        word.read(RTF, ENGLISH, file="a.rtf")


def test_lost_references_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(docx(paragraph(run("Nations Error: Reference source not found"))))
    # The folder for the result is the argument behind --outdir.
    copy = f'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp {made} "$2/source.docx"'
    monkeypatch.setattr(word, "COMMANDS", (script(tmp_path, copy),))
    (warning,) = word.read(RTF, ENGLISH, file="a.rtf").warnings
    assert warning.startswith("a.rtf: LibreOffice has lost 1 of its cross-references")


@pytest.mark.parametrize("suffix", [".doc", ".rtf"])
def test_a_docx_by_another_name_is_read_as_such(
    suffix: str, language: Language, monkeypatch: pytest.MonkeyPatch, sample_texts: Path
) -> None:
    monkeypatch.setattr(word, "COMMANDS", ())
    data = docx_of_markdown((sample_texts / f"{language.code}.md").read_bytes(), language)
    read = reader_for(f"x{suffix}")
    assert read is word.read
    assert read(data, language, file="x") == reader_for("x.docx")(data, language, file="x")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "neither Word nor RTF"),
        (b"La paix.", "neither Word nor RTF"),
        (package({"a.txt": "x"}), "neither Word nor RTF"),
        (WORD_MARK, "no Word document is in it"),
        (WORD_MARK + "Workbook".encode("utf-16-le"), "no Word document is in it"),
        (WORD_MARK + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        (docx(paragraph(run("x")))[:-30], "cut short, damaged"),
    ],
)
def test_what_is_no_word_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=rf"^a\.doc\b[^\n]*{message}[^\n]*$"):
        word.read(data, ENGLISH, file="a.doc")


def test_macros_and_links_are_forbidden(tmp_path: Path) -> None:
    settings = (word._profile(tmp_path / "p") / "user" / "registrymodifications.xcu").read_text()
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "DisableActiveContent"):
        assert f'oor:name="{name}" oor:op="fuse"><value>true</value>' in settings
