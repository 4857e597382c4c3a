import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

PROGRAM = Path(sys.executable).with_name("hexapla")
ANSI = "\x1b"
COLOURS = {"FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS", "TTY_COMPATIBLE", "TTY_INTERACTIVE"}
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in COLOURS}


def program(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program with its output in pipes."""
    return subprocess.run(
        [PROGRAM, *arguments],
        env=ENVIRONMENT | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), ""),
        (("aline", "x"), "No such command 'aline'"),
        (("--quick",), "No such option: --quick"),
        (("build",), ""),
        (("build", "corpus"), "Missing option '--out'"),
        (("build", "corpus", "--out"), "requires an argument"),
        (("build", "corpus", "--out", "o", "--quick"), "No such option: --quick"),
        (("build", "corpus", "more", "--out", "o"), "unexpected extra argument"),
    ],
)
def test_a_wrong_command(hexapla: Run, arguments: tuple[str, ...], message: str) -> None:
    done = hexapla(*arguments)
    assert done.code == 2
    assert message in done.err
    assert "Usage: hexapla" in done.out + done.err or "requires an argument" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--help",), ["build", "hexapla build CORPUS --out OUT"]),
        (("-h",), ["hexapla build CORPUS --out OUT"]),
        (("build", "--help"), ["Examples", "hexapla build my-resolution --out out", "--terms"]),
    ],
)
def test_help_teaches_by_example(
    hexapla: Run, arguments: tuple[str, ...], words: list[str]
) -> None:
    done = hexapla(*arguments)
    assert done.code == 0
    assert done.err == ""
    assert all(word in done.out for word in words)


def test_the_version(hexapla: Run) -> None:
    done = hexapla("--version")
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(r"hexapla \d+\.\d+\.\d+\S*\n", done.out)


def test_the_installed_program_prints_plainly_into_a_pipe(corpus: Path) -> None:
    done = program("build", corpus, "--out", corpus.parent / "out", PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert ANSI not in done.stdout
    assert "\r" not in done.stdout
    assert done.stdout.startswith("Alignment with French")
    assert done.stdout.endswith(f"written to {corpus.parent / 'out'}\n")


def test_a_pipe_in_an_old_encoding_does_not_end_the_program(corpus: Path) -> None:
    done = program("build", corpus, "--out", corpus.parent / "é", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.endswith("written to " + str(corpus.parent / "?") + "\n")


def test_the_installed_program_refuses_in_one_line(corpus: Path) -> None:
    (corpus / "fr.txt").unlink()
    done = program("build", corpus, "--out", corpus.parent / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"hexapla: .* has no French version,.*\n", done.stderr)
    assert not (corpus.parent / "out").exists()


def _read_all(screen: io.FileIO) -> bytes:
    """Read until the program closes its end, which a terminal reports as an error."""
    shown = b""
    with contextlib.suppress(OSError):
        while part := screen.read(65536):
            shown += part
    return shown


def test_a_terminal_shows_a_bar(corpus: Path) -> None:
    pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
    terminal, end = pty.openpty()
    with (
        os.fdopen(terminal, "rb", buffering=0) as screen,
        subprocess.Popen(
            [PROGRAM, "build", corpus, "--out", corpus.parent / "out"],
            env=ENVIRONMENT | {"TERM": "xterm", "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=end,
        ) as process,
    ):
        os.close(end)
        shown = _read_all(screen).decode()
        printed, _ = process.communicate()
    assert process.returncode == 0
    assert "aligning" in shown
    assert "1/1" in shown
    assert ANSI.encode() not in printed
