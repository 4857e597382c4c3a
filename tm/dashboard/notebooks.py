"""The notebooks of the project, run without a browser: a build to the tables of its dashboard.

    run_notebooks(Path("out"))          writes out/dashboard/*.parquet
    build, fault = opened("out")        what a notebook begins with

The notebooks themselves hold prose and results; this runs them as documents and imports none.

Why the sample is built once in a process: four notebooks open on it, and it takes seconds.
"""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import tm
from corpora.errors import HexaplaError, InputError
from tm.build import build as build_corpus
from tm.dashboard.build import Build, open_build
from tm.dashboard.remedy import missing
from tm.folder import DASHBOARD

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

NOTEBOOKS = ("quality", "terms", "drift", "memory")
"""Those that write tables, in the order in which they run."""

SHIPPED, BESIDE = "dashboard/shipped", "../notebooks"
"""Where they are, seen from the package: as installed, and among the sources."""


def run_notebooks(
    folder: Path, *, progress: Callable[[str, int, int], None] = lambda *_: None
) -> None:
    """Run every notebook on the build in `folder`, which gets the tables of the dashboard.

    Raises `InputError` where `folder` is no build, where marimo is not installed, and for a
    notebook that fails, naming it.
    """
    open_build(folder)
    for done, name in enumerate(NOTEBOOKS):
        progress(f"running {name}.py", done, len(NOTEBOOKS))
        run_notebook(find(name), given=str(folder), into=folder / DASHBOARD)


def run_notebook(path: Path, *, given: str, into: Path | None) -> None:
    """Run one notebook on the build `given`; it writes its tables to `into`."""
    try:
        app = _load(path).app
    except ImportError as error:
        raise missing(error) from error
    try:
        app.run(defs={"given": given, "into": into})
    except HexaplaError:
        raise
    except Exception as error:
        raise _failed(path, error) from error


def find(name: str) -> Path:
    """Return the file of a notebook; raises `InputError` if it is not there."""
    package = Path(tm.__file__).parent
    for folder in (SHIPPED, BESIDE):
        path = package.joinpath(folder, f"{name}.py").resolve()
        if path.is_file():
            return path
    raise InputError(f"{name}.py: the notebook is not installed; install hexapla again")


def opened(given: str) -> tuple[Build | None, str | None]:
    """Return the build in the folder `given`, the bundled sample for "", and what is wrong."""
    try:
        return (open_build(Path(given)) if given else _sample()), None
    except HexaplaError as error:
        return None, str(error)


@cache
def _sample() -> Build:
    scratch = mkdtemp(prefix="hexapla-")  # tables are read when they are shown
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    folder = Path(scratch) / "sample"
    build_corpus(Path(str(files("corpora") / "samples")), folder)
    return open_build(folder)


def _load(path: Path) -> ModuleType:
    spec = spec_from_file_location(f"hexapla_notebook_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise InputError(f"{path}: is no notebook; install hexapla again")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _failed(path: Path, error: Exception) -> HexaplaError:
    """Return what to say of a notebook that failed: its own error, or that of the house in it."""
    seen: list[BaseException] = []  # a chain may come back on itself
    cause: BaseException | None = error
    while cause is not None and cause not in seen:
        if isinstance(cause, HexaplaError):
            return cause
        seen.append(cause)
        cause = cause.__cause__ or cause.__context__
    reason = " ".join(str(error.__cause__ or error).split()) or type(error).__name__
    return InputError(f"{path.name}: the notebook failed ({reason}); open it with `marimo edit`")
