"""What a form of a concept is, and the words that termbases use to say so.

    status_of("Déconseillé")                 "deprecated"
    status_of("supersededTerm-admn-sts")     "superseded"
    status_of("noun")                        None

Why acronyms are admitted: an acronym beside a full form is another form in use, and TERMS has no
place for kinds.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from corpora.normalize import fold_case, without_accents

PREFERRED, ADMITTED, DEPRECATED, INFLECTED = "preferred", "admitted", "deprecated", "inflected"
SUPERSEDED = "superseded"
STATUSES = (PREFERRED, ADMITTED, DEPRECATED, SUPERSEDED, INFLECTED)
"""What a form is: `inflected` is another spelling of the form before it that no rule finds."""

UNSTATED = ""
"""Nothing is said: the first such form of a language without a preferred one is preferred."""

IN_USE = (PREFERRED, ADMITTED)

_WORDS = {
    PREFERRED: "preferred|preferredterm|pref|prefere|privilegie|recommended|recommande|approved|"
    "main|main term|official|officiel",
    ADMITTED: "admitted|admittedterm|admis|accepted|allowed|synonym|synonyme|variant|variante|alt|"
    "alternative|acronym|acronyme|abbreviation|abbr|abreviation|abrege|sigle|short form|short|"
    "forme abregee|full form|fullform|shortform",
    DEPRECATED: "deprecated|deprecatedterm|deconseille|forbidden|interdit|not recommended|"
    "notrecommended|avoid|a eviter|rejected|do not use|incorrect",
    SUPERSEDED: "superseded|supersededterm|obsolete|remplace|perime|ancien|former|outdated|"
    "historical",
    INFLECTED: "inflected|inflection|flexion",
}
_STATUS = {word: status for status, words in _WORDS.items() for word in words.split("|")}
_WORD = re.compile(r"[^\W_]+")


class Form(NamedTuple):
    """A form of a concept in a language that is known from where it stands."""

    form: str
    status: str  # one of STATUSES, or UNSTATED until the whole concept was read


def words_of(text: str) -> list[str]:
    """Return the words of a heading or label without case and accents."""
    return _WORD.findall(without_accents(fold_case(text)))


@lru_cache(maxsize=4096)
def status_of(text: str) -> str | None:
    """Return the status that `text` names in English, French or TBX; None if it names none."""
    return _STATUS.get(" ".join(words_of(text.removesuffix("-admn-sts"))))
