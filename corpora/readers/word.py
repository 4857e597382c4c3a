"""Old Word (.doc) and RTF to blocks: LibreOffice makes a DOCX of them, which is then read.

    read(data, FRENCH, file="fr.doc")    Reading([Block(…)], [], [])

A file that is really a DOCX, PDF or page of HTML goes to the reader of that format: the UN's
document service gives any of them for a wish for Word.

Why LibreOffice: nothing else that is free and kept up reads old Word with its numbering, notes and
tracked changes. Why a profile of its own: the user's LibreOffice may be running, and a document
from anywhere must run no macros and follow no links, which the profile forbids.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath

from corpora.errors import InputError
from corpora.languages import Language
from corpora.readers import reader_for
from corpora.readers.docx import document as docx
from corpora.readers.docx.package import ENCRYPTED
from corpora.readers.reading import Reading
from corpora.readers.sniff import suffix_of

TIMEOUT = 180
"""Seconds for one document; the longest reports take LibreOffice some 30."""

LARGEST = 256 << 20
"""Bytes of the DOCX that is made; its parts have limits of their own."""

COMMANDS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
"""What LibreOffice may be called."""

_STREAM = "WordDocument".encode("utf-16-le")  # where old Word keeps the text (MS-DOC, 2.1.1)
_LOST_REFERENCE = "Error: Reference source not found"
_READ_HERE = (".doc", ".rtf")
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),  # never
)


def read(data: bytes, language: Language, *, file: str) -> Reading:
    """Return the blocks of an old Word or RTF file, or of what the file really is.

    Raises `InputError` if it is none of them, if LibreOffice is not installed, or fails.
    """
    suffix = suffix_of(data)
    if suffix is None:
        raise InputError(
            f"{file}: neither Word nor RTF nor any format known here; check that it is the right "
            "file, or get it anew"
        )
    if suffix not in _READ_HERE:
        return reader_for(f"x{suffix}")(data, language, file=file)
    if ENCRYPTED in data:
        raise InputError(
            f"{file}: the document is encrypted; open it with its password and save it without one"
        )
    if suffix == ".doc" and _STREAM not in data:
        raise InputError(
            f"{file}: no Word document is in it; it is cut short, or of another Office program: "
            "get it anew, or save its text as DOCX"
        )
    reading = docx.read(_converted(data, suffix, file=file), language, file=file)
    return reading._replace(warnings=[*reading.warnings, *_lost_references(reading, file)])


def _lost_references(reading: Reading, file: str) -> Iterator[str]:
    """Yield a warning where LibreOffice put its own words for a cross-reference."""
    count = sum(block.text.count(_LOST_REFERENCE) for block in reading.blocks)
    if count:
        yield (
            f"{file}: LibreOffice has lost {count} of its cross-references and put "
            f"{_LOST_REFERENCE!r} there; save the file as DOCX in Word"
        )


def find_libreoffice() -> str | None:
    """Return the command that starts LibreOffice, None where it is not installed."""
    return next((found for name in COMMANDS if (found := shutil.which(name))), None)


def _converted(data: bytes, suffix: str, *, file: str) -> bytes:
    """Return the DOCX that LibreOffice makes of `data`; raises `InputError` if it makes none."""
    command = find_libreoffice()
    if command is None:
        raise InputError(
            f"{file}: LibreOffice is needed to read {suffix} and is not installed; install it, or "
            f"save the file as {PurePath(file).with_suffix('.docx').name}"
        )
    with tempfile.TemporaryDirectory(prefix="hexapla-") as folder:
        source, made = Path(folder, f"source{suffix}"), Path(folder, "out", "source.docx")
        source.write_bytes(data)
        _run(command, source, made.parent, _profile(Path(folder, "profile")), file=file)
        if not made.is_file() or made.stat().st_size > LARGEST:
            raise InputError(
                f"{file}: LibreOffice can make no DOCX of it; if it opens in Word, perhaps with a "
                "password, save it there as DOCX"
            )
        return made.read_bytes()


def _profile(folder: Path) -> Path:
    """Return a new profile that forbids macros and links."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items '
        f'xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )
    return folder


def _run(command: str, source: Path, target: Path, profile: Path, *, file: str) -> None:
    """Let LibreOffice convert; raises `InputError` if it takes too long or cannot be started."""
    arguments = [
        *(command, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
        *("--convert-to", "docx:Office Open XML Text", "--outdir", str(target), str(source)),
    ]
    try:
        # It starts a second process, which only the session's end would stop with the first.
        process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise InputError(
            f"{file}: LibreOffice cannot be started ({error.strerror}); repair its installation, "
            "or save the file as DOCX"
        ) from error
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"{file}: LibreOffice was not done after {TIMEOUT} seconds; save the file as DOCX"
        ) from error
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End what is left of LibreOffice."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
