"""A corpus and a build at addresses of an object store: `memory://` here."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from archive import contents, put_documents
from conftest import Run

from align.lexicon import EMPTY
from corpora.address import is_remote, located, write_whole
from corpora.errors import HexaplaError, InputError, OutputError
from tm import build as building
from tm.build import build
from tm.building import remote
from tm.engine import Engine, Inline, open_engine

pytest.importorskip("upath", reason="universal-pathlib is not installed (extra: remote)")


def upload(folder: Path, address: str) -> Path:
    """Copy a folder to an address and return its place."""
    place = located(address)
    for path in folder.rglob("*"):
        if path.is_file():
            (place / path.relative_to(folder).as_posix()).write_bytes(path.read_bytes())
    return place


def download(place: Path, folder: Path) -> dict[str, bytes]:
    """Return the files of a build at an address, by way of a folder."""
    for path in place.rglob("*"):  # type: ignore[attr-defined]
        name = str(path.relative_to(place))
        if path.is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(path.read_bytes())
    return contents(folder)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    corpus = put_documents(tmp_path / "corpus", range(4))
    (corpus / "terms.csv").write_text("concept,fr,en\nmatter,question,matter\n", encoding="utf-8")
    return corpus


def test_what_an_address_is(tmp_path: Path) -> None:
    assert located("out") == Path("out")
    assert located(f"file://{tmp_path}") == tmp_path
    assert located("c:/out") == Path("c:/out")
    assert is_remote(located("memory://corpus"))
    with pytest.raises(InputError, match=r"nowhere://x: cannot be opened"):
        located("nowhere://x")


def test_a_build_from_address_to_address_is_that_of_folders(corpus: Path, tmp_path: Path) -> None:
    expected = build(corpus, tmp_path / "out")
    source, out = upload(corpus, "memory://one/corpus"), located("memory://one/out")
    report = build(source, out)
    assert report.tables.units.equals(expected.tables.units)
    assert download(out, tmp_path / "down") == contents(tmp_path / "out")
    assert sum(path.is_file() for path in (tmp_path / "down" / ".documents").rglob("*")) == 4
    again = build(source, out)
    assert not again.changed
    (source / "A_RES_70_9" / "fr.txt").write_text("Un.\n", encoding="utf-8")
    changed = build(source, out, whole=1)
    assert changed.changed
    assert not (out / "units.parquet").exists()
    assert (out / "units" / "part-00000.parquet").exists()
    assert changed.tables.units.height == expected.tables.units.height + 1


def test_a_folder_to_an_address_by_the_command(corpus: Path, hexapla: Run) -> None:
    out = "memory://two/out"
    done = hexapla("build", corpus, "--out", out, "--lexicon", "none")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(f"written to {out}\n")
    assert json.loads((located(out) / "run.json").read_text(encoding="utf-8"))["digest"]
    assert "nothing changed" in hexapla("build", corpus, "--out", out, "--lexicon", "none").out


def test_what_is_wrong_at_an_address_is_said_of_it(corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"memory://three/none: there is nothing at this address"):
        build(located("memory://three/none"), tmp_path / "out")
    (corpus / "A_RES_70_1" / "ru.txt").write_bytes(b"")
    source = upload(corpus, "memory://three/corpus")
    report = build(source, tmp_path / "out", lexicon=EMPTY)
    assert [each.document for each in report.failed] == ["A_RES_70_1"]
    (source / "terms.csv").write_bytes(b"hello\n")
    with pytest.raises(InputError, match=r"^memory://three/corpus/terms\.csv, line 1: no column"):
        build(source, tmp_path / "out")
    (located("memory://three/thesis") / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(OutputError, match=r"memory://three/thesis: is not empty and holds no"):
        build(corpus, located("memory://three/thesis"))


def test_a_build_that_was_killed_as_it_was_put_there_goes_on(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, written = located("memory://five/out"), []
    build(corpus, out, whole=1)
    (corpus / "A_RES_70_2" / "ru.txt").write_text("Решает.", encoding="utf-8")

    def killed(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) > 9:
            raise KeyboardInterrupt
        write_whole(path, data)

    monkeypatch.setattr(remote, "write_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        build(corpus, out)  # in single files now
    monkeypatch.undo()
    assert not (out / "run.json").exists()
    assert build(corpus, out).changed
    build(corpus, tmp_path / "out")
    assert download(out, tmp_path / "down") == contents(tmp_path / "out")
    assert not (out / ".unfinished").exists()
    (out / "run.json").unlink()
    with pytest.raises(OutputError, match="is not empty and holds no hexapla build"):
        build(corpus, out)


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ("find", r"^memory://six/out: cannot be reached \(no credentials\); check the address"),
        ("rb", r"^memory://six/corpus/terms.csv: cannot be read \(no credentials\);"),
        ("wb", r"^memory://six/out: no credentials; choose another --out"),
    ],
)
def test_what_a_store_raises_is_one_line(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, operation: str, expected: str
) -> None:
    class NoCredentialsError(Exception):
        """As botocore has it, which is no `OSError`."""

    source = upload(corpus, "memory://six/corpus")
    store = type(source.fs)  # type: ignore[attr-defined]
    opened = store._open

    def refused(*_: object, **__: object) -> None:
        raise NoCredentialsError("no\ncredentials")

    def refused_in_mode(self: Any, path: str, mode: str = "rb", **options: Any) -> Any:
        return refused() if mode == operation else opened(self, path, mode, **options)

    monkeypatch.setattr(
        store,
        "find" if operation == "find" else "_open",
        refused if operation == "find" else refused_in_mode,
    )
    with pytest.raises(HexaplaError, match=expected):
        build(source, located("memory://six/out"))


class Elsewhere(Inline):
    """Workers of other machines, as far as what they are asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.asked.add(function.func.__name__ if isinstance(function, partial) else "?")
        return super().submit(function, *args, **kwargs)


def test_a_cluster_is_asked_for_nothing_that_lies_in_a_folder_of_this_machine(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = Elsewhere()

    @contextmanager
    def opened(scheduler: str | None = None, **options: Any) -> Iterator[Engine]:
        if scheduler == "tcp://elsewhere:1":
            yield cluster
        else:
            with open_engine(scheduler, **options) as near:
                yield near

    monkeypatch.setattr(building, "open_engine", opened)
    out = located("memory://four/out")
    build(upload(corpus, "memory://four/corpus"), out, scheduler="tcp://elsewhere:1", whole=1)
    assert cluster.asked == {"align_documents", "write_part"}
    found = download(out, tmp_path / "down")
    monkeypatch.undo()
    build(corpus, tmp_path / "out", whole=1)
    assert found == contents(tmp_path / "out")
