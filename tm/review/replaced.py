"""A file replaced in one step: a reader, or a kill at any moment, sees the old file or the new.

    replace_file(Path("review.toml"), data)

It knows nothing of what is written.
"""

import os
from pathlib import Path

from corpora.errors import OutputError


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`; raises `OutputError` and leaves the old file if that fails."""
    beside = path.with_name(f".{path.name}.partial")
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "is a folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        reason = error.strerror or "cannot be written"
        raise OutputError(f"{path}: {reason}; make room or choose another place") from error
