"""The file of corrections, `review.toml`, beside the documents of a corpus.

    [[texts]]                           # a clause that was put right, or cut into several
    document = "A/RES/69/12"
    language = "ru"
    place = 12                          # which clause of its version, from 1
    was = "Просит Генеральнго секретаря …"
    now = ["Просит Генерального секретаря …"]

    [[units]]                           # what belongs together, or with "reject" does not
    document = "A/RES/69/12"
    status = "keep"
    fr = [{ place = 17, label = "op2", sha256 = "5b0c39a1d2e4f607", text = "Prie le Secr…" }]
    ru = []                             # reviewed, and nothing there says the same

Texts are corrected in the order of the file, each on what those before it left.

Why tomllib reads and own code writes: the file may hold ten thousand units, which are written in
a fiftieth of the time that tomlkit takes; comments of the user's are not kept, as its head says.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpora.codes import LANGUAGES
from corpora.errors import InputError
from tm.review.corrections import (
    STATUSES,
    Corrections,
    Ref,
    TextCorrection,
    UnitCorrection,
    ordered,
)
from tm.review.replaced import replace_file

CORRECTIONS = "review.toml"
"""The file of a corpus, looked for in its folder."""

HEADING = """\
# What reviewers decided. `hexapla review import` adds to it, `hexapla build` honours it.
# Entries may be removed; the next import writes the file anew, without comments.
"""


def read_corrections(corpus: Path) -> Corrections:
    """Return the corrections of a corpus, none if it has no file; raises `InputError`."""
    path = corpus / CORRECTIONS
    try:
        data = path.read_bytes()
        table = tomllib.loads(data.decode("utf-8-sig"))
    except FileNotFoundError:
        return Corrections()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}; check the file") from error
    except (ValueError, RecursionError) as error:  # TOML and UTF-8
        reason = " ".join(str(error).split())
        raise InputError(f"{path}: not TOML: {reason}; correct it, or restore a copy") from error
    for key in table:
        if key not in {"texts", "units"}:
            raise InputError(f"{path}: unknown {key!r}; it holds [[texts]] and [[units]]")
    texts = [_text(each, where) for where, each in _entries(table, "texts", path)]
    units = [_unit(each, where) for where, each in _entries(table, "units", path)]
    return Corrections(tuple(texts), tuple(units), hashlib.sha256(data).hexdigest())


def write_corrections(corrections: Corrections, corpus: Path) -> None:
    """Write the file in one step, units by document and place; raises `OutputError`."""
    texts = sorted(corrections.texts, key=lambda each: each.doc)
    lines = [HEADING, *map(_text_table, texts), *map(_unit_table, ordered(corrections.units))]
    replace_file(corpus / CORRECTIONS, "\n".join(lines).encode())


def _entries(
    table: Mapping[str, object], key: str, path: Path
) -> Iterator[tuple[str, Mapping[str, object]]]:
    listed = table.get(key, [])
    where = f"{path}: {key}"
    if not isinstance(listed, list):
        raise InputError(f"{where} is {listed!r}; begin each entry with a line [[{key}]]")
    for number, entry in enumerate(listed, start=1):
        if not isinstance(entry, dict):
            raise InputError(f"{where}, entry {number}: no table; begin it with [[{key}]]")
        yield f"{where}, entry {number}", entry


def _text(entry: Mapping[str, object], where: str) -> TextCorrection:
    _only(entry, {"document", "language", "place", "was", "now"}, where)
    lang = _string(entry, "language", where)
    if lang not in LANGUAGES:
        raise InputError(f"{where}: language {lang!r} is none of {', '.join(LANGUAGES)}")
    now = entry.get("now")
    if not isinstance(now, list) or not now or not all(_filled(text) for text in now):
        raise InputError(f"{where}: now must be a list of texts, none of them empty")
    return TextCorrection(
        _string(entry, "document", where),
        lang,
        _place(entry, where),
        _string(entry, "was", where),
        tuple(now),
    )


def _filled(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip())


def _unit(entry: Mapping[str, object], where: str) -> UnitCorrection:
    _only(entry, {"document", "status", "comment", *LANGUAGES}, where)
    status = _string(entry, "status", where)
    if status not in STATUSES:
        raise InputError(f"{where}: status {status!r} is none of {', '.join(STATUSES)}")
    refs = {
        lang: tuple(_ref(each, f"{where}, {lang}") for each in _list(entry[lang], where))
        for lang in LANGUAGES
        if lang in entry
    }
    if not any(refs.values()):
        raise InputError(f"{where}: names no clauses; remove the entry")
    comment = _string(entry, "comment", where) if "comment" in entry else ""
    return UnitCorrection(_string(entry, "document", where), status, refs, comment)


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise InputError(f"{where}: {value!r} is no list of clauses; remove the entry")
    return value


def _ref(value: object, where: str) -> Ref:
    if not isinstance(value, dict):
        raise InputError(f"{where}: {value!r} is no clause; remove the entry")
    _only(value, {"place", "label", "sha256", "text"}, where)
    label = _string(value, "label", where) if "label" in value else None
    text = _string(value, "text", where)
    return Ref(_place(value, where), label, _string(value, "sha256", where), text)


def _only(entry: Mapping[str, object], known: set[str], where: str) -> None:
    for key in entry:
        if key not in known:
            raise InputError(f"{where}: unknown {key!r}; correct or remove it")


def _string(entry: Mapping[str, object], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str):
        raise InputError(f"{where}: {key} must be text; correct it, or remove the entry")
    return value


def _place(entry: Mapping[str, object], where: str) -> int:
    value = entry.get("place")
    if type(value) is not int or value < 1:
        raise InputError(f"{where}: place must be a number from 1; correct or remove the entry")
    return value


def _text_table(text: TextCorrection) -> str:
    listed = ",\n".join(f"    {_quoted(each)}" for each in text.now)
    return (
        f"[[texts]]\ndocument = {_quoted(text.doc)}\nlanguage = {_quoted(text.lang)}\n"
        f"place = {text.place}\nwas = {_quoted(text.was)}\nnow = [\n{listed},\n]\n"
    )


def _unit_table(unit: UnitCorrection) -> str:
    lines = ["[[units]]", f"document = {_quoted(unit.doc)}", f"status = {_quoted(unit.status)}"]
    if unit.comment:
        lines.append(f"comment = {_quoted(unit.comment)}")
    for lang, refs in unit.refs.items():
        listed = "".join(f"\n    {_inline(ref)}," for ref in refs)
        lines.append(f"{lang} = [{listed}\n]" if refs else f"{lang} = []")
    return "\n".join(lines) + "\n"


def _inline(ref: Ref) -> str:
    label = f"label = {_quoted(ref.label)}, " if ref.label is not None else ""
    return f'{{ place = {ref.place}, {label}sha256 = "{ref.sha256}", text = {_quoted(ref.text)} }}'


def _quoted(text: str) -> str:
    """Return a basic string of TOML: those of JSON are, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
