"""Where a corpus or a build lies: a folder of this machine, or an address in an object store.

    located("corpus")                        Path("corpus")
    located("s3://un-archive/corpus")        a path of universal_pathlib, which works alike
    write_whole(path, data)                  complete, or not there

What an address needs is the extra `remote` of the package, and for `s3://` the package s3fs.

Why written beside and renamed only here: an object store has no rename, and shows a file only
when all of it is there.
"""

import os
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from corpora.errors import InputError

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


def fetch(names: Iterable[str], source: Path, target: Path) -> None:
    """Copy files from a place to a folder of this machine, under the same names."""
    for name in names:
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((source / name).read_bytes())
