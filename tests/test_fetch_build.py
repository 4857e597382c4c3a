"""From a symbol to a translation memory, through the command line and a server like the UN's."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Build, Run, segments
from docx_writer import docx_of_markdown
from un_service import HTML, PDF, Answer, UnService, docx

from corpora.fetching.version import READ
from corpora.languages import BY_CODE
from corpora.readers import READERS
from corpora.schema import LANGUAGES, OTHERS

SYMBOL = "A/RES/69/12"
PROGRAM = Path(sys.executable).with_name("hexapla")

TROUBLE = {
    "en": [Answer(status=429, headers={"Retry-After": "0"})],
    "ru": [Answer(body=docx("cut " * 99), cut=99)],
    "zh": [Answer(status=302, headers={"Location": "/files/zh"})],
}
"""What the server says to the first wish for some versions."""


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def un(sample_texts: Path) -> Iterator[UnService]:
    """Return a server that has the sample resolution as DOCX, and each kind of trouble once."""
    with UnService() as service:
        for lang in LANGUAGES:
            text = (sample_texts / f"{lang}.md").read_bytes()
            body = docx_of_markdown(text, BY_CODE[lang])
            whole = Answer(body=body, headers={"Content-Type": "application/msword"})
            service.give_at(f"/files/{lang}", body)
            service.give(SYMBOL, lang, *TROUBLE.get(lang, ()), whole)
        yield service


def test_fetch_then_build_then_a_memory(
    un: UnService, hexapla: Run, sample: Build, tmp_path: Path
) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    done = hexapla("fetch", "a／res／69/12", "--out", corpus, "--service", un.address, "--rate", 99)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(f"1 of 1 documents are in {corpus}\n")
    built = hexapla("build", corpus, "--out", out)
    assert built.code == 0, built.err
    units = segments(out / "tmx" / "six.tmx")
    assert units[f"{SYMBOL}#op2"].keys() == {*LANGUAGES}
    for lang in OTHERS:
        assert segments(out / "tmx" / f"fr-{lang}.tmx")
    assert json.loads((out / "run.json").read_text(encoding="utf-8"))
    expected = segments(sample.folder / "tmx" / "six.tmx")
    assert [*units.values()] == [*expected.values()]


def test_every_format_that_is_fetched_can_be_built() -> None:
    assert READERS.keys() >= READ


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((SYMBOL, "A/1"), 1, r"warning: A/1: no French version \(404\), to which all .*symbol\n"),
        (("--symbols", "list"), 0, ""),
        (("--symbols", "list", SYMBOL, "--lang", "ZH", "--lang", "ar,es"), 0, ""),
        ((SYMBOL, "--contact", "é"), 1, r"hexapla: contact 'é': give an e-mail .*\n"),
        ((SYMBOL, "--rate", "0"), 1, r"hexapla: rate 0.0: give a number .*\n"),
        (("--symbols", "absent"), 1, r"hexapla: absent: No such file or directory; give .*\n"),
        (("--symbols", "none"), 1, r"hexapla: none: names no symbols; write one a line\n"),
        (("--symbols", "wrong"), 1, r"hexapla: wrong, line 2: 'x': not a UN document .*\n"),
        (("A_RES_69_12",), 1, r"hexapla: 'A_RES_69_12': not a UN document symbol; .*\n"),
        ((SYMBOL, "--lang", "de"), 2, r"(?s).*'de' is none of fr, en, es, ru, ar, zh.*"),
        ((), 2, r"(?s).*give symbols, or a list of them.*"),
    ],
)
def test_the_command(
    un: UnService,
    hexapla: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list").write_text(f"# one\n{SYMBOL}\n", encoding="utf-8")
    Path("none").write_text("# none\n", encoding="utf-8")
    Path("wrong").write_text("A/1\nx\n", encoding="utf-8")
    settings = ("--out", "corpus", "--service", un.address)
    rate = () if "--rate" in arguments else ("--rate", "99")
    done = hexapla("fetch", *arguments, *settings, *rate)
    assert done.code == code
    assert re.fullmatch(said, done.err), done.err
    assert Path("corpus", "corpus.toml").exists() == ("1 of" in done.out)


def test_a_language_that_does_not_exist_has_a_clear_line(
    un: UnService, hexapla: Run, tmp_path: Path
) -> None:
    un.give("A/C.1/42", "fr", docx("fr"))
    un.give("A/C.1/42", "en", Answer(body=HTML))
    settings = ("--out", tmp_path / "corpus", "--service", un.address, "--rate", "99")
    done = hexapla("fetch", "A/C.1/42", "--lang", "en,ar", *settings)
    assert done.code == 1
    first, second = done.err.splitlines()
    assert first.startswith("warning: A/C.1/42: English version not fetched: a web page came")
    assert second == "warning: A/C.1/42: no Arabic version (404)"
    rows = [line.split("│")[1:-1] for line in done.out.splitlines() if line.startswith("│")]
    assert [[cell.strip() for cell in row[:5]] for row in rows] == [
        ["fr", "1", "0", "0", "0"],
        ["en", "0", "0", "0", "1"],
        ["ar", "0", "0", "1", "0"],
    ]


def test_symbols_from_standard_input(
    un: UnService, hexapla: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = io.TextIOWrapper(io.BytesIO(f"{SYMBOL}\n".encode()))
    monkeypatch.setattr(sys, "stdin", typed)
    settings = ("--out", tmp_path / "corpus", "--service", un.address, "--rate", "99")
    assert hexapla("fetch", "--symbols", "-", *settings).code == 0
    assert (tmp_path / "corpus" / "A_RES_69_12" / "fr.docx").exists()


def test_a_failure_on_the_way_tells_what_was_had(
    un: UnService, hexapla: Run, tmp_path: Path
) -> None:
    un.give("A/2", "fr", docx("A/2"))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "corpus.toml").write_text("", encoding="utf-8")
    (tmp_path / "corpus" / "A_2").write_text("in the way", encoding="utf-8")
    settings = ("--out", tmp_path / "corpus", "--service", un.address, "--rate", "99")
    done = hexapla("fetch", SYMBOL, "A/2", *settings)
    assert done.code == 1
    assert re.fullmatch(r"hexapla: .*A_2: File exists; make room.*\n", done.err)
    assert "1 of 1 documents are in" in done.out


def test_a_run_that_is_killed_loses_whole_documents_only(un: UnService, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    un.give("A/2", "fr", Answer(body=PDF, hangs=True))
    command = [PROGRAM, "fetch", SYMBOL, "A/2", "--out", corpus, "--service", un.address]
    with subprocess.Popen(
        [*command, "--rate", "99"],
        env={**os.environ, "NO_PROXY": "*"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while ("A/2", "fr", "doc") not in un.asked and process.poll() is None:
            un.wait()
        process.kill()
    text = (corpus / "corpus.toml").read_text(encoding="utf-8")
    assert [text.count(f"{lang} = {{path") for lang in LANGUAGES] == [1] * 6
    before = len(un.asked)
    un.give("A/2", "fr", docx("A/2"))
    again = subprocess.run(
        [*command, "--rate", "99"], env={**os.environ, "NO_PROXY": "*"}, check=False
    )
    assert again.returncode == 0
    assert {symbol for symbol, _, _ in un.asked[before:]} == {"A/2"}
