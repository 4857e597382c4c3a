"""What a file says of its own language, against the language it was given as.

    warning("en-GB", FRENCH, file="fr.html")
    'fr.html: the file says its language is "en-GB", not French (fr); check …'

Tags are those of BCP 47, whose first part has two letters, and of ISO 639 with three, as Akoma
Ntoso has them. It is never an error, for templates of web sites often name one language for all.
"""

from corpora.languages import Language

_THREE_LETTERS = {
    "fra": "fr",
    "fre": "fr",
    "eng": "en",
    "spa": "es",
    "rus": "ru",
    "ara": "ar",
    "zho": "zh",
    "chi": "zh",
    "cmn": "zh",
}
_UNSAID = {"", "und", "mul", "zxx", "mis"}


def warning(tag: str | None, language: Language, *, file: str) -> tuple[str, ...]:
    """Return a line if `tag` names another language, else nothing."""
    said = (tag or "").strip()[:35]  # the longest tag that BCP 47 asks to be kept whole
    first = said.replace("_", "-").partition("-")[0].lower()
    if first in _UNSAID or _THREE_LETTERS.get(first, first) == language.code:
        return ()
    line = (
        f'{file}: the file says its language is "{said}", not {language.name} '
        f"({language.code}); check that it is the right file"
    )
    return (line,)
