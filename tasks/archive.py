"""The arrow into PAGES: every response as it came, in WARC files (ISO 28500), one gzip member for each record."""

import hashlib
import io
import uuid
import zlib
from datetime import UTC
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tasks.transfer import Exchange, decoded_body

CHUNK = 1 << 20
# The chunks are gone when a response is stored, so the header that announces them is kept under another name.
UNDONE = {"transfer-encoding": "X-Archive-Orig-Transfer-Encoding"}


def write_record(stream: BinaryIO, exchange: Exchange) -> int:
    """Append one response at the stream's end and flush it. Returns the byte offset of its record."""
    offset = stream.seek(0, io.SEEK_END)
    stream.write(_record_bytes(exchange))
    stream.flush()
    return offset


def read_record(stream: BinaryIO, offset: int, *, limit: int = 20_000_000) -> bytes:
    """The body of the response stored at `offset`, without its compression.

    Raises ValueError where no whole response stands there, and TransferFailed where the body is damaged or longer than
    `limit` bytes.
    """
    stream.seek(offset)
    try:
        record: ArcWarcRecord = next(ArchiveIterator(stream))
    except Exception as error:  # warcio lets through whatever its reader stumbles over
        raise ValueError(f"no WARC record stands at offset {offset}") from error
    if record.rec_type != "response":
        raise ValueError(f"the WARC record at offset {offset} is no response")
    return decoded_body(record.raw_stream.read(), record.http_headers.get_header("Content-Encoding"), limit)


def heal(stream: BinaryIO) -> int:
    """Cut the stream back to its last whole record, as a killed run may have left half a one. Returns bytes cut off.

    The stream must be readable, writable and seekable; afterwards it stands at its end.
    """
    size = stream.seek(0, io.SEEK_END)
    whole = _end_of_last_whole_member(stream, size)
    stream.truncate(whole)
    stream.seek(whole)
    return size - whole


def _end_of_last_whole_member(stream: BinaryIO, size: int) -> int:
    stream.seek(0)
    end, inflater, pending = 0, zlib.decompressobj(31), b""
    while pending or (pending := stream.read(CHUNK)):
        try:
            inflater.decompress(pending, CHUNK)
        except zlib.error:
            break
        pending = inflater.unconsumed_tail
        if inflater.eof:
            pending = inflater.unused_data
            end = stream.tell() - len(pending)
            inflater = zlib.decompressobj(31)
    return min(end, size)


def _record_bytes(exchange: Exchange) -> bytes:
    headers = [(UNDONE.get(name.lower(), name), value) for name, value in exchange.headers]
    status = StatusAndHeaders(f"{exchange.status} {exchange.reason}".strip(), headers, protocol="HTTP/1.1")
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        exchange.url,
        "response",
        payload=io.BytesIO(exchange.raw),
        length=len(exchange.raw),
        http_headers=status,
        warc_headers_dict=_warc_headers(exchange),
    )
    writer.write_record(record)
    return buffer.getvalue()


def _warc_headers(exchange: Exchange) -> dict[str, str]:
    moment = exchange.received_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    body = hashlib.sha256(exchange.raw).hexdigest()
    headers = {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{exchange.url} {moment} {body}')}>",
        "WARC-Date": moment,
    }
    return headers | ({"WARC-Truncated": exchange.truncated} if exchange.truncated else {})
