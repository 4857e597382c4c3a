"""One language version: in the best format that the service has and the build can read.

    await get_version("A/C.1/42", "fr", session, folder=Path("corpus/A_C.1_42"), word=True)
    Got(path=Path("corpus/A_C.1_42/.fr.partial"), suffix=".docx", …)

It leaves the file under a temporary name; `corpora.fetch` puts it in place.

Why this order: DOCX says what is a heading, a footnote and a number; old Word says so after a
detour through LibreOffice; a PDF only shows it. A wish for Word brings all three, so PDF is asked
for only where that brought nothing that can be read.
"""

from pathlib import Path
from typing import NamedTuple

from corpora.fetching.download import Body, RefusedError, download
from corpora.fetching.service import Session

READ = frozenset({".docx", ".doc", ".rtf", ".pdf"})
"""The formats the service has that the readers know."""

OLD_WORD = frozenset({".doc", ".rtf"})
"""The formats that are read through LibreOffice."""


class Got(NamedTuple):
    """A version as it came, under its temporary name."""

    path: Path
    suffix: str
    sha256: str
    size: int
    address: str  # that was asked, before any redirect


async def get_version(symbol: str, lang: str, session: Session, *, folder: Path, word: bool) -> Got:
    """Return the version of `symbol` in `lang`; `word` tells whether old Word can be read.

    Raises `RefusedError`, `absent` if the service has no such version, and what `download` raises.
    """
    path = folder / f".{lang}.partial"
    refusals = []
    for wish in ("doc", "pdf"):
        address = session.service.address(symbol, lang, wish)
        try:
            body = await download(address, session, to=path)
            return Got(path, _readable(body, word=word), body.sha256, body.size, address)
        except RefusedError as error:
            refusals.append(error)
    raise _why(refusals)


def _readable(body: Body, *, word: bool) -> str:
    """Return the suffix of `body`; raises `RefusedError` if the build cannot read its format."""
    if body.suffix in OLD_WORD and not word:
        raise RefusedError("only as old Word, which LibreOffice reads: install it")
    if body.suffix == ".html":
        raise RefusedError(
            "a web page came instead of a document: check --service, and whether the network "
            "wants you to sign in"
        )
    if body.suffix not in READ:
        raise RefusedError("in a format that hexapla does not read")
    return body.suffix


def _why(refusals: list[RefusedError]) -> RefusedError:
    """Return the first refusal that says more than that there is nothing."""
    return next((error for error in refusals if not error.absent), refusals[0])
