"""One document: which of its versions are there, and what becomes of those that are not.

    await fetch_document("A/RES/69/12", job)
    [Version(symbol="A/RES/69/12", lang="fr", state="fetched", file="A_RES_69_12/fr.docx", …), …]

It knows nothing of the next document (`corpora.fetch`).

Why French comes first and alone: all versions are aligned with it, so a document without it cannot
be built, and asking for the other five would be a burden on the service for nothing.
"""

import asyncio
import contextlib
import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from corpora.errors import OutputError
from corpora.fetching.catalogue import Catalogue, Entry
from corpora.fetching.download import RefusedError, writing
from corpora.fetching.service import Session
from corpora.fetching.symbols import normalise, spellings
from corpora.fetching.version import Got, get_version
from corpora.languages import BY_CODE
from corpora.manifest import Source
from corpora.schema import PIVOT

State = Literal["fetched", "kept", "absent", "failed"]


class Version(NamedTuple):
    """What became of one language version."""

    symbol: str
    lang: str
    state: State  # "kept": it was there already
    reason: str = ""  # why it is absent or failed
    file: str | None = None  # relative to the corpus
    size: int = 0  # bytes that came

    @property
    def notice(self) -> str | None:
        """One line for the user about a version that is not there; None if it is."""
        name = BY_CODE[self.lang].name
        alone = ", to which all others are aligned" if self.lang == PIVOT else ""
        if self.state == "absent":
            remedy = "; check the symbol" if alone else ""
            return f"{self.symbol}: no {name} version ({self.reason}){alone}{remedy}"
        if self.state == "failed":
            return f"{self.symbol}: {name} version not fetched{alone}: {self.reason}; run again"
        return None


Report = Callable[[Version], None]
"""Called with each version as soon as it is known what becomes of it."""


class Job(NamedTuple):
    """What all documents of a run share."""

    catalogue: Catalogue
    session: Session
    languages: tuple[str, ...]  # the pivot first
    today: datetime.date
    word: bool  # whether old Word can be read here
    report: Report


class _Task(NamedTuple):
    """One document of a job, and the files of it that came."""

    symbol: str
    folder: Path
    entries: dict[str, Entry]
    job: Job


async def fetch_document(symbol: str, job: Job) -> list[Version]:
    """Fetch what is missing of `symbol`, enter it into the catalogue and return its versions.

    They are in the order of the job's languages; only those that are there already and the
    pivot if that cannot be had. Raises `InputError` or `OutputError` where going on is in vain;
    what came before is entered.
    """
    known = job.catalogue.document(symbol)
    symbol = normalise(known.doc) if known else symbol  # the spelling that brought the rest
    task = _Task(symbol, _folder(symbol, job.catalogue), {}, job)
    found = {lang: Version(symbol, lang, "kept", file=file) for lang, file in _kept(known, job)}
    for version in found.values():
        job.report(version)
    try:
        if PIVOT not in found:
            task, found[PIVOT] = await _fetch_pivot(task)
        if found[PIVOT].notice is None:
            others = [lang for lang in job.languages if lang not in found]
            results = await asyncio.gather(
                *(_fetch_version(lang, task) for lang in others), return_exceptions=True
            )
            found |= zip(others, _all_well(results), strict=True)
    finally:
        job.catalogue.enter(task.symbol, task.entries)
        with contextlib.suppress(OSError):  # it holds files, or was never made
            task.folder.rmdir()
    return [found[lang] for lang in job.languages if lang in found]


def _folder(symbol: str, catalogue: Catalogue) -> Path:
    """Return the folder for the files of `symbol`; raises `OutputError` if it lies elsewhere."""
    folder = catalogue.corpus / catalogue.folder(symbol)
    if not folder.resolve().is_relative_to(catalogue.corpus.resolve()):
        raise OutputError(f"{folder}: is a link out of the corpus; remove it")
    return folder


def _kept(known: Source | None, job: Job) -> Iterator[tuple[str, str]]:
    """Yield language and file of the versions that are there and what the manifest says."""
    if known is None:
        return
    for lang in job.languages:
        if known.aligned:
            yield lang, known.aligned[0]
        elif lang in known.files:
            path = job.catalogue.corpus / known.files[lang]
            expected = known.sha256.get(lang)
            if path.is_file() and expected in {None, _sha256(path)}:
                yield lang, known.files[lang]


async def _fetch_pivot(task: _Task) -> tuple[_Task, Version]:
    """Fetch the pivot under the first spelling that the service knows; return that task, too."""
    tried = []
    for symbol in spellings(task.symbol):
        spelled = task._replace(symbol=symbol)
        tried.append((spelled, await _bring(PIVOT, spelled)))
        if tried[-1][1].state != "absent":
            break
    best = tried[0] if tried[-1][1].state == "absent" else tried[-1]
    task.job.report(best[1])
    return best


async def _fetch_version(lang: str, task: _Task) -> Version:
    version = await _bring(lang, task)
    task.job.report(version)
    return version


async def _bring(lang: str, task: _Task) -> Version:
    """Fetch one version, put it into its folder and add it to the entries of `task`."""
    symbol, folder, job = task.symbol, task.folder, task.job
    try:
        got = await get_version(symbol, lang, job.session, folder=folder, word=job.word)
        path = folder / f"{lang}{got.suffix}"
        _put(got, path)
    except RefusedError as error:
        return Version(symbol, lang, "absent" if error.absent else "failed", str(error))
    finally:
        with contextlib.suppress(OSError):  # mostly it has another name by now
            (folder / f".{lang}.partial").unlink()
    file = path.relative_to(job.catalogue.corpus).as_posix()
    task.entries[lang] = Entry(file, got.address, job.today, got.sha256)
    return Version(symbol, lang, "fetched", file=file, size=got.size)


def _put(got: Got, path: Path) -> None:
    """Give the file its name; another file of that name, perhaps edited, becomes `.old`."""
    with writing(path):
        if path.exists() and _sha256(path) != got.sha256:
            path.replace(path.with_name(f"{path.name}.old"))
        got.path.replace(path)


def _sha256(path: Path) -> str:
    with writing(path), path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _all_well(results: Iterable[Version | BaseException]) -> list[Version]:
    """Return `results`, or raise the first of the errors among them."""
    versions = []
    for result in results:
        if isinstance(result, BaseException):
            raise result
        versions.append(result)
    return versions
