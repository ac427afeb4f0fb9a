"""Dumps inside other files: every kind, whole, broken and hostile."""

import gzip
import io
import json
import os
import stat
import tarfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import zstandard

from archive.importing import sources, streams
from archive.importing.corpora import read_time
from archive.importing.reading import Options
from archive.importing.records import Dropped, Record, Unreadable
from archive.importing.runs import Importer
from archive.importing.sources import Source, find_sources
from archive.models import Dump
from articles.models import Article

TEXT = b"A title\n\nA body of some words, which end."
MOMENT = datetime(2015, 9, 30, 16, 52, tzinfo=UTC)


def read(path):
    return list(Source(path=path).read())


def contents(path):
    return [record.content for record in read(path) if isinstance(record, Record)]


def zstd(data):
    return zstandard.ZstdCompressor().compress(data)


def write(path, data):
    path.write_bytes(data)
    return path


def a_tar(members):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as container:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            container.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        container.addfile(link)
    return buffer.getvalue()


def a_zip(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in members.items():
            container.writestr(name, data)
    return buffer.getvalue()


def a_warc_record(kind, payload, *headers):
    """One record, compressed by itself as the format asks (ISO 28500)."""
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:1b0c8a5e-0000-4000-8000-000000000000>",
        "WARC-Date: 2015-09-30T16:52:00Z",
        "Content-Type: text/plain",
        f"Content-Length: {len(payload)}",
        *headers,
    ]
    return gzip.compress("\r\n".join(lines).encode() + b"\r\n\r\n" + payload + b"\r\n\r\n")


def a_wet(text=TEXT):
    address = "WARC-Target-URI: https://courier.example/bridge"
    return a_warc_record("warcinfo", b"x: y") + a_warc_record("conversion", text, address)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT),
        ("a.txt.gz", gzip.compress(TEXT)),
        ("a.txt.zst", zstd(TEXT)),
        ("a.zip", a_zip({"folder/a.txt": TEXT, "readme.md": b"no dump"})),
        ("a.tar", a_tar({"folder/a.txt": TEXT, "readme.md": b"no dump"})),
        ("a.tar.gz", gzip.compress(a_tar({"a.txt": TEXT}))),
        ("a.tgz", gzip.compress(a_tar({"a.txt": TEXT}))),
        ("a.tar.zst", zstd(a_tar({"a.txt": TEXT}))),
        ("a.jsonl", json.dumps({"text": TEXT.decode()}).encode()),
        ("a.jsonl.gz", gzip.compress(json.dumps({"text": TEXT.decode()}).encode())),
        ("a.jsonl.zst", zstd(b"\n" + json.dumps({"raw_content": TEXT.decode()}).encode())),
        ("a.warc.wet.gz", a_wet()),
    ],
)
def test_every_kind_of_file_gives_the_same_bytes(tmp_path, name, data):
    write(tmp_path / name, data)
    (source,) = find_sources([tmp_path]).sources
    assert contents(source.path) == [TEXT]
    assert not any(isinstance(record, Unreadable) for record in source.read())


@pytest.mark.parametrize(
    "name", ["a.txt.gz", "a.txt.zst", "a.zip", "a.tar", "a.tar.gz", "a.jsonl.zst", "a.warc.wet.gz"]
)
@pytest.mark.parametrize("data", [b"this is not what it says", b"", gzip.compress(TEXT)[:-9]])
def test_broken_file_is_named_and_never_raises(tmp_path, name, data):
    for record in read(write(tmp_path / name, data)):
        assert isinstance(record, Unreadable) or record.content == data == b""


FOUR = [b"Page %d of the four. " % number * 80 for number in range(4)]
BY_NAME = {f"{number}.txt": text for number, text in enumerate(FOUR)}
LINES = b"".join(json.dumps({"text": text.decode()}).encode() + b"\n" for text in FOUR)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt.gz", gzip.compress(FOUR[0])),
        ("a.txt.zst", zstd(FOUR[0])),
        ("a.zip", a_zip(BY_NAME)),
        ("a.tar", a_tar(BY_NAME)),
        ("a.tar.gz", gzip.compress(a_tar(BY_NAME))),
        ("a.tar.zst", zstd(a_tar(BY_NAME))),
        ("a.jsonl.gz", gzip.compress(LINES)),
        ("a.jsonl.zst", zstd(LINES)),
        ("a.warc.wet.gz", b"".join(a_wet(text) for text in FOUR)),
        ("a.warc.wet", b"".join(gzip.decompress(a_wet(text)) for text in FOUR)),
    ],
)
def test_file_that_breaks_off_never_passes_for_a_whole_one(tmp_path, name, data):
    whole = contents(write(tmp_path / name, data))
    assert whole == FOUR[: len(whole)]
    for end in range(0, len(data), max(1, len(data) // 150)):
        found = read(write(tmp_path / name, data[:end]))
        got = [record.content for record in found if isinstance(record, Record)]
        assert got == whole[: len(got)]
        # Where one record of a WET ends, the file may end as well.
        is_told = any(isinstance(record, Unreadable) for record in found)
        assert is_told or got == whole or ("wet" in name and is_end_of_a_record(data, end))


def is_end_of_a_record(data, end):
    """Whether a record's own bytes, but for what follows every record, end here."""
    rest = data[end:]
    return b"WARC/1.0" in rest[:20] or b"\x1f\x8b" in rest[:20]


def test_bad_byte_in_a_container_never_raises(tmp_path):
    for name, data in {"a.zip": a_zip(BY_NAME), "a.tar": a_tar(BY_NAME)}.items():
        for place in range(0, len(data), 7):
            bad = data[:place] + bytes([data[place] ^ 0x54]) + data[place + 1 :]
            read(write(tmp_path / name, bad))


def test_header_of_a_tar_that_cannot_be_read_is_told(tmp_path):
    data = a_tar(BY_NAME)
    place = data.index(b"2.txt")
    *good, bad = read(write(tmp_path / "a.tar", data[:place] + b"?" + data[place + 1 :]))
    assert [record.content for record in good] == FOUR[:2]
    assert isinstance(bad, Unreadable) and "bad checksum" in bad.reason


def test_member_of_a_zip_that_cannot_be_unpacked_costs_only_itself(tmp_path):
    data = a_zip({name: bytes(range(256)) * 3 for name in BY_NAME})
    place = data.index(b"1.txt") + 20
    found = read(write(tmp_path / "a.zip", data[:place] + b"?????" + data[place + 5 :]))
    assert [isinstance(record, Unreadable) for record in found] == [False, True, False, False]
    assert found[1].path == f"{tmp_path / 'a.zip'}:1.txt"


def test_link_in_a_zip_is_passed_over(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        container.writestr(link, "/etc/passwd")
    (link,) = read(write(tmp_path / "a.zip", buffer.getvalue()))
    assert isinstance(link, Dropped)


@pytest.mark.parametrize(
    ("length", "reason"),
    [("9", "goes on"), ("99", "ends 54 bytes before"), ("-5", "how long"), ("", "how long")],
)
def test_wet_record_of_another_length_than_it_says_is_told(tmp_path, capsys, length, reason):
    header = f"Content-Length: {len(TEXT)}".encode()
    whole = a_warc_record("conversion", TEXT, "WARC-Target-URI: https://courier.example/bridge")
    wrong = gzip.decompress(whole).replace(header, b"Content-Length: " + length.encode())
    first, *_rest = read(write(tmp_path / "a.warc.wet.gz", gzip.compress(wrong)))
    assert isinstance(first, Unreadable) and reason in first.reason
    assert first.path.endswith("https://courier.example/bridge")
    assert not capsys.readouterr().err


@pytest.mark.parametrize(
    "odd", [r"\u0000", r"\\u0000", "\x00", r"C:\u0000\x00", float("nan"), float("inf"), "\ud800"]
)
@pytest.mark.django_db
def test_whatever_a_line_says_beside_the_text_can_be_kept(tmp_path, odd):
    line = {"text": TEXT.decode(), "odd": odd, "url": "https://x.example/\x00"}
    path = write(tmp_path / "a.jsonl", json.dumps(line).encode())
    report = Importer(Options(zone=ZoneInfo("UTC"))).import_all(find_sources([path]))
    assert not report.failures
    kept = Dump.objects.get().provenance["fields"]["odd"]
    assert kept == str(odd).replace("\x00", "").replace("nan", "NaN").replace(
        "inf", "Infinity"
    ).replace("\ud800", "?")


@pytest.mark.django_db
def test_names_that_are_no_text_are_told_as_text(tmp_path):
    folder = os.fsencode(tmp_path)
    for name in [b"\xe9\n\x1b.txt", b"\xe9.html"]:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(TEXT)
    write(tmp_path / "a.tar", a_tar({b"\xff.txt".decode("utf-8", "surrogateescape"): FOUR[0]}))
    steps = []
    importer = Importer(Options(zone=ZoneInfo("UTC")), on_step=lambda step: steps.append(step.path))
    report = importer.import_all(find_sources([tmp_path]))
    assert not report.failures
    for told in [*steps, *(path for path, _ in report.passed_over)]:
        assert told.isprintable() and told.encode()
    assert Dump.objects.count() == 2


def test_json_line_keeps_what_the_corpus_says_of_the_page(tmp_path):
    line = {"text": "Words.", "url": "https://x.example/1", "date": "20150930165200", "id": 7}
    path = write(tmp_path / "a.jsonl", b"\n" + json.dumps(line).encode())
    (record,) = read(path)
    assert (record.source_url, record.captured_at) == ("https://x.example/1", MOMENT)
    assert record.path == f"{path}:2"
    assert record.provenance["line"] == 2
    assert record.provenance["fields"]["id"] == 7
    assert "text" not in record.provenance["fields"]


@pytest.mark.parametrize("line", [b"{", b"[]", b"7", b'{"url": "x"}', b'{"text": 7}', b"\xff\xfe"])
def test_bad_json_line_is_named_and_the_next_is_read(tmp_path, line):
    path = write(tmp_path / "a.jsonl", line + b'\n{"text": "Words."}\n')
    bad, good = read(path)
    assert bad.path == f"{path}:1" and isinstance(bad, Unreadable)
    assert good.content == b"Words."


def test_line_too_long_is_passed_over_in_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(streams, "MAX_BYTES", 100)
    path = write(tmp_path / "a.jsonl", b"x" * 5_000_000 + b'\n{"text": "Words."}\n')
    bad, good = read(path)
    assert "too long" in bad.reason
    assert good.content == b"Words."


def test_wet_record_keeps_address_time_and_offset(tmp_path):
    (record,) = read(write(tmp_path / "a.warc.wet.gz", a_wet()))
    assert record.source_url == "https://courier.example/bridge"
    assert record.captured_at == MOMENT
    assert record.provenance["offset"] > 0
    assert record.provenance["fields"]["WARC-Type"] == "conversion"


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt"])
@pytest.mark.parametrize("make", [a_tar, a_zip])
def test_member_whose_name_leads_out_is_refused(tmp_path, name, make):
    found = read(write(tmp_path / f"a.{make.__name__[2:]}", make({name: TEXT})))
    assert isinstance(found[0], Unreadable) and "leads out" in found[0].reason


def test_link_in_a_tar_is_passed_over(tmp_path):
    (link,) = read(write(tmp_path / "a.tar", a_tar({})))
    assert isinstance(link, Dropped)


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.txt.gz", gzip.compress),
        ("a.txt.zst", zstd),
        ("a.zip", lambda data: a_zip({"a.txt": data})),
    ],
)
def test_bomb_is_refused_before_it_is_unpacked(tmp_path, name, pack):
    path = write(tmp_path / name, pack(b"\x00" * 20_000_000))
    (bomb,) = read(path)
    assert isinstance(bomb, Unreadable) and "200 times" in bomb.reason


@pytest.mark.parametrize(
    ("data", "expected"), [(TEXT, [TEXT]), (b'{"text": "Words."}\n', [b"Words."]), (b"", [b""])]
)
def test_standard_input_is_a_dump_or_json_lines(monkeypatch, data, expected):
    stdin = SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(data)))
    monkeypatch.setattr(sources.sys, "stdin", stdin)
    (source,) = find_sources([Path("-")]).sources
    assert [record.content for record in source.read()] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2015-09-30T16:52:00Z", MOMENT),
        ("2015-09-30T18:52:00+02:00", MOMENT),
        (MOMENT.timestamp(), MOMENT),
        ("yesterday", None),
        (True, None),
        (1e300, None),
        (None, None),
    ],
)
def test_time_of_a_capture(value, expected):
    assert read_time(value) == expected


@pytest.mark.django_db
def test_provenance_is_kept_with_the_dump(tmp_path):
    line = {"text": TEXT.decode(), "url": "https://x.example/1", "timestamp": "2015-09-30T16:52"}
    line["odd"] = "\x00 \ud800"
    path = write(tmp_path / "a.jsonl", json.dumps(line).encode() + b"\n{broken\n")
    report = Importer(Options(zone=ZoneInfo("UTC"))).import_all(find_sources([path]))
    assert [failure.path for failure in report.failures] == [f"{path}:2"]
    dump = Dump.objects.get()
    assert (dump.source_url, dump.captured_at) == ("https://x.example/1", MOMENT)
    assert dump.provenance["line"] == 1
    article = Article.objects.get()
    assert (article.source_url, article.site.name) == ("https://x.example/1", "x.example")
