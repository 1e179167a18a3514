"""A body too long, too slow, damaged or broken off ends with one clear sentence."""

import gzip
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.crawl.asking import fetched_one
from tests.crawl.site import SETTINGS, Reply, Site, outlet


def test_a_body_that_is_too_long_is_cut_off(site: Site) -> None:
    site.pages["/a"] = Reply(200, b"x" * (SETTINGS.max_bytes + 1))
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert answer.error == "the body is longer than 200000 bytes" and answer.body == b""
    assert answer.exchanges[0].truncated == "length" and len(answer.exchanges[0].raw) == SETTINGS.max_bytes


def test_a_body_without_end_is_cut_off(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 65_536)

    site.pages["/a"] = Reply(write=endless)
    assert fetched_one(outlet(site.root), f"{site.root}/a").error == "the body is longer than 200000 bytes"


@pytest.mark.parametrize("squeeze", [gzip.compress, zlib.compress])
def test_a_decompression_bomb_is_defused(site: Site, squeeze: Callable[[bytes], bytes]) -> None:
    encoding = "gzip" if squeeze is gzip.compress else "deflate"
    site.pages["/a"] = Reply(200, squeeze(b"\0" * 50_000_000), {"Content-Encoding": encoding})
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert answer.error == "the body is longer than 400000 bytes when decompressed" and answer.body == b""


def test_bombs_within_bombs_are_defused(site: Site) -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 50_000_000, mtime=0))
    site.pages["/a"] = Reply(200, bomb, {"Content-Encoding": "gzip, gzip"})
    assert "when decompressed" in (fetched_one(outlet(site.root), f"{site.root}/a").error or "")


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (gzip.compress(b"story", mtime=0), "gzip"),
        (gzip.compress(b"sto", mtime=0) + gzip.compress(b"ry", mtime=0), "x-gzip"),
        (zlib.compress(b"story"), "deflate"),
        (zlib.compressobj(wbits=-15).compress(b"") + zlib.compress(b"story")[2:-4], "deflate"),
        (b"story", "identity"),
        (b"", "gzip"),
    ],
)
def test_compressed_bodies_are_read(site: Site, raw: bytes, encoding: str) -> None:
    site.pages["/a"] = Reply(200, raw, {"Content-Encoding": encoding})
    assert fetched_one(outlet(site.root), f"{site.root}/a").body == (b"story" if raw else b"")


@pytest.mark.parametrize(
    ("raw", "encoding", "words"),
    [
        (gzip.compress(b"story" * 99, mtime=0)[:-9], "gzip", "cut short"),
        (gzip.compress(b"story" * 99, mtime=0)[:20] + b"?" * 20, "gzip", "damaged|cut short"),
        (b"\x0b\x02\x80story\x03", "br", "'br', which was not asked for"),
    ],
)
def test_damaged_bodies_are_told(site: Site, raw: bytes, encoding: str, words: str) -> None:
    site.pages["/a"] = Reply(200, raw, {"Content-Encoding": encoding})
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert answer.error and any(word in answer.error for word in words.split("|")) and answer.body == b""


def test_a_dripping_body_meets_the_total_limit(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    site.pages["/a"] = Reply(write=drip)
    settings = SETTINGS.model_copy(update={"total_timeout_seconds": 0.4})
    began = time.monotonic()
    answer = fetched_one(outlet(site.root), f"{site.root}/a", settings=settings)
    assert time.monotonic() - began < 2
    assert answer.error == "the body was not complete within 0.4 s" and answer.exchanges[0].truncated == "time"


def test_a_silent_server_meets_the_read_limit(site: Site) -> None:
    site.pages["/a"] = Reply(write=lambda handler: time.sleep(0.4))
    settings = SETTINGS.model_copy(update={"read_timeout_seconds": 0.1, "max_attempts": 2})
    answer = fetched_one(outlet(site.root), f"{site.root}/a", settings=settings)
    assert (answer.status, answer.error) == (None, "no answer within 0.1 s")


@pytest.mark.parametrize(
    "bytes_sent", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", b"220 ftp ready\r\n", b"\0" * 200]
)
def test_a_broken_answer_is_told_not_thrown(site: Site, bytes_sent: bytes) -> None:
    site.pages["/a"] = Reply(write=lambda handler: handler.wfile.write(bytes_sent))
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert answer.status is None and answer.body == b""
    assert answer.error in ("the answer was not proper HTTP", "the connection broke")


@given(st.binary(max_size=200), st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\nLocation: "]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_on_the_wire_make_it_raise(site: Site, noise: bytes, start: bytes) -> None:
    site.pages["/a"] = Reply(write=lambda handler: handler.wfile.write(start + noise))
    patience = SETTINGS.model_copy(update={"max_attempts": 1})
    answer = fetched_one(outlet(site.root), f"{site.root}/a", settings=patience)
    assert answer.error is None or answer.body == b""


def test_a_closed_port_is_told() -> None:
    answer = fetched_one(outlet("http://127.0.0.1:9"), "http://127.0.0.1:9/a")
    assert (answer.status, answer.error) == (None, "no connection")
