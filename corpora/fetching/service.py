"""The UN's document service: where it is, how it is asked, and how long it is waited for.

    Service().address("A/RES/69/12", "fr", "doc")
    "https://documents.un.org/api/symbol/access?s=A%2FRES%2F69%2F12&l=F&t=doc"

It asks for nothing (`corpora.fetching.download`).

Why httpx: of the clients in wide use it is the one that streams, limits connections, times out by
phase and honours proxy settings without further parts, under BSD-3-Clause. Why the settings of the
proxy and of certificates are left to the environment (HTTPS_PROXY, SSL_CERT_FILE): every network
that needs them has set them already.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urlencode, urlsplit

import httpx

from corpora.errors import InputError
from corpora.fetching.pace import FIRST_WAIT, Pace

ADDRESS = "https://documents.un.org/api/symbol/access"

RATE = 2.0
"""Requests a second: a document of six versions in three seconds, and no burden to a service."""

LETTERS = {"fr": "F", "en": "E", "es": "S", "ru": "R", "ar": "A", "zh": "C"}
"""The letter of each language in the service's addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A document service and the manners it is asked with."""

    base: str = ADDRESS
    contact: str | None = None  # an address or page by which the service can reach who asks
    rate: float = RATE  # requests a second
    connections: int = 4  # requests under way at once
    tries: int = 5  # of one request
    first_wait: float = FIRST_WAIT  # seconds before the second try
    patience: float = 300.0  # seconds: the longest Retry-After that is waited for
    connect: float = 10.0  # seconds until a connection is there
    silence: float = 30.0  # seconds without a byte
    total: float = 300.0  # seconds for one document: 64 MiB at 220 KiB a second
    largest: int = 64 << 20  # bytes; twice the UN's longest reports with pictures
    seed: int | None = None  # of the chance in waits; None: another each time

    def __post_init__(self) -> None:
        """Raise `InputError` for what can be no address, contact or rate."""
        _check_address(self.base)
        if self.contact is not None and not _fits_a_header(self.contact):
            raise InputError(f"contact {self.contact!r}: give an e-mail or web address, in ASCII")
        if not 0 < self.rate < float("inf"):
            raise InputError(f"rate {self.rate}: give a number of requests a second above 0")

    def address(self, symbol: str, lang: str, wish: str) -> str:
        """Return where the version of `symbol` in `lang` is; `wish` is "doc" or "pdf"."""
        return f"{self.base}?{urlencode({'s': symbol, 'l': LETTERS[lang], 't': wish})}"

    @property
    def user_agent(self) -> str:
        """Who asks, as the service is told."""
        name = f"hexapla/{version('hexapla')}"
        return f"{name} (+{self.contact})" if self.contact else name


@dataclass(slots=True)
class Session:
    """A service while it is being asked."""

    service: Service
    client: httpx.AsyncClient
    pace: Pace
    answered: bool = False  # whether any answer came, so that the service is there


@asynccontextmanager
async def opened_session(service: Service) -> AsyncIterator[Session]:
    """Yield a session that ends with the block; raises `InputError` for unusable settings."""
    pace = Pace(
        rate=service.rate,
        at_once=service.connections,
        first_wait=service.first_wait,
        seed=service.seed,
    )
    async with _client(service) as client:
        yield Session(service, client, pace)


def _client(service: Service) -> httpx.AsyncClient:
    headers = {
        "User-Agent": service.user_agent,
        "Accept": "*/*",
        "Accept-Encoding": "identity",  # documents are packed already; nothing can swell here
    }
    try:
        return httpx.AsyncClient(
            headers=headers,
            follow_redirects=True,
            max_redirects=5,
            timeout=httpx.Timeout(service.silence, connect=service.connect, pool=None),
        )
    except (OSError, ValueError, ImportError) as error:  # a bad proxy address, an absent file
        raise InputError(
            f"{service.base}: cannot be asked with these settings of the network: {error}; "
            "check the variables HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE"
        ) from error


def _check_address(base: str) -> None:
    try:
        parts = urlsplit(base)
        fits = parts.scheme in {"http", "https"} and parts.hostname and not parts.query
        fits = fits and not parts.fragment and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number, half an IPv6 address
        fits = False
    if not fits or not _fits_a_header(base) or " " in base:
        raise InputError(f"{base!r}: not the address of a service; give one such as {ADDRESS}")


def _fits_a_header(text: str) -> bool:
    return text.isascii() and text.isprintable() and bool(text.strip())
