"""The output folder: written beside, then put in place as a whole.

    with replaced_folder(Path("out")) as folder:
        (folder / "units.parquet").write_bytes(...)

A reader of the folder sees the old build or the new one, never a half. A failure on the way
removes what was written and leaves the old build as it was.

Why a folder that is not ours is refused: the old content is replaced, and nobody's documents
may be lost to a wrong `--out`. Files that the user put into a build are carried over, and so is
the store of finished documents (`tm.building.store`), which is worth hours of work: it is moved in
one step, and `recover` finds it wherever a killed build left it.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from corpora.errors import OutputError
from tm.parts import part_paths

RECORD = "run.json"
"""The file that makes a folder a build; it lists the others."""

DASHBOARD, PAGE = "dashboard", "dashboard.html"
"""What `hexapla dashboard` makes of a build and puts into it: a folder of tables, and the page."""

DOCUMENTS = ".documents"
"""The folder of finished documents in a build; it is no part of what was built."""

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
    fresh = _fresh(out)
    try:
        recover(out)
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


def recover(out: Path) -> None:
    """Bring back what a build that was killed at its last step left beside `out`."""
    out = out.resolve()
    fresh, old = _fresh(out), _old(out)
    if old.exists() and not out.exists():
        old.rename(out)
    for left in (fresh, old):
        _give_back(left, out)


def _give_back(left: Path, out: Path) -> None:
    """Move the store from a folder that is to be removed into `out`, unless it has one."""
    if (left / DOCUMENTS).is_dir() and not (out / DOCUMENTS).exists():
        out.mkdir(exist_ok=True)
        (left / DOCUMENTS).rename(out / DOCUMENTS)


def _fresh(out: Path) -> Path:
    return out.with_name(f".{out.name}.partial")


def _old(out: Path) -> Path:
    return out.with_name(f".{out.name}.old")


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
    if all(path.name == DOCUMENTS for path in out.iterdir()):
        return frozenset()
    try:
        record = read_record(out)
        return frozenset(record["hexapla"] and record["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(
            f"{out}: is not empty and holds no hexapla build; choose an empty or new folder"
        ) from error


def unchanged(out: Path, digest: str, *, there: frozenset[str] | None = None) -> bool:
    """Tell whether `out` holds the build of this digest, and nothing of it is missing.

    `there` are the names of its files where they are not in the folder itself.
    """
    try:
        record = read_record(out)
        if record["digest"] != digest:
            return False
        if there is not None:
            return there >= {*record["files"]}
        return all(is_whole(out / name) for name in record["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def read_record(out: Path) -> dict[str, Any]:
    """Return the record of a build without its documents, which may be 80,000.

    Raises `OSError` where there is none, `ValueError` for one that is broken.
    """
    with (out / RECORD).open(encoding="utf-8") as stream:
        record: dict[str, Any] = json.loads("".join(_without_documents(stream)))
    return record


def _without_documents(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a record but those of its documents."""
    inside = False
    for line in lines:
        if line.startswith('  "'):
            inside = line.startswith('  "documents": [')
        if not inside:
            yield line


def is_whole(path: Path) -> bool:
    """Tell whether a file of a build is there: none is empty, unless the power went."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _check_place(out: Path) -> None:
    """Raise early, before hours of work, what would fail when the build is put in place."""
    out = out.resolve()
    nearest = next((folder for folder in out.parents if folder.exists()), out)
    if not (nearest.is_dir() and os.access(nearest, os.W_OK)):
        raise OutputError(f"{out}: {nearest} is no folder that can be written to; choose another")
    if Path.cwd().is_relative_to(out):
        raise OutputError(f"{out}: you are in that folder; name a new one in it, as --out out")


def _put_in_place(fresh: Path, out: Path, ours: frozenset[str]) -> None:
    old = _old(out)
    shutil.rmtree(old, ignore_errors=True)
    try:
        if out.exists():
            _carry_over(out, fresh, ours)
            if (out / DOCUMENTS).exists():
                (out / DOCUMENTS).rename(fresh / DOCUMENTS)
            out.rename(old)
        fresh.rename(out)
    except BaseException:
        if old.exists():
            old.rename(out)
        _give_back(fresh, out)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _carry_over(out: Path, fresh: Path, ours: frozenset[str]) -> None:
    """Copy what the user put into the old build; a name of the new build wins."""
    for path in _files(out):
        name = path.relative_to(out).as_posix()
        target = fresh / name
        derived = name == PAGE or name.startswith(f"{DASHBOARD}/")  # of the old build
        if name not in ours and not derived and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target, follow_symlinks=False)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files and links in a build, those of the store aside."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.is_symlink():
            if path.name != DOCUMENTS:
                yield from _files(path)
        else:
            yield path


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
    fresh = _fresh(out.resolve())
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
