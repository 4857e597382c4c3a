"""TBX read: version 2 (martif) and version 3 (ISO 30042:2019), data categories as attribute or tag.

    read_tbx(stream, name="un.tbx").rows[0]     Row("line 12", "c1", {"fr": [Form(…)], …})

Of a concept its forms and their status are read, in the six languages whatever their region
(`fr-CA`, `zh-Hans`); other languages are left out and counted. Names count, not namespaces:
programs write that of version 3 on version 2 too. A status is `administrativeStatus` or, in
older files, `normativeAuthorization`.

Why lxml and not translate-toolkit: its reader refuses version 3 and gives one form a language.
"""

import re
from collections.abc import Iterator

from lxml import etree

from corpora.errors import InputError
from corpora.parallel.elements import elements, language_attribute, local
from corpora.parallel.packed import Readable
from corpora.tally import Tally
from tm.termbase.headings import language_of
from tm.termbase.row import Draft, Row
from tm.termbase.status import INFLECTED, UNSTATED, Form, status_of

ROOTS = frozenset({"tbx", "martif"})
CONCEPTS = frozenset({"conceptEntry", "termEntry"})
LANGUAGES = frozenset({"langSec", "langSet"})
SECTIONS = frozenset({"termSec", "tig", "ntig"})

INFLECTED_NOTE = "inflected form"
"""How the note begins by which a writer of ours marks an inflection."""

_STATUS = ("administrativeStatus", "normativeAuthorization")
_SPEAKING = tuple(f"{{*}}{name}" for name in ("termNote", "note", *_STATUS))
_SILENT = {"standardized", "legal", "regulated", "proposed", "new"}  # of other programs: no status
_ESCAPED = re.compile("_x([0-9A-F]{2,6})_")


def read_tbx(stream: Readable, *, name: str) -> Draft:
    """Return the termbase in `stream`, by the name `name` in messages.

    Raises `InputError` with the line for what is no well-formed TBX or uses entities.
    """
    tally = Tally(name)
    parts = elements(stream, file=name, roots=ROOTS, wanted=CONCEPTS)
    rows = [_row(entry, number, tally) for number, entry in enumerate(parts, start=1)]
    return Draft(name, rows, tally.left_out(), whole_rows=False)


def name_of(identifier: str) -> str:
    """Return the concept of an `id`, in which other characters than XML allows are escaped."""
    return _ESCAPED.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), identifier)


def _row(entry: etree._Element, number: int, tally: Tally) -> Row:
    entities = next(entry.iter(etree.Entity), None)
    line = entry.sourceline or 0
    if entities is not None:
        raise InputError(
            f"{tally.file}: line {line}: entity &{entities.name}; is not read; write its "
            "characters themselves"
        )
    forms: dict[str, list[Form]] = {}
    for language in entry:
        if local(language) in LANGUAGES:
            found = list(_forms(language, tally))
            lang = language_of(language_attribute(language))
            if lang and found:
                forms.setdefault(lang, []).extend(found)
            elif found:
                tag = language_attribute(language)[:20] or "no language"
                reason = f"a form in {tag}, none of the six"
                tally.count(reason, line, found[0].form, times=len(found))
    return Row(f"line {line}", name_of(entry.get("id") or f"entry-{number}"), forms)


def _forms(language: etree._Element, tally: Tally) -> Iterator[Form]:
    for section in language:
        if local(section) in SECTIONS:
            term = next(section.iter("{*}term"), None)
            text = "" if term is None else " ".join("".join(term.itertext()).split())
            if text:
                yield Form(text, _status(section, tally))
            else:
                tally.count("a term without text", section.sourceline or 0)


def _status(section: etree._Element, tally: Tally) -> str:
    """Return the status of a term, UNSTATED if none is given or none that TERMS knows."""
    for element in section.iter(*_SPEAKING):
        name = local(element)
        kind = element.get("type") if name == "termNote" else name
        written = (element.text or "").strip()
        if name == "note" and written.startswith(INFLECTED_NOTE):
            return INFLECTED
        if kind in _STATUS and written:
            status = status_of(written)
            if status is None and written.partition("Term")[0] not in _SILENT:
                tally.count(f"a status {written[:40]!r} that is not known", element.sourceline or 0)
            return status or UNSTATED
    return UNSTATED
