"""Where a reading has got to in a document, and the labels that follow from it.

    places = Places(counting="decimal")
    places.heading("II.")     "hII"            places.heading("A.")      "hII.A"
    places.paragraph("12.")   "p12"            places.paragraph("(a)")   "p12(a)"
    places.section(annex 2)   "annex2"         places.paragraph("1.")    "annex2.p1"
    places.section(art. 12)   "art12"          places.paragraph("1.")    "art12(1)"

Headings are h with the ranks I, A, then (1)(a)(i); chapters ch2, with ch2.A below. Paragraphs
are numbered on over headings. Where they begin again at 1 the label begins with the heading:
hII.p1; without a numbered heading between they have none.

Why labels come from printed numbers and never from counting: a heading or paragraph that is
missed in one language costs its own label there and misplaces no other. So a number that goes
back, or leaps, has none; nor has a list that no numbered paragraph opens.
Why Roman, letter and number are told apart: a version where "I." was missed must not call "A."
by its name.
"""

from corpora.enumerators import Enumerator
from corpora.numerals import Kind, readings, to_letter, to_roman
from corpora.structure import outline
from corpora.structure.outline import Level, Path
from corpora.structure.sections import DECIMAL, LETTER, ROMAN, SMALL_LETTER, Section, ranked

LEAP = 10
"""Numbers that may be missing between two paragraphs, where a reader has lost some."""

_NAMED = -1  # the rank of a chapter
_TOP_FORMS = {"#.", "#-", "#、"}
_PART_FORMS = {"#)", "(#)", "'#'"}
_ROOT = ("decimal", "section")  # of a path: no enumerator has this form


class Places:
    """The annex, heading, paragraph and sub-paragraph that a reading has reached."""

    def __init__(self, *, counting: Kind) -> None:
        """Begin a document whose paragraphs are counted in numerals of the kind `counting`."""
        self._counting = counting
        self._annex = ""
        self._begin("")

    def _begin(self, scope: str) -> None:
        self._scope = scope  # "annex2." within the second annex
        self._headings: list[tuple[int, int]] = []
        self._heading = ""  # the label of the last numbered heading
        self._run, self._run_heading, self._last = "", "", 0
        self._titled = False  # whether all numbers of this run were
        self._root = "p"
        self._path: Path = ()

    def section(self, section: Section) -> str:
        """Return the label of an annex, appendix, chapter or article that begins here."""
        label = f"{section.name}{section.value or ''}"
        if section.name in {"annex", "appendix"}:
            label = label if section.name == "annex" else self._annex + label
            self._begin(label + ".")
            if section.name == "annex":
                self._annex = label + "."
            return label
        if section.name == "art":
            self._root = "art"
            self._path = (Level(_ROOT, section.value),) if section.value else ()
            return self._scope + label
        self._headings = [(_NAMED, section.value or 0)]
        self._end_article()
        self._heading = label
        return self._scope + label

    def heading(self, enumerator: Enumerator | None) -> str | None:
        """Return the label of a heading, or None if it has no number that is understood."""
        options = ranked(enumerator) if enumerator else ()
        if not options:
            return None
        rank, value = self._likeliest(options)
        self._headings = [item for item in self._headings if item[0] < rank] + [(rank, value)]
        self._end_article()
        self._heading = _heading_label(self._headings)
        return self._scope + self._heading

    def _likeliest(self, options: tuple[tuple[int, int], ...]) -> tuple[int, int]:
        """Choose the reading that goes on where the headings are, else the lowest number."""
        for rank, value in sorted(options, reverse=True):
            if (rank, value - 1) in self._headings:
                return rank, value
        return min(options, key=lambda option: option[1])

    @property
    def in_article(self) -> bool:
        """Tell whether the reading stands behind the heading of an article."""
        return self._root == "art"

    def _end_article(self) -> None:
        if self._root == "art":
            self._root, self._path = "p", ()

    def paragraph(self, enumerator: Enumerator, *, titled: bool = False) -> str | None:
        """Return the label of a numbered paragraph or a part of one, or None.

        `titled` says that the text behind the number is short and has no stop, as a heading or
        an item of an agenda: such a number begins no new run.
        """
        value = top_number(enumerator, self._counting)
        if value is not None and not self._counts_article(value):
            return self._numbered(value, titled=titled)
        if self._root == "p" and enumerator.form not in _PART_FORMS:
            return None
        return self._part(enumerator)

    def _counts_article(self, value: int) -> bool:
        """Tell whether a number counts the paragraphs of the article, not those of the text."""
        if self._root != "art":
            return False
        own = len(self._path) > 1 and self._path[1].value == value - 1
        return own or value == 1 or value != self._last + 1

    def _numbered(self, value: int, *, titled: bool) -> str | None:
        self._end_article()
        if not self._last:
            self._run_heading, self._titled = self._heading, titled
        elif value == 1 and not titled and (self._is_below_new_heading() or self._titled):
            if self._is_below_new_heading():
                self._run, self._run_heading = self._heading + ".", self._heading
        elif value != self._last + 1 and (titled or not 0 < value - self._last <= LEAP):
            self._path = ()  # a list aside: its parts have no label either
            return None
        self._titled = self._titled and titled
        self._last = value
        self._path = (Level(_ROOT, value),)
        return self._label()

    def _is_below_new_heading(self) -> bool:
        return self._heading not in {"", self._run_heading}

    def _part(self, enumerator: Enumerator) -> str | None:
        """Return the label of a sub-paragraph, unless it goes back or has no paragraph."""
        if not self._path:
            return None
        advanced = outline.advance(self._path, enumerator)
        if len(advanced) < 2 or _goes_back(self._path, advanced):
            return None
        self._path = advanced
        return self._label()

    def _label(self) -> str:
        first, rest = self._path[0], self._path[1:]
        numbered = ""
        if self._root == "art" and rest and rest[0].style[0] in {"decimal", "han"}:
            numbered, rest = f"({rest[0].value})", rest[1:]
        run = self._run if self._root == "p" else ""
        return f"{self._scope}{run}{self._root}{first.value}{numbered}{outline.sub_label(rest)}"


def top_number(enumerator: Enumerator | None, kind: Kind) -> int | None:
    """Return the number if paragraphs are numbered in this way: 1. or ١ - or, of han, 一、."""
    if enumerator is None or enumerator.form not in _TOP_FORMS:
        return None
    values = [reading.value for reading in readings(enumerator.numeral) if reading.kind == kind]
    return values[0] if values and values[0] else None


def _goes_back(path: Path, advanced: Path) -> bool:
    """Tell whether `advanced` is a place that the outline has already passed."""
    depth = len(advanced) - 1
    same = len(path) > depth and path[:depth] == advanced[:depth]
    return same and advanced[depth].value <= path[depth].value


def _heading_label(headings: list[tuple[int, int]]) -> str:
    """Return "hII.A(1)(a)", or "ch2.A" below a chapter."""
    writers = {ROMAN: to_roman, LETTER: to_letter}
    points = [writers[rank](value).upper() for rank, value in headings if rank in writers]
    chapters = [f"ch{value or ''}" for rank, value in headings if rank == _NAMED]
    brackets = [f"({_small(rank, value)})" for rank, value in headings if rank >= DECIMAL]
    return ("" if chapters else "h") + ".".join([*chapters, *points]) + "".join(brackets)


def _small(rank: int, value: int) -> str:
    if rank == DECIMAL:
        return str(value)
    return to_letter(value) if rank == SMALL_LETTER else to_roman(value)
