"""A name is found however it is cased, accented, spaced or wrapped, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dumps.rows.lines import split_lines
from archive.erasing.variants import suggest_variants
from archive.names import Names, digest, is_long_enough, names_in_clear, spellings

READER = "Reader 4711"


def by_digest(*names):
    """The same names as an import knows them."""
    key = b"k" * 32
    forms = {form: words for name in names for form, words in spellings(name).items()}
    known = {digest(form, key): READER for form in forms}
    return Names(known=known, most_words=max(forms.values()), key=key)


@pytest.mark.parametrize("make", [lambda *n: names_in_clear(n, READER), by_digest])
@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Zoë Quill", "So Zoë Quill went.", "So Reader 4711 went."),
        ("王明", "昨天王明说王 明好,明王", "昨天Reader 4711说Reader 4711好,明王"),
        ("Zoë Quill", "ZOE QUILL and zoe-quill", "Reader 4711 and Reader 4711"),
        ("Zoë Quill", "Zoe\u0308 Quill’s", "Reader 4711’s"),
        ("Zoë Quill", "zoequill, ZoeQuill", "Reader 4711, Reader 4711"),
        ("Zoë Quill", "Zo\u00adë Qu\u200bill", "Reader 4711"),
        ("Zoë Quill", "Zoë\n    > Quill said", "Reader 4711\n said"),
        ("Zoë Quill", "Zoë\r\nQuill", "Reader 4711\r\n"),
        ("Zoë Quill", "Zoë\n\nQuill", "Zoë\n\nQuill"),
        ("Zoë Quill", "Zoë Quillon, Azoe Quill", "Zoë Quillon, Azoe Quill"),
        ("Zoë Quill", "see https://a.example/zoe-quill/x", "see https://a.example/reader-4711/x"),
        ("Zoë Quill", "a.example/?by=Zo%C3%AB%20Quill", "a.example/?by=reader-4711"),
        ("Zoë Quill", "mail zoe.quill@a.example", "mail reader-4711@a.example"),
        ("Zoë Quill", r'{"by": "Zo\u00eb Quill"}', '{"by": "Reader 4711"}'),
        ("O'Brien", "O&#x27;Brien O’Brien OBrien", "Reader 4711 Reader 4711 Reader 4711"),
        ("Doug T.", "by Doug T. at noon", "by Reader 4711 at noon"),
        ("Jonas (author)", "Jonas (author) says (author)", "Reader 4711 says (author)"),
        ("王小明", "我认识王小明吗", "我认识Reader 4711吗"),
        ("Иван Петров", "с ИВАН ПЕТРОВ.", "с Reader 4711."),
        ("أحمد علي", "\u202bقال أحمد علي\u202c", "\u202bقال Reader 4711\u202c"),
        ("a.*bc", "a.*bc axxbc", "Reader 4711 axxbc"),
        ("Zoë Quill", "Zoë Quill \U0003134b", "Reader 4711 \U0003134b"),
        ("user_99", "user_99 user-99 user_990", "Reader 4711 Reader 4711 user_990"),
    ],
)
def test_name_is_replaced(make, name, text, expected):
    assert make(name).replace(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("王明", True), ("王", False), ("이준", True), ("김", False), ("Al", False), ("Álé", True)],
)
def test_name_in_two_characters_is_one_only_where_characters_are_words(name, expected):
    assert is_long_enough(name) is expected


def test_longest_of_several_names_goes():
    names = names_in_clear(["Quill", "Zoë Quill"], READER)
    assert names.replace("Zoë Quill, Quill") == "Reader 4711, Reader 4711"


@given(st.text(), st.text(), st.sampled_from(["\n", "\r\n", " \n\t", "\r"]))
def test_dump_has_as_many_lines_as_before(before, after, gap):
    text = f"{before} Zoë{gap}Quill {after}"
    new = names_in_clear(["Zoë Quill"], READER).replace(text)
    assert len(split_lines(new)) == len(split_lines(text))


@given(st.text())
def test_text_without_the_name_stays_as_it_is(text):
    names = names_in_clear(["Quillfeatherstone"], READER)
    assert names.replace(text) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "shift_jis"])
def test_bytes_stay_in_their_encoding(encoding):
    content = "So Quill said.\r\nAnd again.".encode(encoding)
    new = names_in_clear(["Quill"], READER).replace_bytes(content, encoding)
    assert new.decode(encoding) == "So Reader 4711 said.\r\nAnd again."


def test_bytes_without_a_meaning_stay():
    new = names_in_clear(["Quill"], READER).replace_bytes(b"\xff\xfe Quill \x81", "utf-8")
    assert new == b"\xff\xfe Reader 4711 \x81"


def test_json_is_replaced_at_any_depth():
    value = {"Quill": ["Quill", {"x": "a Quill"}], "n": 1, "none": None}
    expected = {READER: [READER, {"x": f"a {READER}"}], "n": 1, "none": None}
    assert names_in_clear(["Quill"], READER).replace_in(value) == expected


def test_variants_are_suggested_and_the_doubtful_ones_marked():
    variants = {v.text: v.is_sure for v in suggest_variants("Jörg Ed Quill")}
    assert variants["Jörg Ed Quill"] and variants["Joerg Ed Quill"] and variants["Quill, Jörg Ed"]
    assert variants["J. E. Quill"] and variants["Jörg Quill"]
    assert not variants["Quill"] and not variants["Jörg"]
    assert [v.text for v in suggest_variants("quill99")] == ["quill99", "quill99s"]


def test_name_that_is_glued_to_a_time_is_parted_from_it():
    names = names_in_clear(["Ann", "Ann Quill"], READER)
    text = b"AnnMay 30, 2019\nAnn Quill30.09.2015\nAnna\n"
    assert names.own(["Ann", "Ann Quill", "Annie", "Ann says", None]) == {"Ann", "Ann Quill"}
    new = names.replace_bytes(text, "utf-8", ["Ann", "Ann Quill"])
    assert new == b"Reader 4711 May 30, 2019\nReader 4711 30.09.2015\nAnna\n"
