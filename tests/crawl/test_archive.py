"""Responses lie in WARC files as they came; a record that a kill cut in half is cut off, and nothing else."""

import datetime as dt
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tasks.archive import heal, read_record, write_record
from tasks.transfer import Exchange, TransferFailed

MOMENT = dt.datetime(2026, 11, 23, 10, 0, 0, 123456, tzinfo=dt.UTC)


def response(body: bytes, *headers: tuple[str, str], url: str = "https://outlet.example/a") -> Exchange:
    return Exchange(url, 200, "OK", headers, body, MOMENT)


def archive(*bodies: bytes) -> tuple[io.BytesIO, list[int]]:
    stream = io.BytesIO()
    return stream, [write_record(stream, response(body)) for body in bodies]


@given(st.lists(st.binary(max_size=2_000), min_size=1, max_size=4))
@settings(max_examples=25)
def test_what_is_written_is_read(bodies: list[bytes]) -> None:
    stream, offsets = archive(*bodies)
    assert [read_record(stream, offset) for offset in reversed(offsets)] == bodies[::-1]


def test_others_can_read_it_too() -> None:
    stream = io.BytesIO()
    headers = (
        ("Content-Type", "text/html; charset=latin-1"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
        ("X-Name", "Ol\xe9"),
    )
    write_record(stream, response(gzip.compress(b"story"), *headers))
    stream.seek(0)
    record = next(ArchiveIterator(stream, check_digests="raise"))
    assert record.rec_type == "response"
    assert record.rec_headers.get_header("WARC-Target-URI") == "https://outlet.example/a"
    assert record.rec_headers.get_header("WARC-Date") == "2026-11-23T10:00:00.123456Z"
    assert record.http_headers.get_statuscode() == "200"
    assert [value for name, value in record.http_headers.headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert record.content_stream().read() == b"story"


def test_each_record_is_a_gzip_member_of_its_own() -> None:
    stream, offsets = archive(b"one", b"two")
    second = gzip.decompress(stream.getvalue()[offsets[1] :])
    assert second.startswith(b"WARC/1.1\r\n") and b"two" in second and b"one" not in second


def test_the_same_response_gives_the_same_bytes() -> None:
    assert archive(b"one", b"two")[0].getvalue() == archive(b"one", b"two")[0].getvalue()


def test_a_compressed_body_is_unpacked_within_its_limit() -> None:
    stream = io.BytesIO()
    offset = write_record(stream, response(gzip.compress(b"x" * 5_000), ("Content-Encoding", "gzip")))
    assert read_record(stream, offset) == b"x" * 5_000
    with pytest.raises(TransferFailed, match="longer than 4000 bytes"):
        read_record(stream, offset, limit=4_000)


@pytest.mark.parametrize("offset", [1, 10_000])
def test_a_wrong_offset_is_refused(offset: int) -> None:
    with pytest.raises(ValueError, match=f"no WARC record stands at offset {offset}"):
        read_record(archive(b"one")[0], offset)


def test_a_cut_is_healed_wherever_it_fell() -> None:
    stream, offsets = archive(b"one", b"two", b"three" * 50)
    whole, ends = stream.getvalue(), [*offsets[1:], len(stream.getvalue())]
    for cut in range(offsets[2] - 2, len(whole)):
        damaged = io.BytesIO(whole[:cut])
        kept = max(end for end in [0, *ends] if end <= cut)
        assert heal(damaged) == cut - kept
        assert damaged.getvalue() == whole[:kept] and damaged.tell() == kept
        assert heal(damaged) == 0


def test_zeros_that_a_crash_of_the_machine_leaves_are_cut_off() -> None:
    stream, _ = archive(b"one")
    whole = stream.getvalue()
    stream.seek(0, io.SEEK_END)
    stream.write(b"\0" * 4096)
    assert heal(stream) == 4096 and stream.getvalue() == whole


def test_a_healed_file_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "outlet.warc.gz"
    whole, _ = archive(b"one", b"two")
    path.write_bytes(whole.getvalue()[:-3])
    with path.open("r+b") as stream:
        heal(stream)
        offset = write_record(stream, response(b"three"))
        assert read_record(stream, offset) == b"three"
    with path.open("rb") as stream:
        assert [record.content_stream().read() for record in ArchiveIterator(stream)] == [b"one", b"three"]


def test_a_large_archive_is_healed_without_unpacking_it_into_memory() -> None:
    stream, _ = archive(b"\0" * 30_000_000, b"two")
    whole = stream.getvalue()
    stream.truncate(len(whole) - 1)
    heal(stream)
    assert [len(record.raw_stream.read()) for record in ArchiveIterator(io.BytesIO(stream.getvalue()))] == [30_000_000]
