"""A document and a memory in, the document filled and its leverage out.

    source = read_source(Path("fr.docx"), Wish(target="ru"))
    done = pretranslate(source, search, target="ru", least=75, insert=100)
    write_file(Path("fr.ru.xlf"), done.written.data)

`search` is asked down to the lowest band of the report (75), whatever `least` is: the report
tells what the memory knows, `least` what is put before the translator.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from corpora.errors import OutputError
from corpora.parallel import XLIFF
from tm.pretranslate.bilingual import Written, fill
from tm.pretranslate.candidate import Asked
from tm.pretranslate.leverage import LEAST, Leverage, leverage
from tm.pretranslate.reading import Source
from tm.pretranslate.segment import Matches, Search, propose

BLOCKED = "not inserted: inline codes stand inside the text"


class Pretranslated(NamedTuple):
    """A document filled, and what the memory knows of it."""

    written: Written
    leverage: Leverage
    left_out: dict[str, int]  # reason -> segments or pieces of the document


def floor(least: int) -> int:
    """Return the score from which matches are needed for `least` and the report."""
    return min(least, LEAST)


def pretranslate(
    source: Source, search: Search, *, target: str, least: int, insert: int | None
) -> Pretranslated:
    """Return the document with the matches of at least `least` in it.

    Of those, one of at least `insert` becomes the target of its segment; None inserts none.
    """
    paper = source.paper
    found = propose(paper.segments, search)
    asked = Asked(paper.source, paper.target or target, insert)
    written = fill(paper, [_good(matches, least) for matches in found], asked)
    left_out: dict[str, int] = {BLOCKED: written.blocked} if written.blocked else {}
    for each in source.left_out:
        left_out[each.reason] = left_out.get(each.reason, 0) + 1
    return Pretranslated(written, leverage(paper.segments, found), left_out)


def default_output(path: Path, target: str) -> Path:
    """Return the name of the result where none is given: beside the document, with the language.

    Raises `OutputError` if such a file is there: somebody may have worked in it.
    """
    suffix = path.suffix if path.suffix.lower() in XLIFF else ".xlf"
    out = path.with_name(f"{path.stem}.{target}{suffix}")
    if out.exists():
        raise OutputError(f"{out}: is there already; name it with --out to replace it")
    return out


def check_output(out: Path, documents: Iterable[Path]) -> None:
    """Raise `OutputError` where the result would take the place of one of the documents."""
    if out.exists() and any(path.exists() and out.samefile(path) for path in documents):
        raise OutputError(f"{out}: is the document itself; name another file with --out")


def write_file(path: Path, data: bytes) -> None:
    """Write a file that appears when it is complete; until then `path` is as it was.

    Raises `OutputError` where it cannot be written.
    """
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}); name a file in a writable folder"
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def _good(matches: Matches, least: int) -> Matches:
    return tuple(match for match in matches if match.score >= least)
