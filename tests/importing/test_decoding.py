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


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Мост через ручей строили девять лет, и никто не знал зачем. " * 5),
        ("shift_jis", "小川に架かる橋は九年かけて作られました。誰も理由を知りません。" * 5),
        ("cp1252", "Über die Brücke führen täglich fünf Züge, größere und kleinere. " * 9),
    ],
)
def test_encoding_that_is_not_declared_is_told_from_the_text(encoding, text):
    content = text.encode(encoding)
    name, is_certain = find_encoding(content)
    assert decode(content, name) == text and not is_certain


def test_declared_encoding_goes_before_a_guess():
    content = "Grüße".encode("cp850")
    assert find_encoding(content, declared="cp850") == ("cp850", True)
    assert find_encoding(content, declared="klingon") == ("cp1252", False)
