"""`hexapla dashboard`: the page it writes, the address it serves, and what is missing."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from conftest import Build, Run

PROGRAM = Path(sys.executable).with_name("hexapla")

pytest.importorskip("marimo", reason="marimo is not installed (extra: dashboard)")


@pytest.fixture
def out(sample: Build, tmp_path: Path) -> Path:
    return shutil.copytree(sample.folder, tmp_path / "out")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_is_written(hexapla: Run, out: Path, lang: str) -> None:
    done = hexapla("dashboard", out, "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert f"written to {out / 'dashboard.html'}" in done.out.replace("\n", "")
    html = (out / "dashboard.html").read_text(encoding="utf-8")
    assert f'<html lang="{lang}"' in html


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--lang", "de"), 2, "'de' is not one of"),
        (("--port", "70000"), 2, "less than or equal to 65535"),
        (("--corpus", "nowhere"), 1, "nowhere: is no folder; --corpus names that of the documents"),
    ],
)
def test_a_wrong_option(
    hexapla: Run, out: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = hexapla("dashboard", out, *arguments)
    assert done.code == code
    assert said in done.err
    assert not (out / "dashboard.html").exists()


def test_a_corpus_with_broken_verdicts_is_one_line(hexapla: Run, out: Path, tmp_path: Path) -> None:
    (tmp_path / "verdicts.toml").write_text("[[verdicts]]\nconcept = 1\n", encoding="utf-8")
    done = hexapla("dashboard", out, "--corpus", tmp_path)
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "verdicts.toml, line 1" in done.err


@pytest.mark.parametrize("module", ["marimo", "starlette.applications", "uvicorn"])
def test_a_package_that_is_missing_is_named(
    hexapla: Run, out: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    done = hexapla("dashboard", out, "--serve")
    assert done.code == 1
    name = module.partition(".")[0]
    expected = f"hexapla: {name} is not installed: pip install 'hexapla[dashboard]'\n"
    assert done.err.endswith(expected)


def test_the_address_that_is_printed_is_served(out: Path) -> None:
    command = [PROGRAM, "dashboard", out, "--serve"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as running:
        assert running.stdout
        assert running.stderr
        line = next(line for line in running.stdout if line.startswith("open http"))
        address = line.split()[1]
        while True:
            try:
                answer = httpx.get(address, trust_env=False)
                break
            except httpx.ConnectError:
                assert running.poll() is None
        bare = httpx.get(address.partition("?")[0], trust_env=False)
        running.send_signal(signal.SIGINT)
        errors = running.stderr.read()
    assert address.startswith("http://127.0.0.1:")
    assert (answer.status_code, bare.status_code) == (200, 403)
    assert "verdicts go to" in errors
    assert "Traceback" not in errors
    assert running.returncode == 0
