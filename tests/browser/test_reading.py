"""Folding, permalinks, keys and paging, in windows of two sizes, with and without scripts."""

import pytest

from tests.builders import make_article, make_comments, make_dump, make_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

windows = pytest.mark.parametrize("window", ["phone", "desk"])
with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False])


@pytest.fixture
def discussion():
    """Two threads; the first goes four levels down."""
    article = make_article(title="Bridges")
    return article, make_comments(article, [None, 0, 1, 2, 0, None])


def words(comment):
    return f"#c-{comment.pk} > article > details > .remark-body"


def handle(page, comment):
    return page.locator(f"#c-{comment.pk} > article > details > summary")


def focused(page):
    return page.evaluate("document.activeElement.closest('.comment')?.id")


@windows
@with_and_without_scripts
def test_branch_folds_and_opens(open_page, discussion, window, scripts):
    article, (root, reply, *_) = discussion
    page = open_page(article.get_absolute_url(), window=window, scripts=scripts)
    assert page.locator(words(reply)).is_visible()
    page.locator(f"#c-{root.pk} .remark-head").first.scroll_into_view_if_needed()
    box = page.locator(f"#c-{root.pk}").bounding_box()
    page.mouse.click(
        box["x"] + 10, page.locator(f"#c-{root.pk} .remark-head").first.bounding_box()["y"] + 12
    )
    assert not page.locator(words(reply)).is_visible()
    assert page.locator(f"#c-{root.pk} .fold-more").first.inner_text() == "4 more"
    handle(page, root).click()
    assert page.locator(words(reply)).is_visible()


@pytest.mark.parametrize("name", ["Ann", "Moira Penhale"])
@windows
def test_lines_of_a_comment_stand_beside_its_time(open_page, window, name):
    article = make_article(title="Bridges")
    comments = make_comments(article, [None, 0, 1, 2, 3, 4], author_name=name)
    lines = ["Words."] * 2000
    make_dump(
        article,
        lines,
        excerpts=[(c, 1000 + 10 * i, 1009 + 10 * i) for i, c in enumerate(comments)],
    )
    page = open_page(article.get_absolute_url(), window=window)
    for comment in comments:
        head = page.locator(f"#c-{comment.pk} .remark-head").first
        time, source = (head.locator(name).bounding_box() for name in (".when", ".lines"))
        assert source["x"] >= time["x"] + time["width"]
        middle = source["y"] + source["height"] / 2
        assert time["y"] < middle < time["y"] + time["height"]
        assert source["height"] < 30


@windows
@with_and_without_scripts
def test_link_into_a_folded_branch_opens_it(open_page, discussion, window, scripts):
    article, comments = discussion
    address = f"{article.get_absolute_url()}?fold=all"
    page = open_page(address, window=window, scripts=scripts)
    deep = comments[3]
    assert not page.locator(f"#c-{deep.pk}").is_visible()
    page.goto(f"{address}#c-{deep.pk}")
    page.locator(f"#c-{deep.pk} .remark-head").first.wait_for(state="visible")


@windows
@with_and_without_scripts
def test_permalink_lands_on_its_comment_open(open_page, discussion, window, scripts):
    article, comments = discussion
    page = open_page(article.get_absolute_url(), window=window, scripts=scripts)
    page.locator(f"#c-{comments[3].pk} .when").first.click()
    page.wait_for_url(f"**/comments/{comments[3].pk}/")
    assert page.locator(words(comments[3])).is_visible()
    assert page.locator(words(comments[0])).is_visible()
    page.get_by_text("Full discussion").click()
    page.wait_for_url(f"**{article.get_absolute_url()}#c-{comments[3].pk}")


@with_and_without_scripts
def test_all_can_be_folded_and_opened(open_page, discussion, scripts):
    article, comments = discussion
    page = open_page(article.get_absolute_url(), scripts=scripts)
    page.get_by_text("Fold all", exact=True).click()
    assert not page.locator(words(comments[0])).is_visible()
    page.get_by_text("Open all", exact=True).click()
    assert page.locator(words(comments[3])).is_visible()
    page.get_by_text("Fold replies", exact=True).click()
    assert page.locator(words(comments[0])).is_visible()
    assert not page.locator(words(comments[1])).is_visible()


def test_folds_are_remembered(open_page, discussion):
    article, comments = discussion
    page = open_page(article.get_absolute_url())
    handle(page, comments[0]).focus()
    page.keyboard.press("Space")
    # Folds are written down when they have been left alone for a moment.
    page.wait_for_timeout(500)
    page.reload()
    assert not page.locator(words(comments[1])).is_visible()
    assert page.locator(words(comments[5])).is_visible()


def test_keys_walk_the_discussion(open_page, discussion):
    article, comments = discussion
    page = open_page(article.get_absolute_url())
    walk = [
        ("j", 0),
        ("j", 1),
        ("j", 2),
        ("k", 1),
        ("J", 4),
        ("K", 1),
        ("u", 0),
        ("n", 5),
        ("p", 0),
    ]
    page.locator(f"#c-{comments[0].pk}").scroll_into_view_if_needed()
    for key, expected in walk:
        page.keyboard.press(key)
        assert focused(page) == f"c-{comments[expected].pk}", key
    page.keyboard.press("m")
    assert not page.locator(words(comments[1])).is_visible()
    page.keyboard.press("j")
    assert focused(page) == f"c-{comments[5].pk}"
    page.keyboard.press("o")
    assert page.locator(words(comments[1])).is_visible()


def test_keys_are_listed_and_the_list_closes(open_page, discussion):
    page = open_page(discussion[0].get_absolute_url())
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def test_everything_can_be_reached_by_tab(open_page, discussion):
    page = open_page(discussion[0].get_absolute_url())
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
    expected = page.evaluate(
        "[...document.querySelectorAll('a[href], summary, button')]"
        ".filter(e => e.checkVisibility() && !e.closest('dialog'))"
        ".map(e => e.outerHTML.slice(0, 200))"
    )
    assert set(expected) <= reached


@windows
def test_no_page_is_wider_than_the_window(open_page, window):
    word = "Rechtsanwaltsfachangestelltenausbildungsverordnung" * 3
    article = make_article(title=word, author_name=word, tags=[word])
    comments = make_comments(
        article, [None, *range(14)], author_name=word, body_text=word, subject=word
    )
    page = open_page("/", window=window)
    home = article.get_absolute_url()
    for address in ("/", "/articles/", home, home + "ledger/", comments[9].get_absolute_url()):
        page.goto(address)
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(width) == 0, address


def test_ten_thousand_comments_are_seen_once_by_following_links(open_page):
    article = make_article()
    make_comments(
        article, [None if i % 40 == 0 else i - i % 40 + i % 40 // 4 for i in range(10_000)]
    )
    page = open_page(article.get_absolute_url(), window="phone", scripts=False)
    pending, seen = [article.get_absolute_url()], []
    while pending:
        page.goto(pending.pop(), wait_until="domcontentloaded")
        seen += page.locator(".comment:not(.is-context)").evaluate_all("all => all.map(e => e.id)")
        pending += page.locator(".pages [rel=next], .continue a").evaluate_all(
            "all => all.map(e => e.href)"
        )
    assert len(seen) == len(set(seen)) == 10_000


def test_print_shows_everything_that_is_folded(open_page, discussion):
    article, comments = discussion
    page = open_page(f"{article.get_absolute_url()}?view=print")
    page.emulate_media(media="print")
    assert page.locator(words(comments[3])).is_visible()
    assert not page.locator(".masthead-nav").is_visible()
    assert page.locator(".cite-text").is_visible()
    assert not page.get_by_text("for print").is_visible()


def test_head_leads_to_the_discussion(open_page, discussion):
    page = open_page(discussion[0].get_absolute_url(), window="phone", scripts=False)
    page.locator(".byline").get_by_text("6 comments").click()
    page.wait_for_url("**#discussion")


def test_title_runs_as_its_script_does(open_page):
    page = open_page(make_article(title="جسر فوق النهر").get_absolute_url())
    assert page.locator(".article-title").evaluate("e => e.matches(':dir(rtl)')")


def test_ledger_keeps_its_words_whole_on_a_phone(open_page, discussion):
    article, comments = discussion
    dump = make_dump(article, ["Bridges", *["Words."] * 20_000])
    code = "discussion-count-differs"
    make_entry(dump, code=code, comment=comments[0], first_line=10_000, last_line=20_000)
    page = open_page(f"{article.get_absolute_url()}ledger/", window="phone")
    assert page.locator(".ledger-kind code").bounding_box()["height"] < 30
    assert page.locator(".ledger-entry > .lines").bounding_box()["height"] < 30
    assert page.locator(".ledger-words").bounding_box()["width"] > 200


@windows
@pytest.mark.parametrize("address", ["/", "/search/?q=words", "discussion"])
def test_slash_goes_to_the_search_box(open_page, discussion, window, address):
    article = discussion[0]
    page = open_page(
        article.get_absolute_url() if address == "discussion" else address, window=window
    )
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.evaluate("document.activeElement.value").endswith("a/b")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*a%2Fb*")


@pytest.fixture
def long_discussion():
    """Three pages of threads, each of them with a reply."""
    article = make_article()
    return article, make_comments(article, [None if i % 2 == 0 else i - 1 for i in range(250)])


def shown(page):
    return page.locator(".comment").evaluate_all("all => all.map(e => e.id)")


@windows
@pytest.mark.parametrize("order", ["thread", "newest", "flat"])
def test_more_threads_come_in_place(open_page, long_discussion, window, order):
    article, comments = long_discussion
    page = open_page(f"{article.get_absolute_url()}?order={order}", window=window)
    first = len(shown(page))
    page.get_by_text("Show more comments").focus()
    # Comments take their real height when they first come into view.
    page.wait_for_timeout(300)
    last = page.locator(f"#{shown(page)[-1]}")
    top = last.bounding_box()["y"]
    page.keyboard.press("Enter")
    page.locator(".remark-head:focus").wait_for()
    assert focused(page) == shown(page)[first]
    assert abs(last.bounding_box()["y"] - top) < 2
    assert page.locator(".pages [aria-current]").inner_text() == "2"
    page.keyboard.press("k")
    assert focused(page) == shown(page)[first - 1]
    page.get_by_text("Show more comments").click()
    page.get_by_text("Show more comments").wait_for(state="detached")
    assert sorted(shown(page)) == sorted(f"c-{comment.pk}" for comment in comments)


def test_more_threads_are_folded_as_they_were_left(open_page, long_discussion):
    article, comments = long_discussion
    page = open_page(f"{article.get_absolute_url()}?page=2")
    handle(page, comments[100]).focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(500)
    page.goto(article.get_absolute_url())
    page.get_by_text("Show more comments").click()
    page.locator(f"#c-{comments[101].pk}").wait_for(state="attached")
    assert not page.locator(words(comments[101])).is_visible()
    page.get_by_text("Fold all", exact=True).click()
    assert not page.locator(words(comments[102])).is_visible()


def test_more_threads_are_a_link_without_scripts(open_page, long_discussion):
    article, comments = long_discussion
    page = open_page(f"{article.get_absolute_url()}?order=thread", scripts=False)
    page.get_by_text("Show more comments").click()
    page.wait_for_url("**?order=thread&page=2#discussion")
    assert shown(page)[0] == f"c-{comments[100].pk}"


def test_more_threads_that_cannot_be_fetched_are_gone_to(open_page, long_discussion):
    article, _comments = long_discussion
    page = open_page(article.get_absolute_url())
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('offline')); }")
    page.get_by_text("Show more comments").click()
    page.wait_for_url("**?page=2#discussion")


@pytest.fixture
def long_branch():
    """One comment with three pages of replies, which are cut within their own branches."""
    article = make_article()
    comments = make_comments(article, [None, *[0 if i % 7 == 0 else i for i in range(250)]])
    return article, comments


@windows
def test_more_of_a_branch_comes_in_place(open_page, long_branch, window):
    _article, (root, *replies) = long_branch
    page = open_page(f"/comments/{root.pk}/thread/", window=window)
    assert shown(page) == [f"c-{root.pk}", *(f"c-{reply.pk}" for reply in replies[:100])]
    page.get_by_text("Show more comments").focus()
    page.wait_for_timeout(300)
    last = page.locator(f"#c-{replies[99].pk}")
    top = last.bounding_box()["y"]
    page.keyboard.press("Enter")
    page.locator(".remark-head:focus").wait_for()
    assert focused(page) == f"c-{replies[100].pk}"
    assert abs(last.bounding_box()["y"] - top) < 2
    assert page.locator(".pages [aria-current]").inner_text() == "2"
    answers = page.locator(f"#c-{replies[100].pk} > article > header > .answers")
    assert answers.get_attribute("href") == f"#c-{replies[99].pk}"
    page.keyboard.press("k")
    assert focused(page) == f"c-{replies[99].pk}"
    page.get_by_text("Show more comments").click()
    page.get_by_text("Show more comments").wait_for(state="detached")
    assert shown(page) == [f"c-{root.pk}", *(f"c-{reply.pk}" for reply in replies)]


@with_and_without_scripts
def test_branch_can_be_folded_and_opened(open_page, long_branch, scripts):
    _article, (root, reply, answer, *_) = long_branch
    page = open_page(f"/comments/{root.pk}/thread/", scripts=scripts)
    page.get_by_text("Fold all", exact=True).click()
    assert page.locator(words(root)).is_visible()
    assert page.locator(f"#c-{reply.pk} .remark-head").first.is_visible()
    assert not page.locator(words(reply)).is_visible()
    page.get_by_text("Fold replies", exact=True).click()
    assert page.locator(words(reply)).is_visible()
    assert page.locator(f"#c-{answer.pk} .remark-head").first.is_visible()
    assert not page.locator(words(answer)).is_visible()
    page.get_by_text("Open all", exact=True).click()
    assert page.locator(words(answer)).is_visible()


def test_more_of_a_branch_is_a_link_without_scripts(open_page, long_branch):
    _article, (root, *replies) = long_branch
    page = open_page(f"/comments/{root.pk}/thread/?fold=replies", scripts=False)
    page.get_by_text("Show more comments").click()
    page.wait_for_url("**?fold=replies&page=2#discussion")
    assert shown(page)[1] == f"c-{replies[100].pk}"


def test_keys_walk_a_branch(open_page, long_branch):
    _article, (root, *replies) = long_branch
    page = open_page(f"/comments/{root.pk}/thread/")
    page.locator(f"#c-{root.pk}").scroll_into_view_if_needed()
    for key, expected in [("j", root), ("j", replies[0]), ("n", replies[7]), ("p", replies[0])]:
        page.keyboard.press(key)
        assert focused(page) == f"c-{expected.pk}", key


def test_permalink_into_a_branch_left_folded_is_open(open_page, discussion):
    article, comments = discussion
    page = open_page(article.get_absolute_url())
    for comment in (comments[3], comments[0]):
        handle(page, comment).focus()
        page.keyboard.press("Space")
    page.wait_for_timeout(500)
    page.goto(comments[3].get_absolute_url())
    page.locator(f"#c-{comments[3].pk}").wait_for()
    page.wait_for_timeout(300)
    assert page.locator(words(comments[3])).is_visible()
    page.goto(article.get_absolute_url())
    assert not page.locator(words(comments[1])).is_visible()
