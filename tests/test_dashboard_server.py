"""The server of the dashboard: who is answered, and verdicts written and taken back."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import polars as pl
import pytest
from conftest import Build

from corpora.errors import InputError
from corpora.schema import LANGUAGES
from tm.dashboard import page, server
from tm.dashboard.notebooks import run_notebooks
from tm.dashboard.server import LARGEST, Serving
from tm.terms.honouring import occurrence_numbers
from tm.terms.verdicts import Key, Verdict, read_verdicts

pytest.importorskip("starlette", reason="starlette is not installed (extra: dashboard)")
pytest.importorskip("marimo", reason="marimo is not installed (extra: dashboard)")

PORT = 8765
TOKEN = "a token"  # noqa: S105  (of the tests)
GOOD = {"token": TOKEN}


class Client:
    """Asks the application without a network."""

    def __init__(self, serving: Serving) -> None:
        self.transport = httpx.ASGITransport(server.application(serving, port=PORT))

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            base = f"http://127.0.0.1:{PORT}"
            async with httpx.AsyncClient(transport=self.transport, base_url=base) as client:
                return await client.request(method, path, **options)

        return asyncio.run(ask())

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.request("POST", path, **options)


@pytest.fixture(scope="module")
def built(sample: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample's build with the tables of the notebooks."""
    folder = tmp_path_factory.mktemp("served") / "out"
    folder.mkdir()
    (folder / "terms").mkdir()
    for path in sample.folder.rglob("*.*"):
        if path.suffix in {".parquet", ".json"}:
            (folder / path.relative_to(sample.folder)).write_bytes(path.read_bytes())
    run_notebooks(folder)
    return folder


@pytest.fixture
def serving(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serving:
    monkeypatch.setattr(page, "render", lambda data, *, lang: json.dumps([data, lang]))
    return Serving(built, tmp_path, "en", TOKEN)


@pytest.fixture
def client(serving: Serving) -> Client:
    return Client(serving)


def rendering(folder: Path, lang: str) -> tuple[dict[str, object], str]:
    """Return the name of a rendering in `lang`, as a page sends it, and its words."""
    table = pl.read_parquet(folder / "terms" / "renderings.parquet")
    table = table.with_columns(occurrence=occurrence_numbers())
    row = table.filter(pl.col("lang") == lang).drop_nulls("text").row(-1, named=True)
    return {key: row[key] for key in ("tuid", "concept", "lang", "occurrence")}, row["text"]


def test_the_page_is_given_to_who_has_the_token(client: Client) -> None:
    answer = client.get("/", params=GOOD)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["referrer-policy"] == "no-referrer"
    data, lang = json.loads(answer.text)
    assert (data["build"]["serve"], lang) == (True, "en")
    assert client.get("/", headers={"X-Hexapla-Token": TOKEN}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "params", "headers", "status"),
    [
        ("GET", "/", {}, {}, 403),
        ("GET", "/", {"token": "another"}, {}, 403),
        ("GET", "/", {"token": "é"}, {}, 403),
        ("POST", "/verdict", {}, {}, 403),
        ("GET", "/", GOOD, {"Host": f"evil.example:{PORT}"}, 403),
        ("GET", "/", GOOD, {"Host": "127.0.0.1"}, 403),
        ("POST", "/verdict", GOOD, {"Host": f"evil.example:{PORT}"}, 403),
        ("POST", "/verdict", GOOD, {"Origin": "https://evil.example"}, 403),
        ("POST", "/verdict", GOOD, {"Origin": "null"}, 403),
        ("GET", "/verdict", GOOD, {}, 405),
        ("DELETE", "/verdict", GOOD, {}, 405),
        ("POST", "/", GOOD, {}, 405),
        ("GET", "/run.json", GOOD, {}, 404),
        ("GET", "/../run.json", GOOD, {}, 404),
        ("GET", "/nowhere", {}, {}, 403),
        ("GET", "/", GOOD, {"Host": f"localhost:{PORT}"}, 200),
    ],
)
def test_who_is_answered(
    client: Client,
    tmp_path: Path,
    method: str,
    path: str,
    params: Mapping[str, str],
    headers: Mapping[str, str],
    status: int,
) -> None:
    answer = client.request(method, path, params=params, headers=headers, content=b"{}")
    assert answer.status_code == status
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_verdict_is_written_changed_and_taken_back(
    client: Client, built: Path, tmp_path: Path, lang: str
) -> None:
    key, words = rendering(built, lang)
    own = {"Origin": f"http://127.0.0.1:{PORT}"}
    asked = {**key, "verdict": "accept", "note": "« convenu »"}
    answer = client.post("/verdict", params=GOOD, json=asked, headers=own)
    assert (answer.status_code, answer.json()) == (200, {**key, "verdict": "accept"})
    expected = Key(**key)  # type: ignore[arg-type]
    assert read_verdicts(tmp_path).entries == (
        Verdict(expected, "accept", " ".join(words.split()), "« convenu »"),
    )
    client.post("/verdict", params=GOOD, json={**key, "verdict": "ignore"})
    assert read_verdicts(tmp_path).entries == (Verdict(expected, "ignore", words),)
    assert '"ignore"' in client.get("/", params=GOOD).text
    client.post("/verdict", params=GOOD, json={**key, "verdict": None})
    assert read_verdicts(tmp_path).entries == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"verdict": "perhaps"}, "must be one of accept, reject, ignore"),
        ({"verdict": 1}, "must be one of"),
        ({"note": 1}, "must be one of"),
        ({"occurrence": "1"}, "needs tuid, concept, lang and occurrence"),
        ({"occurrence": True}, "needs tuid"),
        ({"tuid": None}, "needs tuid"),
        ({"occurrence": 99}, "no such rendering"),
        ({"lang": "de"}, "no such rendering"),
        ({"tuid": "A/1#op1"}, "no such rendering"),
        ({"note": "\ud800"}, "surrogates"),
    ],
)
def test_what_is_no_verdict_is_refused(
    client: Client, built: Path, tmp_path: Path, change: dict[str, object], said: str
) -> None:
    asked = {**rendering(built, "ru")[0], "verdict": "accept", **change}
    answer = client.post("/verdict", params=GOOD, content=json.dumps(asked).encode())
    assert answer.status_code == 422
    assert said in answer.json()["error"]
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    "body", [b"", b"[1]", b"\xff", b"[" * 10_000, b'{"a": "' + b"x" * LARGEST + b'"}']
)
def test_a_body_that_is_no_object_is_refused(client: Client, body: bytes) -> None:
    assert client.post("/verdict", params=GOOD, content=body).status_code == 422


def test_a_file_of_verdicts_that_is_broken_stays_as_it_is(
    client: Client, built: Path, tmp_path: Path
) -> None:
    (tmp_path / "verdicts.toml").write_text("[[verdicts", encoding="utf-8")
    asked = {**rendering(built, "zh")[0], "verdict": "accept"}
    answer = client.post("/verdict", params=GOOD, json=asked)
    assert answer.status_code == 409
    assert "not TOML" in answer.json()["error"]
    assert (tmp_path / "verdicts.toml").read_text(encoding="utf-8") == "[[verdicts"


def test_without_a_corpus_verdicts_stand_beside_the_tables(built: Path) -> None:
    key, words = rendering(built, "ar")
    serving = Serving(built, None, "en", TOKEN)
    try:
        serving.judge({**key, "verdict": "reject"})
        (entry,) = read_verdicts(built).entries
    finally:
        (built / "verdicts.toml").unlink(missing_ok=True)
    assert (entry.verdict, entry.text) == ("reject", words)


def test_a_port_that_is_taken_is_one_line() -> None:
    with server.listen(0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        assert taken.getsockname()[0] == "127.0.0.1"
        with pytest.raises(InputError, match=rf"^port {port}: .*; choose another --port$"):
            server.listen(port)


def test_tokens_differ() -> None:
    assert len({server.new_token() for _ in range(10)}) == 10
    assert len(server.new_token()) >= 43
