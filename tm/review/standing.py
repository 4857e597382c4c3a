"""The clauses of one built document as corrections of its texts since the build leave them.

    standing = Standing(build.versions["A/RES/69/12"])
    standing.correct(earlier)                  12: the clause, by its index in the build, or None
    standing.edit(edit)                        TextCorrection(place=13, …)
    standing.versions["ru"][12].text

It keeps for each clause of today which clause of the build it was, or was cut from.

Why it is needed: reviews come back one after another, and a build in between may take hours; what
an earlier one corrected is not in the build yet, and the later one does not know of it.
"""

from collections.abc import Mapping

from tm.review.changes import Edit
from tm.review.corrections import TextCorrection
from tm.review.original import Text, Versions


class Standing:
    """The clauses of a document with where they come from; texts change, in order."""

    def __init__(self, versions: Mapping[str, tuple[Text, ...]]) -> None:
        self._clauses = {lang: [*enumerate(texts)] for lang, texts in versions.items()}

    @property
    def versions(self) -> Versions:
        """The clauses as they are now."""
        return {lang: tuple(text for _, text in clauses) for lang, clauses in self._clauses.items()}

    def origin(self, lang: str, index: int) -> int:
        """Return the index in the build of what is now at `index`."""
        return self._clauses[lang][index][0]

    def places(self, lang: str) -> dict[int, list[int]]:
        """Return for each clause of the build where it, or its parts, are now."""
        found: dict[int, list[int]] = {}
        for place, (origin, _) in enumerate(self._clauses.get(lang, ())):
            found.setdefault(origin, []).append(place)
        return found

    def correct(self, correction: TextCorrection) -> int | None:
        """Correct a text as a build does; return the clause of the build, None without a place."""
        clauses = self._clauses.get(correction.lang, [])
        places = [place for place, (_, text) in enumerate(clauses) if text.text == correction.was]
        if not places:
            return None
        place = min(places, key=lambda each: (abs(each + 1 - correction.place), each))
        origin = clauses[place][0]
        self._put(correction.lang, place, correction.now)
        return origin

    def edit(self, edit: Edit) -> TextCorrection:
        """Correct a clause of the build that nothing else has corrected; return how to do it."""
        place = next(
            place
            for place, (origin, _) in enumerate(self._clauses[edit.lang])
            if origin == edit.clause
        )
        self._put(edit.lang, place, edit.now)
        return TextCorrection(edit.doc, edit.lang, place + 1, edit.was, edit.now)

    def _put(self, lang: str, place: int, now: tuple[str, ...]) -> None:
        clauses = self._clauses[lang]
        origin, (label, _) = clauses[place]
        parts = [(origin, Text(None if number else label, text)) for number, text in enumerate(now)]
        clauses[place : place + 1] = parts
