"""On the arrow from links to pages: one request and its response as it comes over the wire, within limits."""

import asyncio
import ssl
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import httpx

from config.models import CrawlSettings

ENCODINGS = {"gzip": 47, "x-gzip": 47, "deflate": 47}


class TransferFailed(Exception):
    """No usable response came; the message is one sentence. `may_pass`: whether another try could succeed."""

    def __init__(self, message: str, *, may_pass: bool = True) -> None:
        super().__init__(message)
        self.may_pass = may_pass


class NoConnection(TransferFailed):
    """The address could not be connected to, so nothing was asked of it."""


@dataclass(frozen=True)
class Exchange:
    """One response as it came: headers in their order, `raw` the body as it lay on the wire (still compressed).

    truncated: why the body is not whole (`length` or `time`, the words of the WARC standard); None where it is.
    """

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    received_at: datetime
    truncated: str | None = None

    def header(self, name: str) -> str | None:
        """The value of a header, joined by commas where it came several times; None where it did not come."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None


async def exchange(
    url: str,
    address: str,
    transport: httpx.AsyncHTTPTransport,
    settings: CrawlSettings,
    *,
    headers: Mapping[str, str],
    now: Callable[[], datetime],
) -> Exchange:
    """Ask for `url` (as `sendable_url` gives it) at exactly this IP address and read the response, as far as the limits allow.

    The certificate is verified for the name in `url`. A body that is too long, or too slow, is returned as far as it
    came, with `truncated` set. Raises TransferFailed where not even headers came.
    """
    response: httpx.Response | None = None
    received = bytearray()
    truncated = None
    try:
        async with asyncio.timeout(settings.total_timeout_seconds):
            response = await transport.handle_async_request(_request(url, address, settings, headers))
            async for piece in response.aiter_raw():
                received += piece
                if len(received) > settings.max_bytes:
                    truncated = "length"
                    break
    except (TimeoutError, httpx.TimeoutException) as error:
        if response is None:
            kind = NoConnection if isinstance(error, httpx.ConnectTimeout) else TransferFailed
            raise kind(_why(error, settings)) from error
        truncated = "time"
    except httpx.ConnectError as error:
        raise NoConnection(_why(error, settings), may_pass=not _is_about_certificate(error)) from error
    except (httpx.TransportError, httpx.InvalidURL) as error:
        raise TransferFailed(_why(error, settings)) from error
    finally:
        if response is not None:
            await _close(response)
    return _exchange(url, response, bytes(received[: settings.max_bytes]), now(), truncated)


def decoded_body(raw: bytes, content_encoding: str | None, limit: int) -> bytes:
    """The body without its compression, never more than `limit` bytes in memory.

    Raises TransferFailed where it would be longer (a decompression bomb), is damaged, or in an encoding not asked for.
    """
    body = raw
    for name in reversed([part.strip().lower() for part in (content_encoding or "").split(",")]):
        if name in ("", "identity"):
            continue
        if name not in ENCODINGS:
            raise TransferFailed(f"the body is encoded as {name[:40]!r}, which was not asked for", may_pass=False)
        body = inflated(body, limit)
    return body


def inflated(data: bytes, limit: int) -> bytes:
    """Gzip or deflate undone (several gzip members too). Raises TransferFailed beyond `limit` bytes or on damage."""
    whole = bytearray()
    while data:
        inflater = zlib.decompressobj(_window_bits(data))
        try:
            whole += inflater.decompress(data, limit + 1 - len(whole))
        except zlib.error as error:
            raise TransferFailed("the compressed body is damaged") from error
        if len(whole) > limit:
            raise TransferFailed(f"the body is longer than {limit} bytes when decompressed", may_pass=False)
        if not inflater.eof:
            raise TransferFailed("the compressed body is cut short")
        data = inflater.unused_data.lstrip(b"\0")
    return bytes(whole)


def _window_bits(data: bytes) -> int:
    """What zlib needs to know: a gzip or zlib header, or none at all (what some servers call deflate)."""
    is_zlib = len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return 47 if is_zlib or data[:2] == b"\x1f\x8b" else -15


def _request(url: str, address: str, settings: CrawlSettings, headers: Mapping[str, str]) -> httpx.Request:
    parts = urlsplit(url)
    timeout = httpx.Timeout(settings.read_timeout_seconds, connect=settings.connect_timeout_seconds)
    told = {
        "Host": parts.netloc,
        "User-Agent": settings.user_agent,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        **headers,
    }
    return httpx.Request(
        "GET",
        httpx.URL(url).copy_with(host=address),
        headers=[(name.encode(), value.encode("latin-1", "replace")) for name, value in told.items()],
        extensions={"sni_hostname": parts.hostname, "timeout": timeout.as_dict()},
    )


def _exchange(url: str, response: httpx.Response, raw: bytes, moment: datetime, truncated: str | None) -> Exchange:
    reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw)
    return Exchange(url, response.status_code, reason, headers, raw, moment, truncated)


async def _close(response: httpx.Response) -> None:
    try:
        await response.aclose()
    except httpx.TransportError:
        return  # the connection is gone already, which is all that closing wants


def _why(error: Exception, settings: CrawlSettings) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return f"no connection within {settings.connect_timeout_seconds:g} s"
    if isinstance(error, httpx.TimeoutException):
        return f"no answer within {settings.read_timeout_seconds:g} s"
    if isinstance(error, TimeoutError):
        return f"no answer within {settings.total_timeout_seconds:g} s in all"
    if isinstance(error, httpx.ConnectError):
        return "its certificate could not be verified" if _is_about_certificate(error) else "no connection"
    if isinstance(error, httpx.ReadError | httpx.WriteError | httpx.CloseError):
        return "the connection broke"
    return "the answer was not proper HTTP"


def _is_about_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY_FAILED" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False
