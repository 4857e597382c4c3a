"""PO of gettext: bytes in, rows of source and translation out.

    for row in read_po(data, file="fr.po"): row.texts

A row is a translated message; what nobody has translated has one language only, fuzzy and obsolete
messages have a source alone too, and a memory counts both. Of plurals the last form goes
with the plural and, where there are two, the first with the singular: which of three or six forms
is the singular only the formula in the header says. `msgctxt` and comments become properties.

The languages are those of the header (`Language`, `X-Source-Language`); without the first the
name of the file tells, without the second the source is English, as gettext has it.

Why translate-toolkit: the dialects (previous messages, wrapped lines, obsolete entries, encodings)
are many and it has met them. Why not in `corpora.parallel`: software messages are no documents
to align; they are matches for a translator, so only memories take them.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from corpora.errors import InputError
from corpora.languages import NAMES
from corpora.parallel.row import Row, Rows, Variant
from corpora.parallel.tag import six

SOURCE = "en"
"""The language of messages where the header does not say; the manual of gettext asks for it."""

_LOGGER = "translate"  # tells of odd lines on standard error


def read_po(data: bytes, *, file: str) -> Rows:
    """Yield a row a message and form, `place` the ordinal of the message.

    Raises `InputError` for what is no PO, and where the language cannot be told.
    """
    store = _parsed(data, file)
    header = {name.lower(): value for name, value in store.parseheader().items()}
    source = (header.get("x-source-language") or SOURCE).strip()
    target = (header.get("language") or "").strip() or _named(file)
    if not target:
        raise InputError(
            f"{file}: does not say its language; write `Language: fr` in its header, or name it "
            f"fr.po (one of {NAMES})"
        )
    for place, message in enumerate(store.units, start=1):
        if not message.isheader():
            yield from _rows(message, place, (source, target))


def _parsed(data: bytes, file: str) -> Any:
    from translate.storage.base import ParseError  # noqa: PLC0415  (as above)
    from translate.storage.pypo import pofile  # noqa: PLC0415  (heavy)

    if not data.strip():
        raise InputError(f"{file}: the file is empty; export it again or remove it")
    logger = logging.getLogger(_LOGGER)
    before, logger.disabled = logger.disabled, True
    try:
        store: Any = pofile()
        store.parse(data)
        store.parseheader()
    except (ParseError, ValueError, LookupError, TypeError, AttributeError) as error:
        reason = " ".join(str(error).split())[:100]
        raise InputError(f"{file}: not a PO file ({reason}); export it again as UTF-8") from error
    finally:
        logger.disabled = before
    if not store.units:
        raise InputError(f"{file}: holds no message; check that it is a PO file")
    return store


def _named(file: str) -> str:
    """Return the language that the name of a file ends in: `fr.po`, `django-fr.po`, or ""."""
    stem = PurePath(file.removesuffix(".gz")).stem
    last = re.split(r"[.\W]", stem)[-1]
    return last if six(last) else ""


def _rows(message: Any, place: int, codes: tuple[str, str]) -> Iterator[Row]:
    usable = message.istranslated() and not message.isobsolete()
    context = message.getcontext()
    properties = (("x-context", context),) if context else ()
    note = message.getnotes() or None
    for source, target in _forms(message):
        texts = (source, target if usable else "")
        variants = tuple(map(Variant, codes, texts))
        yield Row(place, variants, note=note, properties=properties)


def _forms(message: Any) -> Iterator[tuple[str, str]]:
    """Yield source and translation of each form that is certain to be one of the other."""
    if not message.hasplural():
        yield str(message.source), str(message.target or "")
        return
    singular, plural = map(str, message.source.strings)
    forms = [*map(str, message.target.strings)] if message.target else [""]
    yield singular, forms[0] if len(forms) == 2 else ""
    yield plural, forms[-1]
