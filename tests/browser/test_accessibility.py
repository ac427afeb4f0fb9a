"""axe-core finds nothing to complain of on any kind of page, light or dark, wide or narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import RequestFactory

from archive.views import service
from articles.models import Article, Tag
from articles.states import State
from comments.models import Certainty, Comment
from comments.moderation import hide_comments
from tests.builders import make_article, make_commenter, make_comments, make_dump, make_entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses():
    article = make_article(
        title="Bridges", tags=["Brooks"], image_caption="A brook", declared_count=14
    )
    ann = make_commenter("Ann")
    comments = make_comments(
        article,
        [None, *range(11), None],
        commenter=[ann] * 13,
        author_name=["Ann"] * 12 + [""],
        parent_certainty=[None] * 12 + [Certainty.GUESSED],
        posted_at=None,
        posted_text=[""] * 6 + ["3 hours ago"] * 7,
        subject=["On ropes"] + [""] * 12,
        body_text=["The brook is deep."] + ["> The brook is deep.\n\nIt is not."] * 12,
    )
    comments[5].state, comments[5].state_reason = State.REMOVED, "personal attack"
    comments[5].save(update_fields=["state", "state_reason"])
    hidden = Comment.objects.filter(pk=comments[6].pk)
    hide_comments(hidden, moderator=None, reason="An insult")
    excerpts = [(comments[0], 2, 2), (comments[5], 3, 4)]
    dump = make_dump(article, ["Bridges", "Ann", "Mallory", "Words.", "End"], excerpts=excerpts)
    make_entry(dump, comment=comments[0])
    for number in range(40):
        make_article(title=f"Article {number}")
    home = article.get_absolute_url()
    return [
        "/",
        "/about/",
        "/articles/",
        "/articles/?page=2",
        "/articles/?tag=brooks&year=2015",
        "/years/",
        "/2015/",
        "/2015/09/",
        "/1999/",
        Tag.objects.get().get_absolute_url(),
        home,
        f"{home}?order=newest",
        f"{home}?order=flat",
        f"{home}?view=print",
        f"{home}?fold=all",
        f"{home}source/",
        f"{home}ledger/",
        f"{home}statistics/",
        comments[3].get_absolute_url(),
        comments[5].get_absolute_url(),
        comments[6].get_absolute_url(),
        comments[9].get_absolute_url() + "thread/",
        ann.get_absolute_url(),
        "/search/",
        "/search/?q=words",
        "/search/?q=nothing+says+this&site=1",
        "/moderation/",
        f"{comments[3].get_absolute_url()}report/",
        f"{comments[3].get_absolute_url()}report/thanks/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", ["phone", "desk"])
def test_no_page_breaks_a_rule(open_page, addresses, window, scheme):
    page = open_page("/", window=window, color_scheme=scheme, bypass_csp=True)
    broken = []
    for address in addresses:
        page.goto(address)
        for folded in page.locator(".cite-handle, .search-more > summary").all():
            folded.click()
        broken += [f"{address} {fault}" for fault in faults(page)]
    assert broken == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_list_of_keys_breaks_no_rule(open_page, addresses, scheme):
    [home] = [each for each in addresses if each.endswith("/bridges/")]
    page = open_page(home, color_scheme=scheme, bypass_csp=True)
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()
    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_an_error_breaks_a_rule(open_page, client, scheme):
    """Their content alone: a browser reports the status itself as a fault of the page."""
    gone, forbidden = make_article(state=State.REMOVED), make_article(state=State.REMOVED)
    Article.objects.filter(pk=forbidden.pk).update(is_legal_demand=True, state_reason="A ruling")
    answers = [
        client.get(a) for a in ("/nothing/", gone.get_absolute_url(), forbidden.get_absolute_url())
    ]
    request = RequestFactory().get("/")
    answers.append(service.bad_request(request, Exception()))
    answers.append(service.permission_denied(request, Exception()))
    answers.append(service.server_error(request))
    assert [each.status_code for each in answers] == [404, 410, 451, 400, 403, 500]
    page = open_page("/", color_scheme=scheme, bypass_csp=True)
    for answer in answers:
        page.set_content(answer.content.decode())
        assert faults(page) == [], answer.status_code


def faults(page) -> list[str]:
    """The rules of axe that the page breaks, and where."""
    found = Axe().run(page).response
    assert found["passes"]
    return [
        f"{rule['id']}: {rule['help']} {[node['target'] for node in rule['nodes'][:3]]}"
        for rule in found["violations"]
    ]
