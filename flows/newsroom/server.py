"""The newsroom on loopback: one HTTP server per outlet, and a log of what was asked of it."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from config.models import Source
from flows.newsroom.articles import NewsroomArticle, load_articles
from flows.newsroom.outlets import Outlet, load_outlets
from flows.newsroom.site import Answer, Headers, Resource, answer, build_site

FIRST_PORT = 28610
"""Preferred ports start here: the same addresses on every run, hence the same ids. A taken port gives way to a free one."""


@dataclass(frozen=True)
class ServedRequest:
    """One request that an outlet answered; header names in lower case, times of the monotonic clock in seconds."""

    outlet: str
    method: str
    host: str
    path: str
    status: int
    headers: Headers
    started: float
    finished: float


@dataclass(eq=False)
class Newsroom:
    """The running newsroom: where it is, what it serves with the truth about it, what was asked of it, and switches for tests.

    broken: ids of outlets that answer 503 to everything.
    """

    outlets: dict[str, Outlet]
    origins: dict[str, str]
    sources: dict[str, Source]
    articles: tuple[NewsroomArticle, ...] = ()
    requests: list[ServedRequest] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    _sites: dict[str, dict[str, Resource]] = field(default_factory=dict)
    _failures: Counter[tuple[str, str]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def publish_edition(self, edition: int, *, corrected_at: datetime | None = None) -> None:
        """Serve another edition from now on: 2 brings new articles and a correction, dated `corrected_at` where given."""
        articles = load_articles(edition, corrected_at=corrected_at)
        sites = {id: build_site(outlet, articles, self.origins[id]) for id, outlet in self.outlets.items()}
        with self._lock:
            self.articles, self._sites = articles, sites

    def url_of(self, article: NewsroomArticle) -> str:
        """Where an article is served."""
        return self.origins[article.outlet] + self.outlets[article.outlet].path_of(article)

    def respond(self, outlet: str, path: str, headers: Headers) -> tuple[Answer, float]:
        """The answer to a request, and how many seconds it takes its time."""
        if outlet in self.broken:
            return Answer(503, {"Retry-After": "0"}, b"Out of order.\n"), 0
        with self._lock:
            site = self._sites[outlet]
            resource = site.get(path) or site.get(path.partition("?")[0])
            failures = self._failures[outlet, path]
            self._failures[outlet, path] += 1
        if resource is None:
            body = b"<!doctype html><title>Page not found</title><h1>Sorry, we cannot find that page</h1>"
            return Answer(404, {"Content-Type": "text/html; charset=utf-8"}, body), 0
        return answer(resource, headers, failures), resource.delay_seconds


@contextmanager
def serve_newsroom(*, first_port: int = FIRST_PORT) -> Iterator[Newsroom]:
    """Serve the newsroom on 127.0.0.1, one port per outlet from `first_port` on; 0 takes any free ports."""
    outlets = load_outlets()
    with ExitStack() as running:
        servers = {
            id: running.enter_context(_listen(first_port and first_port + place)) for place, id in enumerate(outlets)
        }
        origins = {id: f"http://127.0.0.1:{server.server_address[1]}" for id, server in servers.items()}
        sources = {id: outlet.source(origins[id]) for id, outlet in outlets.items()}
        newsroom = Newsroom(outlets=outlets, origins=origins, sources=sources)
        newsroom.publish_edition(1)
        for id, server in servers.items():
            server.RequestHandlerClass = _handler(id, newsroom)
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            running.callback(server.shutdown)
        yield newsroom


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False


def _listen(port: int) -> _Server:
    try:
        return _Server(("127.0.0.1", port), BaseHTTPRequestHandler)
    except OSError:
        return _Server(("127.0.0.1", 0), BaseHTTPRequestHandler)


def _handler(outlet: str, newsroom: Newsroom) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "Newsroom"
        timeout = 30
        disable_nagle_algorithm = True  # head and body go out in two writes; without this each answer waits for an ACK

        def do_GET(self) -> None:
            started = time.monotonic()
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer, delay = newsroom.respond(outlet, self.path, headers)
            time.sleep(delay)
            host = headers.get("host", "")
            newsroom.requests.append(
                ServedRequest(outlet, self.command, host, self.path, answer.status, headers, started, time.monotonic())
            )
            self._send(answer)

        do_HEAD = do_GET

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 304:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent: the newsroom keeps a log of its own."""

    return Handler
