"""A request is polite, patient and within its limits, or it fails with one clear sentence; measured at real servers."""

import asyncio
import datetime as dt
import gzip
import ipaddress
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.models import Source
from tasks.addresses import is_public
from tasks.fetch import Answer, Known, Permit, Reader, allow_all, fetch
from tasks.politeness import Pacer, backoff_seconds, host_key, retry_after_seconds
from tests.crawl.site import SETTINGS, Reply, Site, outlet


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def fetched(source: Source, *urls: str, tls: ssl.SSLContext | None = None, **more: object) -> list[Answer]:
    """Ask for the addresses, all at once."""

    async def run() -> list[Answer]:
        async with Pacer(8, tls=tls) as pacer:
            reader = Reader(source, more.pop("settings", SETTINGS), pacer, now, **more.pop("reader", {}))
            return await asyncio.gather(*(fetch(url, reader, gate=allow_all, **more) for url in urls))

    return asyncio.run(run())


def fetched_one(source: Source, url: str, **more: object) -> Answer:
    return fetched(source, url, **more)[0]


async def named(host: str, port: int) -> list[str]:
    """A resolver for names that no other resolver knows."""
    if host in ("::1", "169.254.169.254"):
        return [host]
    return {"inside.test": ["10.0.0.7"], "mixed.test": ["93.184.216.34", "169.254.169.254"]}.get(host, ["127.0.0.1"])


# Politeness


def test_one_request_at_a_time_and_a_pause_between_them(site: Site) -> None:
    site.pages |= {f"/{number}": Reply(200, b"story") for number in range(4)}
    fetched(outlet(site.root, pause=0.12), *(f"{site.root}/{number}" for number in range(4)))
    visits = sorted(site.asked, key=lambda asked: asked.began)
    pauses = [later.began - earlier.answered for earlier, later in pairwise(visits)]
    assert len(visits) == 4 and site.most_at_once == 1
    assert min(pauses) >= 0.12


def test_a_crawl_delay_that_is_longer_than_the_sources_pause_counts(site: Site) -> None:
    async def gate(url: str) -> Permit:
        return Permit(delay_seconds=0.15)

    async def run() -> None:
        async with Pacer(8) as pacer:
            reader = Reader(outlet(site.root, pause=0.01), SETTINGS, pacer, now)
            for _ in range(3):
                await fetch(f"{site.root}/a", reader, gate=gate)

    asyncio.run(run())
    assert min(b.began - a.answered for a, b in pairwise(site.asked)) >= 0.15


def test_different_hosts_do_not_wait_for_each_other(site: Site, other_site: Site) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\nslow")

    site.pages["/a"] = other_site.pages["/a"] = Reply(write=slow)
    fetched(outlet(site.root, pause=5), f"{site.root}/a", f"{other_site.root}/a")
    assert site.asked[0].began < other_site.asked[0].answered
    assert other_site.asked[0].began < site.asked[0].answered


def test_retry_after_is_kept_to(site: Site) -> None:
    site.pages["/a"] = [Reply(503, headers={"Retry-After": "1"}), Reply(200, b"story")]
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert (answer.status, answer.body) == (200, b"story")
    assert [exchange.status for exchange in answer.exchanges] == [503, 200]
    assert site.asked[1].began - site.asked[0].answered >= 1


def test_a_longer_retry_after_than_a_run_waits_ends_the_hosts_turn(site: Site) -> None:
    site.pages["/a"] = Reply(429, headers={"Retry-After": "3600"})
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert answer.is_turn_over and answer.status == 429 and answer.error == "the host asks to be left alone for 3600 s"
    assert len(site.asked) == 1


def test_an_error_that_passes_is_waited_out(site: Site) -> None:
    site.pages["/a"] = [Reply(500), Reply(502), Reply(200, b"story")]
    assert fetched_one(outlet(site.root), f"{site.root}/a").body == b"story"


def test_an_error_that_stays_is_told_after_the_last_try(site: Site) -> None:
    site.pages["/a"] = Reply(500)
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert (answer.status, answer.error) == (500, "the answer was 500 Internal Server Error")
    assert len(site.asked) == SETTINGS.max_attempts


def test_a_page_that_is_gone_is_not_asked_for_twice(site: Site) -> None:
    assert fetched_one(outlet(site.root), f"{site.root}/gone").error == "the answer was 404 Not Found"
    assert len(site.asked) == 1


def test_the_request_says_who_asks_and_nothing_more(site: Site) -> None:
    fetched_one(outlet(site.root), f"{site.root}/a?b=%20c#fragment")
    asked = site.asked[0]
    assert asked.path == "/a?b=%20c"
    assert asked.headers["user-agent"] == SETTINGS.user_agent
    assert asked.headers["host"] == f"127.0.0.1:{site.port}"
    assert "cookie" not in asked.headers and "referer" not in asked.headers


def test_backoff_doubles_is_spread_and_is_the_same_each_time() -> None:
    waits = [backoff_seconds("https://outlet.example/a", attempt, 1) for attempt in (1, 2, 3)]
    assert waits == [backoff_seconds("https://outlet.example/a", attempt, 1) for attempt in (1, 2, 3)]
    assert all(2**power <= wait <= 1.5 * 2**power for power, wait in enumerate(waits))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("Mon, 23 Nov 2026 10:00:30 GMT", 30),
        ("Mon, 23 Nov 2026 09:00:00 GMT", 0),
        ("soon", None),
        (None, None),
        ("-5", None),
    ],
)
def test_retry_after_in_both_its_forms(value: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(value, dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)) == seconds


def test_http_and_https_of_one_name_are_one_host() -> None:
    assert host_key("http://outlet.example/a") == host_key("https://outlet.example/b") == "outlet.example"
    assert host_key("http://127.0.0.1:8001/") != host_key("http://127.0.0.1:8002/")


# Conditional requests


def test_a_known_page_is_asked_for_conditionally(site: Site) -> None:
    site.pages["/a"] = Reply(304)
    known = Known(f"{site.root}/a", '"v1"', "Mon, 23 Nov 2026 10:00:00 GMT")
    answer = fetched_one(outlet(site.root), f"{site.root}/a", known=known)
    assert answer.status == 304 and answer.error is None
    assert site.asked[0].headers["if-none-match"] == '"v1"'
    assert site.asked[0].headers["if-modified-since"] == "Mon, 23 Nov 2026 10:00:00 GMT"


def test_conditions_are_told_only_to_the_address_that_gave_them(site: Site) -> None:
    site.pages |= {"/a": Reply(301, headers={"Location": "/b"}), "/b": Reply(200, b"b")}
    fetched_one(outlet(site.root), f"{site.root}/a", known=Known(f"{site.root}/b", '"v1"'))
    assert ["if-none-match" in asked.headers for asked in site.asked] == [False, True]


# Redirects and addresses


def test_redirects_are_followed_and_every_response_is_kept(site: Site) -> None:
    site.pages |= {"/a": Reply(301, headers={"Location": "b?x=1#top"}), "/b?x=1": Reply(200, b"story")}
    answer = fetched_one(outlet(site.root), f"{site.root}/a")
    assert (answer.final_url, answer.body) == (f"{site.root}/b?x=1", b"story")
    assert [exchange.url for exchange in answer.exchanges] == [f"{site.root}/a", f"{site.root}/b?x=1"]


def test_redirects_in_a_circle_are_noticed(site: Site) -> None:
    site.pages |= {"/a": Reply(302, headers={"Location": "/b"}), "/b": Reply(302, headers={"Location": "/a"})}
    assert fetched_one(outlet(site.root), f"{site.root}/a").error == "the redirects go in a circle"
    assert site.paths() == ["/a", "/b"]


def test_redirects_without_end_are_cut_off(site: Site) -> None:
    site.pages |= {f"/{number}": Reply(302, headers={"Location": f"/{number + 1}"}) for number in range(10)}
    assert fetched_one(outlet(site.root), f"{site.root}/0").error == "more than 5 redirects"
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("http://127.0.0.1:9/admin", "127.0.0.1, which is no public address"),
        ("http://[::1]/", "::1, which is no public address"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254, which is no public address"),
        ("http://inside.test/", "10.0.0.7, which is no public address"),
        ("http://mixed.test/", "169.254.169.254, which is no public address"),
        ("file:///etc/passwd", "is not an http or https address"),
        ("javascript:alert(1)", "is not an http or https address"),
        ("http://[broken/", "leads nowhere"),
        ("http://:80/", "names no host to connect to"),
    ],
)
def test_a_redirect_to_the_inside_is_refused(site: Site, target: str, words: str) -> None:
    site.pages["/a"] = Reply(302, headers={"Location": target})
    source = outlet(f"http://outlet.test:{site.port}")
    answer = fetched_one(source, f"{source.homepage}/a", reader={"resolve": named})
    assert answer.error and words in answer.error
    assert answer.status == 302 and answer.body == b""


def test_a_private_address_needs_the_sources_permission(site: Site) -> None:
    answer = fetched_one(outlet(site.root, private=False), f"{site.root}/a")
    assert answer.error and "crawl.allow_private_network" in answer.error
    assert site.asked == []


def test_permission_is_for_declared_hosts_only(site: Site, other_site: Site) -> None:
    source = outlet(f"http://outlet.test:{site.port}")
    answer = fetched_one(source, f"http://elsewhere.test:{other_site.port}/", reader={"resolve": named})
    assert answer.error and "no public address" in answer.error and other_site.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    """The name is resolved once, by us; nothing below could resolve it again, as no other resolver knows it."""
    site.pages["/a"] = Reply(200, b"story")
    lookups: list[str] = []

    async def once(host: str, port: int) -> list[str]:
        lookups.append(host)
        return ["127.0.0.1"]

    source = outlet(f"http://outlet.test:{site.port}")
    answer = fetched_one(source, f"{source.homepage}/a", reader={"resolve": once})
    assert answer.body == b"story" and lookups == ["outlet.test"]
    assert site.asked[0].headers["host"] == f"outlet.test:{site.port}"


def test_the_next_address_is_tried_where_the_first_does_not_answer(site: Site) -> None:
    site.pages["/a"] = Reply(200, b"story")

    async def two(host: str, port: int) -> list[str]:
        return ["::1", "127.0.0.1"]

    source = outlet(f"http://outlet.test:{site.port}")
    assert fetched_one(source, f"{source.homepage}/a", reader={"resolve": two}).body == b"story"


def test_a_name_that_leads_nowhere_is_told() -> None:
    async def nothing(host: str, port: int) -> list[str]:
        return []

    answer = fetched_one(outlet("http://outlet.test"), "http://outlet.test/a", reader={"resolve": nothing})
    assert answer.error == "the name outlet.test has no address" and answer.status is None


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"]
    + ["255.255.255.255", "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fd00::1", "fec0::1", "ff02::1"]
    + ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "fd00:ec2::254"],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_addresses_beyond_ascii_are_sent_as_they_must_be(site: Site) -> None:
    site.pages |= {
        "/%C3%A4": Reply(301, headers={"Location": "/ö?q=ü".encode().decode("latin-1")}),
        "/%C3%B6?q=%C3%BC": Reply(200, b"story"),
    }
    source = outlet(f"http://xn--bcher-kva.test:{site.port}")
    answer = fetched_one(source, f"http://bücher.test:{site.port}/ä", reader={"resolve": named})
    assert answer.body == b"story" and site.asked[0].headers["host"] == f"xn--bcher-kva.test:{site.port}"


def test_an_etag_beyond_ascii_is_sent_back_as_it_came(site: Site) -> None:
    site.pages["/a"] = Reply(200, b"story", {"ETag": '"\xe4"'})
    first = fetched_one(outlet(site.root), f"{site.root}/a")
    fetched_one(outlet(site.root), f"{site.root}/a", known=Known(first.final_url, first.header("etag")))
    assert site.asked[1].headers["if-none-match"] == '"\xe4"'


# Limits


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


# Certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for outlet.test and 127.0.0.1 that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "outlet.test")])
    names = [x509.DNSName("outlet.test"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now() - dt.timedelta(days=1))
        .not_valid_after(now() + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path = tmp_path_factory.mktemp("tls") / "outlet.pem"
    path.write_bytes(key.private_bytes(pem, pkcs8, serialization.NoEncryption()) + signed.public_bytes(pem))
    return path


@pytest.fixture
def secure_site(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    site = Site(context)
    site.pages["/a"] = Reply(200, b"story")
    yield site
    site.close()


def test_a_certificate_nobody_vouches_for_is_refused(secure_site: Site) -> None:
    answer = fetched_one(outlet(secure_site.root), f"{secure_site.root}/a")
    assert (answer.status, answer.error) == (None, "its certificate could not be verified")
    assert secure_site.asked == []


@pytest.mark.parametrize(("host", "is_trusted"), [("outlet.test", True), ("127.0.0.1", True), ("other.test", False)])
def test_a_certificate_is_verified_for_the_name_not_the_address(
    secure_site: Site, certificate: Path, host: str, is_trusted: bool
) -> None:
    root = f"https://{host}:{secure_site.port}"
    trusting = ssl.create_default_context(cafile=str(certificate))
    answer = fetched_one(outlet(root), f"{root}/a", tls=trusting, reader={"resolve": named})
    assert answer.body == (b"story" if is_trusted else b"")
    assert is_trusted or answer.error == "its certificate could not be verified"


def test_a_redirect_from_https_to_http_is_refused(secure_site: Site, certificate: Path, site: Site) -> None:
    secure_site.pages["/a"] = Reply(302, headers={"Location": f"{site.root}/a"})
    trusting = ssl.create_default_context(cafile=str(certificate))
    answer = fetched_one(outlet(secure_site.root), f"{secure_site.root}/a", tls=trusting)
    assert answer.error == "a redirect leads from https to http" and site.asked == []
