"""What many tests share: the bundled sample, built once, and the measuring data beside us.

A test marked `shared` is skipped, saying so, where the folder `../shared/data` is absent.
"""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from tm import cli
from tm.build import Report, build

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "corpora" / "samples"
SHARED = ROOT.parent / "shared"
STYLE = re.compile("\x1b\\[[0-9;]*m")  # a CI service may ask for colours
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

TEXTS = {
    "fr": "La paix est bonne.\nLe Conseil se réunit.\n",
    "en": "Peace is good.\nThe Council meets.\n",
    "es": "La paz es buena.\nEl Consejo se reúne.\n",
    "ru": "Мир — это хорошо.\nСовет собирается.\n",
    "ar": "السلام جيد.\nيجتمع المجلس.\n",
    "zh": "和平是好的。\n理事会开会。\n",
}
"""Two clauses in each language."""


class Build(NamedTuple):
    """A build on disk and what it reported."""

    folder: Path
    report: Report


class Done(NamedTuple):
    """How a run of the command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


def segments(path: Path) -> dict[str, dict[str, str]]:
    """Return the text of each unit of a memory by tuid and language."""
    return {
        unit.get("tuid"): {each.get(XML_LANG): each.findtext("seg") for each in unit.iter("tuv")}
        for unit in etree.parse(path).iter("tu")
    }


@pytest.fixture(scope="session")
def sample_texts() -> Path:
    """Return the folder of the bundled resolution: `fr.md`, `en.md`, …"""
    return SAMPLES / "A_RES_69_12"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return the build of the bundled sample; a test may read it, never change it."""
    folder = tmp_path_factory.mktemp("sample") / "out"
    return Build(folder, build(SAMPLES, folder))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder beside this project that holds measuring data and the seed."""
    return SHARED


@pytest.fixture
def hexapla(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command in this process."""

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["hexapla", *map(str, arguments)])
        monkeypatch.setenv("COLUMNS", "100")
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = (STYLE.sub("", text) for text in capsys.readouterr())
        return Done(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with a document of two clauses in six languages."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for lang, text in TEXTS.items():
        (folder / f"{lang}.txt").write_text(text, encoding="utf-8")
    return folder


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("shared") and not (SHARED / "data").is_dir():
        pytest.skip(f"no measuring data at {SHARED / 'data'}")
    if item.get_closest_marker("browser"):
        if not shutil.which("chromium"):
            pytest.skip("Chromium is not installed")
        pytest.importorskip("playwright", reason="playwright is not installed (extra: test)")
        pytest.importorskip("vl_convert", reason="vl-convert is not installed (extra: dashboard)")
