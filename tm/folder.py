"""The output folder: written beside, then put in place as a whole.

    with replaced_folder(Path("out")) as folder:
        (folder / "units.parquet").write_bytes(...)

A reader of the folder sees the old build or the new one, never a half. A failure on the way
removes what was written and leaves the old build as it was.

Why a folder that is not ours is refused: the old content is replaced, and nobody's documents
may be lost to a wrong `--out`. Files that the user put into a build are carried over.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import polars as pl

from corpora.errors import OutputError
from tm.parts import part_paths

RECORD = "run.json"
"""The file that makes a folder a build; it lists the others."""

DASHBOARD, PAGE = "dashboard", "dashboard.html"
"""What `hexapla dashboard` makes of a build and puts into it: a folder of tables, and the page."""

SCHEMA = 1
"""The version of the tables of a build, as its record names it; a build without it is older."""


@contextmanager
def replaced_folder(out: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the place of `out` when the block ends well.

    Raises `OutputError` if `out` is a file, holds something else than a build, or cannot be
    written.
    """
    ours = check_output(out)
    out = out.resolve()  # a link stays, what it leads to is replaced
    fresh = out.with_name(f".{out.name}.partial")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        yield fresh
        _put_in_place(fresh, out, ours)
    except (OSError, OutputError) as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        place = str(getattr(cause, "filename", None) or out).replace(str(fresh), str(out))
        reason = getattr(cause, "strerror", None) or "cannot be written"
        raise OutputError(f"{place}: {reason}; choose another --out") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def write_parquet(table: pl.DataFrame, path: Path) -> None:
    """Write `table` by way of memory: a full disk is then an `OSError`, as for any other file."""
    stream = BytesIO()
    table.write_parquet(stream)
    path.write_bytes(stream.getbuffer())


def check_output(out: Path) -> frozenset[str]:
    """Return the files of the build in `out`, none if it is empty or absent.

    Raises `OutputError` if `out` may not or cannot be replaced.
    """
    _check_place(out)
    if not out.exists():
        return frozenset()
    if not out.is_dir():
        raise OutputError(f"{out}: is a file; --out names a folder")
    if not any(out.iterdir()):
        return frozenset()
    try:
        record = json.loads((out / RECORD).read_text(encoding="utf-8"))
        return frozenset(record["hexapla"] and record["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(
            f"{out}: is not empty and holds no hexapla build; choose an empty or new folder"
        ) from error


def _check_place(out: Path) -> None:
    """Raise early, before hours of work, what would fail when the build is put in place."""
    out = out.resolve()
    nearest = next((folder for folder in out.parents if folder.exists()), out)
    if not (nearest.is_dir() and os.access(nearest, os.W_OK)):
        raise OutputError(f"{out}: {nearest} is no folder that can be written to; choose another")
    if Path.cwd().is_relative_to(out):
        raise OutputError(f"{out}: you are in that folder; name a new one in it, as --out out")


def _put_in_place(fresh: Path, out: Path, ours: frozenset[str]) -> None:
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        _carry_over(out, fresh, ours)
        out.rename(old)
    try:
        fresh.rename(out)
    except BaseException:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _carry_over(out: Path, fresh: Path, ours: frozenset[str]) -> None:
    """Copy what the user put into the old build; a name of the new build wins."""
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        target = fresh / name
        derived = name == PAGE or name.startswith(f"{DASHBOARD}/")  # of the old build
        theirs = (path.is_file() or path.is_symlink()) and name not in ours and not derived
        if theirs and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target, follow_symlinks=False)


@contextmanager
def added_files(out: Path, *, tables: Sequence[str] = ()) -> Iterator[Path]:
    """Yield an empty folder whose files go into `out` when the block ends well.

    Files of the same names in `out` are replaced, and all parts of `tables`, whether they were
    whole or in parts (`tm.parts`); others stay. Raises `OutputError` if `out` is a file or cannot
    be written; then nothing was changed.
    """
    _check_place(out)
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out}: is a file; --out names a folder")
    fresh = out.resolve().with_name(f".{out.resolve().name}.partial")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        yield fresh
        for older in (path for name in tables for path in part_paths(out, name)):
            older.unlink()
        for path in sorted(each for each in fresh.rglob("*") if each.is_file()):
            target = out / path.relative_to(fresh)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    except OSError as error:
        reason = error.strerror or "cannot be written"
        raise OutputError(f"{out}: {reason}; choose another --out") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
