"""The sections of a DOCX as far as text needs them: how notes are numbered, where pages begin.

    read_section(element)      Section(new_page=True, rules={"footnote": Rules(restart="eachSect")})

What a section does not say, `settings.xml` may (`read_rules`), and else the standard.
"""

from typing import NamedTuple

from lxml import etree

from corpora.readers.docx.elements import child, number, value
from corpora.readers.docx.inline import NoteKind

KINDS: tuple[NoteKind, ...] = ("footnote", "endnote")
_DEFAULTS = {"footnote": "decimal", "endnote": "lowerRoman"}


class Rules(NamedTuple):
    """How the notes of one kind are numbered; None where nothing is said."""

    style: str | None = None
    start: int | None = None
    restart: str | None = None  # "continuous", "eachSect" or "eachPage"

    def over(self, other: "Rules") -> "Rules":
        """Return these rules with their gaps filled from `other`."""
        return Rules(
            self.style or other.style,
            other.start if self.start is None else self.start,
            self.restart or other.restart,
        )


class Section(NamedTuple):
    """A section: whether it begins on a new page, and how its notes are numbered."""

    new_page: bool
    rules: dict[NoteKind, Rules]


def read_section(element: etree._Element) -> Section:
    """Return what a `w:sectPr` says."""
    kind = value(child(element, "type")) or "nextPage"
    return Section(kind not in {"continuous", "nextColumn"}, read_rules(element))


def read_rules(element: etree._Element | None) -> dict[NoteKind, Rules]:
    """Return the rules that settings or a section give for each kind of note."""
    return {kind: _rules(child(element, f"{kind}Pr")) for kind in KINDS}


def _rules(element: etree._Element | None) -> Rules:
    return Rules(
        value(child(element, "numFmt")),
        number(child(element, "numStart")),
        value(child(element, "numRestart")),
    )


def standard(kind: NoteKind) -> Rules:
    """Return the rules where neither section nor settings say anything."""
    return Rules(_DEFAULTS[kind], 1, "continuous")
