from hypothesis import given, settings
from hypothesis import strategies as st

from archive.dumps.article.reading import read_article
from archive.dumps.dates.times import read_times
from archive.dumps.records import BlockKind, SectionKind
from archive.dumps.rows.dialects import DIALECTS
from archive.dumps.rows.reading import read_rows

PARAGRAPH = (
    "The old bridge over the river Lune was closed on Monday, after divers had found that one "
    "of its four wooden piers no longer stands on the ground."
)
SECOND = (
    "Carpenters will need at least two months for the repair of the bridge, said the mayor, and "
    "until then everybody has to take the ferry or walk to Oxley."
)

PAGE = f"""\
Old Bridge Closed – Upper Lune – Lune Valley News
Bridges Oxley
Menu

  • Home
  • Sports

Old Bridge Closed – Upper Lune

By Ann Example
March 5, 2015 at 4:52 pm

{PARAGRAPH}

Old Bridge Closed - Upper Lune

Source: Carl Camera

Why did nobody see it coming?

{SECOND}

  • the ferry runs every hour,
  • the walk takes forty minutes.

Share this

  • Twitter
  • Facebook

Comments (1)

  • Dora

    Good.

Imprint
"""


def article_of(text, dialect="resiliparse", discussion_at=None):
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    layout = DIALECTS[dialect]
    rows = read_rows(lines, layout)
    discussion = None
    if discussion_at is not None:
        first = lines.index(discussion_at) + 1
        discussion = (first, min(len(lines), first + 4))
    times = read_times([row.text for row in rows])
    return read_article(
        rows, times, line_count=len(lines), discussion=discussion, is_flat=layout.flat
    )


def article():
    return article_of(PAGE, discussion_at="Comments (1)")


def lines_covered(parts):
    return [
        line
        for section in parts.sections
        for line in range(section.first_line, section.last_line + 1)
    ]


def test_site_name_is_split_off_the_title_line():
    parts = article()
    assert parts.title == "Old Bridge Closed – Upper Lune"
    assert parts.title_text == "Old Bridge Closed – Upper Lune – Lune Valley News"
    assert parts.site_name == "Lune Valley News"


def test_byline_and_date_stand_below_the_title():
    parts = article()
    assert parts.author == "Ann Example"
    assert parts.published.isoformat() == "2015-03-05T16:52"


def test_word_that_led_to_the_date_is_no_part_of_the_author():
    text = PAGE.replace("By Ann Example\nMarch 5", "By Ann Example on March 5")
    assert article_of(text, discussion_at="Comments (1)").author == "Ann Example"


def test_headings_below_the_last_text_are_no_part_of_it():
    other = "## Ferry stopped: a very long heading of another article, with more than eighty signs"
    text = f"# Piers Again\n\n{PARAGRAPH}\n\n{SECOND}\n\n{other}\n"
    assert [block.text for block in article_of(text, "html2text").body] == [PARAGRAPH, SECOND]


def test_line_under_the_title_line_is_tags_if_the_text_speaks_of_them():
    text = PAGE.replace("Bridges Oxley\nMenu", "Monday Oxley")
    assert article_of(text, discussion_at="Comments (1)").tags == ("Monday", "Oxley")
    assert article().tags == ()


def test_caption_and_credit_are_no_text():
    parts = article()
    assert parts.image.caption == "Old Bridge Closed - Upper Lune"
    assert parts.image.credit == "Source: Carl Camera"
    assert all("Source" not in block.text for block in parts.body)


def test_body_has_headings_and_lists_and_no_menus():
    blocks = [(block.kind, block.text) for block in article().body]
    assert blocks == [
        (BlockKind.PARAGRAPH, PARAGRAPH),
        (BlockKind.HEADING, "Why did nobody see it coming?"),
        (BlockKind.PARAGRAPH, SECOND),
        (BlockKind.LIST_ITEM, "the ferry runs every hour,"),
        (BlockKind.LIST_ITEM, "the walk takes forty minutes."),
    ]


def test_line_breaks_inside_a_paragraph_are_kept():
    text = PAGE.replace(SECOND, f"{SECOND}\n{PARAGRAPH}")
    block = article_of(text, discussion_at="Comments (1)").body[2]
    assert block.text == f"{SECOND}\n{PARAGRAPH}"


def test_every_line_outside_the_discussion_is_in_one_section():
    first = PAGE.split("\n").index("Comments (1)") + 1
    outside = [*range(1, first), *range(first + 5, PAGE.count("\n") + 1)]
    assert lines_covered(article()) == outside


def test_what_is_ignored_is_reported():
    parts = article()
    ignored = [one for one in parts.sections if one.kind is SectionKind.IGNORED]
    defects = [one for one in parts.defects if one.code == "ignored"]
    assert [(one.first_line, one.last_line) for one in defects] == [
        (one.first_line, one.last_line) for one in ignored
    ]
    assert "Imprint" in defects[-1].decision


def test_heading_of_the_discussion_names_the_title():
    text = f"""\
The Daily Example
News and views from everywhere

Short Story

{PARAGRAPH}

{SECOND}

3 Responses to “Short Story”
"""
    parts = article_of(text, discussion_at="3 Responses to “Short Story”")
    assert parts.title == "Short Story"


def test_first_line_of_flat_text_is_the_title_line():
    text = (
        f"Closed bridges of the Lune | Example\nHome\nContact\n{PARAGRAPH}\n{SECOND}\nAnn\nGood.\n"
    )
    parts = article_of(text, dialect="flat", discussion_at="Ann")
    assert parts.title_text == "Closed bridges of the Lune | Example"


def title_of(*lines, discussion_at=None):
    return article_of("\n\n".join(lines) + "\n", discussion_at=discussion_at).title


def test_line_under_the_name_of_the_site_is_no_title():
    above = ("Lune Notes", "Thoughts on rivers, bridges and wooden piers.")
    assert title_of(*above, "Piers Again", PARAGRAPH, SECOND) == "Piers Again"


def test_link_to_an_earlier_article_is_no_title():
    link = "« Ten more bridges over the river Lune"
    assert title_of("Lune", link, "Piers Again", PARAGRAPH, SECOND) == "Piers Again"


def test_line_of_menu_words_is_no_title():
    menu = "New posts Search forums Log in"
    assert title_of("Lune", menu, "Piers Again", PARAGRAPH, SECOND) == "Piers Again"


def test_title_may_stand_in_the_discussion_above_its_first_post():
    page = (
        "Lune Forum",
        "Log in",
        "Tools",
        "Why do piers rot below the water?",
        "Ann",
        SECOND,
    )
    title = title_of(*page, discussion_at="Tools")
    assert title == "Why do piers rot below the water?"


def test_part_that_stands_again_below_the_name_of_the_site_is_the_title():
    head = ("Lune Valley Daily News: Piers Again", "Lune Valley Daily News", "Piers Again")
    assert title_of(*head, PARAGRAPH, SECOND) == "Piers Again"


def test_prefix_of_a_thread_is_no_part_of_its_title():
    page = ("Lune Forum", "Thema: Why do piers rot below the water?", PARAGRAPH)
    assert title_of(*page) == "Why do piers rot below the water?"


def test_invitation_to_register_is_no_title():
    page = ("Create an account to follow what is said of rivers", "Piers?", "Tools", "Ann", SECOND)
    assert title_of("Lune", *page, discussion_at="Tools") == "Piers?"


def test_caption_made_of_words_of_the_title_is_no_title():
    title = "Mayor Keeps The Wooden Bridge Closed"
    page = ("Subscribe | Log In | Sign Up | Search | Contact us", title)
    caption = "Mayor Wooden Bridge Closed"
    assert title_of(*page, caption, "By Ann Example", PARAGRAPH, SECOND) == title


def test_line_below_a_date_among_other_numbers_is_no_title():
    page = ("Log in", "The ferry pie of Oxley", "30 min. easy 10.10.2006 450 kcal", "Rivers")
    assert title_of(*page, PARAGRAPH, SECOND) == "The ferry pie of Oxley"


def tags_of(*lines, dialect="resiliparse"):
    gap = "\n" if dialect == "flat" else "\n\n"
    page = gap.join(("A bridge over the Lune", PARAGRAPH, SECOND, *lines, "Comments", ""))
    return article_of(page, dialect=dialect, discussion_at="Comments").tags


def test_labelled_tags_are_read():
    assert tags_of("Tags: bridge, river Lune | Get alerts") == ("bridge", "river Lune")
    assert tags_of("Schlagwörter: Brücke, Fluss, und Ort.") == ("Brücke", "Fluss", "Ort")
    assert tags_of("Posted in News and tagged bridge, river. Bookmark this") == ("bridge", "river")
    assert tags_of("By Ann2015Category News, LocalTags bridge, river") == ("bridge", "river")
    assert tags_of("Filed under: Local news") == ("Local news",)


def test_tags_torn_apart_by_their_links_are_read():
    lines = ("Tags:", "bridge", ",", "river", ", and", "mayor", "Previous post")
    assert tags_of(*lines, dialect="flat") == ("bridge", "river", "mayor")


def test_bare_line_of_keywords_needs_the_text_behind_it():
    assert tags_of("bridge, river, Oxley") == ("bridge", "river", "Oxley")
    assert tags_of("yoga, tea, cake") == ()


def test_tags_are_read_in_the_list_below_their_label():
    assert tags_of("Tags:", "  • bridge\n  • river Lune") == ("bridge", "river Lune")


def test_menu_of_categories_is_no_list_of_tags():
    assert tags_of("Categories", "  • Local (12)\n  • Sports (4)") == ()


def test_page_without_title_or_text_says_so():
    codes = {defect.code for defect in article_of("• x\n").defects}
    assert codes == {"no-title", "no-body", "ignored"}
    assert article_of("").title is None


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from([PARAGRAPH, "Tags: a, b", ",", "  • x", "# A title", "5 May 2015", ""]),
        ),
        max_size=25,
    ),
    st.sampled_from(sorted(DIALECTS)),
    st.integers(0, 25),
    st.integers(0, 10),
)
def test_any_page_is_covered_without_raising(lines, dialect, first, length):
    lines = [" ".join(line.split("\n")) for line in lines]
    layout = DIALECTS[dialect]
    rows = read_rows(lines, layout)
    discussion = (first, min(len(lines), first + length)) if 0 < first <= len(lines) else None
    parts = read_article(
        rows,
        read_times([row.text for row in rows]),
        line_count=len(lines),
        discussion=discussion,
        is_flat=layout.flat,
    )
    inside = range(discussion[0], discussion[1] + 1) if discussion else range(0)
    assert lines_covered(parts) == [n for n in range(1, len(lines) + 1) if n not in inside]
