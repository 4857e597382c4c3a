"""The benchmark of the dashboard: its build is one, and it prints what it should."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from corpora.errors import InputError
from corpora.schema import LANGUAGES
from tm.bench.first_chart import first_chart
from tm.bench.synthetic import make_build
from tm.dashboard import page
from tm.dashboard.build import open_build
from tm.dashboard.notebooks import run_notebooks
from tm.dashboard.payload import payload

pytest.importorskip("marimo", reason="marimo is not installed (extra: dashboard)")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "build"
    make_build(folder, units=220, terms=12)
    return folder


def test_the_build_is_one_and_the_same_each_time(made: Path, tmp_path: Path) -> None:
    make_build(tmp_path / "again", units=220, terms=12)
    assert contents(made) == contents(tmp_path / "again")
    build = open_build(made)
    assert build.languages == list(LANGUAGES)
    assert build.documents.height == 2
    assert build.units.collect().height == 220 * 6
    assert build.agreement.height == 12
    assert build.repeats.collect().height > 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_renderings_lead_to_words(made: Path, lang: str) -> None:
    build = open_build(made)
    texts = dict(build.units.collect().filter(lang=lang).select("tuid", "text").iter_rows())
    found = build.renderings.collect().filter(lang=lang).drop_nulls("text")
    assert found.height > 220
    for tuid, start, stop, text in found.select("tuid", "start", "stop", "text").iter_rows():
        assert texts[tuid][start:stop] == text != ""


def test_a_page_is_made_of_it(made: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(made, tmp_path / "build")
    run_notebooks(folder)
    data: dict[str, Any] = payload(folder)
    assert data["build"]["shown_units"] == 220
    assert page.render(data, lang="fr").startswith("<!doctype html>")


def test_the_command_prints_sizes_and_targets(
    hexapla: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tm.commands.bench_dashboard.first_chart", lambda _path: None)
    done = hexapla("bench", "dashboard", "--units", "60", "--terms", "5")
    assert (done.code, done.err) == (0, "")
    assert "60 units, 5 terms" in done.out
    assert "≤ 1.5 MB" in done.out
    assert "not measured" in done.out


def test_a_page_without_a_chart_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("playwright", reason="playwright is not installed (extra: test)")
    if not shutil.which("chromium"):
        pytest.skip("Chromium is not installed")
    monkeypatch.setattr("tm.bench.first_chart.PATIENCE", 300)
    monkeypatch.setattr("tm.bench.first_chart.RUNS", 1)
    (tmp_path / "bare.html").write_text("<!doctype html><title>t</title>", encoding="utf-8")
    with pytest.raises(InputError, match=r"^bare\.html: draws no first chart in Chromium"):
        first_chart(tmp_path / "bare.html")
    drawn = "<!doctype html><title>t</title><script>performance.mark('first-chart')</script>"
    (tmp_path / "drawn.html").write_text(drawn, encoding="utf-8")
    seconds = first_chart(tmp_path / "drawn.html")
    assert seconds
    assert seconds.chart > 0
