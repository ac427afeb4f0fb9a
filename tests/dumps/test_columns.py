from __future__ import annotations

from archive.dumps.rows.columns import unfold


def texts(dump: str) -> list[str]:
    lines = unfold(dump.strip("\n").split("\n")) or []
    return [line.text.strip() for line in lines if line.text.strip()]


def test_lines_without_a_gutter_stay_as_they_are() -> None:
    assert unfold(["The old bridge", "", "  • Ann", "    It is old.", " 1. Bob"]) is None


def test_names_beside_texts_come_above_them() -> None:
    dump = """
Ann Field      Nobody asked us.
May 10, 2010
at 10:04
Bob            They sold the boat when
May 11, 2010   the bridge was built.
at 11:04
               So they say.
"""
    assert texts(dump) == [
        *("Ann Field", "May 10, 2010", "at 10:04", "Nobody asked us."),
        *("Bob", "May 11, 2010", "at 11:04"),
        *("They sold the boat when", "the bridge was built.", "So they say."),
    ]


def test_a_cell_in_the_middle_of_its_row_comes_above_the_whole_row() -> None:
    dump = """
          Nobody asked us who
          cross it twice a day.
Ann       And we are the ones
10 posts  who pay for it.

          So be it.

          They had a boat, and
Bob       they sold it.
2 posts
"""
    found = texts(dump)
    assert found[:3] == ["Ann", "10 posts", "Nobody asked us who"]
    assert found[found.index("So be it.") + 1 :][:2] == ["Bob", "2 posts"]


def test_a_sidebar_comes_below_the_whole_text() -> None:
    dump = "\n".join(
        [f"Line {n} of a text as wide as a page's column" + "   " + f"Link {n}" for n in "12345"]
    )
    found = texts(dump)
    assert [text.split()[0] for text in found] == ["Line"] * 5 + ["Link"] * 5


def test_the_cells_of_a_box_come_one_after_another() -> None:
    dump = """
┌───────┬────────────────┐
│Ann    │May 5, 2010     │
│Northam│━━━━━━━━━━━━━━━━│
│       │Nobody asked us.│
├───────┼────────────────┤
│Bob    │May 6, 2010     │
│       │So be it.       │
└───────┴────────────────┘
"""
    assert texts(dump) == [
        *("Ann", "Northam", "May 5, 2010", "━━━━━━━━━━━━━━━━", "Nobody asked us."),
        *("Bob", "May 6, 2010", "So be it."),
    ]


def test_columns_are_counted_as_wide_characters_take_them() -> None:
    dump = """
健太    誰にも聞きませんでした。
五月    船は売られました。
花子    川が凍ったそうです。
六月    祖母は言っていました。
"""
    found = texts(dump)
    assert found[:2] == ["健太", "五月"]
    assert "\0" not in "".join(found)


def test_lines_filled_up_to_one_length_are_a_table_however_few() -> None:
    lines = ["Ann   Nobody asked us.", "May 5                 ", "", "And so on."]
    found = [line.text.strip() for line in unfold(lines) or [] if line.text.strip()]
    assert found == ["Ann", "May 5", "Nobody asked us.", "And so on."]


def test_lines_keep_their_numbers() -> None:
    lines = ["Old bridge", "", "Ann  One", "May  Two", "     Three"]
    assert {(line.number, line.text.strip()) for line in unfold(lines) or [] if line.text} >= {
        (1, "Old bridge"),
        (3, "Ann"),
        (3, "One"),
        (4, "May"),
        (5, "Three"),
    }
