"""Documents by symbol: from the UN's document service into a corpus that can be built.

    fetch(["A/RES/69/12"], Path("corpus"), today=date(2026, 11, 23), word=False)
    (Version(symbol="A/RES/69/12", lang="fr", state="fetched", file="A_RES_69_12/fr.docx", …), …)

The folder holds a folder a document and one `corpus.toml`, written anew after each document. What
is there and whole is not asked for again, so a run that was ended is run again to go on.

Why one document after the other, its versions side by side: a handful of connections is all that
is polite, and the manifest then holds whole documents.
"""

import asyncio
import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpora.errors import InputError
from corpora.fetching.catalogue import opened_catalogue
from corpora.fetching.document import Job, Report, Version, fetch_document
from corpora.fetching.service import Service, opened_session
from corpora.fetching.symbols import distinct, normalise
from corpora.schema import LANGUAGES, PIVOT

GIVE_UP = 3
"""Documents in a row that fail for other reasons than not being there, after which all would."""


def _silent(_version: Version) -> None:
    """Tell nobody."""


def fetch(
    symbols: Iterable[str],
    out: Path,
    *,
    today: datetime.date,
    word: bool,
    languages: Iterable[str] = LANGUAGES,
    service: Service | None = None,
    report: Report = _silent,
) -> tuple[Version, ...]:
    """Fetch the versions of `symbols` into the corpus `out` and return what became of each.

    French is fetched whatever `languages` says; without it nothing else of a document is. `word`
    tells whether old Word can be read here, `today` is the date in the manifest. Raises
    `InputError` for what is no symbol, a wrong manifest or a service that cannot be reached, and
    `OutputError` if the folder cannot be written; what was fetched before stays.
    """
    wanted = distinct(normalise(symbol) for symbol in symbols)
    chosen = (PIVOT, *(lang for lang in LANGUAGES if lang in {*languages} - {PIVOT}))

    async def run() -> list[Version]:
        async with opened_session(service or Service()) as session:
            with opened_catalogue(out) as catalogue:
                job = Job(catalogue, session, chosen, today=today, word=word, report=report)
                return await _fetch_all(wanted, job)

    return tuple(asyncio.run(run()))


async def _fetch_all(symbols: Sequence[str], job: Job) -> list[Version]:
    versions: list[Version] = []
    failed = 0
    for symbol in symbols:
        document = await fetch_document(symbol, job)
        versions += document
        failed = failed + 1 if document[0].state == "failed" else 0
        if failed == GIVE_UP:
            raise InputError(
                f"{job.session.service.base}: {failed} documents in a row could not be fetched, "
                f"the last because: {document[0].reason}; check the service, and run again"
            )
    return versions
