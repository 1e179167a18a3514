"""A real HTTP server on loopback that answers as a test tells it to, and remembers when it was asked what."""

import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from config.models import CrawlRules, CrawlSettings, Feed, Source

SETTINGS = CrawlSettings(
    user_agent="Presslake/0.1 (tests on loopback)",
    connect_timeout_seconds=1,
    read_timeout_seconds=1,
    total_timeout_seconds=1.5,
    max_bytes=200_000,
    max_decompressed_bytes=400_000,
    first_backoff_seconds=0.02,
    max_retry_after_seconds=2,
)


@dataclass
class Asked:
    """One request as the server saw it; times in seconds of a monotonic clock.

    answered: when the answer began to be sent, or for a `write` of the test's own, when it had been sent.
    """

    path: str
    headers: dict[str, str]
    began: float
    answered: float = 0


@dataclass(frozen=True)
class Reply:
    """What to answer; `write` takes over the connection's output where plain answers do not do."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    write: Callable[[BaseHTTPRequestHandler], None] | None = None


Script = Reply | list[Reply] | Callable[[dict[str, str]], Reply]


class Site:
    """An outlet's web server: `pages` maps paths to replies (a list is played in order, its last one for ever)."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Script] = {"/robots.txt": Reply(404)}
        self.most_at_once = 0
        self._asked: list[Asked] = []
        self._at_once = 0
        self._idle = threading.Condition()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site._serve(self)

            def log_message(self, *_: object) -> None:
                """Tests read `asked` instead."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_port
        self.root = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def asked(self) -> list[Asked]:
        """All requests so far, once the server has finished with them."""
        with self._idle:
            assert self._idle.wait_for(lambda: self._at_once == 0, timeout=10)
            return list(self._asked)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        headers = {name.lower(): value for name, value in handler.headers.items()}
        asked = Asked(handler.path, headers, time.monotonic())
        with self._idle:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            self._asked.append(asked)
            reply = self._reply(handler.path, headers)
        try:
            asked.answered = time.monotonic()
            (reply.write or _sender(reply))(handler)
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True
        finally:
            if reply.write:
                asked.answered = time.monotonic()
                handler.close_connection = True
            with self._idle:
                self._at_once -= 1
                self._idle.notify_all()

    def _reply(self, path: str, headers: dict[str, str]) -> Reply:
        script = self.pages.get(path, Reply(404, b"nothing here"))
        if isinstance(script, list):
            return script.pop(0) if len(script) > 1 else script[0]
        return script if isinstance(script, Reply) else script(headers)


def _sender(reply: Reply) -> Callable[[BaseHTTPRequestHandler], None]:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if reply.status != 304:
            handler.send_header("Content-Length", str(len(reply.body)))
        handler.end_headers()
        if reply.status != 304:
            handler.wfile.write(reply.body)

    return send


def with_etag(body: bytes, etag: str = '"v1"') -> Callable[[dict[str, str]], Reply]:
    """A page that answers 304 to whoever knows it already."""

    def script(headers: dict[str, str]) -> Reply:
        if headers.get("if-none-match") == etag:
            return Reply(304, headers={"ETag": etag})
        return Reply(200, body, {"ETag": etag, "Content-Type": "text/html"})

    return script


def rss(*items: str) -> bytes:
    """An RSS document of items given as XML, or as bare addresses."""
    whole = "".join(item if item.startswith("<item") else f"<item><link>{item}</link></item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Outlet</title>{whole}</channel></rss>'.encode()


def outlet(root: str, *feeds: Feed, pause: float = 0, private: bool = True, **rules: object) -> Source:
    """A source over a site on loopback."""
    return Source(
        id="outlet",
        title="Outlet",
        homepage=root,
        feeds=feeds or (Feed(rss=f"{root}/feed"),),
        crawl=CrawlRules(min_interval_seconds=pause, allow_private_network=private, **rules),
    )
