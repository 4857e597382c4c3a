"""What is wrong with a termbase, and where: contradictions, doubles, forms that shadow each other.

    check(Path("terms.csv")).findings
        [Finding("error", "two preferred forms", "line 4", "sc", "fr", "Conseil", "beside …"), …]

It reads a table to its end where `load` stops at the first fault, and judges no translation. What
is told of two concepts (`tm.termbase.shadows`) is a warning: homonyms exist. A short form inside a
longer one of another concept is a note, for the longer one is matched first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from corpora.clause import LeftOut
from corpora.schema import LANGUAGES, PIVOT
from tm.termbase.cell import settled, tidy
from tm.termbase.concepts import CONTROL
from tm.termbase.file import draft_of
from tm.termbase.letters import faults_of
from tm.termbase.row import Draft, Row
from tm.termbase.shadows import INSIDE, SAME, Entry, shadows
from tm.termbase.status import DEPRECATED, IN_USE, INFLECTED, PREFERRED, SUPERSEDED, Form

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)

_AVOIDED = (DEPRECATED, SUPERSEDED)
_MENDED = "decomposed letters"


class Finding(NamedTuple):
    """One thing that is wrong, at one place."""

    severity: str  # one of SEVERITIES
    kind: str
    place: str  # "line 2"
    concept: str
    lang: str  # empty where it concerns the whole concept
    form: str
    detail: str


class Checked(NamedTuple):
    """What was found in one file."""

    findings: list[Finding]  # errors first, then warnings and notes
    concepts: int
    forms: dict[str, int]  # language -> forms
    missing: dict[str, int]  # language -> concepts without a form in use
    left_out: tuple[LeftOut, ...]

    def count(self, severity: str) -> int:
        """Return how many findings are of `severity`."""
        return sum(finding.severity == severity for finding in self.findings)


class _Said(NamedTuple):
    place: str
    form: Form


_Concepts = dict[str, dict[str, list[_Said]]]


def check(path: Path) -> Checked:
    """Return what is wrong with the termbase in `path`; raises `InputError` if it is none."""
    draft = draft_of(path)
    concepts: _Concepts = {}
    found = [finding for row in draft.rows for finding in _of_row(row, draft, concepts)]
    for concept, by_lang in concepts.items():
        found += _of_concept(concept, by_lang, draft)
    entries = list(_entries(concepts))
    found += _contradicted(entries)
    found += [_told(*shadow) for shadow in shadows(entries)]
    found.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    used = {(entry.concept, entry.lang) for entry in entries if entry.status in IN_USE}
    having = Counter(lang for _, lang in used)
    forms = Counter(entry.lang for entry in entries)
    return Checked(
        found,
        len(concepts),
        {lang: forms[lang] for lang in LANGUAGES},
        {lang: len(concepts) - having[lang] for lang in LANGUAGES},
        draft.left_out,
    )


def _of_row(row: Row, draft: Draft, concepts: _Concepts) -> Iterator[Finding]:
    """Yield what is wrong with one row, and add it to its concept."""
    concept = tidy(row.concept)
    if not concept:
        severity = ERROR if draft.whole_rows else WARNING
        yield Finding(severity, "no concept", row.place, "", "", "", "give each row a name")
        return
    known = concepts.setdefault(concept, {})
    for lang, forms in row.forms.items():
        yield from _of_letters(row.place, concept, lang, forms)
        before = [said.form for said in known.get(lang, ())]
        if before and draft.whole_rows and settled(before) != settled(forms):
            detail = f"other forms than on {known[lang][0].place}; put all in one row"
            yield Finding(ERROR, "rows that differ", row.place, concept, lang, "", detail)
        known.setdefault(lang, []).extend(_Said(row.place, form) for form in forms)


def _of_letters(place: str, concept: str, lang: str, forms: Sequence[Form]) -> Iterator[Finding]:
    for form, _ in forms:
        for fault in faults_of(form, lang=lang):
            severity = NOTE if fault.kind == _MENDED else WARNING
            yield Finding(severity, fault.kind, place, concept, lang, form, fault.detail)
        if CONTROL.search(form):
            shown = ascii(form)
            yield Finding(ERROR, "control character", place, concept, lang, shown, "remove it")


def _of_concept(concept: str, by_lang: dict[str, list[_Said]], draft: Draft) -> Iterator[Finding]:
    for lang, said in by_lang.items():
        yield from _of_language(concept, lang, said)
    french = by_lang.get(PIVOT, [])
    if not any(form.status in IN_USE for form in settled(said.form for said in french)):
        place = next((said[0].place for said in by_lang.values() if said), "")
        severity = ERROR if draft.whole_rows else WARNING
        yield Finding(severity, "no French form in use", place, concept, PIVOT, "", "")


def _of_language(concept: str, lang: str, said: list[_Said]) -> Iterator[Finding]:
    """Yield forms that stand twice, with one status or two, and second preferred forms."""
    seen: dict[str, _Said] = {}
    preferred = ""
    for each in said:
        form, status = tidy(each.form.form), each.form.status
        before = seen.setdefault(form, each)
        place = (each.place, concept, lang, form)
        if before is not each and _opposed(before.form.status, status):
            detail = (
                f"{before.form.status or 'in use'} on {before.place}, here {status or 'in use'}"
            )
            yield Finding(ERROR, "status contradicted", *place, detail)
        elif before is not each:
            yield Finding(WARNING, "form stands twice", *place, f"also on {before.place}")
        elif status == PREFERRED and preferred:
            yield Finding(ERROR, "two preferred forms", *place, f"beside {preferred!r}")
        preferred = form if status == PREFERRED and not preferred else preferred


def _opposed(one: str, other: str) -> bool:
    return (one in _AVOIDED) != (other in _AVOIDED)


def _entries(concepts: _Concepts) -> Iterator[Entry]:
    for concept, by_lang in concepts.items():
        for lang, said in by_lang.items():
            places = {tidy(each.form.form): each.place for each in reversed(said)}
            for form, status in settled(each.form for each in said):
                yield Entry(concept, lang, form, status, places[form])


def _contradicted(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Yield forms that one concept prefers or admits and another forbids."""
    by_form: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        by_form[entry.lang, entry.form].append(entry)
    for same in by_form.values():
        used = [entry for entry in same if entry.status in IN_USE]
        avoided = [entry for entry in same if entry.status in _AVOIDED]
        if used and avoided:
            first = min(used, key=lambda entry: entry.status != PREFERRED)
            severity = ERROR if first.status == PREFERRED else WARNING
            last = avoided[0]
            detail = f"{first.status} in {first.concept!r} on {first.place}, here {last.status}"
            place = (last.place, last.concept, last.lang, last.form)
            yield Finding(severity, "in use and not to be used", *place, detail)


def _told(kind: str, entry: Entry, other: Entry) -> Finding:
    quiet = kind == INSIDE or INFLECTED in {entry.status, other.status}
    detail = f"{other.concept!r} on {other.place}"
    if kind != SAME:
        detail = f"{other.form!r} of {detail}"
    place = (entry.place, entry.concept, entry.lang, entry.form)
    return Finding(NOTE if quiet else WARNING, kind, *place, detail)
