"""Where a corpus or a build lies: a folder of this machine, or an address in an object store.

    located("corpus")                        Path("corpus")
    located("s3://un-archive/corpus")        a path of universal_pathlib, which works alike
    write_whole(path, data)                  complete, or not there
    with stand_in(corpus, TOLD) as folder:   a folder to find documents in, without their text

What an address needs is the extra `remote` of the package, and for `s3://` the package s3fs.

Why written beside and renamed only here: an object store has no rename, and shows a file only
when all of it is there. Why empty files stand in for those of a corpus: what documents there are is
told by names alone, which one request lists, while each look at a single file is a request too.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from errno import EIO
from importlib.util import find_spec
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any, cast

from corpora.errors import HexaplaError, InputError

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://")  # two letters or more: "c:/" is a folder


def located(address: str | Path) -> Path:
    """Return the place that an address names; raises `InputError` for one that cannot be used."""
    if isinstance(address, Path) or not (scheme := _SCHEME.match(address)):
        return Path(address)
    if scheme[1] == "file":
        return Path(address[len(scheme[0]) :])
    if find_spec("upath") is None:
        raise InputError(f"{address}: an address needs more; run pip install 'hexapla[remote]'")
    from upath import UPath  # noqa: PLC0415 - an extra

    try:
        return cast("Path", UPath(address))
    except (ImportError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise InputError(f"{address}: cannot be opened ({reason}); check the address") from error


def is_remote(path: Path) -> bool:
    """Tell whether a place is outside the file system of this machine."""
    return not isinstance(path, Path)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that appears when it is complete, with the folders above it."""
    if is_remote(path):
        with _reaching(path):
            path.write_bytes(data)
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        try:
            beside.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def read(path: Path) -> bytes:
    """Return the content of a file; raises `OSError`, whatever kind of store it is in."""
    with _reaching(path):
        return path.read_bytes()


def remove(path: Path) -> None:
    """Remove a file, if it is there; raises `OSError`, whatever kind of store it is in."""
    with _reaching(path):
        path.unlink(missing_ok=True)


@contextmanager
def _reaching(path: Path) -> Iterator[None]:
    """Raise `OSError` for whatever goes wrong, each kind of store having errors of its own."""
    try:
        yield
    except OSError as error:
        if not is_remote(path) or error.strerror:
            raise
        raise OSError(error.errno or EIO, _reason(error), str(path)) from error
    except Exception as error:
        raise OSError(EIO, _reason(error), str(path)) from error


def _reason(error: Exception) -> str:
    """Return what an error says, in one line."""
    return " ".join(str(error).split())[:300] or type(error).__name__


def listed(place: Path) -> list[str]:
    """Return the names of all files at an address, seen from it; none if it is not there.

    Raises `InputError` where the store cannot be reached.
    """
    remote = cast("Any", place)
    try:
        with _reaching(place):
            found = remote.fs.find(remote.path)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise InputError(
            f"{place}: cannot be reached ({error.strerror}); check the address and your access"
        ) from error
    prefix = remote.path.rstrip("/") + "/"
    return sorted(name.removeprefix(prefix) for name in found if name.startswith(prefix))


@contextmanager
def stand_in(corpus: Path, told: Collection[str]) -> Iterator[Path]:
    """Yield a folder with the files of a corpus at an address, empty but for those in `told`.

    What is wrong with it is said of the address.
    """
    if not is_remote(corpus):
        yield corpus
        return
    with TemporaryDirectory(prefix="hexapla-") as scratch:
        folder = Path(scratch) / (corpus.name or "corpus")
        names = listed(corpus)
        if not names:
            raise InputError(f"{corpus}: there is nothing at this address; check it")
        for name in names:
            if not is_hidden(name):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).touch()
        fetch((name for name in names if PurePath(name).name in told), corpus, folder)
        try:
            yield folder
        except HexaplaError as error:
            raise type(error)(str(error).replace(str(folder), str(corpus))) from error


def is_hidden(name: str) -> bool:
    """Tell whether a file lies in a folder that no corpus looks into."""
    return any(part.startswith(".") for part in PurePath(name).parent.parts)


def move(names: Iterable[str], source: Path, target: Path) -> None:
    """Copy files from an address to a folder of this machine, and remove them there."""
    for name in names:
        fetch([name], source, target)
        remove(source / name)


def fetch(names: Iterable[str], source: Path, target: Path) -> None:
    """Copy files from an address to a folder of this machine, under the same names.

    Raises `InputError` for one that cannot be read.
    """
    for name in names:
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            data = read(source / name)
        except OSError as error:
            raise InputError(
                f"{source / name}: cannot be read ({error.strerror}); check your access"
            ) from error
        path.write_bytes(data)
