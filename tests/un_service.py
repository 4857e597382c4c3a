"""A server on this machine that behaves like the UN's document service, well or badly as told.

    with UnService() as service:
        service.give("A/RES/69/12", "fr", docx("…"))
        service.address, service.asked

What it was not given does not exist: 404 with a page of HTML, as there.
"""

import sys
import threading
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

LETTERS = {"fr": "F", "en": "E", "es": "S", "ru": "R", "ar": "A", "zh": "C"}
LANGUAGES = {letter: lang for lang, letter in LETTERS.items()}
PATH = "/api/symbol/access"
HTML = b"<!DOCTYPE html>\n<html><head><title>UN</title></head><body>Not found</body></html>"
WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"


def docx(text: str) -> bytes:
    """Return bytes that are a DOCX by their parts, of one paragraph."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("[Content_Types].xml", "_rels/.rels", "word/document.xml"):
            package.writestr(zipfile.ZipInfo(name), f"<p>{text}</p>")
    return stream.getvalue()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the server says once to one request."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    stated: bool = True  # whether the length of the body is told
    cut: int | None = None  # bytes after which the connection ends
    hangs: bool = False  # nothing comes after the head
    piece: int | None = None  # bytes a packet, for one that comes slowly


MISSING = Answer(status=404, body=HTML, headers={"Content-Type": "text/html"})


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that left between two requests; the default prints a trace."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class UnService:
    """The server: what it gives, and what it was asked."""

    def __init__(self) -> None:
        self._answers: dict[tuple[str, ...], list[Answer]] = defaultdict(list)
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._news = threading.Event()
        self._under_way = 0
        self.most_at_once = 0
        self.asked: list[tuple[str, str, str]] = []  # symbol, language, type
        self.agents: set[str] = set()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{PATH}"

    def give(self, symbol: str, lang: str, *answers: bytes | Answer, wish: str = "doc") -> None:
        """Answer a wish for a version so, one after the other, the last for ever."""
        told = [each if isinstance(each, Answer) else Answer(body=each) for each in answers]
        self._answers[symbol, lang, wish] = told

    def give_at(self, path: str, body: bytes) -> None:
        """Answer a request for `path`, where a redirect may lead."""
        self._answers[(path,)] = [Answer(body=body)]

    def wait(self) -> None:
        """Wait a moment, or until somebody asks."""
        self._news.wait(0.1)
        self._news.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._closed.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _next(self, address: str, agent: str) -> Answer:
        parts = urlsplit(address)
        key: tuple[str, ...] = (parts.path,)
        if parts.path == PATH:
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            key = asked["s"], LANGUAGES[asked["l"]], asked["t"]
        with self._lock:
            self.agents.add(agent)
            if len(key) == 3:
                self.asked.append((key[0], key[1], key[2]))
                self._news.set()
            told = self._answers.get(key, [MISSING])
            return told.pop(0) if len(told) > 1 else told[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                with service._lock:
                    service._under_way += 1
                    service.most_at_once = max(service.most_at_once, service._under_way)
                try:
                    self._say(service._next(self.path, self.headers["User-Agent"]))
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True  # the client had enough
                finally:
                    with service._lock:
                        service._under_way -= 1

            def _say(self, answer: Answer) -> None:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.stated:
                    self.send_header("Content-Length", str(len(answer.body)))
                else:
                    self.send_header("Connection", "close")
                    self.close_connection = True
                self.end_headers()
                if answer.hangs:
                    self.close_connection = True
                    service._closed.wait(60)
                    return
                body = answer.body[: answer.cut]
                step = answer.piece or max(1, len(body))
                for start in range(0, len(body), step):
                    self.wfile.write(body[start : start + step])
                    self.wfile.flush()
                if answer.cut is not None:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        return Handler
