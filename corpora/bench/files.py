"""The material as files of every format that is read, six versions in a folder.

    write_versions(folder, "docx", pages=50)      [folder/fr.docx, folder/en.docx, …]

What cannot be written without LibreOffice, PDF and old Word, is made of the DOCX by it.
"""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from corpora.bench import marked_up, material
from corpora.bench.docx import docx
from corpora.errors import InputError
from corpora.languages import BY_CODE, Language
from corpora.readers import markdown
from corpora.readers.block import Block
from corpora.readers.word import find_libreoffice
from corpora.schema import LANGUAGES

CONVERTED = {"pdf": "pdf", "doc": "doc:MS Word 97"}
"""What LibreOffice calls the formats that it writes for us."""

CONVERSION_SECONDS = 600
"""The longest that LibreOffice may take for six files; 300 pages of PDF take it 15."""


def write_versions(
    folder: Path, name: str, *, pages: float, codes: Sequence[str] = LANGUAGES
) -> list[Path]:
    """Write the versions in a format of `WRITTEN` or `CONVERTED`; return them.

    Raises `InputError` where LibreOffice is needed and is not installed, or fails.
    """
    folder.mkdir(parents=True)
    if name in CONVERTED:
        sources = write_versions(folder / "docx", "docx", pages=pages, codes=codes)
        return _converted(sources, folder, name)
    suffix, write = WRITTEN[name]
    files = []
    for code in codes:
        files.append(folder / f"{code}.{suffix}")
        files[-1].write_bytes(write(material.version(code, pages=pages), BY_CODE[code]))
    return files


def _converted(sources: Sequence[Path], folder: Path, name: str) -> list[Path]:
    """Return what LibreOffice makes of `sources` in one run."""
    command = find_libreoffice()
    if command is None:
        raise InputError(f"{name}: needs LibreOffice to be written; install it")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    conversion = ["--headless", "--convert-to", CONVERTED[name], "--outdir", str(folder)]
    try:
        subprocess.run(  # noqa: S603 - our own arguments, no shell
            [command, profile, *conversion, *map(str, sources)],
            check=True,
            capture_output=True,
            timeout=CONVERSION_SECONDS,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise InputError(f"{name}: LibreOffice cannot write it ({error})") from error
    return [folder / f"{source.stem}.{name}" for source in sources]


def _markdown(source: str, _: Language) -> bytes:
    return source.encode()


def _text(source: str, language: Language) -> bytes:
    lines = (block.text.replace("\n", " ") for block in markdown.read_text(source, language))
    return "\n".join([*lines, ""]).encode()


def _docx(source: str, language: Language) -> bytes:
    return docx(markdown.read_text(source, language), language)


def _marked_up(
    write: Callable[[Sequence[Block], Language], str],
) -> Callable[[str, Language], bytes]:
    return lambda source, language: write(markdown.read_text(source, language), language).encode()


WRITTEN: dict[str, tuple[str, Callable[[str, Language], bytes]]] = {
    "md": ("md", _markdown),
    "txt": ("txt", _text),
    "docx": ("docx", _docx),
    "html": ("html", _marked_up(marked_up.html)),
    "akn": ("xml", _marked_up(marked_up.akoma_ntoso)),
    "tei": ("xml", _marked_up(marked_up.tei)),
}
"""The suffix of each format that is written here, and what writes it from Markdown."""
