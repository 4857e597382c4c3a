"""Footnotes and endnotes of a DOCX: their marks as Word counts them, and their own paragraphs.

    counter.mark(Mark("footnote", 3), rtl=False)      "1"
    read_notes(package, context)                      {("footnote", 3): [Paragraph(…)]}

Where they are put, `blocks` decides. A custom mark is printed as it is and not counted.
"""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from corpora.readers.docx.elements import Event, attribute, local, number
from corpora.readers.docx.inline import Mark, NoteKind
from corpora.readers.docx.numerals import in_arabic_digits, printed
from corpora.readers.docx.package import Package
from corpora.readers.docx.sections import KINDS, Rules, Section, standard
from corpora.readers.docx.story import Context, Paragraph, read_story

Notes = dict[tuple[NoteKind, int], list[Paragraph]]
"""The paragraphs of each note, by its kind and identifier."""


def read_notes(package: Package, context: Context) -> Notes:
    """Return every note of the document; the lines that part notes from text are none.

    Raises `InputError` if a part with notes is missing or damaged.
    """
    found: Notes = {}
    for kind in KINDS:
        for part in package.related(f"{kind}s"):
            for identifier, paragraphs in _notes(package.stream(part), kind, context):
                found.setdefault((kind, identifier), paragraphs)
    return found


def _notes(
    events: Iterator[Event], kind: NoteKind, context: Context
) -> Iterator[tuple[int, list[Paragraph]]]:
    """Yield identifier and paragraphs of each note of a part."""
    for event, element in events:
        if event == "start" and local(element) == kind:
            identifier = number(element, "id")
            special = attribute(element, "type") not in {None, "normal"}
            paragraphs = [*read_story(_inside(events, element), context)]
            if identifier is not None and not special:
                yield identifier, paragraphs


def _inside(events: Iterable[Event], element: object) -> Iterator[Event]:
    """Yield the events up to the end of `element`."""
    yield from takewhile(lambda each: each != ("end", element), events)


class Counter:
    """How far the notes of each kind have been counted, by the rules of the section."""

    def __init__(self, settings: dict[NoteKind, Rules]) -> None:
        self._settings = settings
        self._rules = {kind: settings[kind].over(standard(kind)) for kind in KINDS}
        self._next: dict[NoteKind, int] = {kind: self._rules[kind].start or 0 for kind in KINDS}

    def begin_section(self, section: Section) -> list[NoteKind]:
        """Follow the rules of a section from here; return the kinds that are counted anew."""
        for kind in KINDS:
            before = self._rules[kind]
            self._rules[kind] = section.rules[kind].over(self._settings[kind]).over(standard(kind))
            if self._rules[kind].start != before.start:
                self._next[kind] = self._rules[kind].start or 0
        return self._restart("eachSect")

    def begin_page(self) -> list[NoteKind]:
        """Count anew what is counted by the page; return those kinds."""
        return self._restart("eachPage")

    def by_page(self) -> bool:
        """Tell whether any kind of note is counted by the page."""
        return any(rules.restart == "eachPage" for rules in self._rules.values())

    def _restart(self, restart: str) -> list[NoteKind]:
        kinds = [kind for kind in KINDS if self._rules[kind].restart == restart]
        for kind in kinds:
            self._next[kind] = self._rules[kind].start or 0
        return kinds

    def mark(self, mark: Mark, *, arabic: bool) -> str:
        """Return what is printed for a mark, and count it; `arabic`: in Arabic digits."""
        if mark.custom is not None:
            return mark.custom
        value = self._next[mark.kind]
        self._next[mark.kind] += 1
        text = printed(value, self._rules[mark.kind].style or "decimal")
        return in_arabic_digits(text) if arabic else text
