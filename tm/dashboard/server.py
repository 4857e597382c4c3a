"""The dashboard served on this machine alone, where its buttons write verdicts.

    serving = Serving(folder=Path("out"), corpus=None, lang="en", token=new_token())
    serve(application(serving, port=port), listen(8765))

    GET  /?token=…            the page
    POST /verdict?token=…     {"tuid": …, "concept": …, "lang": "ru", "occurrence": 1,
                               "verdict": "accept", "note": …}     "verdict": null takes it back

The token may also stand in the header X-Hexapla-Token. A verdict is written into `verdicts.toml` of
the corpus (`tm.terms.judging`); the numbers follow with the next build.

Why a token and a look at Host and Origin: any page in the browser may send a request to this
machine, and a name that an attacker points at 127.0.0.1 makes it look like the page's own; neither
knows the token, and the second comes with its own name as Host.
Why the words of a verdict are looked up here: they are what a later build compares with, so they
must be those of the table and not those that a page shows.
"""

from __future__ import annotations

import json
import secrets
import socket
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

import polars as pl

from corpora.errors import HexaplaError, InputError, OutputError
from tm.dashboard import page
from tm.dashboard.build import Build, open_build
from tm.dashboard.payload import payload
from tm.dashboard.remedy import missing
from tm.stream import collected
from tm.terms.honouring import occurrence_numbers
from tm.terms.judging import remove_verdict, write_verdict
from tm.terms.verdicts import CHOICES, Key, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from starlette.applications import Starlette
    from starlette.middleware.base import RequestResponseEndpoint
    from starlette.requests import Request
    from starlette.responses import Response

LOOPBACK = "127.0.0.1"

LARGEST = 65_536
"""Bytes of a request at most: a verdict is some hundred."""

TOKEN, HEADER = "token", "x-hexapla-token"

_HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",  # the address holds the token
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class RefusedError(InputError):
    """A verdict that cannot be written as it was sent."""


@dataclass(frozen=True)
class Serving:
    """What is served: a build, where its verdicts go, and who may ask."""

    folder: Path
    corpus: Path | None  # None: verdicts go into `folder`
    lang: str  # "en" or "fr", of the page
    token: str

    def page(self) -> str:
        """Return the page with the verdicts of today."""
        data = payload(self.folder, corpus=self.corpus, serve=True)
        return page.render(data, lang=self.lang)

    def judge(self, asked: Mapping[str, object]) -> dict[str, object]:
        """Write or remove the verdict that was asked for; return how it now stands.

        Raises `RefusedError` for one that is not understood or on what the build does not have.
        """
        key, choice = _key(asked), asked.get("verdict")
        text = self._text(key)
        corpus = self.corpus or self.folder
        if choice is None:
            remove_verdict(corpus, key)
        else:
            note = asked.get("note") or None
            if choice not in CHOICES or not (note is None or isinstance(note, str)):
                raise RefusedError(f"verdict must be one of {', '.join(CHOICES)}, or null")
            _write(corpus, Verdict(key, str(choice), text, note))
        return {**key._asdict(), "verdict": choice}

    def _text(self, key: Key) -> str | None:
        """Return the words of a rendering; raises `RefusedError` where there is none."""
        here = pl.col("tuid") == key.tuid, pl.col("concept") == key.concept
        table = collected(self._build.renderings.filter(*here))
        numbered = table.with_columns(occurrence=occurrence_numbers())
        rows = numbered.filter(lang=key.lang, occurrence=key.occurrence)
        if not rows.height:
            raise RefusedError("the build has no such rendering; load the page again")
        return rows["text"][0] or None

    @cached_property
    def _build(self) -> Build:
        return open_build(self.folder)


def new_token() -> str:
    """Return a token that nobody guesses: 256 bits, fit for an address."""
    return secrets.token_urlsafe(32)


def listen(port: int) -> socket.socket:
    """Return a socket on the loopback address at `port`, 0 for any; raises `InputError`."""
    found = socket.socket()
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((LOOPBACK, port))
    except OSError as error:
        found.close()
        raise InputError(f"port {port}: {error.strerror}; choose another --port") from error
    return found


def serve(app: Starlette, listening: socket.socket) -> None:
    """Serve until interrupted; raises `InputError` where uvicorn is not installed."""
    try:
        import uvicorn  # noqa: PLC0415  (not needed to write a page)
    except ImportError as error:
        raise missing(error) from error
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    with suppress(KeyboardInterrupt):  # it ends in good order, and raises what it was sent
        uvicorn.Server(config).run(sockets=[listening])


def application(serving: Serving, *, port: int) -> Starlette:
    """Return the ASGI application for `port`; raises `InputError` without starlette."""
    try:
        from starlette.applications import Starlette  # noqa: PLC0415  (as above)
        from starlette.middleware import Middleware  # noqa: PLC0415
        from starlette.middleware.base import BaseHTTPMiddleware  # noqa: PLC0415
        from starlette.responses import HTMLResponse, JSONResponse  # noqa: PLC0415
        from starlette.routing import Route  # noqa: PLC0415
    except ImportError as error:
        raise missing(error) from error

    async def guard(request: Request, call_next: RequestResponseEndpoint) -> Response:
        refused = _refused(request, serving.token, port)
        answer = JSONResponse({"error": refused}, 403) if refused else await call_next(request)
        answer.headers.update(_HEADERS)
        return answer

    def show(_request: Request) -> Response:
        return HTMLResponse(serving.page())

    async def judge(request: Request) -> Response:
        try:
            return JSONResponse(serving.judge(await _asked(request)))
        except HexaplaError as error:
            return JSONResponse({"error": str(error)}, _status(error))

    routes = [Route("/", show), Route("/verdict", judge, methods=["POST"])]
    return Starlette(routes=routes, middleware=[Middleware(BaseHTTPMiddleware, dispatch=guard)])


def _refused(request: Request, token: str, port: int) -> str | None:
    """Return why a request is not answered, None if it is."""
    hosts = {f"{name}:{port}" for name in (LOOPBACK, "localhost")}
    if request.headers.get("host") not in hosts:
        return "this host is not served"
    origin = request.headers.get("origin")
    if origin is not None and origin not in {f"http://{host}" for host in hosts}:
        return "another page may not ask"
    given = request.headers.get(HEADER) or request.query_params.get(TOKEN, "")
    if not secrets.compare_digest(given.encode(), token.encode()):
        return "the token is missing or wrong; open the address that the command printed"
    return None


async def _asked(request: Request) -> dict[str, object]:
    """Return the object that a request holds; raises `RefusedError`."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise RefusedError("the request is too long for a verdict")
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError("the request is no JSON") from error
    if not isinstance(asked, dict):
        raise RefusedError("the request is no JSON object")
    return cast("dict[str, object]", asked)


def _key(asked: Mapping[str, object]) -> Key:
    occurrence = asked.get("occurrence")
    names = [asked.get(name) for name in ("tuid", "concept", "lang")]
    if type(occurrence) is not int or not all(isinstance(name, str) for name in names):
        raise RefusedError("a verdict needs tuid, concept, lang and occurrence")
    tuid, concept, lang = map(str, names)
    return Key(tuid, concept, occurrence, lang)


def _write(corpus: Path, verdict: Verdict) -> None:
    try:
        write_verdict(corpus, verdict)
    except ValueError as error:
        raise RefusedError(str(error)) from error


def _status(error: HexaplaError) -> int:
    """Return the status of HTTP: 422 what was asked, 409 the file of verdicts, 507 no room."""
    if isinstance(error, RefusedError):
        return 422
    return 507 if isinstance(error, OutputError) else 409
