"""Whether a file is valid TMX 1.4, and CAT tools will do with it what is meant.

    validate(Path("fr-ru.tmx"))             returns, or raises InputError("fr-ru.tmx:12: …")
    check(Path("un.tmx.gz")).findings       [Finding("error", "empty segment", 12, "in ru"), …]

`validate` asks for well-formed XML in order with the DTD and stops at the first fault; `check`
reads on, looks for the traps of `tm.tmx.traps` too, and holds 20 bytes a unit. Neither says
anything on the alignment.

Why our own DTD whatever the file says: a DOCTYPE names a DTD that is not there, or one that a
stranger wrote. No entity is expanded and nothing is fetched.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from corpora.errors import InputError
from corpora.parallel.elements import elements, local
from corpora.parallel.packed import opened
from tm.tmx.settings import LONGEST
from tm.tmx.traps import Finding, Traps

DTD = "tmx14.dtd"

SHOWN = 3
"""Findings of one kind that are kept with their lines; the others are counted."""

MOST_KINDS = 100
"""Kinds that are told apart: a hostile file has a new one on each line."""

_OTHER = "other faults"
_ARTEFACT = "attribute xmlns:xml of"  # what lxml adds where a part of a document is validated


class Checked(NamedTuple):
    """What was found in one file."""

    findings: list[Finding]  # the first of each kind, in the order of the file
    counts: dict[tuple[str, str], int]  # severity and kind -> all findings
    units: int
    languages: dict[str, int]  # code as written -> units that have it

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(count for (severity, _), count in self.counts.items() if severity == "error")

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return sum(self.counts.values()) - self.errors


class _AllBut:
    """All names but some: a container that cannot be listed."""

    def __init__(self, *names: str) -> None:
        self._names = frozenset(names)

    def __contains__(self, name: object) -> bool:
        return name not in self._names


def check(path: Path, *, longest: int = LONGEST) -> Checked:
    """Return what is wrong with `path`, packed or not, in memory that hardly grows with it.

    What cannot be read to its end is a finding too, the last. `longest` is in characters.
    """
    traps = Traps(longest=longest)
    counts: Counter[tuple[str, str]] = Counter()
    shown = []
    for found in _findings(path, traps):
        finding = found
        if (found.severity, found.kind) not in counts and len(counts) >= MOST_KINDS:
            finding = found._replace(kind=_OTHER)
        counts[finding.severity, finding.kind] += 1
        if counts[finding.severity, finding.kind] <= SHOWN:
            shown.append(finding)
    return Checked(shown, dict(counts), traps.units, dict(sorted(traps.languages.items())))


def _findings(path: Path, traps: Traps) -> Iterator[Finding]:
    try:
        with opened(path, file=str(path)) as stream:
            parts = elements(stream, file=str(path), roots={"tmx"}, wanted=_AllBut("tmx", "body"))
            yield from _of_elements(parts, traps)
    except InputError as error:
        reason = str(error).removeprefix(f"{path}: ")
        head, _, rest = reason.partition(": ")
        number = head.removeprefix("line ")
        if number != head and number.isdecimal():
            yield Finding("error", rest, int(number))
        else:
            yield Finding("error", reason, 0)
    yield from traps.of_file()


def _of_elements(parts: Iterable[etree._Element], traps: Traps) -> Iterator[Finding]:
    dtd = _dtd()
    header = False
    for element in parts:
        name, parent = local(element), element.getparent()
        if not header:
            yield from _of_root(element.getroottree().getroot())
            if name != "header":
                yield Finding("error", "no header before the units", element.sourceline or 0)
            header = True
        expected = "tmx" if name == "header" else "body"
        if name not in {"header", "tu"} or parent is None or local(parent) != expected:
            yield Finding("error", f"<{name}> out of place", element.sourceline or 0)
        elif not dtd.validate(element):
            yield from _invalid(dtd)
        if name == "header":
            yield from traps.of_header(element)
        elif name == "tu":
            yield from traps.of_unit(element)


def _of_root(root: etree._Element) -> Iterator[Finding]:
    if root.get("version") != "1.4":
        detail = f"{root.get('version')!r}; export as 1.4"
        yield Finding("error", "version is not 1.4", root.sourceline or 0, detail)


def _invalid(dtd: etree.DTD) -> Iterator[Finding]:
    for error in dtd.error_log.filter_from_errors():
        message = " ".join(error.message.split())
        if _ARTEFACT not in message:
            yield Finding("error", f"not valid TMX 1.4: {message}", error.line)


def validate(path: Path) -> None:
    """Return if `path` is valid TMX 1.4; holds the whole file in memory.

    Raises `InputError`, naming file and line, for the first thing that is not.
    """
    document = _parse(path)
    dtd = _dtd()
    if not dtd.validate(document):
        error = dtd.error_log.filter_from_errors()[0]
        raise _refusal(path, error.line, "not valid TMX 1.4", error.message)


def _dtd() -> etree.DTD:
    with files("tm.tmx").joinpath(DTD).open("rb") as stream:
        return etree.DTD(stream)


def _parse(path: Path) -> etree._ElementTree:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.parse(path, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(path, error.lineno or 1, "not well-formed XML", error.msg) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read; name an existing TMX file") from error


def _refusal(path: Path, line: int, what: str, message: str) -> InputError:
    """Return the error for `path`, with libxml2's `message` on one line."""
    detail = " ".join(message.split())
    return InputError(f"{path}:{line}: {what}: {detail}; correct that line or export again")
