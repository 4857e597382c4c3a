"""Link files of the UN Parallel Corpus: which sentences of which documents correspond.

    <linkGrp fromDoc="en/1994/s/res/918_1994.xml" toDoc="fr/1994/s/res/918_1994.xml" score="0.8">
      <link type="1-2" xtargets="3:1;3:1 3:2" score="0.7"/>

A file of links has two languages; several files share the documents they name, which are TEI
(`corpora.parallel.tei`) and lie beside the file, or below it by the end of their path. Links
go forward and share no sentence. A sentence that no link names corresponds to none.

Why the score counts as a probability: it is the aligner's own, 0 to 1, high for a translation; no
better is known. It is not calibrated, so compare it with itself only.

Why a document that is not there is no error: the link files name a hundred thousand documents,
and nobody has them all; how many were missing is told.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lxml import etree

from corpora.codes import LANGUAGES
from corpora.errors import InputError
from corpora.languages import BY_CODE
from corpora.parallel.elements import children, elements
from corpora.parallel.packed import opened
from corpora.parallel.row import Row, Rows, Variant
from corpora.parallel.tei import Version, read_tei
from corpora.structure.passage import join_all

ROOTS = {"cesAlign", "TEI.2", "TEI", "linkList", "linkGrp", "text", "body"}


class Link(NamedTuple):
    """Sentences of two versions, by their ids; a side may be empty."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    score: float | None
    line: int


class LinkGroup(NamedTuple):
    """All links between two versions of a document, the first language before the second."""

    languages: tuple[str, str]  # in the order of LANGUAGES
    paths: tuple[str, str]  # as the file has them
    links: tuple[Link, ...]
    place: int  # line of the file


def read_links(path: Path, *, file: str, limit: int | None = None) -> Iterator[LinkGroup]:
    """Yield the groups of one file of links.

    Raises `InputError` for what is none, and for a link that is not two lists of ids.
    """
    with opened(path, file=file, limit=limit) as stream:
        for element in elements(stream, file=file, roots=ROOTS, wanted={"linkGrp"}):
            yield _group(element, file)


def _group(element: etree._Element, file: str) -> LinkGroup:
    where = f"{file}: line {element.sourceline}"
    paths = [(element.get(name) or "").strip() for name in ("fromDoc", "toDoc")]
    codes = [language_of(path) for path in paths]
    if None in codes or codes[0] == codes[1]:
        raise InputError(
            f"{where}: fromDoc and toDoc must each lie in a folder of one of "
            f"{', '.join(LANGUAGES)}, not {paths[0]!r} and {paths[1]!r}"
        )
    ends = sorted(zip(map(str, codes), paths, strict=True), key=lambda end: LANGUAGES.index(end[0]))
    links = (_link(each, file) for each in children(element, "link"))
    if ends[0][1] != paths[0]:
        links = (link._replace(source=link.target, target=link.source) for link in links)
    (first, here), (second, there) = ends
    return LinkGroup((first, second), (here, there), tuple(links), element.sourceline or 1)


def _link(element: etree._Element, file: str) -> Link:
    sides = (element.get("xtargets") or "").split(";")
    if len(sides) != 2:
        raise InputError(
            f'{file}: line {element.sourceline}: a link must have xtargets="3:1;3:1 3:2" or the '
            "like; fetch the file again"
        )
    source, target = (tuple(side.split()) for side in sides)
    return Link(source, target, _score(element.get("score")), element.sourceline or 1)


def _score(text: str | None) -> float | None:
    """Return a score brought into 0 to 1, None where there is none."""
    try:
        score = float(text or "")
    except ValueError:
        return None
    return min(max(score, 0.0), 1.0) if score == score else None  # noqa: PLR0124 - not a number


def language_of(path: str) -> str | None:
    """Return the language of a document: the first folder of its path that is one of the six."""
    return next((part for part in PurePosixPath(path).parts[:-1] if part in LANGUAGES), None)


def name_of(path: str) -> str:
    """Return the name of a document: its path below the language, without suffix."""
    parts = PurePosixPath(path).parts
    start = next((i + 1 for i, part in enumerate(parts) if part in LANGUAGES), 0)
    return "/".join(parts[start:]).removesuffix(".gz").removesuffix(".xml")


def locate(path: str, *folders: Path) -> Path | None:
    """Return the file whose path in one of `folders` is `path` or an end of it, packed or not."""
    *above, last = PurePosixPath(path.replace("\\", "/")).parts or ("",)
    bare = last.removesuffix(".gz")
    if ".." in above or not bare.strip("./"):
        return None
    return next((each for each in _candidates(above, bare, folders) if _is_file(each)), None)


def _candidates(above: list[str], bare: str, folders: Sequence[Path]) -> Iterator[Path]:
    parts = [part for part in above if not part.endswith((":", "/"))]  # no drive, no root
    for folder in folders:
        for start in range(len(parts) + 1):
            for name in (bare, f"{bare}.gz"):
                yield folder.joinpath(*parts[start:], name)


def _is_file(path: Path) -> bool:
    """Tell whether there is such a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def linked_rows(
    paths: Sequence[Path], *, names: Mapping[Path, str], limit: int | None = None
) -> Rows:
    """Yield a row a link that has both sides, `place` its line; documents not there are skipped."""
    for path in paths:
        for group in read_links(path, file=names[path], limit=limit):
            found = [locate(each, path.parent) for each in group.paths]
            if found[0] is None or found[1] is None:
                continue
            versions = [read_version(each, str(each), limit) for each in found if each]
            yield from _rows(group, versions, names[path])


def read_version(path: Path, file: str, limit: int | None) -> Version:
    """Return the TEI document in `path`."""
    with opened(path, file=file, limit=limit) as stream:
        return read_tei(stream, file=file)


def _rows(group: LinkGroup, versions: Sequence[Version], file: str) -> Rows:
    for link in group.links:
        sides = zip(group.languages, versions, (link.source, link.target), strict=True)
        variants = tuple(
            Variant(code, _joined(version, ids, code, link, file))
            for code, version, ids in sides
            if ids
        )
        if len(variants) == 2:
            yield Row(link.line, variants, doc=name_of(group.paths[0]), probability=link.score)


def _joined(version: Version, ids: Sequence[str], code: str, link: Link, file: str) -> str:
    for number in ids:
        check_known(number, version.sentences, link, file)
    return join_all((version.sentences[number].text for number in ids), BY_CODE[code])


def check_known(number: str, sentences: Collection[str], link: Link, file: str) -> None:
    """Raise `InputError` if a document with `sentences` has none of that number."""
    if number not in sentences:
        raise InputError(
            f"{file}: line {link.line}: names a sentence {number!r} that the document does not "
            "have; fetch both again"
        )
