"""One answer of the service, on disk: asked for, tried again where that may help, and checked.

    await download(address, session, to=Path(".fr.partial"))
    Body(suffix=".docx", sha256="…", size=31744)

It does not choose between formats (`corpora.fetching.version`).

Why some failures end everything: where the service cannot be reached at all, or the disk is full,
the next document fares no better, and the user should hear of it at once.
"""

import asyncio
import hashlib
import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

import httpx

from corpora.errors import InputError, OutputError
from corpora.fetching.body import is_whole, recognise
from corpora.fetching.service import Service, Session

ABSENT = frozenset({404, 410})
"""The answers that say that there is no such version."""

PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""The answers that another try may change."""


class Body(NamedTuple):
    """What an answer held."""

    suffix: str | None  # of its format, by its content; None: not known
    sha256: str
    size: int  # in bytes


class RefusedError(Exception):
    """The service does not give what it was asked for; the message is the reason."""

    def __init__(self, reason: str, *, absent: bool = False) -> None:
        super().__init__(reason)
        self.absent = absent  # there is no such version, as the service knows


class PassingError(Exception):
    """A failure that may pass; `wait` is how many seconds the service asked for."""

    def __init__(self, reason: str, *, wait: float = 0.0, reached: bool = True) -> None:
        super().__init__(reason)
        self.wait = wait
        self.reached = reached


async def download(address: str, session: Session, *, to: Path) -> Body:
    """Write the answer from `address` to the file `to` and return what it is.

    Raises `RefusedError` where the service has nothing to give, `InputError` where it cannot be
    reached and `OutputError` where the file cannot be written.
    """
    service = session.service
    for attempt in range(1, service.tries + 1):
        try:
            return await _try(address, session, to)
        except PassingError as error:
            if not error.reached and (attempt == service.tries or not session.answered):
                raise InputError(_unreachable(service, str(error))) from error
            if error.wait > service.patience:
                reason = f"{error}, and the service asks to wait {error.wait:.0f} seconds"
                raise RefusedError(reason) from error
            if attempt == service.tries:
                raise RefusedError(f"{error}, {service.tries} times") from error
            session.pace.hold(error.wait)
            await session.pace.back_off(attempt)
    raise RefusedError("asked no time")


async def _try(address: str, session: Session, to: Path) -> Body:
    try:
        async with (
            session.pace.turn(),
            asyncio.timeout(session.service.total),
            session.client.stream("GET", address) as answer,
        ):
            session.answered = True
            _check_status(answer)
            return await _store(answer, to, session.service)
    except TimeoutError as error:
        reason = f"not there after {session.service.total:g} seconds"
        raise PassingError(reason) from error
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        raise PassingError(_connection(error), reached=False) from error
    except httpx.TimeoutException as error:
        reason = f"no byte for {session.service.silence:g} seconds"
        raise PassingError(reason) from error
    except (httpx.TooManyRedirects, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise RefusedError("redirected to nowhere") from error
    except httpx.TransportError as error:
        raise PassingError("cut off") from error


def _check_status(answer: httpx.Response) -> None:
    status = answer.status_code
    if status in ABSENT:
        raise RefusedError(str(status), absent=True)
    if status in PASSING:
        reason = "asked too fast (429)" if status == 429 else f"an error of the service ({status})"
        raise PassingError(reason, wait=_retry_after(answer.headers.get("Retry-After", "")))
    if status != 200:
        raise RefusedError(f"answered {status} {answer.reason_phrase}".strip())


def _retry_after(value: str) -> float:
    """Return the seconds that a Retry-After asks for (RFC 9110, 10.2.3): a number or a date."""
    if value.isascii() and value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


async def _store(answer: httpx.Response, to: Path, service: Service) -> Body:
    stated = answer.headers.get("Content-Length", "")
    if stated.isdecimal() and int(stated[:20]) > service.largest:
        raise RefusedError(_too_large(service))
    digest, size = hashlib.sha256(), 0
    with writing(to):
        to.parent.mkdir(parents=True, exist_ok=True)
    with writing(to), to.open("wb") as stream:
        async for part in answer.aiter_raw():
            size += len(part)
            if size > service.largest:
                raise RefusedError(_too_large(service))
            digest.update(part)
            stream.write(part)
    return _checked(to, digest.hexdigest(), size)


def _checked(path: Path, sha256: str, size: int) -> Body:
    """Return what `path` is; an empty answer is the service's other way to say that it has none."""
    if size == 0:
        raise RefusedError("an empty answer", absent=True)
    if not is_whole(path):
        raise PassingError("cut off")
    return Body(recognise(path), sha256, size)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise `OutputError` where the block cannot write `path`."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "cannot be written"
        place = error.filename or path
        raise OutputError(f"{place}: {reason}; make room or choose another --out") from error


def _too_large(service: Service) -> str:
    return f"larger than {service.largest >> 20} MiB"


def _unreachable(service: Service, reason: str) -> str:
    return (
        f"{service.base}: cannot be reached: {reason}; check the network, its proxy and --service "
        "(what was fetched stays: run again to go on)"
    )


def _connection(error: BaseException) -> str:
    """Return why there is no connection, from the errors that lie under `error`."""
    cause: BaseException | None = error
    while cause is not None:
        match cause:
            case ssl.SSLError():
                why = getattr(cause, "verify_message", "") or "none is offered"
                return f"no secure connection ({why}; a network of your own: set SSL_CERT_FILE)"
            case socket.gaierror():
                return "no such host, or no network"
            case OSError(errno=int(number)):
                return os.strerror(number)
            case BaseExceptionGroup(exceptions=[first, *_]):  # one address failed after another
                cause = first
            case _:
                cause = cause.__cause__ or cause.__context__
    return "no connection"
