import pytest

from archive.decoding import decode, find_encoding


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ("utf-8", True)),
        ("Grüße".encode(), ("utf-8", True)),
        ("\ufeffGrüße".encode(), ("utf-8-sig", True)),
        ("Grüße".encode("utf-16"), ("utf-16", True)),
        ("Grüße".encode("utf-32"), ("utf-32", True)),
        ("Grüße".encode("cp1252"), ("cp1252", False)),
    ],
)
def test_encoding_is_found(content, expected):
    assert find_encoding(content) == expected
    assert decode(content, expected[0]).strip("\ufeff") in ("", "Grüße")


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"\x81\x8d\x90", b"\xef\xbb\xbf\xff", bytes(range(256))]
)
def test_any_bytes_have_a_text(content):
    name, is_certain = find_encoding(content)
    assert isinstance(decode(content, name), str) and not is_certain
