import datetime
import hashlib
import re
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from un_service import HTML, PDF, WORD, Answer, UnService, docx

from corpora.errors import InputError, OutputError
from corpora.fetch import fetch
from corpora.fetching import download as downloads
from corpora.fetching.body import is_whole, recognise
from corpora.fetching.document import Version
from corpora.fetching.service import Service
from corpora.manifest import read_manifest
from corpora.schema import LANGUAGES, OTHERS

TODAY = datetime.date(2026, 11, 23)
SYMBOL = "A/C.1/42"
FOLDER = "A_C.1_42"
PAUSE = Answer(status=429, headers={"Retry-After": "0"})


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def un() -> Iterator[UnService]:
    with UnService() as service:
        yield service


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


def give_all(un: UnService, symbol: str = SYMBOL, *, without: tuple[str, ...] = ()) -> None:
    for lang in LANGUAGES:
        if lang not in without:
            un.give(symbol, lang, docx(f"{symbol} {lang}"))


def quick(un: UnService, **settings: Any) -> Service:
    """Return settings with which nothing waits longer than it must."""
    plain = {"base": un.address, "rate": 1e6, "first_wait": 0.001, "seed": 7}
    return Service(**{**plain, **settings})


def get(
    un: UnService, out: Path, *symbols: str, word: bool = True, **settings: Any
) -> dict[str, Version]:
    """Fetch into `out` and return the versions by symbol and language, or language alone."""
    wanted = symbols or (SYMBOL,)
    found = fetch(wanted, out, today=TODAY, word=word, service=quick(un, **settings))
    return {each.lang if len(wanted) == 1 else f"{each.symbol} {each.lang}": each for each in found}


def files(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_six_versions_and_a_manifest(un: UnService, out: Path) -> None:
    give_all(un)
    found = get(un, out)
    assert [*found] == [*LANGUAGES]
    assert {each.state for each in found.values()} == {"fetched"}
    assert files(out) == {"corpus.toml", *(f"{FOLDER}/{lang}.docx" for lang in LANGUAGES)}
    (source,) = read_manifest(out / "corpus.toml", out)
    assert source.doc == SYMBOL
    assert source.files == {lang: f"{FOLDER}/{lang}.docx" for lang in LANGUAGES}
    assert source.fetched == dict.fromkeys(LANGUAGES, TODAY)
    assert source.addresses["zh"] == f"{un.address}?s=A%2FC.1%2F42&l=C&t=doc"
    assert source.sha256 == {
        lang: hashlib.sha256((out / file).read_bytes()).hexdigest()
        for lang, file in source.files.items()
    }


def test_the_folder_is_the_same_byte_for_byte(un: UnService, tmp_path: Path) -> None:
    give_all(un)
    give_all(un, "S/1")
    for name in "ab":
        get(un, tmp_path / name, SYMBOL, "S/1")
    assert files(tmp_path / "a") == files(tmp_path / "b")
    for file in files(tmp_path / "a"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_who_asks_is_said(un: UnService, out: Path) -> None:
    give_all(un)
    get(un, out, contact="me@example.org")
    (agent,) = un.agents
    assert re.fullmatch(r"hexapla/\d\S* \(\+me@example\.org\)", agent)


def test_no_more_at_once_than_allowed(un: UnService, out: Path) -> None:
    give_all(un)
    get(un, out, connections=2)
    assert 1 <= un.most_at_once <= 2


@pytest.mark.parametrize("lang", OTHERS)
def test_a_version_that_does_not_exist(un: UnService, out: Path, lang: str) -> None:
    give_all(un, without=(lang,))
    found = get(un, out)
    name = {"en": "English", "es": "Spanish", "ru": "Russian", "ar": "Arabic", "zh": "Chinese"}
    assert found[lang].notice == f"{SYMBOL}: no {name[lang]} version (404)"
    assert [each.lang for each in found.values() if each.notice] == [lang]
    assert lang not in read_manifest(out / "corpus.toml", out)[0].files
    assert not [*out.rglob(".*")]


def test_without_french_nothing_else_is_asked_for(un: UnService, out: Path) -> None:
    give_all(un, without=("fr",))
    (version,) = get(un, out).values()
    assert version.notice == (
        f"{SYMBOL}: no French version (404), to which all others are aligned; check the symbol"
    )
    assert {lang for _, lang, _ in un.asked} == {"fr"}
    assert not out.exists()


def test_other_documents_are_fetched_all_the_same(un: UnService, out: Path) -> None:
    give_all(un, "A/1")
    give_all(un, "A/3")
    found = get(un, out, "A/1", "A/2", "A/3")
    assert [each for each in found if found[each].notice] == ["A/2 fr"]
    assert [each.doc for each in read_manifest(out / "corpus.toml", out)] == ["A/1", "A/3"]


def test_an_empty_answer_is_none(un: UnService, out: Path) -> None:
    give_all(un)
    un.give(SYMBOL, "ru", b"")
    assert get(un, out)["ru"].notice == f"{SYMBOL}: no Russian version (an empty answer)"


def test_only_some_languages_but_always_french(un: UnService, out: Path) -> None:
    give_all(un)
    service = quick(un)
    found = fetch([SYMBOL], out, today=TODAY, word=True, languages=["zh", "ar"], service=service)
    assert [each.lang for each in found] == ["fr", "ar", "zh"]


@pytest.mark.parametrize(
    ("body", "suffix"), [(docx("x"), ".docx"), (WORD, ".doc"), (PDF, ".pdf")], ids=lambda x: x[:5]
)
def test_the_format_is_that_of_the_content(
    un: UnService, out: Path, body: bytes, suffix: str
) -> None:
    lies = {"Content-Type": "text/html", "Content-Disposition": "attachment; filename=x.wpf"}
    un.give(SYMBOL, "fr", Answer(body=body, headers=lies))
    assert get(un, out)["fr"].file == f"{FOLDER}/fr{suffix}"


def test_a_pdf_instead_of_word_that_cannot_be_read(un: UnService, out: Path) -> None:
    un.give(SYMBOL, "fr", WORD)
    un.give(SYMBOL, "fr", PDF, wish="pdf")
    assert get(un, out, word=False)["fr"].file == f"{FOLDER}/fr.pdf"


def test_word_alone_that_cannot_be_read(un: UnService, out: Path) -> None:
    un.give(SYMBOL, "fr", WORD)
    (version,) = get(un, out, word=False).values()
    assert version.state == "failed"
    assert "only as old Word, which LibreOffice reads: install it" in str(version.notice)
    assert not out.exists()


@pytest.mark.parametrize("first", [HTML, b"\xffWPC old", b"plain text"], ids=["HTML", "WPD", "txt"])
def test_a_pdf_where_word_is_none(un: UnService, out: Path, first: bytes) -> None:
    un.give(SYMBOL, "fr", first)
    un.give(SYMBOL, "fr", PDF, wish="pdf")
    assert get(un, out)["fr"].file == f"{FOLDER}/fr.pdf"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(body=HTML), "a web page came instead of a document: check --service"),
        (Answer(body=b"\xffWPC"), "in a format that hexapla does not read"),
        (Answer(status=400, body=HTML), "answered 400 Bad Request"),
        (Answer(status=403, body=HTML), "answered 403 Forbidden"),
        (Answer(status=202), "answered 202 Accepted"),
        (Answer(status=429), "asked too fast (429), 3 times"),
        (Answer(status=503, body=HTML), "an error of the service (503), 3 times"),
        (
            Answer(status=429, headers={"Retry-After": "86400"}),
            "asked too fast (429), and the service asks to wait 86400 seconds",
        ),
        (Answer(body=bytes(5000)), "larger than 0 MiB"),
        (Answer(body=bytes(5000), stated=False), "larger than 0 MiB"),
        (Answer(body=docx("x" * 999), cut=99), "cut off, 3 times"),
        (Answer(body=docx("x" * 999), cut=99, stated=False), "cut off, 3 times"),
        (Answer(body=PDF[:-7], stated=False), "cut off, 3 times"),
        (Answer(body=PDF, hangs=True), "no byte for 0.1 seconds, 3 times"),
        (Answer(status=302, headers={"Location": "ftp://x.org/y"}), "redirected to nowhere"),
        (Answer(status=302, headers={"Location": "/api/symbol/access?s=A/C.1/42&l=E&t=doc"}), ""),
    ],
    ids=lambda value: "" if isinstance(value, Answer) else re.sub(r"\W+", "-", value)[:30],
)
def test_what_cannot_be_had_says_why(un: UnService, out: Path, answer: Answer, reason: str) -> None:
    give_all(un)
    for wish in ("doc", "pdf"):
        un.give(SYMBOL, "en", answer, wish=wish)
    found = get(un, out, tries=3, silence=0.1, largest=4000, patience=10)
    assert found["en"].state == "failed"
    assert str(found["en"].notice).startswith(
        f"{SYMBOL}: English version not fetched: {reason or 'redirected to nowhere'}"
    )
    assert [each.state for each in found.values() if each.lang != "en"] == ["fetched"] * 5
    assert files(out) == {
        "corpus.toml",
        *(f"{FOLDER}/{lang}.docx" for lang in LANGUAGES if lang != "en"),
    }


@pytest.mark.parametrize(
    "trouble",
    [
        Answer(status=429, headers={"Retry-After": "0"}),
        Answer(status=429, headers={"Retry-After": "Mon, 23 Nov 2020 10:00:00 GMT"}),
        Answer(status=429, headers={"Retry-After": "soon"}),
        Answer(status=503, body=HTML),
        Answer(body=docx("x" * 999), cut=99),
        Answer(body=docx("x" * 999), cut=99, stated=False),
        Answer(body=WORD, cut=300, stated=False),
        Answer(body=PDF, hangs=True),
    ],
    ids=["429", "429-past", "429-odd", "503", "cut", "cut-unstated", "cut-word", "hangs"],
)
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_what_passes_is_tried_again(un: UnService, out: Path, lang: str, trouble: Answer) -> None:
    give_all(un)
    whole = docx("whole")
    un.give(SYMBOL, lang, trouble, trouble, whole)
    found = get(un, out, silence=0.1)
    assert {each.state for each in found.values()} == {"fetched"}
    assert (out / FOLDER / f"{lang}.docx").read_bytes() == whole
    assert un.asked.count((SYMBOL, lang, "doc")) == 3


def test_redirects_are_followed_and_the_address_that_was_asked_is_kept(
    un: UnService, out: Path
) -> None:
    for lang in LANGUAGES:
        body = docx(lang)
        un.give(SYMBOL, lang, Answer(status=302, headers={"Location": f"/doc/{lang}"}))
        un.give_at(f"/doc/{lang}", body)
    assert {each.state for each in get(un, out).values()} == {"fetched"}
    (source,) = read_manifest(out / "corpus.toml", out)
    assert "/doc/" not in "".join(source.addresses.values())


def test_a_slow_answer_is_waited_for(un: UnService, out: Path) -> None:
    body = docx("slow " * 99)
    un.give(SYMBOL, "fr", Answer(body=body, piece=7))
    assert get(un, out)["fr"].size == len(body)


def test_an_answer_may_not_take_for_ever(un: UnService, out: Path) -> None:
    un.give(SYMBOL, "fr", Answer(body=PDF, hangs=True))
    (version,) = get(un, out, total=0.05, tries=2).values()
    assert version.reason == "not there after 0.05 seconds, 2 times"


def test_a_run_again_asks_for_what_is_missing_only(un: UnService, out: Path) -> None:
    give_all(un, without=("ru",))
    get(un, out)
    before = (out / "corpus.toml").read_bytes()
    un.asked.clear()
    again = get(un, out)
    assert un.asked == [(SYMBOL, "ru", "doc"), (SYMBOL, "ru", "pdf")]
    assert [each.lang for each in again.values() if each.state != "kept"] == ["ru"]
    assert (out / "corpus.toml").read_bytes() == before
    un.give(SYMBOL, "ru", docx("новый"))
    assert get(un, out)["ru"].state == "fetched"
    (source,) = read_manifest(out / "corpus.toml", out)
    assert [*source.files] == [*LANGUAGES]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_broken_file_is_fetched_again_and_not_lost(un: UnService, out: Path, lang: str) -> None:
    give_all(un)
    get(un, out)
    path = out / FOLDER / f"{lang}.docx"
    whole = path.read_bytes()
    path.write_bytes(b"my own work")
    un.asked.clear()
    again = get(un, out)
    assert un.asked == [(SYMBOL, lang, "doc")]
    assert again[lang].state == "fetched"
    assert path.read_bytes() == whole
    assert path.with_name(f"{lang}.docx.old").read_bytes() == b"my own work"


def test_a_file_that_was_removed_is_fetched_again(un: UnService, out: Path) -> None:
    give_all(un)
    get(un, out)
    (out / FOLDER / "zh.docx").unlink()
    assert get(un, out)["zh"].state == "fetched"
    assert read_manifest(out / "corpus.toml", out)


def test_a_better_format_takes_the_place_of_a_broken_file(un: UnService, out: Path) -> None:
    un.give(SYMBOL, "fr", PDF)
    get(un, out)
    (out / FOLDER / "fr.pdf").write_bytes(b"")
    un.give(SYMBOL, "fr", docx("better"))
    get(un, out)
    assert read_manifest(out / "corpus.toml", out)[0].files == {"fr": f"{FOLDER}/fr.docx"}


def test_another_spelling_is_the_same_document(un: UnService, out: Path) -> None:
    give_all(un, "S/RES/2178 (2014)")
    first = get(un, out, "s/res/2178(2014)")
    assert {each.symbol for each in first.values()} == {"S/RES/2178 (2014)"}
    un.asked.clear()
    again = get(un, out, "S/RES/2178(2014)")
    assert {each.state for each in again.values()} == {"kept"}
    assert un.asked == []
    assert [each.doc for each in read_manifest(out / "corpus.toml", out)] == ["S/RES/2178 (2014)"]


def test_a_document_is_asked_for_once(un: UnService, out: Path) -> None:
    give_all(un, "A/1")
    found = fetch(["A/1", "a/1", "A／1"], out, today=TODAY, word=True, service=quick(un))
    assert len(found) == 6


MINE = """# my corpus
[[documents]]  # by hand
symbol = "mine"
files = { fr = "A_C.1_42/fr.docx" }   # kept

# the end
"""


def test_the_users_documents_and_comments_stay(un: UnService, out: Path) -> None:
    (out / FOLDER).mkdir(parents=True)
    (out / FOLDER / "fr.docx").write_bytes(b"mine")
    (out / "corpus.toml").write_text(MINE, encoding="utf-8")
    give_all(un)
    get(un, out)
    text = (out / "corpus.toml").read_text(encoding="utf-8")
    assert text.startswith(MINE)
    mine, fetched = read_manifest(out / "corpus.toml", out)
    assert mine.files == {"fr": f"{FOLDER}/fr.docx"}
    assert (out / FOLDER / "fr.docx").read_bytes() == b"mine"
    assert fetched.files["fr"] == f"{FOLDER}~/fr.docx"
    assert {each.state for each in get(un, out).values()} == {"kept"}


@pytest.mark.parametrize(
    "manifest",
    [
        f'[[documents]]\nsymbol = "{SYMBOL}"\ndate = 2014-01-02\nfiles = {{ fr = "mine.md" }}\n',
        f'documents = [{{ symbol = "{SYMBOL}", date = 2014-01-02, files = {{ fr = "mine.md" }} }}]',
        f'[[documents]]\nsymbol = "{SYMBOL}"\ndate = 2014-01-02\nfiles.fr = "mine.md"\n# end\n',
        (
            f'\ufeff[[documents]]\r\nsymbol = "{SYMBOL.lower()}"\r\ndate = 2014-01-02\r\n'
            '[documents.files.fr]\r\npath = "mine.md"\r\n'
        ),
    ],
    ids=["inline", "list", "dotted", "table"],
)
def test_versions_are_added_to_a_document_of_the_user(
    un: UnService, out: Path, manifest: str
) -> None:
    out.mkdir()
    (out / "mine.md").write_text("Le texte.", encoding="utf-8")
    (out / "corpus.toml").write_bytes(manifest.encode())
    give_all(un)
    give_all(un, "A/9")
    found = get(un, out, SYMBOL, "A/9")
    assert found[f"{SYMBOL} fr"].state == "kept"
    first, second = read_manifest(out / "corpus.toml", out)
    assert first.files["fr"] == "mine.md"
    assert first.date == datetime.date(2014, 1, 2)
    assert [*first.files] == [*second.files] == [*LANGUAGES]
    assert (out / "mine.md").read_text(encoding="utf-8") == "Le texte."


def test_what_is_aligned_already_is_left_alone(un: UnService, out: Path) -> None:
    out.mkdir()
    (out / "rows.tsv").write_text("fr\ten\nun\tone\n", encoding="utf-8")
    manifest = f'[[documents]]\nsymbol = "{SYMBOL}"\naligned = "rows.tsv"\n'
    (out / "corpus.toml").write_text(manifest, encoding="utf-8")
    give_all(un)
    assert {each.state for each in get(un, out).values()} == {"kept"}
    assert un.asked == []


def test_a_manifest_that_changes_meanwhile_is_not_lost(un: UnService, out: Path) -> None:
    give_all(un, "A/1")
    give_all(un, "A/2")
    path = out / "corpus.toml"

    def edit(version: Version) -> None:
        if (version.symbol, version.lang) == ("A/2", "fr"):
            path.write_text(path.read_text(encoding="utf-8") + "\n# a note\n", encoding="utf-8")

    fetch(["A/1", "A/2"], out, today=TODAY, word=True, service=quick(un), report=edit)
    assert "\n# a note\n" in path.read_text(encoding="utf-8")
    assert [each.doc for each in read_manifest(path, out)] == ["A/1", "A/2"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_a_run_that_is_ended_goes_on_where_it_was(
    un: UnService, out: Path, error: type[BaseException]
) -> None:
    give_all(un, "A/1")
    give_all(un, "A/2")

    def stop(version: Version) -> None:
        if (version.symbol, version.lang) == ("A/2", "fr"):
            raise error

    with pytest.raises(error):
        fetch(["A/1", "A/2"], out, today=TODAY, word=True, service=quick(un), report=stop)
    first, second = read_manifest(out / "corpus.toml", out)
    assert [*first.files] == [*LANGUAGES]
    assert [*second.files] == ["fr"]
    assert not [*out.rglob(".*")]
    un.asked.clear()
    get(un, out, "A/1", "A/2")
    assert {symbol for symbol, _, _ in un.asked} == {"A/2"}
    assert len(un.asked) == 5


def refused(un: UnService, out: Path, *symbols: str, **settings: Any) -> str:
    with pytest.raises((InputError, OutputError)) as error:
        get(un, out, *symbols, **settings)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_service_that_fails_is_left_in_peace(un: UnService, out: Path) -> None:
    give_all(un, "A/1")
    for number in (2, 3, 4, 5):
        un.give(f"A/{number}", "fr", Answer(status=500))
        un.give(f"A/{number}", "fr", Answer(status=500), wish="pdf")
    message = refused(un, out, "A/1", "A/2", "A/3", "A/4", "A/5", tries=1)
    assert "3 documents in a row could not be fetched" in message
    assert "the last because: an error of the service (500)" in message
    assert "A/5" not in {symbol for symbol, _, _ in un.asked}
    assert [each.doc for each in read_manifest(out / "corpus.toml", out)] == ["A/1"]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.mark.parametrize(
    ("base", "message"),
    [
        (
            "http://127.0.0.1:{free}/",
            "cannot be reached: .*refused.*; check the network, its proxy",
        ),
        ("http://no-such-host.invalid/", "cannot be reached: no such host, or no network; check"),
        ("https://127.0.0.1:{served}/", "cannot be reached: no secure connection"),
    ],
    ids=["down", "no such host", "no TLS"],
)
def test_a_service_that_is_not_there(un: UnService, out: Path, base: str, message: str) -> None:
    served = un.address.split(":")[2].split("/")[0]
    address = base.format(free=free_port(), served=served)
    said = refused(un, out, base=address)
    assert re.search(message, said, re.IGNORECASE), said
    assert said.startswith(address)
    assert not out.exists()


def test_a_service_that_goes_away_is_waited_for(
    un: UnService, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_all(un)
    answers = []

    def check(answer: object) -> None:
        answers.append(answer)
        if len(answers) == 2:
            raise downloads.PassingError("Connection refused", reached=False)

    monkeypatch.setattr(downloads, "_check_status", check)
    assert {each.state for each in get(un, out).values()} == {"fetched"}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"base": "documents.un.org"}, "not the address of a service; give one such as https://"),
        ({"base": "ftp://un.org/x"}, "not the address"),
        ({"base": "https://"}, "not the address"),
        ({"base": "https://x:port/"}, "not the address"),
        ({"base": "https://x/?s=1"}, "not the address"),
        ({"base": "https://é.org/"}, "not the address"),
        ({"contact": "a\r\nX: y"}, "contact .*: give an e-mail or web address"),
        ({"contact": "Müller"}, "contact 'Müller': give"),
        ({"rate": 0}, "rate 0: give a number"),
        ({"rate": float("nan")}, "rate nan: give"),
        ({"rate": -1.0}, "rate -1.0: give"),
    ],
)
def test_settings_that_cannot_be(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        Service(**settings)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "value"), [("ALL_PROXY", "gopher://x"), ("SSL_CERT_FILE", "absent.pem")]
)
def test_settings_of_the_network_that_cannot_be(
    un: UnService, out: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv(name, value)
    assert "cannot be asked with these settings of the network" in refused(un, out)
    assert not out.exists()


def test_a_full_disk(un: UnService, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give_all(un, "A/1")
    get(un, out, "A/1")
    before = (out / "corpus.toml").read_bytes()
    give_all(un)
    whole = Path.open

    def full(path: Path, *given: Any, **named: Any) -> Any:
        if path.name == ".fr.partial":
            raise OSError(28, "No space left on device", str(path))
        return whole(path, *given, **named)

    monkeypatch.setattr(Path, "open", full)
    assert "No space left on device; make room or choose another --out" in refused(un, out)
    assert (out / "corpus.toml").read_bytes() == before
    assert not (out / FOLDER).exists()


def test_a_manifest_that_cannot_be_written_stays_as_it_was(
    un: UnService, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_all(un, "A/1")
    get(un, out, "A/1")
    before = (out / "corpus.toml").read_bytes()
    give_all(un)

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert "corpus.toml: No space left on device; make room" in refused(un, out)
    assert (out / "corpus.toml").read_bytes() == before
    assert not [*out.rglob(".*")]


@pytest.mark.parametrize("name", ["fr.md", "old/zh.txt", "x/ru.MD"])
def test_documents_without_a_manifest_are_not_hidden_by_one(
    un: UnService, out: Path, name: str
) -> None:
    (out / name).parent.mkdir(parents=True)
    (out / name).write_text("x", encoding="utf-8")
    assert f"holds documents ({name}) but no corpus.toml; name them in one" in refused(un, out)
    assert files(out) == {name}


def test_other_files_may_be_there(un: UnService, out: Path) -> None:
    out.mkdir()
    (out / "terms.csv").write_text("concept,fr\n", encoding="utf-8")
    assert [*get(un, out)] == ["fr"]
    assert files(out) == {"terms.csv"}
    give_all(un)
    assert len(get(un, out)) == 6


def test_an_output_that_is_a_file(un: UnService, out: Path) -> None:
    out.write_text("x", encoding="utf-8")
    assert "is a file; --out names a folder" in refused(un, out)


def test_a_folder_of_a_document_that_is_a_file(un: UnService, out: Path) -> None:
    out.mkdir()
    (out / FOLDER).write_text("x", encoding="utf-8")
    give_all(un)
    assert f"{FOLDER}: File exists; make room or choose another --out" in refused(un, out)
    assert files(out) == {FOLDER}


def test_nothing_is_written_through_a_link(un: UnService, out: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out.mkdir()
    (out / FOLDER).symlink_to(elsewhere)
    give_all(un)
    assert "is a link out of the corpus; remove it" in refused(un, out)
    assert not [*elsewhere.iterdir()]


def test_a_wrong_manifest_is_not_touched(un: UnService, out: Path) -> None:
    out.mkdir()
    wrong = '[[documents]]\nsymbol = "A/1"\nfiles = { fr = "../fr.md" }\n'
    (out / "corpus.toml").write_text(wrong, encoding="utf-8")
    assert "'../fr.md' leads out of the corpus" in refused(un, out)
    assert (out / "corpus.toml").read_text(encoding="utf-8") == wrong
    assert un.asked == []


def test_what_is_no_symbol_is_refused_before_anything_is_asked(un: UnService, out: Path) -> None:
    assert "'../../etc': not a UN document symbol" in refused(un, out, "A/1", "../../etc")
    assert un.asked == []
    assert not out.exists()


def compound(*, sectors: int, directory: int, tables: tuple[int, ...] = ()) -> bytes:
    """Return a compound file of so many sectors of 512 bytes whose head names some of them."""
    absent = 0xFFFFFFFF
    named = [*tables, *[absent] * (109 - len(tables))]
    head = WORD[:8] + bytes(22) + struct.pack("<H", 9) + bytes(16)
    head += struct.pack("<I24x109I", directory, *named)
    return head + bytes(512 * sectors)


@pytest.mark.parametrize(
    ("body", "suffix", "whole"),
    [
        (compound(sectors=7, directory=6), ".doc", True),
        (compound(sectors=7, directory=1, tables=(0, 6)), ".doc", True),
        (compound(sectors=7, directory=7), ".doc", False),
        (compound(sectors=7, directory=1, tables=(0, 7)), ".doc", False),
        (WORD[:100], ".doc", False),
        (docx("x"), ".docx", True),
        (docx("x")[:-30], ".docx", False),
        (docx("x" * 99)[:50], None, False),
        (PDF, ".pdf", True),
        (PDF + bytes(2000), ".pdf", True),
        (PDF[:-7], ".pdf", False),
        (HTML, ".html", True),
        (b"", None, True),
    ],
)
def test_what_a_file_is_and_whether_it_is_whole(
    tmp_path: Path, body: bytes, suffix: str | None, whole: bool
) -> None:
    path = tmp_path / "body"
    path.write_bytes(body)
    assert (recognise(path), is_whole(path)) == (suffix, whole)
